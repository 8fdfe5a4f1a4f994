"""Tables of: what the numbers for fairness are counted by."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "characteristics",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_ref", sa.String(length=48), nullable=False),
        sa.Column("ethnicity", types.Sealed(), nullable=True),
        sa.Column("send", types.Sealed(), nullable=True),
        sa.Column("meals", types.Sealed(), nullable=True),
        sa.Column("changed_by", sa.String(length=48), nullable=False),
        sa.Column("changed_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_characteristics")),
        sa.UniqueConstraint("person_ref", name=op.f("uq_characteristics_person_ref")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_characteristics_changed_by"),
        "characteristics",
        ["changed_by"],
        unique=False,
    )
    op.create_index(
        op.f("ix_characteristics_person_ref"),
        "characteristics",
        ["person_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_characteristics_school_ref"),
        "characteristics",
        ["school_ref"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("characteristics")
