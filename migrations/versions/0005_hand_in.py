"""Tables of: phones handed in each day."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "phone_day",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=48), nullable=False),
        sa.Column("class_ref", sa.String(length=48), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("marked_by", sa.String(length=48), nullable=False),
        sa.Column("marked_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("handed_in_by", sa.String(length=48), nullable=True),
        sa.Column("handed_in_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("collected_by", sa.String(length=48), nullable=True),
        sa.Column("collected_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_phone_day")),
        sa.UniqueConstraint("pupil_ref", "day", name=op.f("uq_phone_day_pupil_ref")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_phone_day_class_ref"), "phone_day", ["class_ref"], unique=False
    )
    op.create_index(
        op.f("ix_phone_day_here"), "phone_day", ["school_ref", "mark"], unique=False
    )
    op.create_index(
        op.f("ix_phone_day_ledger"), "phone_day", ["school_ref", "day"], unique=False
    )

    op.create_table(
        "phone_correction",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("day_ref", sa.String(length=48), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("marked_by", sa.String(length=48), nullable=False),
        sa.Column("marked_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("replaced_by", sa.String(length=48), nullable=False),
        sa.Column("replaced_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_phone_correction")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_phone_correction_day_ref"),
        "phone_correction",
        ["day_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_correction_marked_by"),
        "phone_correction",
        ["marked_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_correction_replaced_by"),
        "phone_correction",
        ["replaced_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_correction_school_ref"),
        "phone_correction",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "phone_reminder",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("sent_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_phone_reminder")),
        sa.UniqueConstraint(
            "school_ref", "day", "person_ref", name=op.f("uq_phone_reminder_school_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_phone_reminder_person_ref"),
        "phone_reminder",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_reminder_school_ref"),
        "phone_reminder",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "phone_permission",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("given_by_ref", sa.String(length=48), nullable=True),
        sa.Column("given_by", types.Sealed(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=48), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_phone_permission")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_phone_permission_ended_by"),
        "phone_permission",
        ["ended_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_permission_given_by_ref"),
        "phone_permission",
        ["given_by_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_permission_pupil_ref"),
        "phone_permission",
        ["pupil_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_permission_recorded_by"),
        "phone_permission",
        ["recorded_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_permission_school_ref"),
        "phone_permission",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "phone_exemption",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("adjustment", types.Sealed(), nullable=False),
        sa.Column("approved_by", sa.String(length=48), nullable=False),
        sa.Column("approved_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("review_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.String(length=48), nullable=True),
        sa.Column("reviewed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("review_note", types.Sealed(), nullable=True),
        sa.Column("ended_by", sa.String(length=48), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_phone_exemption")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_phone_exemption_approved_by"),
        "phone_exemption",
        ["approved_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_exemption_ended_by"),
        "phone_exemption",
        ["ended_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_exemption_pupil_ref"),
        "phone_exemption",
        ["pupil_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_exemption_reviewed_by"),
        "phone_exemption",
        ["reviewed_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_exemption_school_ref"),
        "phone_exemption",
        ["school_ref"],
        unique=False,
    )

    op.create_table(
        "phone_loss",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("what_happened", types.Sealed(), nullable=False),
        sa.Column("recorded_by", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("parent_told", types.Sealed(), nullable=True),
        sa.Column("parent_told_by", sa.String(length=48), nullable=True),
        sa.Column("parent_told_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("outcome_words", types.Sealed(), nullable=True),
        sa.Column("closed_by", sa.String(length=48), nullable=True),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_phone_loss")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_phone_loss_closed_by"), "phone_loss", ["closed_by"], unique=False
    )
    op.create_index(
        op.f("ix_phone_loss_parent_told_by"),
        "phone_loss",
        ["parent_told_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phone_loss_pupil_ref"), "phone_loss", ["pupil_ref"], unique=False
    )
    op.create_index(
        op.f("ix_phone_loss_recorded_by"), "phone_loss", ["recorded_by"], unique=False
    )
    op.create_index(
        op.f("ix_phone_loss_school_ref"), "phone_loss", ["school_ref"], unique=False
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("phone_loss")
    op.drop_table("phone_exemption")
    op.drop_table("phone_permission")
    op.drop_table("phone_reminder")
    op.drop_table("phone_correction")
    op.drop_table("phone_day")
