"""Made-up files of all kinds, against every way in, in every state of the flag."""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import func, select

from safeguard.cases.commands.deciding import Joining, NewCase, join_case, open_case
from safeguard.cases.commands.recording import suspect_image
from safeguard.evidence.commands.holding import hold, link, stop
from school.foundation.database import db, kept
from school.foundation.sealed_files import sealed_files
from school.gate.transaction import transaction
from tests.cases.raised import raised
from tests.cases.worked import TITLE, acknowledged, concerns_of, dsl, opened
from tests.evidence.attached import address, form_of, send, watching
from tests.evidence.noise import MISNAMED, REFUSED, TAKEN, Noise, noise
from tests.factories.world import World
from tests.trail.reading import entries
from tests.visitors import Visitor, visit

DRILL = bool(os.environ.get("SG_DRILLS"))
MANY = 5_000 if DRILL else 500
# Records of a case of which one is stopped: the case, then its concern.
Records = tuple[str, ...]


def _said_when_raised(world: World) -> Records:
    concern = acknowledged(world, image_suspected=True)
    return open_case(dsl(world), concern, NewCase(TITLE, "C3", "gambling")), concern


def _said_by_category(world: World) -> Records:
    concern = acknowledged(world, category="sextortion")
    return open_case(dsl(world), concern, NewCase(TITLE, "C3", "gambling")), concern


def _said_of_the_case(world: World) -> Records:
    case = opened(world)
    suspect_image(dsl(world), case)
    return case, *concerns_of(case)


def _brought_by_another_concern(world: World) -> Records:
    case = opened(world)
    other = acknowledged(world, "jayden", image_suspected=True)
    join_case(dsl(world), other, Joining(case))
    return case, *concerns_of(case)


def _linked_to_a_stopped_search(world: World) -> Records:
    case = opened(world)
    with transaction():
        hold("SEARCH", world.birch)
        link("SEARCH", concerns_of(case)[0])
        stop("SEARCH", "intimate_image")
    return case, *concerns_of(case)


def _never_in_a_case(world: World) -> Records:
    return (raised(world, image_suspected=True),)


STATES: tuple[Callable[[World], Records], ...] = (
    _said_when_raised,
    _said_by_category,
    _said_of_the_case,
    _brought_by_another_concern,
    _linked_to_a_stopped_search,
    _never_in_a_case,
)


def table_rows() -> Counter[str]:
    """How many rows each table has, but for the trail and house-keeping."""
    db.session.rollback()
    return Counter(
        {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
            if kept(table) in {"recorded", "appended"}
        }
    )


@pytest.fixture
def no_temporary_folder(world, monkeypatch, tmp_path) -> None:
    """Whoever wants to write a temporary file finds no place for it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))


def in_turn(number: int, of: int) -> Iterator[int]:
    """In a drill all of them; in CI one for each file, so that all have their turn."""
    return iter(range(of)) if DRILL else iter([number % of])


@pytest.mark.drill
@pytest.mark.usefixtures("no_temporary_folder", "in_term")
def test_nothing_is_stored_where_a_stop_stands(app, world, settings):
    ruth = visit(app, world, "dsl", reason="working the queue")
    hidden = form_of(ruth, opened(world))
    records = [make(world) for make in STATES]
    before, told = table_rows(), len(refusals(world))
    sent, kinds = 0, set()
    started = time.monotonic()
    with watching(settings.data_dir / "files", settings.data_dir.parent) as watch:
        for number, file in enumerate(noise(MANY)):
            for state in in_turn(number // len(ALL_KINDS), len(STATES)):
                kinds.add((number % len(ALL_KINDS), state))
                for ref in records[state]:
                    answer = send(ruth, address(ref), hidden, (file.name, file.content))
                    assert answer.status_code == 409, (file, STATES[state])
                    sent += 1
    left = {path: n for path, n in watch.left().items() if not database(path)}
    print(
        f"{MANY} files, {sent} tries in {len(STATES)} states: "
        f"{sum(left.values())} bytes stored, {time.monotonic() - started:.1f} s"
    )
    assert left == {}
    assert table_rows() == before
    assert list(sealed_files().refs()) == []
    assert len(refusals(world)) - told == sent
    assert len(kinds) == len(ALL_KINDS) * len(STATES)


@pytest.mark.drill
@pytest.mark.usefixtures("no_temporary_folder", "in_term")
def test_without_a_stop_what_is_not_on_the_list_is_not_stored(app, world, settings):
    ruth = visit(app, world, "dsl", reason="working the queue")
    case = opened(world)
    came: Counter[str] = Counter()
    for file in noise(MANY if DRILL else len(ALL_KINDS) * 2, seed=25):
        answer = _fresh(ruth, case, file)
        came["taken" if answer == 303 else "refused"] += 1
        assert (answer == 303) is file.taken, file
    before = table_rows()
    lying = [sealed_files().path(ref) for ref in sealed_files().refs()]
    print(f"{came['taken']} taken, {came['refused']} refused and not stored")
    assert len(lying) == came["taken"] == before["evidence_file"]
    assert min(came.values()) > 20
    # Sealed: of none of them the bytes lie anywhere.
    for file in noise(len(ALL_KINDS), seed=25):
        assert not any(file.content[40:90] in path.read_bytes() for path in lying)


@pytest.mark.drill
@pytest.mark.usefixtures("no_temporary_folder")
def test_a_roll_takes_no_such_file_and_keeps_nothing_of_it(app, world, settings):
    ict = visit(app, world, "ict")
    hidden = {**ict.hidden_fields("/roll"), "kind": "pupils"}
    before = table_rows()
    with watching(settings.data_dir.parent) as watch:
        for file in noise(MANY if DRILL else len(ALL_KINDS), seed=26):
            answer = send(ict, "/roll", hidden, (file.name, file.content))
            assert answer.status_code == 422, file
    left = {path: n for path, n in watch.left().items() if not database(path)}
    assert (left, table_rows()) == ({}, before)


def _fresh(visitor: Visitor, case: str, file: Noise) -> int:
    hidden = form_of(visitor, case)
    answer = send(visitor, address(case), hidden, (file.name, file.content))
    return answer.status_code


ALL_KINDS = (*TAKEN, *REFUSED, *MISNAMED)


def refusals(world: World) -> list[str]:
    """The entries of those who tried."""
    db.session.rollback()
    return [e.action for e in entries(world.birch) if e.action == "file.refused"]


def database(path) -> bool:
    """The database's own files, in which the trail grows, and the keys'."""
    return path.name.partition("-")[0].endswith(".sqlite")
