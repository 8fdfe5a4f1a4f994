"""Searching over HTTP: on a phone, step by step; every edge once, one entry each."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from safeguard.searches.commands.weighing import Advice, give_advice, request_advice
from safeguard.searches.queries.advising import read_for_advice
from safeguard.searches.queries.waiting import waiting_for
from safeguard.searches.states import AFTER, BEFORE, EDGES, ENDED, Move, State
from school.foundation.references import spoken
from tests.cases.desk import words_of
from tests.searches import told
from tests.searches.told import search
from tests.trail.reading import entries
from tests.visitors import Visitor, visit

WORDS = told.WORDS
START = {
    "place": "premises",
    "place_words": "",
    "item": "weapon",
    "looked_for": "A kitchen knife",
    "device": "no",
    "grounds": ["risk"],
    "facts": told.FACTS,
}
STEPS: dict[str, dict[str, Any]] = {
    "urgency": {"urgent": "yes", "risk": told.RISK},
    "authority": {},
    "explain": {"told": ["why", "how", "questions"]},
    "co-operation": {"cooperates": "yes"},
    "conduct": {
        "witnesses-0-ref": "",
        "exception": "none",
        "extents": ["bag"],
        "out_of_sight": "yes",
        "force": "no",
        "pupil_sex": "male",
        "searcher_sex": "male",
        "witness_sex": "male",
    },
    "finding": {"found": "no"},
    "parents": {
        "answer": "told",
        "who": "Mrs Thornbury",
        "contact": "telephone",
    },
}


@pytest.fixture
def phone(app, world) -> Visitor:
    """The searcher's telephone; the head has put them on the list."""
    told.authorised(world)
    return visit(app, world, "searcher")


def at(ref: str, tail: str = "") -> str:
    return f"/searches/{spoken(ref)}{tail}"


def ref_in(address: str) -> str:
    found = re.search(r"/searches/([0-9A-Z]{5})-([0-9A-Z]{5})", address)
    assert found, address
    return found[1] + found[2]


def begun(phone: Visitor, world: Any, **changes: Any) -> Any:
    fields = {**START, "pupils-0-ref": world["ellis"], "press": "send", **changes}
    return phone.submit("/searches/start", **fields)


def test_a_completed_urgent_search_is_25_answers_on_8_pages(phone, world):
    """Issue: at most 25 required answers on at most 8 pages, each saved. An answer is
    required when the page, sent without it, comes back or leaves a deviation.
    """
    answers, pages = 0, 1
    required = {"pupils-0-ref": world["ellis"], **START}
    del required["place_words"]
    for name in required:
        assert begun(phone, world, **{name: ""}).status_code == 422, name
    answers += len(required)
    place = begun(phone, world).headers["Location"]
    ref = ref_in(place)
    for tail, fields in STEPS.items():
        assert place.endswith(f"/{tail}")
        pages += 1
        answers += len(fields)
        filled = {
            name: world["other_teacher"] if name.startswith("witnesses") else value
            for name, value in fields.items()
        }
        before = search(ref).version
        sent = phone.submit(place, **filled, press="send")
        assert sent.status_code == 303, words_of(sent)
        assert search(ref).version > before
        place = sent.headers["Location"]
    assert (answers, pages) == (23, 8)
    assert answers <= 25
    assert (search(ref).state, told.deviations(ref)) == ("parents_informed", set())


def test_it_can_be_left_and_gone_on_with_from_home(phone, world):
    ref = ref_in(begun(phone, world).headers["Location"])
    home = phone.get("/").text
    assert spoken(ref) in home
    assert at(ref, "/urgency") in home
    assert "Ellis" not in home


# ---- Every edge once -----------------------------------------------------------------

Make = Callable[[Any], str]


def waiting(world: Any) -> str:
    ref = told.weighed(world, told.started(world), urgent=False)
    return request_advice(world.acting("searcher"), ref)


def refused(world: Any) -> str:
    """The list has said no, and says yes when it is asked again."""
    ref = told.weighed(world, told.started(world))
    row = search(ref)
    assert row.state == "urgency_assessed"
    listing = told.only_listing(world)
    told.revoked(world, listing)
    told.checked(world, ref)
    told.authorised(world)
    return ref


def unwilling(world: Any) -> str:
    return told.asked(world, told.explained(world, authorised(world)), willing=False)


def authorised(world: Any) -> str:
    return told.checked(world, told.weighed(world, told.started(world)))


AT: dict[State, Make] = {
    State.PROPOSED: told.started,
    State.URGENCY_ASSESSED: lambda w: told.weighed(w, told.started(w)),
    State.ADVICE_REQUESTED: waiting,
    State.ADVICE_GIVEN: lambda w: told.advised(w, waiting(w)),
    State.AUTHORISED: authorised,
    State.REFUSED: refused,
    State.EXPLAINED: lambda w: told.explained(w, authorised(w)),
    State.COOPERATING: told.ready,
    State.NOT_COOPERATING: unwilling,
    State.CONDUCTED: told.done,
    State.NOTHING_FOUND: lambda w: told.found(w, told.done(w)),
    State.ITEM_FOUND: lambda w: told.found(w, told.done(w), item=True),
    State.PARENTS_INFORMED: told.told,
    State.DSL_REVIEWED: lambda w: told.reviewed(w, told.told(w)),
}
# By move: who sends which form, and what the entry is called.
SENT: dict[Move, tuple[str, str, dict[str, Any], str]] = {
    Move.ASSESS_URGENCY: (
        "searcher", "/urgency", STEPS["urgency"], "search.urgency_assessed",
    ),
    Move.REQUEST_ADVICE: ("searcher", "/ask-advice", {}, "search.advice_requested"),
    Move.GIVE_ADVICE: (
        "executive_head", "/advise",
        {"answer": "search", "words": WORDS}, "search.advised",
    ),
    Move.CHECK_AUTHORITY: ("searcher", "/authority", {}, "search.authority_checked"),
    Move.EXPLAIN: ("searcher", "/explain", STEPS["explain"], "search.explained"),
    Move.RECORD_COOPERATION: (
        "searcher", "/co-operation", STEPS["co-operation"],
        "search.cooperation_recorded",
    ),
    Move.CONDUCT: ("searcher", "/conduct", STEPS["conduct"], "search.conducted"),
    Move.CALL_OFF: (
        "searcher", "/call-off",
        {"code": "handed_over", "words": WORDS}, "search.called_off",
    ),
    Move.RECORD_FINDING: (
        "searcher", "/finding", STEPS["finding"], "search.finding_recorded",
    ),
    Move.INFORM_PARENTS: (
        "searcher", "/parents", STEPS["parents"], "search.parents_informed",
    ),
    Move.REVIEW: (
        "dsl", "/review", {"help": "none", "exploited": "no", "words": WORDS},
        "search.reviewed",
    ),
    Move.REVIEW_DEVIATIONS: (
        "head", "/deviations", {"text": WORDS}, "search.deviations_reviewed",
    ),
    Move.CLOSE: ("dsl", "/close", {}, "search.closed"),
}  # fmt: skip


def amiss(world: Any, state: State) -> str:
    """A search in this state of which one thing was not as it must be."""
    ref = told.done(world, out_of_sight=False)
    if state is not State.CONDUCTED:
        told.found(world, ref, item=state is State.ITEM_FOUND)
    if state in {State.PARENTS_INFORMED, State.DSL_REVIEWED}:
        told.parents(world, ref)
    return told.reviewed(world, ref) if state is State.DSL_REVIEWED else ref


def late(world: Any, state: State) -> str:
    """A search in this state whose advice has not come yet."""
    ref = told.conducted(world, waiting(world))
    if state is not State.CONDUCTED:
        told.found(world, ref, item=state is State.ITEM_FOUND)
    if state in {State.PARENTS_INFORMED, State.DSL_REVIEWED}:
        told.parents(world, ref)
    return told.reviewed(world, ref) if state is State.DSL_REVIEWED else ref


def made_for(world: Any, state: State, move: Move, target: State) -> str:
    """A search in that state which the move may bring to the target."""
    if move is Move.REQUEST_ADVICE:
        return told.weighed(world, told.started(world), urgent=False)
    if state in AFTER and move is Move.GIVE_ADVICE:
        return late(world, state)
    if move is Move.REVIEW_DEVIATIONS:
        return amiss(world, state)
    if target is State.CLOSED_WITH_DEVIATIONS:
        return told.answered(world, amiss(world, state))
    if target is State.REFUSED:
        ref = refused(world) if state is State.REFUSED else AT[state](world)
        told.revoked(world, told.only_listing(world))
        return ref
    return AT[state](world)


# What is sent otherwise where a move may lead to one of two states.
OTHERWISE: dict[State, dict[str, Any]] = {
    State.NOT_COOPERATING: {"cooperates": "no", "causes": ["distress"]},
    State.ITEM_FOUND: {"found": "yes", "what": "A kitchen knife"},
}
EVERY_EDGE = [
    (state, move, target)
    for state, moves in EDGES.items()
    for move, targets in moves.items()
    for target in sorted(targets)
]


def test_every_edge_is_gone_over_http_and_leaves_exactly_one_entry(app, world, phone):
    browsers = {"searcher": phone} | {
        name: visit(app, world, name, reason="going over every edge")
        for name in ("executive_head", "dsl", "head")
    }
    for state, move, target in EVERY_EDGE:
        if not any(told.live_listings(world)):
            told.authorised(world)
        ref = made_for(world, state, move, target)
        assert search(ref).state == state
        who, tail, fields, action = SENT[move]
        if (move, target) == (Move.GIVE_ADVICE, State.ADVICE_REQUESTED):
            who = "dsl"
        filled = {
            name: world["other_teacher"] if name.startswith("witnesses") else value
            for name, value in {**fields, **_other(move, target)}.items()
        }
        before = len(entries(world.birch))
        sent = browsers[who].submit(at(ref, tail), **filled, press="send")
        assert sent.status_code == 303, (state, move, words_of(sent))
        assert search(ref).state == target, (state, move, target)
        left = [
            each.action
            for each in entries(world.birch)[before:]
            if each.rows and each.result == "done"
        ]
        assert left == [action], (state, move, target)
    assert len(EVERY_EDGE) == 53
    assert set(EDGES) == BEFORE | AFTER | ENDED


def _other(move: Move, target: State) -> dict[str, Any]:
    forks = {Move.RECORD_COOPERATION, Move.RECORD_FINDING}
    return OTHERWISE.get(target, {}) if move in forks else {}


# ---- What stands on the page ---------------------------------------------------------


def test_nothing_typed_is_lost_when_a_page_objects(phone, world):
    answer = begun(phone, world, facts="A knife.")
    assert answer.status_code == 422
    assert "Write at least 20 characters." in words_of(answer)
    assert "A kitchen knife" in answer.text
    assert "Ellis Thornbury" in answer.text


def test_without_authority_no_form_is_shown(app, world):
    answer = visit(app, world, "teacher").get("/searches/start")
    assert answer.status_code == 403
    assert visit(app, world, "teacher").get("/searches/record").status_code == 200


def test_a_finder_works_without_script_and_sends_nothing(phone, world):
    before = len(entries(world.birch))
    asked = phone.submit(
        "/searches/start", find_pupil="ellis", press="find_pupil", facts="So far"
    )
    assert "Ellis Thornbury" in words_of(asked)
    added = phone.submit(
        "/searches/start", found_pupil=world["ellis"], press="add_pupil", facts="So far"
    )
    assert f'value="{world["ellis"]}"' in added.text
    assert "So far" in added.text
    assert len(entries(world.birch)) == before


def test_force_is_offered_for_the_statutory_list_alone(phone, world):
    told.rules(world, "vape")
    vape = told.started(world, item="vape")
    assert 'name="force"' not in phone.get(at(vape, "/conduct")).text
    assert 'name="force"' in phone.get(at(told.started(world), "/conduct")).text


def test_nothing_more_intimate_is_a_choice(phone, world):
    page = phone.get(at(told.started(world), "/conduct")).text
    offered = re.findall(r'name="extents" value="(\w+)"', page)
    assert offered == ["pockets", "outer_clothing", "bag", "locker", "device_exterior"]
    forged = phone.submit(
        at(told.ready(world), "/conduct"),
        **{**STEPS["conduct"], "extents": ["underwear"]},
        press="send",
    )
    assert forged.status_code == 422


def test_a_suspected_image_leads_to_the_page_that_says_what_to_do(phone, world):
    ref = told.done_with_device(world)
    page = phone.get(at(ref, "/finding")).text
    assert page.index('name="image"') < page.index('name="found"')
    sent = phone.submit(at(ref, "/finding"), image="yes", press="send")
    assert sent.headers["Location"] == at(ref, "/stop")
    stop = phone.get(at(ref, "/stop"))
    assert stop.text.count("<li>", stop.text.index("Stop. Do not look.")) >= 5
    assert "Everything halts" in words_of(phone.get(at(ref)))


def test_the_page_shows_each_deviation_with_its_source(app, phone, world):
    ref = told.deviating(world)
    page = words_of(phone.get(at(ref)))
    for said in (
        "It was not explained to the pupil before",
        "Online safety policy 6.3",
        "Waits for an answer",
    ):
        assert said in page
    head = visit(app, world, "head", reason="answering deviations")
    assert "Answer the deviations" in words_of(head.get(at(ref)))


def test_a_search_recorded_afterwards_says_so_for_good(app, world):
    teacher = visit(app, world, "teacher")
    sent = teacher.submit(
        "/searches/record",
        **{
            **START,
            **STEPS["conduct"],
            "pupils-0-ref": world["ellis"],
            "witnesses-0-ref": world["other_teacher"],
            "kind": "emergency",
            "press": "send",
        },
    )
    assert sent.status_code == 303, words_of(sent)
    ref = ref_in(sent.headers["Location"])
    assert sent.headers["Location"] == at(ref, "/finding")
    assert "Emergency, recorded after it was done" in words_of(teacher.get(at(ref)))


def test_the_register_is_shown_to_all_who_work_in_the_trust(app, world, phone):
    for name in ("teacher", "cedar_teacher", "trustee"):
        page = words_of(visit(app, world, name).get("/searches/authorities"))
        assert "Daniel Roche" in page
        assert "Catrin Howells" in page


@pytest.mark.both_engines
def test_the_list_of_searches_is_ones_own_or_the_schools(app, world, phone):
    ref = told.started(world)
    assert spoken(ref) in phone.get("/searches").text
    dsl = visit(app, world, "dsl", reason="looking at searches")
    assert spoken(ref) in dsl.get("/searches?show=open&item=weapon").text
    assert spoken(ref) not in dsl.get("/searches?show=ended").text
    assert spoken(ref) not in visit(app, world, "teacher").get("/searches").text
    to_elevate = visit(app, world, "dsl").get("/searches")
    assert to_elevate.headers["Location"].startswith("/elevate")


def test_parents_of_a_statutory_search_are_told_and_no_other_way_is_offered(
    phone, world
):
    ref = told.found(world, told.done(world))
    page = phone.get(at(ref, "/parents")).text
    assert 'value="told"' in page
    assert 'value="not_needed"' not in page


def test_the_page_says_what_is_missing_before_it_can_close(app, phone, world):
    ref = told.found(world, told.done(world, out_of_sight=False))
    dsl = visit(app, world, "dsl", reason="looking at searches")
    page = words_of(dsl.get(at(ref)))
    for owed in (
        "Parents: told, or why not",
        "Reviewed for safeguarding",
        "Each deviation answered by the head",
    ):
        assert owed in page.partition("Before it can close")[2]
    told.reviewed(world, told.parents(world, ref))
    assert at(ref, "/close") not in dsl.get(at(ref)).text
    assert spoken(ref) not in dsl.get("/").text.partition("Searches that wait")[2]
    told.answered(world, ref)
    assert at(ref, "/close") in dsl.get(at(ref)).text


def test_advice_is_asked_of_the_trust_whichever_school_its_people_act_in(app, world):
    told.authorised(world)
    ref = waiting(world)
    executive = world.acting("executive_head", elevated=True)
    elsewhere = replace(executive, school_ref=world.cedar)
    assert [each.reference for each in waiting_for(elsewhere)] == [ref]
    assert read_for_advice(elsewhere, ref).counts
    give_advice(elsewhere, ref, Advice("search", WORDS))
    assert search(ref).state == "advice_given"


def test_whoever_is_refused_is_told_whom_to_turn_to(app, world):
    page = words_of(visit(app, world, "teacher").get("/searches/start"))
    assert "You are not on the list of those who may search" in page
    assert "Record a search that was done" in page
