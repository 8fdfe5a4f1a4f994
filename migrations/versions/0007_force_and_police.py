"""Tables of: force records and police visits."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""

    op.create_table(
        "force_account",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("need", sa.String(length=64), nullable=False),
        sa.Column("degree", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", types.Sealed(), nullable=False),
        sa.Column("lead_up", types.Sealed(), nullable=False),
        sa.Column("calming", types.Sealed(), nullable=False),
        sa.Column("actions", types.Sealed(), nullable=False),
        sa.Column("necessary", types.Sealed(), nullable=False),
        sa.Column("pupil_injury", sa.String(length=64), nullable=False),
        sa.Column("pupil_injury_words", types.Sealed(), nullable=True),
        sa.Column("staff_injury", sa.String(length=64), nullable=False),
        sa.Column("staff_injury_words", types.Sealed(), nullable=True),
        sa.Column("support", types.Sealed(), nullable=False),
        sa.Column("own_words", types.Sealed(), nullable=True),
        sa.Column("room", sa.String(length=64), nullable=False),
        sa.Column("room_minutes", sa.Integer(), nullable=True),
        sa.Column("room_words", types.Sealed(), nullable=True),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_force_account")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_force_account_by_ref"), "force_account", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_account_record_ref"),
        "force_account",
        ["record_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_force_account_school_ref"),
        "force_account",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "force_addition",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("text", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_force_addition")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_force_addition_by_ref"), "force_addition", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_addition_record_ref"),
        "force_addition",
        ["record_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_force_addition_school_ref"),
        "force_addition",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "force_kind",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_force_kind")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_force_kind_record_ref"), "force_kind", ["record_ref"], unique=False
    )
    op.create_table(
        "force_record",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("origin_ref", sa.String(length=48), nullable=True),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("happened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("restraint", sa.Boolean(), nullable=False),
        sa.Column("seclusion", sa.Boolean(), nullable=False),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("parents_due_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("owed_by", sa.String(length=48), nullable=True),
        sa.Column("recorded_by", sa.String(length=48), nullable=True),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("reviewed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_force_record")),
        info={"kept": "recorded"},
    )
    op.create_index(
        "ix_force_record_open",
        "force_record",
        ["school_ref", "state", "happened_at", "ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_force_record_origin_ref"), "force_record", ["origin_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_record_owed_by"), "force_record", ["owed_by"], unique=False
    )
    op.create_index(
        op.f("ix_force_record_pupil_ref"), "force_record", ["pupil_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_record_recorded_by"),
        "force_record",
        ["recorded_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_force_record_school_ref"), "force_record", ["school_ref"], unique=False
    )
    op.create_table(
        "force_review",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("learning", types.Sealed(), nullable=True),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_force_review")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_force_review_by_ref"), "force_review", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_review_record_ref"), "force_review", ["record_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_review_school_ref"), "force_review", ["school_ref"], unique=False
    )
    op.create_table(
        "force_staff",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_force_staff")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_force_staff_person_ref"), "force_staff", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_staff_record_ref"), "force_staff", ["record_ref"], unique=False
    )
    op.create_table(
        "force_telling",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("ground", sa.String(length=64), nullable=True),
        sa.Column("way", sa.String(length=64), nullable=False),
        sa.Column("told_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("parts", sa.String(length=64), nullable=False),
        sa.Column("whom", types.Sealed(), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.Column("said", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_force_telling")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_force_telling_by_ref"), "force_telling", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_force_telling_record_ref"),
        "force_telling",
        ["record_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_force_telling_school_ref"),
        "force_telling",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "police_adult",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("presence", sa.String(length=64), nullable=False),
        sa.Column("name", types.Sealed(), nullable=True),
        sa.Column("relation", sa.String(length=64), nullable=True),
        sa.Column("arrived_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("wish", sa.String(length=64), nullable=False),
        sa.Column("wish_words", types.Sealed(), nullable=True),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_adult")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_adult_by_ref"), "police_adult", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_adult_school_ref"), "police_adult", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_adult_visit_ref"), "police_adult", ["visit_ref"], unique=False
    )
    op.create_table(
        "police_aftercare",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan", types.Sealed(), nullable=False),
        sa.Column("own_words", types.Sealed(), nullable=True),
        sa.Column("follow_up", types.Sealed(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("referral", sa.String(length=64), nullable=False),
        sa.Column("referral_reason", types.Sealed(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_aftercare")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_aftercare_by_ref"), "police_aftercare", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_aftercare_school_ref"),
        "police_aftercare",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_aftercare_visit_ref"),
        "police_aftercare",
        ["visit_ref"],
        unique=False,
    )
    op.create_table(
        "police_attendance",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("came", sa.String(length=64), nullable=False),
        sa.Column("arrived_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("officers", types.Sealed(), nullable=False),
        sa.Column("police_force", types.Sealed(), nullable=True),
        sa.Column("police_reference", types.Sealed(), nullable=True),
        sa.Column("power", sa.String(length=64), nullable=False),
        sa.Column("power_words", types.Sealed(), nullable=True),
        sa.Column("advocate_ref", sa.String(length=48), nullable=True),
        sa.Column("advocate_words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_attendance")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_attendance_advocate_ref"),
        "police_attendance",
        ["advocate_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_attendance_by_ref"),
        "police_attendance",
        ["by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_attendance_school_ref"),
        "police_attendance",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_attendance_visit_ref"),
        "police_attendance",
        ["visit_ref"],
        unique=False,
    )
    op.create_table(
        "police_call",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("caller_ref", sa.String(length=48), nullable=False),
        sa.Column("called_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("reason", types.Sealed(), nullable=False),
        sa.Column("police_force", types.Sealed(), nullable=True),
        sa.Column("police_reference", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_call")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_call_by_ref"), "police_call", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_call_caller_ref"), "police_call", ["caller_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_call_school_ref"), "police_call", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_call_visit_ref"), "police_call", ["visit_ref"], unique=False
    )
    op.create_table(
        "police_note",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("codes", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_note")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_note_by_ref"), "police_note", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_note_school_ref"), "police_note", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_note_visit_ref"), "police_note", ["visit_ref"], unique=False
    )
    op.create_table(
        "police_outcome",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("began_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("place", types.Sealed(), nullable=True),
        sa.Column("exposed", sa.Boolean(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("present_words", types.Sealed(), nullable=True),
        sa.Column("sexes", sa.String(length=64), nullable=True),
        sa.Column("found", sa.String(length=64), nullable=True),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_outcome")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_outcome_by_ref"), "police_outcome", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_outcome_school_ref"),
        "police_outcome",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_outcome_visit_ref"),
        "police_outcome",
        ["visit_ref"],
        unique=False,
    )
    op.create_table(
        "police_parents",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=64), nullable=False),
        sa.Column("told_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("whom", types.Sealed(), nullable=True),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_parents")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_parents_by_ref"), "police_parents", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_parents_school_ref"),
        "police_parents",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_parents_visit_ref"),
        "police_parents",
        ["visit_ref"],
        unique=False,
    )
    op.create_table(
        "police_visit",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("origin_ref", sa.String(length=48), nullable=True),
        sa.Column("record_ref", sa.String(length=48), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("amiss", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.String(length=48), nullable=False),
        sa.Column("opened_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_visit")),
        info={"kept": "recorded"},
    )
    op.create_index(
        "ix_police_visit_newest",
        "police_visit",
        ["school_ref", "opened_at", "ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_visit_opened_by"), "police_visit", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_police_visit_origin_ref"), "police_visit", ["origin_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_visit_pupil_ref"), "police_visit", ["pupil_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_visit_record_ref"), "police_visit", ["record_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_visit_school_ref"), "police_visit", ["school_ref"], unique=False
    )
    op.create_table(
        "police_weighing",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("visit_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("considered_by", sa.String(length=48), nullable=False),
        sa.Column("concern", types.Sealed(), nullable=False),
        sa.Column("less_invasive", types.Sealed(), nullable=False),
        sa.Column("harm", types.Sealed(), nullable=False),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_police_weighing")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_police_weighing_by_ref"), "police_weighing", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_police_weighing_considered_by"),
        "police_weighing",
        ["considered_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_weighing_school_ref"),
        "police_weighing",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_police_weighing_visit_ref"),
        "police_weighing",
        ["visit_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""

    op.drop_index(op.f("ix_police_weighing_visit_ref"), table_name="police_weighing")
    op.drop_index(op.f("ix_police_weighing_school_ref"), table_name="police_weighing")
    op.drop_index(
        op.f("ix_police_weighing_considered_by"), table_name="police_weighing"
    )
    op.drop_index(op.f("ix_police_weighing_by_ref"), table_name="police_weighing")
    op.drop_table("police_weighing")
    op.drop_index(op.f("ix_police_visit_school_ref"), table_name="police_visit")
    op.drop_index(op.f("ix_police_visit_record_ref"), table_name="police_visit")
    op.drop_index(op.f("ix_police_visit_pupil_ref"), table_name="police_visit")
    op.drop_index(op.f("ix_police_visit_origin_ref"), table_name="police_visit")
    op.drop_index(op.f("ix_police_visit_opened_by"), table_name="police_visit")
    op.drop_index("ix_police_visit_newest", table_name="police_visit")
    op.drop_table("police_visit")
    op.drop_index(op.f("ix_police_parents_visit_ref"), table_name="police_parents")
    op.drop_index(op.f("ix_police_parents_school_ref"), table_name="police_parents")
    op.drop_index(op.f("ix_police_parents_by_ref"), table_name="police_parents")
    op.drop_table("police_parents")
    op.drop_index(op.f("ix_police_outcome_visit_ref"), table_name="police_outcome")
    op.drop_index(op.f("ix_police_outcome_school_ref"), table_name="police_outcome")
    op.drop_index(op.f("ix_police_outcome_by_ref"), table_name="police_outcome")
    op.drop_table("police_outcome")
    op.drop_index(op.f("ix_police_note_visit_ref"), table_name="police_note")
    op.drop_index(op.f("ix_police_note_school_ref"), table_name="police_note")
    op.drop_index(op.f("ix_police_note_by_ref"), table_name="police_note")
    op.drop_table("police_note")
    op.drop_index(op.f("ix_police_call_visit_ref"), table_name="police_call")
    op.drop_index(op.f("ix_police_call_school_ref"), table_name="police_call")
    op.drop_index(op.f("ix_police_call_caller_ref"), table_name="police_call")
    op.drop_index(op.f("ix_police_call_by_ref"), table_name="police_call")
    op.drop_table("police_call")
    op.drop_index(
        op.f("ix_police_attendance_visit_ref"), table_name="police_attendance"
    )
    op.drop_index(
        op.f("ix_police_attendance_school_ref"), table_name="police_attendance"
    )
    op.drop_index(op.f("ix_police_attendance_by_ref"), table_name="police_attendance")
    op.drop_index(
        op.f("ix_police_attendance_advocate_ref"), table_name="police_attendance"
    )
    op.drop_table("police_attendance")
    op.drop_index(op.f("ix_police_aftercare_visit_ref"), table_name="police_aftercare")
    op.drop_index(op.f("ix_police_aftercare_school_ref"), table_name="police_aftercare")
    op.drop_index(op.f("ix_police_aftercare_by_ref"), table_name="police_aftercare")
    op.drop_table("police_aftercare")
    op.drop_index(op.f("ix_police_adult_visit_ref"), table_name="police_adult")
    op.drop_index(op.f("ix_police_adult_school_ref"), table_name="police_adult")
    op.drop_index(op.f("ix_police_adult_by_ref"), table_name="police_adult")
    op.drop_table("police_adult")
    op.drop_index(op.f("ix_force_telling_school_ref"), table_name="force_telling")
    op.drop_index(op.f("ix_force_telling_record_ref"), table_name="force_telling")
    op.drop_index(op.f("ix_force_telling_by_ref"), table_name="force_telling")
    op.drop_table("force_telling")
    op.drop_index(op.f("ix_force_staff_record_ref"), table_name="force_staff")
    op.drop_index(op.f("ix_force_staff_person_ref"), table_name="force_staff")
    op.drop_table("force_staff")
    op.drop_index(op.f("ix_force_review_school_ref"), table_name="force_review")
    op.drop_index(op.f("ix_force_review_record_ref"), table_name="force_review")
    op.drop_index(op.f("ix_force_review_by_ref"), table_name="force_review")
    op.drop_table("force_review")
    op.drop_index(op.f("ix_force_record_school_ref"), table_name="force_record")
    op.drop_index(op.f("ix_force_record_recorded_by"), table_name="force_record")
    op.drop_index(op.f("ix_force_record_pupil_ref"), table_name="force_record")
    op.drop_index(op.f("ix_force_record_owed_by"), table_name="force_record")
    op.drop_index(op.f("ix_force_record_origin_ref"), table_name="force_record")
    op.drop_index("ix_force_record_open", table_name="force_record")
    op.drop_table("force_record")
    op.drop_index(op.f("ix_force_kind_record_ref"), table_name="force_kind")
    op.drop_table("force_kind")
    op.drop_index(op.f("ix_force_addition_school_ref"), table_name="force_addition")
    op.drop_index(op.f("ix_force_addition_record_ref"), table_name="force_addition")
    op.drop_index(op.f("ix_force_addition_by_ref"), table_name="force_addition")
    op.drop_table("force_addition")
    op.drop_index(op.f("ix_force_account_school_ref"), table_name="force_account")
    op.drop_index(op.f("ix_force_account_record_ref"), table_name="force_account")
    op.drop_index(op.f("ix_force_account_by_ref"), table_name="force_account")
    op.drop_table("force_account")
