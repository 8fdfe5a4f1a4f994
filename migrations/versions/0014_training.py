"""Tables of: training: needs, sessions, seats, records, reminders."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "training_booking",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("session_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("booked_by", sa.String(length=48), nullable=False),
        sa.Column("booked_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("marked_by", sa.String(length=48), nullable=True),
        sa.Column("marked_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_training_booking")),
        sa.UniqueConstraint(
            "session_ref", "person_ref", name=op.f("uq_training_booking_session_ref")
        ),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_training_booking_booked_by"),
        "training_booking",
        ["booked_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_booking_marked_by"),
        "training_booking",
        ["marked_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_booking_person_ref"),
        "training_booking",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_booking_school_ref"),
        "training_booking",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_booking_session_ref"),
        "training_booking",
        ["session_ref"],
        unique=False,
    )
    op.create_table(
        "training_need",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("origin_ref", sa.String(length=48), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("note", types.Sealed(), nullable=True),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("plan", types.Sealed(), nullable=True),
        sa.Column("session_ref", sa.String(length=48), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("planned_by", sa.String(length=48), nullable=True),
        sa.Column("planned_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=64), nullable=True),
        sa.Column("ending", types.Sealed(), nullable=True),
        sa.Column("record_ref", sa.String(length=48), nullable=True),
        sa.Column("ended_by", sa.String(length=48), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_training_need")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_training_need_ended_by"), "training_need", ["ended_by"], unique=False
    )
    op.create_index(
        op.f("ix_training_need_opened_by"), "training_need", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_training_need_origin_ref"),
        "training_need",
        ["origin_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_need_person_ref"),
        "training_need",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_need_planned_by"),
        "training_need",
        ["planned_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_need_record_ref"),
        "training_need",
        ["record_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_need_school_ref"),
        "training_need",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_need_session_ref"),
        "training_need",
        ["session_ref"],
        unique=False,
    )
    op.create_index(
        "ix_training_need_waiting",
        "training_need",
        ["school_ref", "state"],
        unique=False,
    )
    op.create_table(
        "training_record",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("session_ref", sa.String(length=48), nullable=True),
        sa.Column("evidence", types.Sealed(), nullable=True),
        sa.Column("recorded_by", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("voided_by", sa.String(length=48), nullable=True),
        sa.Column("voided_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("voided_why", types.Sealed(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_training_record")),
        info={"kept": "recorded"},
    )
    op.create_index(
        "ix_training_record_of_person",
        "training_record",
        ["person_ref", "course"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_record_person_ref"),
        "training_record",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_record_recorded_by"),
        "training_record",
        ["recorded_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_record_school_ref"),
        "training_record",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_record_session_ref"),
        "training_record",
        ["session_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_record_voided_by"),
        "training_record",
        ["voided_by"],
        unique=False,
    )
    op.create_table(
        "training_reminder",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("sent_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_training_reminder")),
        sa.UniqueConstraint(
            "person_ref",
            "course",
            "status",
            "last_on",
            name=op.f("uq_training_reminder_person_ref"),
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_training_reminder_person_ref"),
        "training_reminder",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_reminder_school_ref"),
        "training_reminder",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "training_session",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("course", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("starts_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ends_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("place", types.Sealed(), nullable=False),
        sa.Column("trainer", types.Sealed(), nullable=True),
        sa.Column("about", types.Sealed(), nullable=True),
        sa.Column("materials", types.Sealed(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("planned_by", sa.String(length=48), nullable=False),
        sa.Column("planned_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("change_note", types.Sealed(), nullable=True),
        sa.Column("held_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("cancelled_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_training_session")),
        info={"kept": "recorded"},
    )
    op.create_index(
        "ix_training_session_coming",
        "training_session",
        ["school_ref", "state", "starts_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_session_planned_by"),
        "training_session",
        ["planned_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_session_school_ref"),
        "training_session",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index(op.f("ix_training_session_school_ref"), table_name="training_session")
    op.drop_index(op.f("ix_training_session_planned_by"), table_name="training_session")
    op.drop_index("ix_training_session_coming", table_name="training_session")
    op.drop_table("training_session")
    op.drop_index(
        op.f("ix_training_reminder_school_ref"), table_name="training_reminder"
    )
    op.drop_index(
        op.f("ix_training_reminder_person_ref"), table_name="training_reminder"
    )
    op.drop_table("training_reminder")
    op.drop_index(op.f("ix_training_record_voided_by"), table_name="training_record")
    op.drop_index(op.f("ix_training_record_session_ref"), table_name="training_record")
    op.drop_index(op.f("ix_training_record_school_ref"), table_name="training_record")
    op.drop_index(op.f("ix_training_record_recorded_by"), table_name="training_record")
    op.drop_index(op.f("ix_training_record_person_ref"), table_name="training_record")
    op.drop_index("ix_training_record_of_person", table_name="training_record")
    op.drop_table("training_record")
    op.drop_index("ix_training_need_waiting", table_name="training_need")
    op.drop_index(op.f("ix_training_need_session_ref"), table_name="training_need")
    op.drop_index(op.f("ix_training_need_school_ref"), table_name="training_need")
    op.drop_index(op.f("ix_training_need_record_ref"), table_name="training_need")
    op.drop_index(op.f("ix_training_need_planned_by"), table_name="training_need")
    op.drop_index(op.f("ix_training_need_person_ref"), table_name="training_need")
    op.drop_index(op.f("ix_training_need_origin_ref"), table_name="training_need")
    op.drop_index(op.f("ix_training_need_opened_by"), table_name="training_need")
    op.drop_index(op.f("ix_training_need_ended_by"), table_name="training_need")
    op.drop_table("training_need")
    op.drop_index(
        op.f("ix_training_booking_session_ref"), table_name="training_booking"
    )
    op.drop_index(op.f("ix_training_booking_school_ref"), table_name="training_booking")
    op.drop_index(op.f("ix_training_booking_person_ref"), table_name="training_booking")
    op.drop_index(op.f("ix_training_booking_marked_by"), table_name="training_booking")
    op.drop_index(op.f("ix_training_booking_booked_by"), table_name="training_booking")
    op.drop_table("training_booking")
