"""Backups that are damaged, cut off, mixed up or misplaced: none is put back."""

import json
import random
from pathlib import Path

import pytest

from safeguard.config import Settings
from safeguard.installation.backup import Taken, take
from safeguard.installation.manifest import DATA_FILE, KEYS_FILE, MANIFEST, BackupFailed
from safeguard.installation.restoring import restore
from school.foundation.errors import BrokenSeal, UnsafeSettings
from tests.factories.world import World


def test_one_flipped_bit_is_found(taken: Taken, empty: Settings) -> None:
    """Wherever it is, in whichever file, nothing is put back."""
    dice = random.Random(8)
    for folder, name in ((taken.data, DATA_FILE), (taken.keys, KEYS_FILE)):
        whole = (folder / name).read_bytes()
        for _ in range(60):
            content = bytearray(whole)
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
            (folder / name).write_bytes(content)
            with pytest.raises(BackupFailed, match="damaged"):
                restore(empty, taken.data, taken.keys)
        (folder / name).write_bytes(whole)
    assert not empty.data_dir.joinpath(DATA_FILE).exists()


@pytest.mark.parametrize("keys_to", ["backups", "backups/keys", "."])
def test_keys_do_not_go_where_the_data_go(
    world: World, settings: Settings, tmp_path: Path, keys_to: str
) -> None:
    """The same folder, or one in the other, is refused before anything is written."""
    with pytest.raises(BackupFailed, match="two places"):
        take(settings, tmp_path / "backups", tmp_path / keys_to)
    assert not (tmp_path / "backups").exists()


def test_a_manifest_that_tells_other_roots_is_found(
    taken: Taken, empty: Settings
) -> None:
    """Whoever writes other roots and hashes into both folders is found out too."""
    for folder in (taken.data, taken.keys):
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        told["logs"][0][2] = "00" * 32
        (folder / MANIFEST).write_text(json.dumps(told), "utf-8")

    with pytest.raises(BackupFailed, match="not as the manifest tells"):
        restore(empty, taken.data, taken.keys)


def test_folders_of_two_backups_do_not_go_together(
    world: World, settings: Settings, taken: Taken, empty: Settings, tmp_path: Path
) -> None:
    """Data of one and keys of another: refused, though each is whole."""
    other = take(settings, tmp_path / "backups", tmp_path / "backup-keys")

    with pytest.raises(BackupFailed, match="not of one backup"):
        restore(empty, taken.data, other.keys)


def test_a_backup_that_was_cut_off_is_none(taken: Taken, empty: Settings) -> None:
    """The manifest is written last: a folder without one is refused."""
    (taken.data / MANIFEST).unlink()

    with pytest.raises(BackupFailed, match="no manifest"):
        restore(empty, taken.data, taken.keys)


def test_without_the_root_key_nothing_is_put_back(
    taken: Taken, empty: Settings
) -> None:
    """Missing, or another installation's: the records stay shut, and it says so."""
    ours = empty.root_key_path.read_bytes()
    empty.root_key_path.unlink()
    with pytest.raises(UnsafeSettings, match="root key"):
        restore(empty, taken.data, taken.keys)

    empty.root_key_path.touch(mode=0o600)
    empty.root_key_path.write_bytes(bytes(reversed(ours.strip()[:-1])) + b"=\n")
    with pytest.raises((BackupFailed, BrokenSeal)):
        restore(empty, taken.data, taken.keys)
