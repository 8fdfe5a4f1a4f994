"""The two database engines the tests run on, behind the same four words."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where files cost nothing
_ENOUGH = 512 * 1024 * 1024


@dataclass(frozen=True)
class DatabaseUrls:
    """One fresh database as its owner, its writer and its reader reach it."""

    name: str
    owner: str = field(repr=False)
    writer: str = field(repr=False)
    reader: str = field(repr=False)


def memory() -> Path | None:
    """A folder in memory for databases that need not outlive the machine, if roomy."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH
    return _MEMORY if roomy else None
