"""How Alembic runs here: on a connection that it is handed, never by itself."""

from alembic import context

from school.foundation.database import db

config = context.config


def run() -> None:
    """Run the changes on the owner's connection that `upgrade` hands over."""
    connection = config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        # SQLite cannot alter in place. Tables that only append are never altered
        # in batch: the copy would lose their triggers (decision 4).
        render_as_batch=connection.dialect.name == "sqlite",
        user_module_prefix="types.",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
