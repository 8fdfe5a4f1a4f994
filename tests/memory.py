"""The tests' own folders lie in memory, where there is room for them.

A database on disk waits at each commit until the disk has it: a hundredth of a second,
ten thousand times. What is about durability has a folder of its own on disk
(`tests.engines`, with `fast=False`).
"""

import tempfile
from pathlib import Path

import pytest

from tests.engines import memory


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Unless somebody named a place; the processes of a run are given theirs."""
    where = memory()
    if where is None or config.option.basetemp is not None:
        return
    made = tempfile.TemporaryDirectory(prefix="sg-tests-", dir=where)
    config.option.basetemp = str(Path(made.name) / "folders")
    config.add_cleanup(made.cleanup)
