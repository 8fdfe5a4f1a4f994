"""On unsafe ground the doors stay shut, and the message says what to change."""

import dataclasses
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from safeguard.app import create_app
from safeguard.config import Settings, from_environment
from safeguard.installation.opening import close
from safeguard.installation.serving import checked_app
from safeguard.installation.starting import (
    refuse_if_sqlite_is_not_durable,
    refuse_to_start,
    refuse_unsafe_places,
)
from school.foundation import clock
from school.foundation.engines import owning_engine, refuse_if_postgres_is_not_durable
from school.foundation.errors import UnsafeSettings
from tests.engines import postgres
from tests.factories.world import WORLD_BEGAN


@pytest.mark.both_engines
def test_a_safe_installation_starts(app: Flask, settings: Settings) -> None:
    """Nothing stands against the world's own ground."""
    refuse_to_start(app, settings)


def test_a_root_key_that_the_group_may_read(settings: Settings) -> None:
    """Whoever else may read it can open everything."""
    for mode in (0o640, 0o604, 0o620):
        settings.root_key_path.chmod(mode)
        with pytest.raises(UnsafeSettings, match="chmod 600"):
            checked_app(settings)
    settings.root_key_path.chmod(0o600)
    close(checked_app(settings))


def test_no_root_key_at_all(settings: Settings) -> None:
    """A missing key is said plainly; none is made in its place."""
    settings.root_key_path.unlink()

    with pytest.raises(UnsafeSettings, match="missing"):
        checked_app(settings)
    assert not settings.root_key_path.exists()


def test_debugging(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the application's own switch, and by the environment's."""
    app.debug = True
    with pytest.raises(UnsafeSettings, match="debugging"):
        refuse_to_start(app, settings)

    monkeypatch.setenv("FLASK_DEBUG", "1")
    with pytest.raises(UnsafeSettings, match="FLASK_DEBUG"):
        from_environment()


def test_a_file_that_another_program_holds_in_wal(settings: Settings) -> None:
    """The writer reads back what SQLite really does, not what it was asked for."""
    path = settings.writer_url.removeprefix("sqlite:///")
    other = sqlite3.connect(path)
    assert other.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    other.execute("SELECT count(*) FROM org").fetchall()
    try:
        with pytest.raises(UnsafeSettings, match="another program"):
            refuse_if_sqlite_is_not_durable(settings)
    finally:
        other.close()
    refuse_if_sqlite_is_not_durable(settings)


@pytest.mark.both_engines
def test_a_trigger_that_somebody_took_off(app: Flask, settings: Settings) -> None:
    """The table is named; who did it is for people to find out."""
    drop = "DROP TRIGGER trail_leaf_no_update"
    if not settings.on_sqlite:
        drop = "ALTER TABLE trail_leaf DISABLE TRIGGER trail_leaf_no_change"
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text(drop))
    engine.dispose()

    with pytest.raises(UnsafeSettings, match="trail_leaf"):
        refuse_to_start(app, settings)


@pytest.mark.both_engines
def test_tables_of_a_later_release_are_missing(app: Flask, settings: Settings) -> None:
    """Whoever starts a new release on an old database is told to upgrade."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE used_code"))
    engine.dispose()

    with pytest.raises(UnsafeSettings, match="database upgrade"):
        refuse_to_start(app, settings)


@pytest.mark.postgres
def test_a_postgresql_that_does_not_sync(tmp_path: Path) -> None:
    """The fast cluster of the tests is refused, the durable one is not."""
    refused = create_engine(postgres.server())
    with pytest.raises(UnsafeSettings, match="fsync"):
        refuse_if_postgres_is_not_durable(refused)
    refused.dispose()

    durable = create_engine(postgres.server(fast=False))
    refuse_if_postgres_is_not_durable(durable)
    durable.dispose()


@pytest.mark.both_engines
def test_a_clock_more_than_a_day_behind(app: Flask, settings: Settings) -> None:
    """An hour behind is a clock that was put right; a day is not."""
    newest = WORLD_BEGAN
    with clock.standing_at(newest - timedelta(hours=1)):
        refuse_to_start(app, settings)
    with (
        clock.standing_at(newest - timedelta(hours=25)),
        pytest.raises(UnsafeSettings, match="clock"),
    ):
        refuse_to_start(app, settings)


@pytest.mark.parametrize("inside", ["keys in data", "data in keys", "the same"])
def test_keys_that_lie_with_the_data(
    settings: Settings, tmp_path: Path, inside: str
) -> None:
    """Only a demonstration may have them there."""
    data, keys = {
        "keys in data": (tmp_path, tmp_path / "keys"),
        "data in keys": (tmp_path / "data", tmp_path),
        "the same": (tmp_path, tmp_path),
    }[inside]
    meant = dataclasses.replace(
        settings, data_dir=data, keys_dir=keys, testing=False, demonstration=False
    )
    with pytest.raises(UnsafeSettings, match="SAFEGUARD_KEYS"):
        refuse_unsafe_places(meant)
    refuse_unsafe_places(dataclasses.replace(meant, demonstration=True))
    refuse_unsafe_places(dataclasses.replace(meant, keys_dir=tmp_path.parent / "k"))


def test_the_environment_is_refused_for_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is made: no folder, no key."""
    monkeypatch.setenv("SAFEGUARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAFEGUARD_KEYS", str(tmp_path / "data" / "keys"))

    with pytest.raises(UnsafeSettings, match="stand apart"):
        from_environment()
    assert not list(tmp_path.iterdir())


def test_a_demonstration_that_would_be_an_installation(
    app: Flask, settings: Settings
) -> None:
    """Real people's records are never opened as a demonstration."""
    with pytest.raises(UnsafeSettings, match="demonstration"):
        refuse_to_start(app, dataclasses.replace(settings, demonstration=True))


def test_a_demonstration_for_the_whole_network(settings: Settings) -> None:
    """Its passwords stand on its sign-in page: it is served on this machine alone."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE org SET demonstration = 1"))
    engine.dispose()
    shown = dataclasses.replace(settings, demonstration=True, host="0.0.0.0")  # noqa: S104
    app = create_app(shown)

    with pytest.raises(UnsafeSettings, match="this machine alone"):
        refuse_to_start(app, shown)
    refuse_to_start(app, dataclasses.replace(shown, host="127.0.0.1"))
    close(app)


def test_what_the_first_start_writes_is_the_owners_alone(settings: Settings) -> None:
    """The key that signs cookies is made on the first start."""
    cookies = settings.keys_dir / "cookies.key"

    assert stat.S_IMODE(cookies.stat().st_mode) == 0o600
