"""Where the measured installations lie: a folder on the disk, a PostgreSQL cluster."""

import dataclasses
from pathlib import Path

from safeguard.config import Settings, beside
from tests.engines import postgres


def on_sqlite(folder: Path) -> Settings:
    """Settings as an installation has them, with the real cost of a password."""
    (folder / "keys").mkdir(parents=True)
    (folder / "data").mkdir()
    return there(folder)


def there(folder: Path) -> Settings:
    """The settings of an installation that lies in a folder."""
    made = beside(folder / "data", folder / "keys")
    return dataclasses.replace(made, secure_cookies=False)


def on_postgres(like: Settings, name: str) -> Settings:
    """The same installation on PostgreSQL: synced, the keys in their own database."""
    data = postgres.fresh_database(f"data_{name}", fast=False)
    held = postgres.fresh_database(f"keys_{name}", fast=False)
    return dataclasses.replace(
        like,
        owner_url=data.owner,
        writer_url=data.writer,
        reader_url=data.reader,
        keys_url=held.owner,
    )


def bare_on_postgres() -> str:
    """A database for the bare references, on the same cluster."""
    return postgres.fresh_database("bare", fast=False).owner
