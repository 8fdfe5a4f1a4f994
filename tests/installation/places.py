"""Empty places for a restore, on the engine that the test runs on."""

import dataclasses
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from safeguard.config import Settings
from tests.ground import ENGINES, _name, settings_for


@contextmanager
def empty_place(engine_name: str, folder: Path, like: Settings) -> Iterator[Settings]:
    """Settings over nothing: no tables, no keys, only the operator's root key."""
    engine: ModuleType = ENGINES[engine_name]
    name = _name("empty")
    urls = engine.fresh_database(name)
    folder.mkdir()
    settings = settings_for(urls, folder)
    settings = dataclasses.replace(settings, secret_key=like.secret_key)
    shutil.copy(like.root_key_path, settings.root_key_path)
    yield settings
    engine.drop_database(name)
