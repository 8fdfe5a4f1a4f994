"""Tables of: breaches of agreements."""

import sqlalchemy as sa
from alembic import op

from school.foundation import database as types

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "clause_breach",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("case_ref", sa.String(length=48), nullable=False),
        sa.Column("pupil_ref", sa.String(length=48), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("agreement_ref", sa.String(length=48), nullable=False),
        sa.Column("template_ref", sa.String(length=48), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("clause", sa.String(length=64), nullable=False),
        sa.Column("stood", sa.String(length=64), nullable=False),
        sa.Column("words", types.Sealed(), nullable=True),
        sa.Column("by_ref", sa.String(length=48), nullable=False),
        sa.Column("recorded_at", types.UtcInstant(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=48), nullable=True),
        sa.Column("withdrawn_at", types.UtcInstant(timezone=True), nullable=True),
        sa.Column("why_withdrawn", types.Sealed(), nullable=True),
        sa.Column("school_ref", sa.String(length=32), nullable=False),
        sa.Column("key_ref", sa.String(length=48), nullable=True),
        sa.Column("sealed_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_clause_breach")),
        info={"kept": "recorded"},
    )
    op.create_index(
        op.f("ix_clause_breach_agreement_ref"),
        "clause_breach",
        ["agreement_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_clause_breach_by_ref"), "clause_breach", ["by_ref"], unique=False
    )
    op.create_index(
        op.f("ix_clause_breach_case_ref"), "clause_breach", ["case_ref"], unique=False
    )
    op.create_index(
        op.f("ix_clause_breach_pupil_ref"), "clause_breach", ["pupil_ref"], unique=False
    )
    op.create_index(
        op.f("ix_clause_breach_school_ref"),
        "clause_breach",
        ["school_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_clause_breach_template_ref"),
        "clause_breach",
        ["template_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_clause_breach_withdrawn_by"),
        "clause_breach",
        ["withdrawn_by"],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_clause_breach_withdrawn_by"), table_name="clause_breach")
    op.drop_index(op.f("ix_clause_breach_template_ref"), table_name="clause_breach")
    op.drop_index(op.f("ix_clause_breach_school_ref"), table_name="clause_breach")
    op.drop_index(op.f("ix_clause_breach_pupil_ref"), table_name="clause_breach")
    op.drop_index(op.f("ix_clause_breach_case_ref"), table_name="clause_breach")
    op.drop_index(op.f("ix_clause_breach_by_ref"), table_name="clause_breach")
    op.drop_index(op.f("ix_clause_breach_agreement_ref"), table_name="clause_breach")
    op.drop_table("clause_breach")
