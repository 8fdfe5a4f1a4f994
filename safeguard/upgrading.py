"""Bringing a database to today's tables: migrations, triggers, rights."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, make_url

from safeguard import registry  # noqa: F401 - with it every table is known
from safeguard.config import Settings
from school.foundation import schema
from school.foundation.database import db
from school.foundation.engines import owning_engine

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def alembic_config(connection: Connection) -> Config:
    """Alembic, told where the migrations are and which connection to use."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(settings: Settings, to: str = "head") -> None:
    """Upgrade on the owner's engine, in one transaction, then put the guards on."""
    engine = owning_engine(settings.owner_url)
    try:
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), to)
            schema.guard(connection, schema.append_only_tables())
            if connection.dialect.name == "postgresql":
                schema.grant_roles(
                    connection,
                    _role(settings.writer_url),
                    _role(settings.reader_url),
                )
    finally:
        engine.dispose()


def differences(connection: Connection) -> list[object]:
    """What the tables lack of the models; empty when they agree."""
    return list(compare_metadata(MigrationContext.configure(connection), db.metadata))


def _role(url: str) -> str:
    return make_url(url).username or ""
