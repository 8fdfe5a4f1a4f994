"""An empty place, and a backup of a world in which a concern was raised."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from safeguard.config import Settings
from safeguard.installation.backup import Taken, take
from tests.cases.raised import raised
from tests.factories.world import World
from tests.installation.places import empty_place


@pytest.fixture
def empty(engine_name: str, tmp_path: Path, settings: Settings) -> Iterator[Settings]:
    with empty_place(engine_name, tmp_path / "elsewhere", settings) as place:
        yield place


@pytest.fixture
def taken(world: World, settings: Settings, tmp_path: Path) -> Taken:
    """A backup of a world in which a concern was raised."""
    raised(world, "teacher", "ellis")
    return take(settings, tmp_path / "backups", tmp_path / "backup-keys")
