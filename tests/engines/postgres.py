"""PostgreSQL for the tests: one cluster to a run, a fresh database in a moment."""

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from tests.absent import absent
from tests.engines import DatabaseUrls

try:
    import fcntl
except ImportError:  # Windows, for which there is no wheel either
    fcntl = None  # type: ignore[assignment]

_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
_PATIENCE = 180.0
_LONGEST_NAME = 63
# Open, and so locked, until this process ends; then the system lets go of them.
_HELD: list[object] = []


def server(*, fast: bool = True) -> str:
    """The administrator's URL of the run's cluster; skips where there is none.

    Started by whoever asks first, shared by all processes of the run, stopped when
    the last of them has ended. `fast` does without syncing to disk: right for
    ordinary tests, wrong for tests of durability, which get a cluster of their own.
    """
    return _address(_cluster(fast=fast)["admin"])


def fresh_database(
    name: str, template: str | None = None, *, fast: bool = True
) -> DatabaseUrls:
    """A new database, empty or a copy of a template that nobody has open.

    Names are a test's own words; the cluster's are prefixed. What was granted on
    the template's tables and schemas is copied, what was granted on the database
    itself (CONNECT, TEMPORARY) is not: PostgreSQL's rule.
    """
    facts = _cluster(fast=fast)
    prefix = facts["prefix"]
    if len((prefix + name).encode()) > _LONGEST_NAME:
        raise ValueError("PostgreSQL would cut this name short")
    _administer(
        facts,
        # File by file: a copy of the pages through the log takes twice as long.
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(prefix + name),
            sql.Identifier(prefix + "owner"),
            sql.Identifier(prefix + template if template else "template0"),
        ),
    )
    urls = {
        part: _address(facts["admin"], prefix + part, password, prefix + name)
        for part, password in facts["passwords"].items()
    }
    return DatabaseUrls(name=name, **urls)


def drop_database(name: str, *, fast: bool = True) -> None:
    """Remove the database, also under whoever is still connected."""
    facts = _cluster(fast=fast)
    _administer(
        facts,
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
            sql.Identifier(facts["prefix"] + name)
        ),
    )


def data_folder(*, fast: bool = True) -> Path:
    """Everything PostgreSQL wrote: data, WAL and log, with its buffers written out."""
    facts = _cluster(fast=fast)
    if not facts["data"]:
        absent("the data folder of TEST_DATABASE_URL's server is out of reach")
    _administer(facts, sql.SQL("CHECKPOINT"))
    return Path(facts["data"])


def programs(*, fast: bool = True) -> Path | None:
    """The folder of pg_dump and the like; None with TEST_DATABASE_URL."""
    where = _cluster(fast=fast)["programs"]
    return Path(where) if where else None


def _administer(facts: dict[str, Any], statement: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(facts["admin"], autocommit=True) as connection:
        connection.execute(statement)


def _address(
    admin: str,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> str:
    url: URL = make_url(admin).set(drivername="postgresql+psycopg")
    if user is not None:
        url = url.set(username=user, password=password, database=database)
    return url.render_as_string(hide_password=False)


# Finding or starting the keeper ----------------------------------------------


def _cluster(*, fast: bool) -> dict[str, Any]:
    if fcntl is None:
        absent("PostgreSQL: no package for this system; the tests ran on SQLite")
    # A borrowed server has one flavour: its own.
    fast = fast or bool(os.environ.get("TEST_DATABASE_URL"))
    told = _joined("fast" if fast else "durable")
    if isinstance(told, str):
        absent(f"PostgreSQL: {told}")
    return told


@cache
def _joined(flavour: str) -> dict[str, Any] | str:
    """The facts of the running cluster, or the reason why there is none."""
    folder = _roof() / f"sg-{_RUN[:12]}-{flavour}"
    _HELD.append(_join(folder))
    # One starts it, the others wait here and find it started.
    with (folder / "start.lock").open("w") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        failed = folder / "failed.txt"
        if not (folder / "server.json").exists() and not failed.exists():
            _start(folder, flavour)
        if failed.exists():
            return failed.read_text(encoding="utf-8")
        facts: dict[str, Any] = json.loads((folder / "server.json").read_text())
    return facts


def _roof() -> Path:
    """A folder for temporary things that an unprivileged user can walk into."""
    roofs = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108
    for roof in roofs:
        resolved = roof.resolve()
        if all(step.stat().st_mode & 0o001 for step in (resolved, *resolved.parents)):
            return resolved
    return roofs[0]


def _join(folder: Path) -> IO[bytes]:
    """The folder's shared lock; a keeper may tidy it away until we hold that."""
    while True:
        with suppress(FileNotFoundError):
            folder.mkdir(mode=0o711, exist_ok=True)
            if folder.stat().st_uid != os.geteuid():
                raise PermissionError("the run's folder belongs to somebody else")
            users = (folder / "users.lock").open("wb")
            fcntl.flock(users, fcntl.LOCK_SH)
            if _is_still(users, folder / "users.lock"):
                return users
            users.close()


def _is_still(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _start(folder: Path, flavour: str) -> None:
    with (folder / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.engines.keeper", str(folder), flavour],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C at the tests must not reach it: it ends when they have ended.
            start_new_session=True,
        )
    # It outlives this process; nobody here waits for it.
    _HELD.append(keeper)
    deadline = time.monotonic() + _PATIENCE
    while not (folder / "server.json").exists():
        if (folder / "failed.txt").exists():
            return
        if keeper.poll() is not None or time.monotonic() > deadline:
            told = (folder / "keeper.log").read_text(errors="replace")
            (folder / "failed.txt").write_text(f"the keeper gave up: {told[-800:]}")
            return
        time.sleep(0.02)
