"""What a backup says of itself: counts, each log's size and root, hashes of files."""

import dataclasses
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from school.foundation.errors import SafeguardError
from school.inspection.commands import BackupFacts

FORM = 1
MANIFEST = "manifest.json"
DATA_FILE = "safeguard.sqlite"
FILES_FOLDER = "files"
KEYS_FILE = "keys.sqlite"
CHUNK = 1024 * 1024
ABOUT_THE_ROOT_KEY = (
    "The root key is in neither folder. Without it nothing in here can be opened: "
    "keep it in another place, on paper or in a vault of its own."
)


class BackupFailed(SafeguardError):
    """A backup could not be taken or put back; the text says what to do."""


@dataclass(frozen=True)
class Manifest:
    """One backup, as both of its folders describe it."""

    ref: str
    taken_at: str
    release: str
    engine: str
    # The migration that the tables stand at; None where no migration ever ran.
    revision: str | None
    rows: dict[str, int]
    # Of each log: its reference, its size, its root as hexadecimal digits.
    logs: list[tuple[str, int, str]]
    data_sha256: str
    keys_sha256: str
    # The hash of each sealed file; empty where it was missing already.
    files: dict[str, str] = dataclasses.field(default_factory=dict)
    form: int = FORM
    root_key: str = ABOUT_THE_ROOT_KEY

    @property
    def missing(self) -> int:
        """How many sealed files a row named and the folder did not hold."""
        return sum(not told for told in self.files.values())

    def facts(self) -> BackupFacts:
        """What the trail records of it."""
        logs = tuple(self.logs)
        return BackupFacts(self.ref, self.taken_at, logs, sum(self.rows.values()))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest last of all: a folder without one is no backup."""
    told = json.dumps(dataclasses.asdict(manifest), indent=2, sort_keys=True)
    file = folder / MANIFEST
    file.touch(mode=0o600, exist_ok=False)
    file.write_text(told + "\n", "utf-8")
    sync(file)


def read_manifest(data_from: Path, keys_from: Path) -> Manifest:
    """The manifest of two folders. Raises BackupFailed unless they belong together
    and every file is byte for byte what was written.
    """
    told = [_read(folder / MANIFEST) for folder in (data_from, keys_from)]
    if told[0] != told[1]:
        raise BackupFailed(
            f"{data_from} and {keys_from} are not of one backup: --from and "
            "--keys-from take the two folders whose names begin alike"
        )
    manifest = _understood(told[0])
    if sha256(data_from / DATA_FILE) != manifest.data_sha256:
        raise _damaged(data_from / DATA_FILE)
    if sha256(keys_from / KEYS_FILE) != manifest.keys_sha256:
        raise _damaged(keys_from / KEYS_FILE)
    for ref, told_of in manifest.files.items():
        sealed = data_from / FILES_FOLDER / ref
        if told_of and sha256(sealed) != told_of:
            raise _damaged(sealed)
    return manifest


def _damaged(file: Path) -> BackupFailed:
    return BackupFailed(
        f"{file} is damaged: its hash is not the manifest's. Take another backup"
    )


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise BackupFailed(
            f"{file.parent} has no {MANIFEST}: it is not a finished backup. --from and "
            "--keys-from take the folders that backup take named"
        )
    return file.read_bytes()


def _understood(told: bytes) -> Manifest:
    try:
        values: dict[str, Any] = json.loads(told)
        values["logs"] = [(ref, size, root) for ref, size, root in values["logs"]]
        manifest = Manifest(**values)
    except (ValueError, KeyError, TypeError):
        raise BackupFailed(f"{MANIFEST} cannot be read: take another backup") from None
    if manifest.form != FORM:
        raise BackupFailed(
            f"{MANIFEST} is of another release: restore with that release"
        )
    return manifest


def sha256(file: Path) -> str:
    """The hash of a file. Raises BackupFailed when it is not there."""
    if not file.is_file():
        raise BackupFailed(f"{file} is missing: it is not a whole backup")
    total = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def sync(path: Path) -> None:
    """Have the system write a file or a folder to the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
