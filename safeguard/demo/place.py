"""The folder of a demonstration: what lies in it, whose it is, who has it open."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO
from urllib.parse import quote

from safeguard.config import FILES, Settings, beside
from school.foundation import clock
from school.foundation.errors import SafeguardError

DATABASE = "safeguard.sqlite"
KEYS = "keys"
BUILDING = "building"
LOCK = "in-use.lock"
MAIL = "mail"
OURS = frozenset({DATABASE, f"{DATABASE}-journal", KEYS, BUILDING, LOCK, MAIL, FILES})


class NotADemonstration(SafeguardError):
    """The folder holds something else; the demonstration touches none of it."""


class OpenAlready(SafeguardError):
    """Another process serves this folder: SQLite is for one (decision 1)."""

    def __init__(self, address: str) -> None:
        super().__init__("the demonstration is open already")
        self.address = address


@dataclass(frozen=True)
class Made:
    """The mark of a demonstration in its database, and when its trust begins."""

    demonstration: bool
    founded_on: date


def settings_in(folder: Path, port: int = 5000) -> Settings:
    """Settings of a demonstration: on this machine alone, its keys beside its data."""
    return beside(
        folder,
        folder / KEYS,
        demonstration=True,
        host="127.0.0.1",
        port=port,
        # Passkeys are bound to this name (decision 31).
        site=f"http://localhost:{port}",
        secure_cookies=False,
        mail_dir=folder / MAIL,
    )


def made_in(folder: Path) -> Made | None:
    """What the database in a folder says of itself; None where there is nothing yet.

    Raises NotADemonstration for anything that this product did not make as one.
    """
    database = folder / DATABASE
    if not database.is_file():
        _refuse_others(folder)
        return None
    try:
        found = _read_mark(database)
    except sqlite3.Error:
        found = None
    if found is None or not found.demonstration:
        raise NotADemonstration("this folder holds no demonstration")
    return found


def _refuse_others(folder: Path) -> None:
    if not folder.exists():
        return
    names = {each.name for each in folder.iterdir()}
    # Keys without their database are somebody's loss, unless we were moving them.
    if names - OURS or (KEYS in names and BUILDING not in names):
        raise NotADemonstration("this folder holds something else")


def _read_mark(database: Path) -> Made | None:
    where = f"file:{quote(str(database))}?mode=ro"
    asked = "SELECT demonstration, founded_at FROM org WHERE kind = 'district'"
    with closing(sqlite3.connect(where, uri=True)) as connection:
        row = connection.execute(asked).fetchone()
    if row is None:
        return None
    founded_at = datetime.fromisoformat(row[1]).replace(tzinfo=UTC)
    return Made(bool(row[0]), clock.local(founded_at).date())


@contextmanager
def held(folder: Path) -> Iterator[IO[str]]:
    """Hold the folder for this process. Raises OpenAlready with the other's address.

    The operating system lets go of it, however the process ends.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / LOCK).open("a+", encoding="ascii") as lock:
        if not _lock(lock):
            lock.seek(0)
            raise OpenAlready(lock.read().strip())
        yield lock


def say_where(lock: IO[str], address: str) -> None:
    """Leave the address for whoever comes second."""
    lock.seek(0)
    lock.truncate()
    lock.write(address)
    lock.flush()


if sys.platform == "win32":
    import msvcrt

    # Far behind the text, so that the second one may still read the address.
    _FAR = 1 << 20

    def _lock(lock: IO[str]) -> bool:
        lock.seek(0)
        os.lseek(lock.fileno(), _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(lock: IO[str]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
