"""Tables of: work devices outside school, and devices lost or stolen."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "device_answer",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("attestation_ref", sa.String(length=48), nullable=False),
        sa.Column("precaution", sa.String(length=64), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_device_answer")),
        sa.UniqueConstraint(
            "attestation_ref",
            "precaution",
            name=op.f("uq_device_answer_attestation_ref"),
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_device_answer_attestation_ref"),
        "device_answer",
        ["attestation_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_device_answer_school_ref"),
        "device_answer",
        ["school_ref"],
        unique=False,
    )
    op.create_table(
        "device_attestation",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("has_device", sa.Boolean(), nullable=False),
        sa.Column("attested_at", types.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_device_attestation")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_device_attestation_person_ref"),
        "device_attestation",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_device_attestation_school_ref"),
        "device_attestation",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        "ix_device_attestation_year",
        "device_attestation",
        ["school_ref", "year"],
        unique=False,
    )
    op.create_table(
        "device_help",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("precaution", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("asked_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("given_words", types.Sealed(), nullable=True),
        sa.Column("ended_by", sa.String(length=48), nullable=True),
        sa.Column("ended_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_device_help")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_device_help_ended_by"), "device_help", ["ended_by"], unique=False
    )
    op.create_index(
        "ix_device_help_needed", "device_help", ["school_ref", "state"], unique=False
    )
    op.create_index(
        op.f("ix_device_help_person_ref"), "device_help", ["person_ref"], unique=False
    )
    op.create_index(
        op.f("ix_device_help_school_ref"), "device_help", ["school_ref"], unique=False
    )
    op.create_table(
        "device_loss",
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("happening", sa.String(length=64), nullable=False),
        sa.Column("encrypted", sa.String(length=64), nullable=False),
        sa.Column("contents", types.Sealed(), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("reach", types.Sealed(), nullable=True),
        sa.Column("reported_by", sa.String(length=48), nullable=False),
        sa.Column("reported_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("aware_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("due_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("found_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("decision", sa.String(length=64), nullable=True),
        sa.Column("decided_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("affected", sa.String(length=64), nullable=True),
        sa.Column("ico_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("ico_reference", types.Sealed(), nullable=True),
        sa.Column("ending", sa.String(length=64), nullable=True),
        sa.Column("closed_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_device_loss")),
        info={"kept": "recorded"},
    )
    op.create_index(
        "ix_device_loss_open", "device_loss", ["school_ref", "state"], unique=False
    )
    op.create_index(
        op.f("ix_device_loss_reported_by"), "device_loss", ["reported_by"], unique=False
    )
    op.create_index(
        op.f("ix_device_loss_school_ref"), "device_loss", ["school_ref"], unique=False
    )
    op.create_table(
        "device_loss_step",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("loss_ref", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("instead", sa.String(length=64), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("number_given", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_device_loss_step")),
        sa.UniqueConstraint(
            "loss_ref", "number", name=op.f("uq_device_loss_step_loss_ref")
        ),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_device_loss_step_by_ref"), "device_loss_step", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_device_loss_step_loss_ref"),
        "device_loss_step",
        ["loss_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_device_loss_step_school_ref"),
        "device_loss_step",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index(op.f("ix_device_loss_step_school_ref"), table_name="device_loss_step")
    op.drop_index(op.f("ix_device_loss_step_loss_ref"), table_name="device_loss_step")
    op.drop_index(op.f("ix_device_loss_step_by_ref"), table_name="device_loss_step")
    op.drop_table("device_loss_step")
    op.drop_index(op.f("ix_device_loss_school_ref"), table_name="device_loss")
    op.drop_index(op.f("ix_device_loss_reported_by"), table_name="device_loss")
    op.drop_index("ix_device_loss_open", table_name="device_loss")
    op.drop_table("device_loss")
    op.drop_index(op.f("ix_device_help_school_ref"), table_name="device_help")
    op.drop_index(op.f("ix_device_help_person_ref"), table_name="device_help")
    op.drop_index("ix_device_help_needed", table_name="device_help")
    op.drop_index(op.f("ix_device_help_ended_by"), table_name="device_help")
    op.drop_table("device_help")
    op.drop_index("ix_device_attestation_year", table_name="device_attestation")
    op.drop_index(
        op.f("ix_device_attestation_school_ref"), table_name="device_attestation"
    )
    op.drop_index(
        op.f("ix_device_attestation_person_ref"), table_name="device_attestation"
    )
    op.drop_table("device_attestation")
    op.drop_index(op.f("ix_device_answer_school_ref"), table_name="device_answer")
    op.drop_index(op.f("ix_device_answer_attestation_ref"), table_name="device_answer")
    op.drop_table("device_answer")
