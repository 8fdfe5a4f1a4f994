"""One demonstration for the whole session, made in memory; each test gets it whole."""

import dataclasses
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from safeguard.config import Settings
from safeguard.demo import place, run
from safeguard.demo.build import build
from safeguard.installation.opening import close

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where syncing is free


def cheaply(settings: Settings) -> Settings:
    """The settings with cheap hashing, as every test has them."""
    return dataclasses.replace(settings, argon2_memory_kib=8, argon2_rounds=1)


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """The folder of a demonstration; no test writes in it."""
    where = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="sg-demo-", dir=where) as folder:
        build(Path(folder) / "made")
        yield Path(folder) / "made"


@pytest.fixture
def folder(made: Path) -> Iterator[Path]:
    """A copy of the demonstration that a test may do with as it likes."""
    with tempfile.TemporaryDirectory(prefix="sg-demo-", dir=made.parent) as folder:
        yield Path(shutil.copytree(made, Path(folder) / "copy"))


@pytest.fixture
def demonstration(folder: Path) -> Iterator[Flask]:
    """The product opened on it, as `safeguard demo run` opens it."""
    app = run.opened(cheaply(place.settings_in(folder)))
    yield app
    close(app)
