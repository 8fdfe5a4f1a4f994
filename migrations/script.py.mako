"""${message}."""

import sqlalchemy as sa
from alembic import op
from school.foundation import database as types

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take it back (for tests; never on a school's data)."""
    ${downgrades if downgrades else "pass"}
