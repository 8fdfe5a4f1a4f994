"""The pages on visits of the police: each edge once over HTTP, and what is printed."""

from typing import Any

import pytest

from safeguard.police_visits.commands.standing_by import (
    record_adult,
    record_visit_parents,
)
from safeguard.police_visits.states import MOVES, State
from safeguard.searches.permissions.closing import still_open_in
from tests.cases import worked
from tests.cases.desk import at, words_of
from tests.police_visits import told
from tests.police_visits.test_states import walked
from tests.police_visits.told import TEXT, row
from tests.searches.told import authorised, started
from tests.trail.reading import entries
from tests.visitors import visit

SENT = {"press": "send"}
WEIGHED = {"concern": TEXT, "less_invasive": TEXT, "harm": TEXT, **SENT}
CALLED = {"reason": TEXT, **SENT}
SEEN = {"came": "own_accord", "officers": "PC 418", "power": "caution", **SENT}
DID = {
    "words": TEXT, "place": "Pastoral office", "present": "3", "present_words": TEXT,
    "sexes": "same", "exposed": "no", "found": "nothing",
    "happened_on": "2026-11-24", "happened_time": "13:40", **SENT,
}  # fmt: skip
CARE = {
    "plan": TEXT, "follow_up": TEXT, "referral": "not_needed",
    "referral_reason": TEXT, **SENT,
}  # fmt: skip
WORDS = {"words": TEXT, **SENT}
CANNOT = "That cannot be done with this record now."
ADULT = {
    "presence": "present", "name": "Ines Thornbury", "relation": "parent",
    "wish": "wants", "happened_on": "2026-11-24", "happened_time": "13:20", **SENT,
}  # fmt: skip
PARENTS = {
    "answer": "told", "whom": "Ines Thornbury", "happened_on": "2026-11-24",
    "happened_time": "13:10", **SENT,
}  # fmt: skip
# How each state is made, and how each edge out of it is gone on a page.
MAKE = {
    State.CONSIDERED: told.considered,
    State.NOT_CALLED: told.not_called,
    State.CALLED: told.called,
    State.ATTENDED: told.attended,
    State.NONE: lambda world: told.ended_with(world, State.NONE),
    State.SEARCH: told.ended_with,
    State.STRIP_SEARCH: lambda world: told.ended_with(world, State.STRIP_SEARCH),
    State.AFTERCARE: told.cared_for,
    State.CLOSED: told.closed,
}
TO: dict[State, tuple[str, str, dict[str, Any]]] = {
    State.CONSIDERED: ("/weigh", "police_visit.weighed", WEIGHED),
    State.NOT_CALLED: ("/decide-against", "police_visit.decided_against", WORDS),
    State.CALLED: ("/call", "police_visit.called", CALLED),
    State.ATTENDED: ("/attended", "police_visit.attended", SEEN),
    **{
        kind: ("/outcome", "police_visit.outcome_recorded", {**DID, "kind": kind})
        for kind in (State.NONE, State.SEARCH, State.STRIP_SEARCH)
    },
    State.AFTERCARE: ("/aftercare", "police_visit.aftercare_planned", CARE),
    State.CLOSED: ("/close", "police_visit.closed", WORDS),
}


def acts_since(world, number):
    done = [leaf.action for leaf in entries(world.birch)[number:]]
    return [act for act in done if not act.endswith((".read", ".prepared"))]


def test_each_edge_once_over_http_with_exactly_one_entry(world, ruth):
    """Sixteen edges; and two steps that move nothing."""
    gone = set()
    for before, afters in MOVES.items():
        for after in sorted(afters):
            ref = MAKE[before](world)
            assert row(ref).state == before
            tail, act, fields = TO[after]
            number = len(entries(world.birch))
            answer = ruth.submit(at("police", ref, tail), **fields)
            assert answer.status_code == 303, (before, after, words_of(answer))
            assert acts_since(world, number) == [act]
            assert row(ref).state == after
            gone.add((before, after))
    assert gone == walked()[1]
    ref = told.attended(world)
    for tail, act, fields in (
        ("/adult", "police_visit.adult_recorded", ADULT),
        ("/parents", "police_visit.parents_recorded", PARENTS),
        ("/add", "police_visit.added_to", WORDS),
    ):
        number = len(entries(world.birch))
        assert ruth.submit(at("police", ref, tail), **fields).status_code == 303
        assert acts_since(world, number) == [act]
        assert row(ref).state == State.ATTENDED


def test_it_begins_from_a_case_from_a_search_and_alone(world, ruth):
    case = worked.opened(world)
    authorised(world)
    search = started(world)
    for origin, path, fields in (
        (case, "/consider", {**WEIGHED, "purpose": "search"}),
        (search, "/record", {**SEEN, "purpose": "interview"}),
    ):
        page = ruth.get(at("police", origin, path))
        assert "Ellis Thornbury" in page.text
        whole = {**fields, "pupil": world["ellis"]}
        assert ruth.submit(at("police", origin, path), **whole).status_code == 303
    assert "Weighed, not called yet" in words_of(ruth.get(at("cases", case)))
    assert "The police are here" in words_of(ruth.get(at("cases", case, "/police")))
    assert "The police are here" in words_of(
        ruth.get(at("searches", search, "/police"))
    )
    alone = {**WEIGHED, "purpose": "search", "children-0-ref": world["ellis"]}
    assert ruth.submit("/police/consider", **alone).status_code == 303
    assert "3 visits of the police are not closed." in words_of(ruth.get("/queue"))


def test_a_childs_page_tells_of_it_too(world, ruth):
    told.considered(world, origin_ref=worked.opened(world))
    page = words_of(ruth.get(f"/children/{world['ellis']}"))
    assert "Weighed, not called yet" in page


def test_a_search_does_not_close_over_a_visit_that_came_of_it(world):
    authorised(world)
    search = started(world)
    told.considered(world, origin_ref=search)
    assert [each.code for each in still_open_in(search)] == ["police_visits_open"]


@pytest.mark.parametrize("state", [State.CONSIDERED, State.ATTENDED, State.CLOSED])
def test_a_page_offers_what_its_state_allows(world, ruth, state):
    ref = MAKE[state](world)
    page = ruth.get(at("police", ref)).text
    for after, (tail, _, _) in TO.items():
        if after in {State.CONSIDERED, State.NONE, State.CALLED}:
            continue
        offered = f'{at("police", ref, tail)}"' in page
        assert offered is (after in MOVES[state]), (state, after)


def test_a_page_asks_for_the_parents_and_the_adult_until_they_are_recorded(world, ruth):
    ref = told.attended(world)
    still = words_of(ruth.get(at("police", ref))).partition("Still to record")[2]
    assert "What the parents know" in still
    assert "Who stands by the pupil" in still
    record_visit_parents(told.dsl(world), ref, told.parents())
    record_adult(told.dsl(world), ref, told.adult())
    assert "Still to record" not in words_of(ruth.get(at("police", ref)))


def test_what_was_typed_stays_when_something_is_missing(world, ruth):
    fields = {**WEIGHED, "harm": "", "children-0-ref": world["ellis"]}
    answer = ruth.submit("/police/consider", **fields)
    assert answer.status_code == 422
    assert "Choose what it is about." in words_of(answer)
    assert TEXT in answer.text
    assert "Ellis Thornbury" in answer.text


def test_a_page_that_was_overtaken_keeps_the_words(world, ruth):
    ref = told.considered(world)
    page = at("police", ref, "/decide-against")
    old = ruth.hidden_fields(page)
    assert ruth.submit(at("police", ref, "/call"), **CALLED).status_code == 303
    answer = ruth.post(page, data={**old, **WORDS})
    assert answer.status_code == 409
    assert TEXT in answer.text


def test_the_head_is_shown_what_was_amiss_and_closes_it(app, world, ruth):
    ref = told.amiss(world)
    words = "The school called the police, and nothing was weighed in writing"
    catrin = visit(app, world, "head", elevated=True)
    assert words in words_of(catrin.get(at("police", ref)))
    refused = ruth.submit(at("police", ref, "/close"), **WORDS)
    assert refused.status_code == 422
    assert "The head closes it" in words_of(refused)
    assert catrin.submit(at("police", ref, "/close"), **WORDS).status_code == 303


# §2.3, police and strip search: each field, by the words under which it is printed.
PRINTED = (
    *("What is feared, and why the police are thought of", "Weighed by"),
    "What less was tried or offered first",
    "The harm to the child, against that of not finding it",
    *("Called by", "Called", "What they were told and asked"),
    *("Which police force", "Their reference", "Which officers came", "Came"),
    *("The power they named", "Who of the school spoke up for the pupil"),
    *("What was said for the pupil", "The adult’s name", "What they are to the pupil"),
    *("The pupil’s wish about the adult", "Signed by the pupil and the adult"),
    *("What the parents knew", "Who was told", "Told", "What they did", "Began"),
    *("Ended", "Where", "People there besides the pupil", "Who was in the room"),
    *("Every officer of the pupil’s sex", "Intimate parts exposed", "Found"),
    *("How the pupil is looked after now", "What the DSL follows up, with whom"),
    *("Safeguarding referral considered", "Why a referral, or why not"),
    *("Belongs to", "Not as it must be", "Recorded by"),
)


def test_every_field_stands_on_the_printed_record(world, ruth):
    ref = told.cared_for(world, State.STRIP_SEARCH)
    page = words_of(ruth.get(at("police", ref, "/print")))
    for words in PRINTED:
        assert words in page, words
    for words in ("Ellis Thornbury", "Tom Pellow", "Ines Thornbury", "PC 2291", "26/1"):
        assert words in page
    assert "Nothing that the record shows." in page


def test_a_step_whose_turn_has_not_come_or_is_past_is_blamed_on_nobody(world, ruth):
    ref = told.considered(world)
    page = at("police", ref, "/decide-against")
    old = ruth.hidden_fields(page)
    assert ruth.submit(at("police", ref, "/call"), **CALLED).status_code == 303
    for tail in ("/decide-against", "/aftercare"):
        answer = ruth.get(at("police", ref, tail))
        assert (answer.status_code, answer.location) == (303, at("police", ref))
        assert CANNOT in words_of(ruth.get(answer.location))
    sent = ruth.post(page, data={**old, **WORDS, "version": row(ref).version})
    assert sent.status_code == 409
    assert CANNOT in words_of(sent)
    assert TEXT in sent.text
    assert "Somebody else" not in sent.text
