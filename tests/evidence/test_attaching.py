"""A file is attached, listed, taken out; and nothing is left of one that is refused."""

import io
import os

import pytest
from sqlalchemy import select

from safeguard.cases.commands.recording import suspect_image
from safeguard.evidence.commands.attaching import LARGEST, attach_file, take_in
from safeguard.evidence.commands.holding import stop
from safeguard.evidence.commands.sweeping import LET_LIE, sweep_files
from safeguard.evidence.models import EvidenceFile, FileHolder
from safeguard.evidence.queries import download_file, read_files
from safeguard.evidence.states import Arrived
from school.foundation.database import db
from school.foundation.errors import (
    BrokenSeal,
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    SafeguardError,
    Stopped,
)
from school.foundation.sealed_files import sealed_files
from school.gate.transaction import transaction
from tests.cases.raised import raised
from tests.cases.worked import concerns_of, dsl, opened
from tests.evidence.attached import ABOUT, PDF, arrived, attach, rows
from tests.evidence.noise import MISNAMED, REFUSED, TAKEN
from tests.trail.reading import entries, facts, last


def lying() -> list[str]:
    """What lies in the folder of sealed files."""
    return list(sealed_files().refs())


def objected(world, case, *args, **changes) -> set[str]:
    with pytest.raises(Invalid) as refused:
        attach(dsl(world), case, *args, **changes)
    assert lying() == []
    return set(refused.value.problems)


@pytest.mark.both_engines
def test_a_file_is_attached_and_taken_out_byte_for_byte(world, in_term):
    case = opened(world)
    content = TAKEN["jpg"] + os.urandom(200_000)
    ref = attach(dsl(world), case, "A photo.JPG", content)
    leaf = last(world.birch)
    assert leaf.action == "file.attached"
    assert leaf.objects == (case, ref)
    assert facts(leaf) == {"kind": "jpeg", "size": len(content), "declared": True}
    found = download_file(dsl(world), ref, case)
    assert (found.content, found.kind) == (content, "jpeg")
    leaf = last(world.birch)
    assert (leaf.action, set(leaf.objects)) == ("file.downloaded", {case, ref})
    [listed] = read_files(dsl(world), case).files
    assert (listed.name, listed.about, listed.size) == (
        "A photo.JPG", ABOUT, len(content),
    )  # fmt: skip
    assert last(world.birch).action == "files.read"
    assert db.session.get(FileHolder, case)


def test_nothing_of_it_lies_in_clear(world, in_term, settings):
    case = opened(world)
    content = TAKEN["pdf"] + b"Thornbury wrote this. " * 9000
    attach(dsl(world), case, "Thornbury.pdf", content, about="By Thornbury’s mother")
    held = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    assert [path.name for path in held if path.parent.name == "files"] == lying()
    for path in held:
        assert b"Thornbury" not in path.read_bytes()
    [ref] = lying()
    assert sealed_files().path(ref).stat().st_mode & 0o777 == 0o600
    assert sealed_files().folder.stat().st_mode & 0o777 == 0o700


def test_kinds_of_the_list_are_taken(world):
    concern = raised(world)
    for ending, start in TAKEN.items():
        attach(dsl(world), concern, f"x.{ending.upper()}", start + os.urandom(900))
    assert rows() == len(TAKEN)


def test_others_are_not_whatever_they_are_called(world):
    case = opened(world)
    tries = [(f"x.{ending}", start) for ending, start in REFUSED.items()]
    tries += [(f"x.{each}", start) for each in TAKEN for start in REFUSED.values()]
    for name, start in [*tries, *MISNAMED]:
        content = start + os.urandom(2000)
        assert objected(world, case, name, content) == {"file"}, name
    assert rows() == 0


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"declared": False}, {"declared"}),
        ({"about": " "}, {"about"}),
        ({"content": b""}, {"file"}),
        ({"content": PDF, "name": "x.exe", "about": ""}, {"file", "about"}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(world, changes, fields):
    assert objected(world, opened(world), **changes) == fields
    assert rows() == 0


def test_a_text_needs_no_declaration_and_one_too_large_is_refused(world):
    case = opened(world)
    attach(dsl(world), case, "note.txt", b"He said so. " * 20, declared=False)
    big = TAKEN["pdf"] + bytes(LARGEST)
    with pytest.raises(Invalid):
        attach(dsl(world), case, "big.pdf", big)
    assert (rows(), len(lying())) == (1, 1)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("teacher", Hidden),
        ("cedar_dsl", Hidden),
        ("head", Refused),
        ("deputy_dsl", ElevationNeeded),
    ],
)
def test_nobody_else_attaches_and_nothing_is_written(world, who, error):
    case = opened(world)
    with pytest.raises(error):
        attach(world.acting(who), case)
    assert (rows(), lying()) == (0, [])
    leaf = [each for each in entries(world.school_of(who)) if each.result != "done"]
    assert [each.action for each in leaf][-1] == "file.attached"


def test_what_a_file_is_called_stays_a_name(world):
    case = opened(world)
    attach(dsl(world), case, "../../etc/pass\u202ewd\n.pdf")
    attach(dsl(world), case, "C:\\Users\\x\\" + "n" * 400 + ".pdf")
    names = [each.name for each in read_files(dsl(world), case).files]
    first, second = sorted(names, key=len)
    assert first == "passwd.pdf"
    assert second.endswith("n.pdf")
    assert len(second) == 200


def test_a_file_of_one_record_is_not_found_under_another(world, in_term):
    case, other = opened(world), opened(world, "jayden")
    ref = attach(dsl(world), case)
    before = len(entries(world.birch))
    with pytest.raises(Hidden):
        download_file(dsl(world), ref, other)
    assert not [e for e in entries(world.birch)[before:] if e.result == "done"]


@pytest.mark.parametrize("harm", ["bit", "cut", "grown", "swapped", "gone"])
def test_a_file_that_was_tampered_with_is_not_given_out(world, in_term, harm):
    case = opened(world)
    refs = [
        attach(dsl(world), case, "a.txt", letter * 150_000) for letter in (b"a", b"b")
    ]
    store = sealed_files()
    path = store.path(refs[0])
    sealed = path.read_bytes()
    if harm == "bit":
        path.write_bytes(
            sealed[:70_000] + bytes([sealed[70_000] ^ 1]) + sealed[70_001:]
        )
    elif harm == "cut":
        path.write_bytes(sealed[: 5 + 2 * (65536 + 16)])
    elif harm == "grown":
        path.write_bytes(sealed + sealed[-100:])
    elif harm == "swapped":
        path.write_bytes(store.path(refs[1]).read_bytes())
    else:
        path.unlink()
    with pytest.raises(BrokenSeal):
        download_file(dsl(world), refs[0], case)
    assert last(world.birch).action != "file.downloaded"


# ---- The stop -------------------------------------------------------------------


def test_a_stopped_record_takes_no_file_and_neither_does_its_concern(world, in_term):
    case = opened(world)
    [concern] = concerns_of(case)
    suspect_image(dsl(world), case)
    for ref in (case, concern):
        with pytest.raises(Stopped):
            attach(dsl(world), ref)
    assert (rows(), lying()) == (0, [])


@pytest.mark.both_engines
def test_a_stop_that_comes_while_the_file_is_sealed_leaves_nothing(
    world, in_term, monkeypatch
):
    case = opened(world)
    store = sealed_files()
    write = store.write

    def written(*args):
        sealed = write(*args)
        assert lying() == [sealed.ref]
        suspect_image(dsl(world), case)
        return sealed

    monkeypatch.setattr(store, "write", written)
    with pytest.raises(Stopped):
        take_in(dsl(world), case, arrived())
    assert (rows(), lying()) == (0, [])


@pytest.mark.both_engines
def test_a_file_already_inside_is_sealed_away_and_not_deleted(world, in_term):
    case = opened(world)
    ref = attach(dsl(world), case)
    suspect_image(dsl(world), case)
    with pytest.raises(Refused) as refused:
        download_file(dsl(world), ref, case)
    assert refused.value.code == "sealed_away"
    leaf = last(world.birch)
    assert (leaf.action, leaf.result) == ("file.downloaded", "refused")
    read = read_files(dsl(world), case)
    [listed] = read.files
    assert read.stopped
    assert (listed.ref, listed.name, listed.about) == (ref, "", "")
    assert (rows(), lying()) == (1, [ref])
    head = world.acting("head", reason="working the queue")
    with pytest.raises(Refused):
        download_file(head, ref, case)


def test_a_stop_on_a_search_seals_the_files_of_its_case(world, in_term):
    case = opened(world)
    ref = attach(dsl(world), case)
    with transaction():
        stop(case, "search")
    with pytest.raises(Refused):
        download_file(dsl(world), ref, case)


# ---- What faults leave behind ------------------------------------------------------


def test_a_file_that_breaks_off_leaves_nothing(world, in_term):
    case = opened(world)

    class Breaks(io.BytesIO):
        def read(self, *args):
            if self.tell() > 100_000:
                raise OSError("the disk is gone")
            return super().read(*args)

    content = Breaks(TAKEN["pdf"] + bytes(400_000))
    with pytest.raises(OSError, match="disk"):
        take_in(dsl(world), case, Arrived("x.pdf", content, ABOUT, declared=True))
    assert (rows(), lying()) == (0, [])


@pytest.mark.both_engines
def test_what_no_row_names_is_swept_up_when_it_is_old(world, in_term, monkeypatch):
    case = opened(world)
    kept = attach(dsl(world), case)

    def fails(*_, **__):
        raise SafeguardError("OperationalError")

    with monkeypatch.context() as patched:
        patched.setattr("safeguard.evidence.commands.attaching.attach_file", fails)
        with pytest.raises(SafeguardError):
            attach(dsl(world), case)
    assert len(lying()) == 2
    db.session.rollback()
    assert sweep_files() == 0
    long_ago = sealed_files().path(kept).stat().st_mtime - 2 * LET_LIE - 10**8
    for ref in lying():
        os.utime(sealed_files().path(ref), (long_ago, long_ago))
    assert sweep_files() == 1
    assert lying() == [kept]
    assert sweep_files() == 0


def test_the_act_alone_takes_no_file_that_was_not_sealed_first(world, in_term):
    case = opened(world)
    with pytest.raises(Stopped):
        attach_file(dsl(world), case, None)
    assert db.session.scalars(select(EvidenceFile)).all() == []
