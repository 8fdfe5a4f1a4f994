"""The working day, while it is being built: whatever the models have and tables lack."""

import sqlalchemy as sa
from alembic import op

from school.foundation.database import db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Stands here until the models rest; then it is written out."""
    bind = op.get_bind()
    db.metadata.create_all(bind, checkfirst=True)
    seen = sa.inspect(bind)
    for table in db.metadata.sorted_tables:
        there = {column["name"] for column in seen.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                copy = column._copy()
                if not copy.nullable:
                    copy.server_default = sa.DefaultClause(
                        "0" if isinstance(copy.type, (sa.Integer, sa.Boolean)) else ""
                    )
                    if bind.dialect.name == "postgresql" and isinstance(
                        copy.type, sa.Boolean
                    ):
                        copy.server_default = sa.DefaultClause("false")
                op.add_column(table.name, copy)
        named = {index["name"] for index in seen.get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in named:
                index.create(bind)


def downgrade() -> None:
    """Undo the change."""
