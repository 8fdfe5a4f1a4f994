"""SQLite for the tests: one file to a database, copied from a template."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.engines import DatabaseUrls, memory

_TAILS = ("-journal", "-wal", "-shm")


_homes: "list[tempfile.TemporaryDirectory[str]]" = []


@cache
def _home(*, fast: bool) -> "tempfile.TemporaryDirectory[str]":
    where = memory() if fast else None
    _homes.append(tempfile.TemporaryDirectory(prefix="sg-sqlite-", dir=where))
    return _homes[-1]


def leave() -> None:
    """Remove every database of this process; whoever asks again begins anew."""
    while _homes:
        _homes.pop().cleanup()
    _home.cache_clear()


def server(*, fast: bool = True) -> str:
    """The URL under which the databases of this process lie; always there."""
    return f"sqlite:///{_home(fast=fast).name}"


def data_folder(*, fast: bool = True) -> Path:
    """Everything SQLite wrote in this process: databases, journals, WAL."""
    return Path(_home(fast=fast).name)


def fresh_database(
    name: str, template: str | None = None, *, fast: bool = True
) -> DatabaseUrls:
    """A new database file; empty, or a copy of a template nobody has open."""
    file = _file(name, fast=fast)
    if file.exists():
        raise FileExistsError(name)
    if template is None:
        file.touch(mode=0o600)
    else:
        source = _file(template, fast=fast)
        if any(source.with_name(source.name + tail).exists() for tail in _TAILS):
            raise RuntimeError("the template is still open: dispose its engine first")
        shutil.copy(source, file)
    url = f"sqlite:///{file}"
    return DatabaseUrls(name=name, owner=url, writer=url, reader=url)


def drop_database(name: str, *, fast: bool = True) -> None:
    """Remove the file and whatever SQLite left beside it."""
    file = _file(name, fast=fast)
    for tail in ("", *_TAILS):
        file.with_name(file.name + tail).unlink(missing_ok=True)


def _file(name: str, *, fast: bool) -> Path:
    return data_folder(fast=fast) / f"{name}.sqlite"
