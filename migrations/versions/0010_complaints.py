"""Tables of: complaints about a search or a deletion."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "complaint",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("subject_ref", sa.String(length=48), nullable=True),
        sa.Column("pupil_ref", sa.String(length=48), nullable=True),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("complainant", types.Sealed(), nullable=False),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("wanted", types.Sealed(), nullable=True),
        sa.Column("received_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("handler_ref", sa.String(length=48), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("convened", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("told_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_complaint")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_complaint_handler_ref"), "complaint", ["handler_ref"], unique=False
    )
    op.create_index(
        "ix_complaint_open",
        "complaint",
        ["school_ref", "state", "due_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaint_pupil_ref"), "complaint", ["pupil_ref"], unique=False
    )
    op.create_index(
        op.f("ix_complaint_recorded_by"), "complaint", ["recorded_by"], unique=False
    )
    op.create_index(
        op.f("ix_complaint_school_ref"), "complaint", ["school_ref"], unique=False
    )
    op.create_index(
        op.f("ix_complaint_subject_ref"), "complaint", ["subject_ref"], unique=False
    )
    op.create_table(
        "complaint_actor",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("complaint_ref", sa.String(length=48), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("why", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_complaint_actor")),
        sa.UniqueConstraint(
            "complaint_ref", "person_ref", name=op.f("uq_complaint_actor_complaint_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_complaint_actor_complaint_ref"),
        "complaint_actor",
        ["complaint_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaint_actor_person_ref"),
        "complaint_actor",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaint_actor_school_ref"),
        "complaint_actor",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "complaint_panelist",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("complaint_ref", sa.String(length=48), nullable=False),
        sa.Column("name", types.Sealed(), nullable=False),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_complaint_panelist")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_complaint_panelist_complaint_ref"),
        "complaint_panelist",
        ["complaint_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaint_panelist_school_ref"),
        "complaint_panelist",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "complaint_step",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("complaint_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("handler_ref", sa.String(length=48), nullable=True),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_complaint_step")),
        sa.UniqueConstraint(
            "complaint_ref", "number", name=op.f("uq_complaint_step_complaint_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_complaint_step_by_ref"), "complaint_step", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_complaint_step_complaint_ref"),
        "complaint_step",
        ["complaint_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaint_step_handler_ref"),
        "complaint_step",
        ["handler_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_complaint_step_school_ref"),
        "complaint_step",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_complaint_step_school_ref"), table_name="complaint_step")
    op.drop_index(op.f("ix_complaint_step_handler_ref"), table_name="complaint_step")
    op.drop_index(op.f("ix_complaint_step_complaint_ref"), table_name="complaint_step")
    op.drop_index(op.f("ix_complaint_step_by_ref"), table_name="complaint_step")
    op.drop_table("complaint_step")
    op.drop_index(
        op.f("ix_complaint_panelist_school_ref"), table_name="complaint_panelist"
    )
    op.drop_index(
        op.f("ix_complaint_panelist_complaint_ref"), table_name="complaint_panelist"
    )
    op.drop_table("complaint_panelist")
    op.drop_index(op.f("ix_complaint_actor_school_ref"), table_name="complaint_actor")
    op.drop_index(op.f("ix_complaint_actor_person_ref"), table_name="complaint_actor")
    op.drop_index(
        op.f("ix_complaint_actor_complaint_ref"), table_name="complaint_actor"
    )
    op.drop_table("complaint_actor")
    op.drop_index(op.f("ix_complaint_subject_ref"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_school_ref"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_recorded_by"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_pupil_ref"), table_name="complaint")
    op.drop_index("ix_complaint_open", table_name="complaint")
    op.drop_index(op.f("ix_complaint_handler_ref"), table_name="complaint")
    op.drop_table("complaint")
