"""The run's PostgreSQL: one for all, three modest roles, gone when the run has gone."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from tests.engines import DatabaseUrls, postgres

pytestmark = pytest.mark.postgres

ROOT = Path(__file__).parents[2]
ASKING = """
import json, os, sys, time
from tests.engines import postgres
facts = postgres._joined("fast")
told = {key: facts[key] for key in ("admin", "pid", "data")}
print(json.dumps(told | {"self": os.getpid()}), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def database() -> Iterator[DatabaseUrls]:
    urls = postgres.fresh_database(f"t{uuid.uuid4().hex[:12]}")
    yield urls
    postgres.drop_database(urls.name)


def _says(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def test_no_role_of_the_product_is_above_the_rules(database: DatabaseUrls) -> None:
    question = (
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb "
        "OR rolreplication FROM pg_roles WHERE rolname = current_user"
    )
    for url in (database.owner, database.writer, database.reader):
        assert _says(url, question) is False


def test_the_owner_builds_and_the_others_wait_for_their_grants(
    database: DatabaseUrls,
) -> None:
    _says(database.owner, "CREATE TABLE note (words TEXT)")
    for url in (database.writer, database.reader):
        with pytest.raises(ProgrammingError, match="permission denied"):
            _says(url, "SELECT words FROM note")
        with pytest.raises(ProgrammingError, match="permission denied"):
            _says(url, "CREATE TABLE another (words TEXT)")


def test_grants_on_tables_come_along_with_a_copy(database: DatabaseUrls) -> None:
    _says(database.owner, "CREATE TABLE note (words TEXT)")
    writer = _says(database.writer, "SELECT current_user")
    _says(database.owner, f'GRANT SELECT ON note TO "{writer}"')
    copy = postgres.fresh_database(f"t{uuid.uuid4().hex[:12]}", database.name)
    assert _says(copy.writer, "SELECT count(*) FROM note") == 0
    postgres.drop_database(copy.name)


def test_a_database_goes_although_somebody_is_connected() -> None:
    urls = postgres.fresh_database(f"t{uuid.uuid4().hex[:12]}")
    engine = create_engine(urls.writer)
    with engine.connect():
        postgres.drop_database(urls.name)
    engine.dispose()


def test_a_name_postgresql_would_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cut this name short"):
        postgres.fresh_database("n" * 60)


def test_a_durable_cluster_syncs_and_a_fast_one_does_not() -> None:
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("the settings of TEST_DATABASE_URL's server are its owner's")
    fast, durable = postgres.server(), postgres.server(fast=False)
    assert (_says(fast, "SHOW fsync"), _says(durable, "SHOW fsync")) == ("off", "on")
    assert _says(durable, "SHOW full_page_writes") == "on"
    assert _says(durable, "SHOW synchronous_commit") == "on"


def test_it_cannot_be_reached_from_another_machine() -> None:
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("the settings of TEST_DATABASE_URL's server are its owner's")
    assert _says(postgres.server(), "SHOW listen_addresses") == ""


def test_a_wrong_password_does_not_open_it(database: DatabaseUrls) -> None:
    wrong = _with_a_wrong_password(database.writer)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)


def _with_a_wrong_password(url: str) -> str:
    plain = url.replace("+psycopg", "")
    return psycopg.conninfo.make_conninfo(plain, password="wrong")


class Asking:
    """A test process of another run that asked for the server."""

    def __init__(self, run: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ASKING],
            cwd=ROOT,
            env={**os.environ, "PYTEST_XDIST_TESTRUNUID": run},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def facts(self) -> dict[str, Any]:
        assert self.process.stdout
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        return told

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def another_run() -> str:
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("TEST_DATABASE_URL's server is not ours to start and stop")
    postgres.server()
    return uuid.uuid4().hex


def _gone(facts: dict[str, Any]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        alive = _answers(facts["pid"])
        if not alive and not Path(facts["data"]).exists():
            return True
        time.sleep(0.05)
    return False


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_processes_that_ask_together_share_one_server(another_run: str) -> None:
    asking = [Asking(another_run) for _ in range(3)]
    facts = [one.facts() for one in asking]
    assert len({fact["admin"] for fact in facts}) == 1
    for one in asking[:-1]:
        one.kill()
    assert _answers(facts[0]["pid"])
    asking[-1].kill()
    assert _gone(facts[0])


def test_the_server_goes_when_its_run_is_killed(another_run: str) -> None:
    asking = Asking(another_run)
    facts = asking.facts()
    os.kill(facts["self"], signal.SIGKILL)
    asking.process.communicate()
    assert _gone(facts)


def test_whoever_comes_while_it_closes_gets_a_new_one(another_run: str) -> None:
    for _ in range(2):
        asking = Asking(another_run)
        facts = asking.facts()
        assert _answers(facts["pid"])
        asking.kill()
    assert _gone(facts)
