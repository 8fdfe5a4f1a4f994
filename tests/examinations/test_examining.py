"""Two tests, two records: a good reason, authority at that instant, what was done."""

from datetime import timedelta

import pytest

from safeguard.evidence.permissions.standing import is_any_holder, is_stopped
from safeguard.examinations.commands.beginning import (
    Declining,
    Starting,
    authorise_examination,
    decline_examination,
    record_good_reason,
)
from safeguard.examinations.commands.departing import (
    Departure,
    HeadsAnswer,
    add_deviation,
    answer_deviations,
)
from safeguard.examinations.commands.examining import (
    DoneBefore,
    Finding,
    record_done_examination,
    record_examination,
    record_finding,
)
from safeguard.examinations.permissions.standing import (
    has_open_examination,
    items_kept,
)
from safeguard.examinations.queries.reading import read_examination
from safeguard.examinations.states import Erase, Evidence, Move, Standing, State
from safeguard.searches.commands.authorising import Revocation, revoke_searcher
from safeguard.searches.permissions.closing import still_open_in
from safeguard.searches.queries.listing import Wanted, read_searches
from school.foundation import clock
from school.foundation.errors import Hidden, Refused, SecondPersonNeeded, Stale
from school.foundation.references import spoken
from school.identity.commands.people import NewRelationship, relate
from tests.cases.desk import words_of
from tests.examinations.told import (
    FACTS,
    HALTED,
    WORDS,
    account,
    begun,
    make,
    on_the_list,
    phone_taken,
    reason,
    row,
    stands,
    who,
)
from tests.objections import objected
from tests.searches import told as searches
from tests.trail.reading import facts, last
from tests.visitors import visit


def deviations(world, ref: str) -> set[str]:
    return {each.code for each in read_examination(who(world, "dsl"), ref).deviations}


def done(world, search: str, **changes) -> str:
    return record_done_examination(
        world.acting("searcher"),
        search,
        DoneBefore(account(world, **changes), reason(reasons=(), facts="")),
    )


# ---- The second test --------------------------------------------------------------


def test_that_a_phone_was_taken_lawfully_is_no_examination(world):
    search = phone_taken(world)
    assert stands(search) == Standing()
    with pytest.raises(Hidden):
        authorise_examination(world.acting("searcher"), search, Starting())


def test_a_good_reason_is_one_of_three_with_facts(world):
    search = phone_taken(world)
    actor = world.acting("searcher")
    for wrong, fields in (
        (reason(reasons=()), {"reasons"}),
        (reason(reasons=("curious",)), {"reasons"}),
        (reason(facts="He looked odd."), {"facts"}),
        (reason(item_ref="ANOTHERONE"), {"item_ref"}),
    ):
        assert objected(record_good_reason, actor, search, wrong) == fields
    ref = record_good_reason(actor, search, reason(item_ref=items_kept(search)[0]))
    assert stands(ref).examination is State.GOOD_REASON_RECORDED
    assert FACTS not in repr(facts(last(world.birch)))
    assert FACTS not in repr(reason())


def test_whoever_is_on_the_list_for_data_begins(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.AUTHORISE)
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("examination.authorised", (ref,))
    assert facts(leaf)["state"] == "authorised"
    assert row(ref).examiner_ref == world["searcher"]


def test_nobody_else_begins_whatever_their_office(world):
    ref = begun(world, Move.RECORD_GOOD_REASON)
    for name in ("dsl", "deputy_dsl", "teacher", "ict", "executive_head"):
        with pytest.raises((Hidden, Refused)):
            authorise_examination(who(world, name), ref, Starting())
    assert stands(ref).examination is State.GOOD_REASON_RECORDED


def test_authority_for_weapons_is_none_for_data(world):
    search = phone_taken(world, by="searcher")
    ref = record_good_reason(world.acting("searcher"), search, reason())
    listing = searches.authorised(world, "teacher", scopes=("weapon",))
    assert listing
    with pytest.raises((Hidden, Refused)):
        authorise_examination(world.acting("teacher"), ref, Starting())


def test_authority_that_was_taken_back_a_minute_ago_is_none(world):
    listing = searches.authorised(world)
    search = searches.started(world, device=True)
    ref = record_good_reason(world.acting("searcher"), search, reason())
    revoke_searcher(world.acting("head"), listing, Revocation("Has left the team."))
    with clock.moved_on(timedelta(minutes=1)), pytest.raises(Refused):
        authorise_examination(world.acting("searcher"), ref, Starting())


def test_a_pupil_who_will_not_open_it_has_said_no_and_that_is_all(world):
    ref = begun(world, Move.RECORD_GOOD_REASON)
    actor = world.acting("searcher")
    assert objected(decline_examination, actor, ref, Declining("")) == {"why"}
    decline_examination(actor, ref, Declining("pupil_refused"))
    assert stands(ref).examination is State.DECLINED
    assert deviations(world, ref) == set()
    with pytest.raises(Stale):
        authorise_examination(actor, ref, Starting())


# ---- What was done ----------------------------------------------------------------


def test_an_examination_as_it_should_be_departs_from_nothing(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.AUTHORISE, Move.RECORD)
    read = read_examination(world.acting("searcher"), ref)
    assert (read.state, read.deviations) == ("examined", ())
    assert read.account
    assert read.account.examiner == "Daniel Roche"
    assert read.account.present == ("Tom Pellow",)


DEPARTURES: list[tuple[dict, set[str]]] = [
    ({"present": ()}, {"alone"}),
    ({"opening": "staff_opened"}, {"staff_opened"}),
    ({"opening": "pressed"}, {"pressed"}),
    ({"copied": "own_device"}, {"own_device"}),
    ({"examiner": "ict"}, {"ict_examined", "no_authority", "no_start"}),
    ({"examiner": "teacher"}, {"no_authority", "no_start"}),
    ({"examiner": "head"}, {"no_start"}),
]


def test_what_was_not_right_is_recorded_and_the_head_hears_of_it(world):
    search = phone_taken(world)
    for changes, told in DEPARTURES:
        ref = make(world, search, Move.RECORD_GOOD_REASON)
        make(world, ref, Move.AUTHORISE)
        record_examination(world.acting("searcher"), ref, account(world, **changes))
        assert set(facts(last(world.birch))["deviations"].split()) == told
        assert deviations(world, ref) == told


def test_an_examination_that_was_begun_by_nobody_is_recorded_all_the_same(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.RECORD)
    assert stands(ref).examination is State.EXAMINED
    assert deviations(world, ref) == {"no_start"}


def test_an_examination_without_any_record_is_refused_to_nobody(world):
    search = phone_taken(world)
    ref = done(world, search)
    assert deviations(world, ref) == {"no_reason_before", "no_start"}
    assert row(ref).after_the_fact
    head = read_examination(who(world, "head"), ref)
    assert head.unanswered


def closed_search(world) -> str:
    """A search that was done as it should be, and closed as lawful."""
    on_the_list(world)
    search = searches.told(world)
    searches.closed(world, searches.reviewed(world, search))
    assert searches.search(search).state == "closed"
    return search


def with_deviations(world, name: str = "dsl") -> dict[str, int]:
    part = read_searches(who(world, name), Wanted(part="deviations"))
    return {each.reference: each.deviations for each in part.lines}


def test_a_closed_search_shows_that_an_examination_in_it_departed(app, world):
    search = closed_search(world)
    dsl = visit(app, world, "dsl", reason="looking after it")
    path = f"/searches/{spoken(search)}"
    title = "An examination of a device in this search was not done"
    assert with_deviations(world) == {}
    assert title not in words_of(dsl.get(path))
    ref = done(world, search)
    assert with_deviations(world) == {search: 2}
    assert title in words_of(dsl.get(path))
    assert searches.search(search).state == "closed"
    # The head's answer takes nothing back.
    answer_deviations(who(world, "head"), ref, HeadsAnswer(WORDS))
    assert with_deviations(world) == {search: 2}
    assert "the head has answered" in words_of(dsl.get(path))


def test_an_examination_dated_before_its_search_is_a_deviation(world):
    search = closed_search(world)
    searched_at = searches.search(search).conducted_at
    assert searched_at
    early = done(world, search, examined_at=searched_at - timedelta(minutes=2))
    assert "before_search" in deviations(world, early)
    same_minute = searched_at.replace(second=0, microsecond=0)
    just_then = done(world, search, examined_at=same_minute)
    assert "before_search" not in deviations(world, just_then)


def test_it_was_done_before_the_good_reason_was_written_down(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.AUTHORISE)
    before = clock.now() - timedelta(hours=1)
    late = account(world, examined_at=before)
    record_examination(world.acting("searcher"), ref, late)
    assert "no_reason_before" in deviations(world, ref)


def test_what_cannot_have_been_so_is_said_beside_its_field(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.AUTHORISE)
    searcher, elsewhere = (world["searcher"],), (world["cedar_teacher"],)
    ahead = clock.now() + timedelta(hours=1)
    for changes, field in (
        ({"areas": ()}, "areas"),
        ({"areas": ("everything",)}, "areas"),
        ({"opening": ""}, "opening"),
        ({"copied": "all of it"}, "copied"),
        ({"examiner": "ellis"}, "find_examiner"),
        ({"present": searcher}, "find_colleague"),
        ({"present": elsewhere}, "find_colleague"),
        ({"examined_at": ahead}, "happened_on"),
    ):
        wrong = account(world, **changes)
        actor = world.acting("searcher")
        assert objected(record_examination, actor, ref, wrong) == {field}


def test_a_finding_says_of_what_kind_and_writes_nothing_out(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.AUTHORISE, Move.RECORD)
    actor = world.acting("searcher")
    for wrong, fields in (
        (Finding(""), {"found"}),
        (Finding("material"), {"kinds"}),
        (Finding("material", ("bullying",), "x" * 301), {"words"}),
    ):
        assert objected(record_finding, actor, ref, wrong) == fields
    record_finding(actor, ref, Finding("nothing", ("bullying",)))
    assert stands(ref).examination is State.NOTHING_FOUND
    finding = read_examination(actor, ref).finding
    assert finding
    assert finding.kinds == ()


def test_extreme_pornography_is_for_the_police_from_the_first_moment(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.AUTHORISE, Move.RECORD)
    make(world, ref, Move.FIND_FOR_POLICE)
    assert (stands(ref).evidence, stands(ref).erase) == (Evidence.YES, Erase.CLOSED)


# ---- Deviations -------------------------------------------------------------------


def test_something_else_can_be_said_in_any_state_also_halted(world):
    ref = begun(world, *HALTED)
    before = stands(ref)
    actor = world.acting("searcher")
    said = Departure("looked_on", "I scrolled on for a moment before I understood.")
    assert objected(add_deviation, actor, ref, Departure("no_authority", "x")) == {
        "code", "words",
    }  # fmt: skip
    add_deviation(actor, ref, said)
    assert stands(ref) == before
    assert deviations(world, ref) == {"looked_on"}


def test_the_head_answers_and_never_for_themselves(world):
    ref = begun(world, Move.RECORD_GOOD_REASON, Move.RECORD)
    assert objected(answer_deviations, who(world, "head"), ref, HeadsAnswer("ok")) == {
        "words"
    }
    with pytest.raises(Refused):
        answer_deviations(who(world, "dsl"), ref, HeadsAnswer(WORDS))
    answer_deviations(who(world, "head"), ref, HeadsAnswer(WORDS))
    read = read_examination(who(world, "head"), ref)
    assert [each.words for each in read.deviation_answers] == [WORDS]
    assert not read.unanswered
    with pytest.raises(Stale):
        answer_deviations(who(world, "head"), ref, HeadsAnswer(WORDS))


def test_what_the_head_did_goes_to_the_executive_head(world):
    search = phone_taken(world)
    head = world.acting("head")
    alone = DoneBefore(account(world, "head", present=()), reason())
    ref = record_done_examination(head, search, alone)
    with pytest.raises(SecondPersonNeeded):
        answer_deviations(who(world, "head"), ref, HeadsAnswer(WORDS))
    answer_deviations(who(world, "executive_head"), ref, HeadsAnswer(WORDS))


# ---- What waits, and who sees it --------------------------------------------------


def test_a_search_waits_for_its_examination_and_for_the_heads_answer(world):
    search = phone_taken(world)
    assert not has_open_examination(search)
    ref = make(world, search, Move.RECORD_GOOD_REASON)
    assert [each.code for each in still_open_in(search)] == ["examination_open"]
    make(world, ref, Move.RECORD)
    assert [each.code for each in still_open_in(search)] == [
        "examination_open", "examination_deviations",
    ]  # fmt: skip
    make(world, ref, Move.FIND_NOTHING)
    answer_deviations(who(world, "head"), ref, HeadsAnswer(WORDS))
    assert still_open_in(search) == []


def test_it_stands_in_one_bundle_with_its_search_and_the_device(world):
    search = phone_taken(world)
    ref = make(world, search, Move.RECORD_GOOD_REASON)
    assert is_any_holder([ref, search])
    assert not is_stopped(ref)


def test_an_examination_is_seen_as_its_search_is(world):
    ref = begun(world, Move.RECORD_GOOD_REASON)
    assert read_examination(world.acting("searcher"), ref)
    for name in ("dsl", "deputy_dsl", "head"):
        assert read_examination(who(world, name), ref)
    for name in ("teacher", "ict", "executive_head", "chair", "cedar_dsl", "trustee"):
        with pytest.raises(Hidden):
            read_examination(who(world, name), ref)


def test_a_relative_sees_nothing_of_it(world):
    on_the_list(world)
    ref = begun(world, Move.RECORD_GOOD_REASON)
    kin = NewRelationship(world["ellis"], world["dsl"], "parent", True)
    relate(world.system(), kin)
    with pytest.raises(Hidden):
        read_examination(who(world, "dsl"), ref)


def test_two_who_act_at_once_do_not_overwrite_each_other(world):
    ref = begun(world, Move.RECORD_GOOD_REASON)
    version = row(ref).version
    make(world, ref, Move.AUTHORISE)
    with pytest.raises(Stale):
        decline_examination(
            world.acting("searcher"), ref, Declining("other_way", version=version)
        )
