"""Tables of: files of a record and the stop."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "file_holder",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("bundle_ref", sa.String(length=48), nullable=False),
        sa.Column("stopped_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("stopped_why", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_file_holder")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_file_holder_bundle_ref"), "file_holder", ["bundle_ref"], unique=False
    )
    op.create_index(
        op.f("ix_file_holder_school_ref"), "file_holder", ["school_ref"], unique=False
    )
    op.create_table(
        "evidence_file",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("holder_ref", sa.String(length=48), nullable=False),
        sa.Column("file_key", types.Sealed(), nullable=False),
        sa.Column("name", types.Sealed(), nullable=False),
        sa.Column("about", types.Sealed(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("attached_by", sa.String(length=48), nullable=False),
        sa.Column("attached_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_evidence_file")),
        info={"kept": "appended"},
    )
    op.create_index(
        op.f("ix_evidence_file_attached_by"),
        "evidence_file",
        ["attached_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evidence_file_holder_ref"),
        "evidence_file",
        ["holder_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evidence_file_school_ref"),
        "evidence_file",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("evidence_file")
    op.drop_table("file_holder")
