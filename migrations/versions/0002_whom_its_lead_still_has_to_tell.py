"""Whom its lead still has to tell: an index for the queue's side list."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_index(
        "ix_case_file_led",
        "case_file",
        [
            *("lead_ref", "state", "opened_at", "ref"),
            *("decision_ref", "level", "school_ref"),
        ],
        unique=False,
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index("ix_case_file_led", table_name="case_file")
