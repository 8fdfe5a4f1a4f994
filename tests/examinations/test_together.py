"""The walk of search, examination, erasing and custody together; and what couples them.

The walk is on the model. That the product couples them as the model does is asked of
the acts themselves, one by one, in the second half.
"""

import pytest

from safeguard.cases.commands.recording import suspect_image
from safeguard.custody.commands.seizing import seize
from safeguard.custody.models import CustodyItem
from safeguard.custody.permissions.standing import open_hold, standing_of
from safeguard.custody.states import HERE, Decided, HeldBy, ItemState
from safeguard.evidence.permissions.standing import is_any_stopped, is_stopped
from safeguard.examinations import states as examining
from safeguard.examinations.commands.beginning import (
    Starting,
    authorise_examination,
    record_good_reason,
)
from safeguard.examinations.commands.examining import (
    DoneBefore,
    record_done_examination,
    record_examination,
)
from safeguard.examinations.permissions.standing import (
    has_open_examination,
    items_kept,
    standing_in,
)
from safeguard.examinations.queries.listing import count_signatures
from safeguard.examinations.queries.reading import read_examination
from safeguard.examinations.states import Erase, Evidence, Move, State
from safeguard.searches.commands.finishing import suspect_image as suspect_in_search
from safeguard.searches.commands.starting import start_search
from safeguard.searches.models import Search
from safeguard.searches.states import State as SearchState
from school.foundation.database import db
from school.foundation.errors import Stale
from tests.cases import worked
from tests.cases.raised import raised
from tests.examinations.together import Whole, walk
from tests.examinations.told import (
    HALTED,
    TO_AGREED,
    TO_FOUND,
    account,
    begun,
    make,
    on_the_list,
    phone,
    phone_taken,
    reason,
    row,
    stands,
    who,
)
from tests.searches import told as searches
from tests.trail.reading import entries

GRAPH = walk()
EDGES = [(at, move, then) for at, led in GRAPH.items() for move, then in led]
LOOKED = {State.AUTHORISED, State.EXAMINED, State.MATERIAL_FOUND, State.NOTHING_FOUND}
RETURNED = {ItemState.TO_PARENT, ItemState.TO_PUPIL, ItemState.DISPOSED}


# ---- On the model ------------------------------------------------------------------


def test_everything_that_can_be_reached_together_is_walked_and_counted():
    ended = sum(1 for led in GRAPH.values() if not led)
    print(f"\ntogether: {len(GRAPH)} states, {len(EDGES)} edges, {ended} ends")
    assert (len(GRAPH), len(EDGES)) == (8160, 57812)
    assert {at.search for at in GRAPH} == set(SearchState)
    assert {at.examination.examination for at in GRAPH} == set(State)
    assert {at.examination.erase for at in GRAPH} == set(Erase)


def test_no_path_leads_to_erased_with_evidence_other_than_no():
    wrong = [
        at
        for at in GRAPH
        if at.examination.erase is Erase.ERASED
        and at.examination.evidence is not Evidence.NO
    ]
    assert wrong == []
    erases = [at for at, move, _ in EDGES if move.endswith("erase")]
    assert {at.examination.evidence for at in erases} == {Evidence.NO}


def test_no_path_leads_from_the_stop_to_examined_erased_decided_or_attached():
    stopped = [at for at in GRAPH if at.stopped]
    assert stopped
    for at in stopped:
        assert at.examination.examination in {State.NOT_REQUESTED, State.HALTED}
        for move, then in GRAPH[at]:
            assert then.stopped
            assert then.examination.examination not in LOOKED
            assert then.examination.erase == at.examination.erase or (
                then.examination.erase is Erase.CLOSED
            )
            assert move != "attach"


def test_a_suspicion_can_be_told_until_it_has_been():
    for at, led in GRAPH.items():
        tells = any(move.endswith("suspect_image") for move, _ in led)
        assert tells is not at.stopped


def test_the_device_has_one_holder_and_goes_nowhere_while_it_must_stay():
    for at, move, then in EDGES:
        if then.item is None:
            continue
        item, here = then.item, then.item.state in HERE
        assert (item.held_by is HeldBy.STAFF) == here == (item.holder is not None)
        if then.item.state not in RETURNED or then.item == at.item:
            continue
        # Returned or disposed of: no hold stood, and of a stop the DSL had decided.
        assert at.item
        assert not at.item.on_hold, move
        if at.stopped:
            assert at.item.decided in {Decided.RETURN, Decided.DISPOSE}, move


def test_what_may_be_evidence_is_held_in_the_same_moment():
    for at, _, then in EDGES:
        turned = at.examination.evidence not in {Evidence.YES, Evidence.UNSURE}
        turned &= then.examination.evidence in {Evidence.YES, Evidence.UNSURE}
        if turned and not then.stopped and then.item and then.item.state in HERE:
            assert then.item.on_hold


def test_no_search_closes_over_an_open_examination():
    for at, move, _ in EDGES:
        if move == "search.close":
            assert not examining.is_open(at.examination)


def test_the_walk_sees_a_stop_that_reaches_not_far_enough(monkeypatch):
    """Must fail: were an examination left as it stood, the walk would find it open."""
    monkeypatch.setattr(examining, "under_stop", lambda at: at)
    wrong = [
        at
        for at in walk(Whole(search=SearchState.CONDUCTED))
        if at.stopped and at.examination.examination in LOOKED
    ]
    assert wrong


# ---- In the product ----------------------------------------------------------------


def item_of(ref: str) -> CustodyItem:
    found = db.session.get(CustodyItem, items_kept(ref)[0])
    assert found
    return found


@pytest.mark.parametrize("come", [TO_FOUND[:1], TO_FOUND, TO_AGREED])
def test_a_halt_stops_the_search_the_concern_the_case_and_the_device(world, come):
    on_the_list(world)
    concern = raised(world, "searcher", "ellis")
    search = searches.started(world, device=True, origin_ref=concern)
    seize(world.acting("searcher"), phone(world, search))
    ref = search
    for move in come:
        ref = make(world, ref, move)
    assert not is_any_stopped([search, concern])
    ref = make(world, ref, Move.SUSPECT_IMAGE)
    for each in (ref, search, concern, item_of(search).ref):
        assert is_stopped(each)
    assert standing_of(item_of(search)).stopped
    assert not has_open_examination(search)
    assert count_signatures(who(world, "executive_head")) == 0


def test_a_case_opens_in_the_same_act_and_the_dsl_leads_it(world):
    ref = begun(world, *TO_FOUND, Move.SUSPECT_IMAGE)
    acts = [each.action for each in entries(world.birch)][-4:]
    assert acts.count("examination.halted") == 1
    assert acts.count("intimate_image.opened") == 1
    read = read_examination(who(world, "dsl"), ref)
    assert read.case_ref
    case = worked.case_file(read.case_ref)
    assert (case.level, case.lead_ref) == ("C3", world["dsl"])
    assert case.intimate_image
    assert is_stopped(case.ref)


def test_a_suspicion_in_the_search_itself_opens_the_case_as_well(world):
    search = phone_taken(world)
    suspect_in_search(world.acting("searcher"), search)
    stopped = db.session.get(Search, search)
    assert stopped
    assert stopped.case_ref
    assert worked.case_file(stopped.case_ref).lead_ref == world["dsl"]
    for each in (search, item_of(search).ref, stopped.case_ref):
        assert is_stopped(each)


def test_a_second_suspicion_opens_no_second_case(world):
    ref = begun(world, *HALTED)
    with pytest.raises(Stale):
        make(world, row(ref).search_ref, Move.RECORD_GOOD_REASON)
    opened = [
        each for each in entries(world.birch) if each.action == "intimate_image.opened"
    ]
    assert len(opened) == 1
    with pytest.raises(Stale):
        make(world, ref, Move.SUSPECT_IMAGE)


def test_a_stop_from_elsewhere_halts_what_is_open_here(world):
    case = worked.opened(world)
    on_the_list(world, "deputy_dsl")
    deputy = who(world, "deputy_dsl")
    new = searches.new_search(world, device=True, origin_ref=case)
    search = start_search(deputy, new)
    ref = record_good_reason(deputy, search, reason())
    suspect_image(worked.dsl(world), case)
    assert stands(ref).examination is State.HALTED
    assert standing_in(row(ref)).examination is State.GOOD_REASON_RECORDED
    assert not has_open_examination(search)
    with pytest.raises(Stale):
        authorise_examination(deputy, ref, Starting())
    with pytest.raises(Stale):
        record_examination(deputy, ref, account(world, "deputy_dsl", present=()))


def test_where_a_stop_stands_nobody_begins_and_what_was_done_is_told(world):
    search = row(begun(world, *HALTED)).search_ref
    searcher = world.acting("searcher")
    with pytest.raises(Stale):
        record_good_reason(searcher, search, reason())
    done = DoneBefore(account(world), reason())
    ref = record_done_examination(searcher, search, done)
    assert stands(ref).examination is State.HALTED
    read = read_examination(who(world, "head"), ref)
    assert "looked_on" in {each.code for each in read.deviations}


@pytest.mark.parametrize(
    ("last", "evidence"),
    [(Move.EVIDENCE_YES, "yes"), (Move.EVIDENCE_UNSURE, "unsure")],
)
def test_what_may_be_evidence_is_kept_for_the_police(world, last, evidence):
    search = phone_taken(world)
    item = item_of(search)
    chosen = reason(item_ref=item.ref)
    ref = record_good_reason(world.acting("searcher"), search, chosen)
    for move in (*TO_FOUND[1:], last):
        make(world, ref, move)
    assert stands(ref).evidence == evidence
    db.session.expire_all()
    assert open_hold(item.ref)
    assert item_of(search).on_hold
    assert item_of(search).due_at


def test_extreme_pornography_is_kept_for_the_police_when_it_is_found(world):
    search = phone_taken(world)
    item = item_of(search)
    chosen = reason(item_ref=item.ref)
    ref = record_good_reason(world.acting("searcher"), search, chosen)
    for move in (Move.AUTHORISE, Move.RECORD, Move.FIND_FOR_POLICE):
        make(world, ref, move)
    db.session.expire_all()
    assert item_of(search).on_hold
