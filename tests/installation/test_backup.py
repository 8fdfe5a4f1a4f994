"""Backups: taken, rehearsed, put back, refused when something is not right."""

import json
import stat
from pathlib import Path

import pytest
from sqlalchemy import select, text

from safeguard.cases.commands.raising import Narrative
from safeguard.cases.models import ConcernText
from safeguard.cases.queries.reading import read_concern
from safeguard.config import FILES, Settings
from safeguard.evidence.queries import download_file
from safeguard.installation.backup import Taken, take
from safeguard.installation.manifest import (
    DATA_FILE,
    FILES_FOLDER,
    KEYS_FILE,
    MANIFEST,
    BackupFailed,
)
from safeguard.installation.opening import opened
from safeguard.installation.restoring import restore
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.foundation.errors import BrokenSeal
from school.foundation.sealed_files import sealed_files
from school.foundation.sealing import keyring, unseal
from school.identity.commands.people import change_setting
from school.inspection.queries.proving import prove
from tests.cases.raised import raised
from tests.cases.worked import dsl
from tests.cases.worked import opened as opened_case
from tests.evidence.attached import attach
from tests.factories.world import World
from tests.installation.places import empty_place
from tests.trail.reading import facts, last
from tests.words import marks_of, planted_sentences, traces_in

pytestmark = pytest.mark.both_engines


def test_what_was_there_is_there_again(
    world: World, settings: Settings, tmp_path: Path, empty: Settings
) -> None:
    """A concern is read in the restored place as it was written, and all is proven."""
    said = "She laughed at first – then asked me not to tell: “nobody, Miss”. 🦔"
    ref = raised(world, "teacher", "zazolc", narrative=Narrative(said))
    taken = take(settings, tmp_path / "backups", tmp_path / "backup-keys")
    before = [(log.log_ref, log.size, log.root) for log in prove().logs]

    restore(empty, taken.data, taken.keys)

    with opened(empty):
        found = read_concern(world.acting("dsl", elevated=True), ref)
        assert found.narrative.text == said
        proof = prove()
        assert proof.holds
        sizes = {log.log_ref: log.size for log in proof.logs}
        assert all(sizes[log] >= size for log, size, _ in before if log != world.trust)


def test_sealed_files_come_along_and_open_in_the_restored_place(
    world: World, settings: Settings, tmp_path: Path, empty: Settings
) -> None:
    """Those that rows name, and no other; a damaged one is refused before anything."""
    case = opened_case(world)
    content = b"A letter, in the words of its writer. " * 4000
    file = attach(dsl(world), case, "letter.txt", content)
    sealed_files().path("0000000000000000").write_bytes(b"an orphan")

    taken = take(settings, tmp_path / "backups", tmp_path / "backup-keys")

    assert list(taken.manifest.files) == [file]
    assert [path.name for path in (taken.data / FILES_FOLDER).iterdir()] == [file]
    in_the_way = empty.data_dir / FILES / "0000000000000000"
    in_the_way.parent.mkdir(parents=True)
    in_the_way.touch()
    with pytest.raises(BackupFailed, match="already"):
        restore(empty, taken.data, taken.keys)
    in_the_way.unlink()
    restore(empty, taken.data, taken.keys)
    with opened(empty):
        assert download_file(dsl(world), file, case).content == content
    copied = taken.data / FILES_FOLDER / file
    copied.write_bytes(copied.read_bytes()[:-1])
    with pytest.raises(BackupFailed, match="damaged"):
        restore(empty, taken.data, taken.keys)


def test_a_file_that_is_missing_does_not_keep_a_backup_from_being_taken(
    world: World, settings: Settings, tmp_path: Path, empty: Settings
) -> None:
    """It is counted and said; all the rest is there again."""
    case = opened_case(world)
    gone, stays = (attach(dsl(world), case) for _ in range(2))
    sealed_files().remove(gone)

    taken = take(settings, tmp_path / "backups", tmp_path / "backup-keys")
    restore(empty, taken.data, taken.keys)

    assert taken.manifest.missing == 1
    with opened(empty):
        assert download_file(dsl(world), stays, case)
        with pytest.raises(BrokenSeal):
            download_file(dsl(world), gone, case)


def test_taking_and_restoring_stand_in_the_trusts_log(
    world: World, taken: Taken, empty: Settings
) -> None:
    """Each names the backup, and each log's size and root in it."""
    here = last(world.trust)
    assert (here.action, here.objects) == ("backup.taken", (taken.manifest.ref,))
    assert here.person_ref == "system:operator"

    restore(empty, taken.data, taken.keys)

    with opened(empty):
        there = last(world.trust)
        assert (there.action, there.objects) == ("backup.restored", here.objects)
        told = [tuple(each) for each in facts(there)["logs"]]
        assert told == taken.manifest.logs


def test_a_restored_place_works_on(world: World, taken: Taken, empty: Settings) -> None:
    """The triggers, the rights and the keys are there: the next act is recorded."""
    restore(empty, taken.data, taken.keys)

    with opened(empty):
        raised(world, "teacher", "maya")
        change_setting(world.acting("head"), "duty_rota", "the deputy")
        assert prove().holds


def test_data_and_keys_lie_apart_and_only_their_owner_reads_them(taken: Taken) -> None:
    """Two folders, each file 0600, each folder 0700, and no root key in either."""
    files = {path for folder in (taken.data, taken.keys) for path in folder.iterdir()}

    assert {path.name for path in files} == {DATA_FILE, KEYS_FILE, MANIFEST}
    assert not (taken.data / KEYS_FILE).exists()
    assert not (taken.keys / DATA_FILE).exists()
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    for folder in (taken.data, taken.keys):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    told = json.loads((taken.keys / MANIFEST).read_text("utf-8"))
    assert "neither folder" in told["root_key"]


def test_no_sentence_and_no_name_lies_in_clear_in_a_backup(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    """Sentences planted in concerns, and the names of the people in them."""
    sentences = planted_sentences(20, seed=606)
    for sentence in sentences:
        raised(world, "teacher", "ellis", narrative=Narrative(sentence))
    names = ["Thornbury", "Okafor", "Castellan", "Gęślą"]
    control = tmp_path / "control"
    control.mkdir()
    (control / "note.txt").write_text(f"{sentences[3]} Thornbury", "utf-8")

    take(settings, tmp_path / "backups", tmp_path / "backup-keys")

    wanted = [*sentences, *marks_of(sentences), *names]
    assert traces_in(control, wanted)
    assert not traces_in(tmp_path / "backups", wanted)
    assert not traces_in(tmp_path / "backup-keys", wanted)


def test_nothing_is_put_back_over_records(taken: Taken, settings: Settings) -> None:
    """The place it was taken from is full; so is one with keys alone."""
    with pytest.raises(BackupFailed, match="already"):
        restore(settings, taken.data, taken.keys)


def test_what_was_destroyed_since_is_destroyed_again(
    world: World, settings: Settings, taken: Taken, tmp_path: Path, empty: Settings
) -> None:
    """An older backup still holds the key; the ledger of a newer one takes it out."""
    row = db.session.scalars(select(ConcernText)).first()
    assert row
    assert row.key_ref
    keyring().shred(row.key_ref)
    newer = take(settings, tmp_path / "backups", tmp_path / "backup-keys")

    restore(empty, taken.data, taken.keys, [newer.keys / KEYS_FILE])

    with opened(empty):
        found = db.session.get(ConcernText, row.ref)
        assert found
        with pytest.raises(BrokenSeal):
            unseal(found, "text")
        proof = prove()
        assert proof.holds
        assert sum(log.unopened for log in proof.logs) > 0


def test_a_backup_taken_on_one_engine_is_a_plain_file_on_the_other(
    world: World, taken: Taken, tmp_path: Path, settings: Settings
) -> None:
    """Whatever the installation runs on, an embedded database can be made of it."""
    with empty_place("sqlite", tmp_path / "embedded", settings) as place:
        restore(place, taken.data, taken.keys)
        with opened(place):
            assert prove().holds
            assert last(world.trust).action == "backup.restored"


def test_a_backup_of_an_altered_database_is_refused(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    """What does not prove itself is not kept as if it did."""
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE org SET name = 'Other'"))
    engine.dispose()
    db.session.remove()

    with pytest.raises(BackupFailed, match="does not prove itself"):
        take(settings, tmp_path / "backups", tmp_path / "backup-keys")
    assert not list((tmp_path / "backups").rglob(MANIFEST))
