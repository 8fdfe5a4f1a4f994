"""A stop stands on a record and on all that is or will be linked to it, for good."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from safeguard.cases.commands.deciding import Joining, NewCase, join_case, open_case
from safeguard.cases.commands.recording import suspect_image
from safeguard.cases.commands.sending import Receipt, answer_transfer
from safeguard.cases.commands.voiding import (
    NewProposal,
    SecondAnswer,
    answer_void,
    propose_void,
)
from safeguard.cases.permissions.holding import CONCERN
from safeguard.evidence.commands.holding import hold, link, link_where_held, stop
from safeguard.evidence.models import FileHolder
from safeguard.evidence.permissions.holders import KINDS, Kin
from safeguard.evidence.permissions.standing import is_any_holder, is_stopped
from school.foundation.database import db
from school.foundation.errors import Hidden, OutsideGate
from school.gate.transaction import transaction
from tests.cases.raised import raised
from tests.cases.worked import (
    TITLE,
    acknowledged,
    concern_row,
    concerns_of,
    dsl,
    opened,
    sent_here,
)
from tests.trail.reading import last


@pytest.fixture
def held(world):
    """Makes holders of made-up records, as the acts of features above would."""

    def make(*refs: str) -> None:
        with transaction():
            for ref in refs:
                hold(ref, world.birch)

    return make


def doing(act, *args):
    with transaction():
        return act(*args)


def stopped(*refs: str) -> list[bool]:
    return [is_stopped(ref) for ref in refs]


def bundles() -> int:
    asked = select(func.count(FileHolder.bundle_ref.distinct()))
    return db.session.scalar(asked) or 0


@pytest.mark.both_engines
def test_a_stop_is_said_once_and_never_taken_back(world, held):
    held("A")
    assert stopped("A", "B") == [False, False]
    assert doing(stop, "A", "image") is True
    since = db.session.get_one(FileHolder, "A").stopped_at
    assert doing(stop, "A", "again") is False
    row = db.session.get_one(FileHolder, "A")
    assert (row.stopped_at, row.stopped_why) == (since, "image")
    held("A")
    assert stopped("A") == [True]


def test_holding_twice_is_once_and_linking_twice_too(world, held):
    held("A", "A", "B")
    assert bundles() == 2
    doing(link, "A", "B")
    doing(link, "B", "A")
    assert bundles() == 1


@pytest.mark.parametrize("first", ["stop", "link"])
def test_a_stop_holds_for_what_was_linked_before_and_what_comes_after(
    world, held, first
):
    held("A", "B", "C", "D")
    doing(link, "A", "B")
    if first == "link":
        doing(link, "B", "C")
    doing(stop, "A", "image")
    doing(link, "C", "B")
    assert stopped("A", "B", "C", "D") == [True, True, True, False]


@pytest.mark.both_engines
def test_two_bundles_that_meet_are_one_and_the_stop_of_either_holds(world, held):
    held("A", "B", "C", "D")
    doing(link, "A", "B")
    doing(link, "C", "D")
    doing(stop, "D", "image")
    doing(link, "B", "C")
    assert stopped("A", "B", "C", "D") == [True] * 4


def test_what_no_kind_knows_cannot_be_linked_or_stopped(world):
    with pytest.raises(Hidden):
        doing(stop, "X", "image")
    with pytest.raises(Hidden):
        doing(link, "X", "Y")
    doing(link_where_held, "X", "Y")
    assert not is_any_holder(["X", "Y"])


def test_nobody_stops_a_record_outside_an_act(world, held):
    held("A")
    with pytest.raises(OutsideGate):
        stop("A", "image")


@pytest.mark.parametrize(
    "said", [{"image_suspected": True}, {"category": "intimate_image"}]
)
def test_a_concern_raised_with_a_suspected_image_is_stopped_at_once(
    world, in_term, said
):
    ref = raised(world, **said)
    assert is_stopped(ref)
    assert last(world.birch).action == "concern.raised"


def test_a_concern_without_one_writes_nothing_here(world, in_term):
    raised(world, category="gambling")
    assert bundles() == 0


def test_its_case_is_stopped_with_it(world, in_term):
    ref = acknowledged(world, image_suspected=True)
    case = open_case(dsl(world), ref, NewCase(TITLE, "C3", "gambling"))
    assert stopped(ref, case) == [True, True]


def test_a_case_opened_in_such_a_category_stops_its_concern(world, in_term):
    ref = acknowledged(world)
    case = open_case(dsl(world), ref, NewCase(TITLE, "C3", "intimate_image"))
    assert stopped(ref, case) == [True, True]


def test_a_stopped_concern_that_joins_stops_the_case_and_all_its_concerns(
    world, in_term
):
    case = opened(world, category="gambling")
    asked = select(FileHolder.ref)
    assert list(db.session.scalars(asked)) == []
    other = acknowledged(world, "jayden", image_suspected=True)
    join_case(dsl(world), other, Joining(case))
    first = next(ref for ref in concerns_of(case) if ref != other)
    assert stopped(case, other, first) == [True] * 3


def test_a_concern_that_joins_a_stopped_case_is_stopped(world, in_term):
    case = opened(world)
    suspect_image(dsl(world), case)
    later = acknowledged(world, "wang")
    assert not is_stopped(later)
    join_case(dsl(world), later, Joining(case))
    assert stopped(case, later) == [True, True]


@pytest.mark.both_engines
def test_a_search_linked_to_a_concern_stops_its_case_too(world, in_term, held):
    case = opened(world, category="gambling")
    [concern] = concerns_of(case)
    held("SEARCH")
    doing(link, "SEARCH", concern)
    assert stopped("SEARCH", concern, case) == [False] * 3
    doing(stop, "SEARCH", "image")
    assert stopped("SEARCH", concern, case) == [True] * 3


@pytest.mark.both_engines
def test_what_belongs_to_a_stopped_record_is_stopped_though_no_link_was_made(
    world, in_term, monkeypatch
):
    """A search of which its concern does not know, and an item of that search."""
    concern = acknowledged(world)
    for code, ref, of in (("search", "SEARCH", concern), ("item", "ITEM", "SEARCH")):
        kin = Kin(world.birch, (of,))
        kind = replace(
            CONCERN,
            code=f"made-up {code}",
            kin={ref: kin}.get,
            visible=lambda *_: None,
            bundled=False,
        )
        monkeypatch.setitem(KINDS, kind.code, kind)
    assert stopped("ITEM", "SEARCH", concern) == [False] * 3
    suspect_image(dsl(world), concern)
    assert stopped("ITEM", "SEARCH", concern) == [True] * 3
    assert not is_any_holder(["ITEM", "SEARCH"])
    other = acknowledged(world, "wang")
    doing(stop, "ITEM", "image")
    assert not is_stopped(other)
    assert bundles() == 1


def test_a_stop_through_a_link_reaches_a_concern_that_joins_later(world, in_term, held):
    concern = acknowledged(world)
    held("SEARCH")
    doing(link, "SEARCH", concern)
    doing(stop, "SEARCH", "image")
    case = open_case(dsl(world), concern, NewCase(TITLE, "C3", "gambling"))
    assert not concern_row(concern).intimate_image
    assert stopped(concern, case) == [True, True]


@pytest.mark.both_engines
def test_what_another_school_sends_comes_with_its_stop(world, in_term):
    row = sent_here(world)
    from_cedar = db.session.scalar(
        select(FileHolder.ref).where(FileHolder.school_ref == world.cedar)
    )
    assert from_cedar is None
    arrived = answer_transfer(dsl(world), row, Receipt("accepted"))
    suspect_image(dsl(world), arrived)
    schools = set(db.session.scalars(select(FileHolder.school_ref)))
    assert schools == {world.birch, world.cedar}
    assert bundles() == 1


def test_a_voided_concern_stays_stopped(world, in_term):
    case = opened(world)
    [concern] = concerns_of(case)
    proposed(world, concern)
    answer_void(
        world.acting("deputy_dsl", elevated=True), concern, SecondAnswer("agreed")
    )
    suspect_image(dsl(world), case)
    assert stopped(case, concern) == [True, True]


def proposed(world, concern: str) -> None:
    reason = "It was typed into the wrong window, about nobody."
    propose_void(dsl(world), concern, NewProposal(reason))
