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


def downgrade() -> None:
    """Undo it."""

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
