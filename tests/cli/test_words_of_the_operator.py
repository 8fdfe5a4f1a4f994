"""The operator's words at the console: what they print, and their honest exit codes."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, has_app_context
from sqlalchemy import text

from safeguard.agreements.queries.records import read_agreement
from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.queries.reading import read_concern
from safeguard.cli import main
from safeguard.config import Settings
from safeguard.installation.manifest import KEYS_FILE
from safeguard.installation.opening import close, opened
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.errors import Hidden
from school.inspection.queries.proving import prove
from tests.agreements.issued import adult, issued, signed_by
from tests.cases.raised import raised
from tests.factories.world import World
from tests.installation.places import empty_place
from tests.trail.reading import last

pytestmark = pytest.mark.both_engines
ROOT = Path(__file__).parents[2]
Told = tuple[int, str]
Says = Callable[..., Told]


def environment(settings: Settings) -> dict[str, str]:
    """What the environment of this installation says."""
    return {
        "SAFEGUARD_DATA": str(settings.data_dir / "data"),
        "SAFEGUARD_KEYS": str(settings.keys_dir),
        "SAFEGUARD_OWNER_URL": settings.owner_url,
        "SAFEGUARD_WRITER_URL": settings.writer_url,
        "SAFEGUARD_READER_URL": settings.reader_url,
        "SAFEGUARD_KEYS_URL": settings.keys_url,
    }


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Says:
    """What the command line answers, for an installation: exit code and text."""

    def run(settings: Settings, *words: str) -> Told:
        if has_app_context():
            db.session.remove()
        for name, value in environment(settings).items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(words)
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out + told.err

    return run


def test_an_honest_database_passes_log_by_log(
    world: World, settings: Settings, says: Says
) -> None:
    """One line a log with size and root, one for the rows, one for all."""
    code, told = says(settings, "trail", "verify")

    assert code == 0
    assert "PASS  Birch Academy: " in told
    assert "PASS  Alder and Birch Learning Trust: " in told
    assert told.strip().endswith("PASS  the record holds")
    assert "FAIL" not in told
    assert last(world.trust).action == "trail.verified"


def test_each_act_is_listed_in_words_with_role_and_reference_and_no_name(
    world: World, settings: Settings, says: Says
) -> None:
    """Raised, acknowledged, and a try that was refused; the people are their roles."""
    ref = raised(world, "teacher", "ellis")
    acknowledge_concern(world.acting("dsl", elevated=True), ref)
    with pytest.raises(Hidden):
        read_concern(world.acting("other_teacher"), ref)

    code, told = says(settings, "trail", "verify", "--list")

    shown = f"{ref[:5]}-{ref[5:]}"
    assert code == 0
    assert f"Teacher raised a concern, {shown}" in told
    assert f"Designated safeguarding lead (DSL) acknowledged a concern, {shown}" in told
    assert "Refused, not done: Teacher read a concern" in told
    assert "24 November 2026, 1:42pm" in told
    for name in ("Okafor", "Adeyemi", "Platt", "Ellis", "Thornbury"):
        assert name not in told


def test_an_altered_row_fails_and_is_named_by_its_place(
    world: World, settings: Settings, says: Says
) -> None:
    """Exit code 1: a script that asks every night must hear it."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE org SET name = 'X' WHERE kind = 'district'"))
    engine.dispose()

    code, told = says(settings, "trail", "verify")

    assert code == 1
    assert f"org {world.trust} was altered around the gate" in told
    assert told.strip().endswith("FAIL  the record does not hold")


def test_a_backup_goes_there_and_back(
    world: World, settings: Settings, says: Says, tmp_path: Path, engine_name: str
) -> None:
    """Taken by one word, put back by another, each saying what it did."""
    raised(world, "teacher", "ellis")
    to, keys_to = str(tmp_path / "b"), str(tmp_path / "k")
    code, told = says(settings, "backup", "take", "--to", to, "--keys-to", keys_to)
    assert code == 0
    assert "The root key is in neither folder" in told
    (data,), (keys,) = Path(to).iterdir(), Path(keys_to).iterdir()

    with empty_place(engine_name, tmp_path / "elsewhere", settings) as place:
        root = tmp_path / "paper-copy"
        place.root_key_path.rename(root)
        from_ = ("--from", str(data), "--keys-from", str(keys), "--root-key", str(root))
        code, told = says(
            place, "backup", "restore", *from_, "--ledger", str(keys / KEYS_FILE)
        )
        assert code == 0, told
        assert "put back and proven" in told
        code, told = says(place, "trail", "verify")
        assert code == 0
        with opened(place):
            assert prove().holds


def test_keys_and_data_in_one_place_are_refused(
    world: World, settings: Settings, says: Says, tmp_path: Path
) -> None:
    """Exit code 3, and a line that says what to do."""
    here = str(tmp_path / "b")

    code, told = says(settings, "backup", "take", "--to", here, "--keys-to", here)

    assert code == 3
    assert "must lie in two places" in told
    assert "--to or --keys-to" in told
    assert here in told


def test_words_that_are_not_understood(settings: Settings, says: Says) -> None:
    """Exit code 2, and how it is said."""
    assert says(settings, "trail", "prove")[0] == 2
    assert says(settings, "backup", "take")[0] == 2


def test_without_its_root_key_nothing_is_done(
    app: Flask, settings: Settings, says: Says
) -> None:
    """No trace of the program, one line on what is wrong."""
    settings.root_key_path.unlink()

    code, told = says(settings, "trail", "verify")

    assert code == 3
    assert told.startswith("Not done: the root key is missing: put your copy at ")
    assert str(settings.root_key_path) in told


def test_a_database_that_cannot_be_read_is_told_by_kind_and_place(
    app: Flask, settings: Settings, says: Says
) -> None:
    """What the driver says may quote a value: it is not repeated."""
    close(app)
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE trail_detail"))
    engine.dispose()

    code, told = says(settings, "trail", "verify")

    assert code == 3
    assert told.startswith("Failed: ")
    assert "safeguard database upgrade" in told
    assert len(told.splitlines()) == 1
    assert "SELECT" not in told


def test_it_runs_as_a_module(world: World, settings: Settings) -> None:
    """As x.py calls it: a process of its own, its exit code passed on."""
    db.session.remove()
    command = [sys.executable, "-m", "safeguard.cli"]
    env = {**os.environ, **environment(settings)}
    done = subprocess.run(
        [*command, "trail", "verify"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "PASS  the record holds" in done.stdout


def _start(settings: Settings, port: int) -> "subprocess.Popen[str]":
    db.session.remove()
    site = f"http://localhost:{port}"
    told = {"SAFEGUARD_PORT": str(port), "SAFEGUARD_SITE": site}
    return subprocess.Popen(
        [sys.executable, "-m", "safeguard.cli", "serve"],
        cwd=ROOT,
        env={**os.environ, **environment(settings), **told},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_serves_until_told_to_stop_and_only_on_safe_ground(
    world: World, settings: Settings
) -> None:
    """The tests' PostgreSQL does not sync, so there it refuses; SQLite is served, and
    leaves in order when the system says so.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = _start(settings, port)
    if not settings.on_sqlite:
        _, told = served.communicate(timeout=60)
        assert served.returncode == 3
        assert "Not done: PostgreSQL has fsync switched off" in told
        return

    assert served.stdout
    assert served.stdout.readline() == f"Open at http://localhost:{port}\n"
    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=30)
    assert page.status == 200
    assert "Server" not in page.headers
    page.close()
    served.send_signal(signal.SIGTERM)
    _, told = served.communicate(timeout=60)
    assert served.returncode == 0
    assert told.splitlines()[-1].endswith('said="stopped"')


def test_a_text_that_was_changed_after_it_was_signed_fails_and_is_named(
    world: World, settings: Settings, says: Says
) -> None:
    """A parent signs by a letter; then somebody changes its words in the database."""
    agreement = issued(world, "maya")
    signed_by(world, agreement, adult(world, "maya"))
    assert says(settings, "trail", "verify")[0] == 0

    tamper = "UPDATE agreement_clause SET wording = 'I pay for everything.'"
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text(f"{tamper} WHERE code = 'older_parent_use'"))
    engine.dispose()
    code, told = says(settings, "trail", "verify")

    assert code != 0
    assert "FAIL" in told
    assert "agreement_clause" in told
    record = read_agreement(world.acting("digital_safety"), agreement, "standard")
    assert not record.text.is_intact
    assert [each.as_signed for each in record.agreement.answers] == [False]
