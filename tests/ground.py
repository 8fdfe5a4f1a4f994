"""The ground's fixtures: an application on a real database, with the world in it."""

import copy
import dataclasses
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from safeguard.app import create_app
from safeguard.config import Settings, beside
from safeguard.installation.opening import close
from safeguard.upgrading import upgrade
from school.foundation import clock, keys
from tests.engines import DatabaseUrls, memory, postgres, sqlite
from tests.factories import world as factory
from tests.factories.world import World

ENGINES = {"sqlite": sqlite, "postgres": postgres}
_number = itertools.count()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `both_engines` runs on each; the others on SQLite."""
    if "engine_name" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_engines")
        names = ["sqlite", "postgres"] if both else ["sqlite"]
        metafunc.parametrize("engine_name", names, scope="function")


def _name(stem: str) -> str:
    return f"{stem}_{os.getpid()}_{next(_number)}"


def settings_for(urls: DatabaseUrls, folder: Path) -> Settings:
    """Test settings: cheap hashing, a folder of their own for keys."""
    keys_dir = folder / "keys"
    keys_dir.mkdir(exist_ok=True)
    return dataclasses.replace(
        beside(folder, keys_dir),
        owner_url=urls.owner,
        writer_url=urls.writer,
        reader_url=urls.reader,
        secure_cookies=False,
        testing=True,
        mail_dir=folder / "mail",
        argon2_memory_kib=8,
        argon2_rounds=1,
    )


# The keys of each template, until the session ends.
_folders: "list[tempfile.TemporaryDirectory[str]]" = []


def pytest_unconfigure() -> None:
    """At the end of the session nothing of it is left on this machine."""
    while _folders:
        _folders.pop().cleanup()
    _template.cache_clear()
    tables.cache_clear()


@cache
def tables(engine: ModuleType) -> str:
    """The name of a database with today's tables and nobody in them, to be copied."""
    engine.server()
    name = _name("tables")
    with tempfile.TemporaryDirectory() as folder:
        upgrade(settings_for(engine.fresh_database(name), Path(folder)))
    return name


@cache
def _template(engine_name: str) -> tuple[str, Path, World]:
    """The world, built once a process and copied for every test."""
    engine: ModuleType = ENGINES[engine_name]
    name = _name("template")
    urls = engine.fresh_database(name, tables(engine))
    _folders.append(tempfile.TemporaryDirectory(prefix="sg-world-", dir=memory()))
    folder = Path(_folders[-1].name)
    settings = settings_for(urls, folder)
    keys.make_root_key(settings.root_key_path)
    app = create_app(settings)
    with app.app_context(), clock.standing_at(factory.WORLD_BEGAN):
        built = factory.build()
    close(app)
    return name, folder, built


@pytest.fixture
def settings(engine_name: str, tmp_path: Path) -> Iterator[Settings]:
    """Settings over a fresh copy of the world."""
    engine: ModuleType = ENGINES[engine_name]
    template, folder, _ = _template(engine_name)
    name = _name("test")
    urls = engine.fresh_database(name, template)
    shutil.copytree(folder / "keys", tmp_path / "keys")
    yield settings_for(urls, tmp_path)
    engine.drop_database(name)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application on a fresh copy of the world; it is Tuesday, 1:42pm."""
    made = create_app(settings)
    with clock.standing_at(factory.TUESDAY):
        yield made
    close(made)


@pytest.fixture
def world(app: Flask, engine_name: str) -> Iterator[World]:
    """The world's people, inside the application's context."""
    with app.app_context():
        yield copy.deepcopy(_template(engine_name)[2])
