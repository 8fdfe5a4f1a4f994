"""Every edge once over HTTP; the first question on every page; no file anywhere."""

import dataclasses
import io
from typing import Any

import pytest

from safeguard.evidence.permissions.standing import is_any_stopped
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.standing import items_kept
from safeguard.examinations.states import Move, Standing, State
from school.foundation.references import spoken
from tests.examinations.told import (
    HALTED,
    TO_AGREED,
    TO_FOUND,
    WHY,
    make,
    phone_taken,
    row,
    stands,
)
from tests.examinations.walking import Graph, all_reachable, next_moves
from tests.house.round import House
from tests.house.round.examinations import (
    LOOKS_AT_EXAMINATIONS,
    TO_EXAMINATIONS,
    at,
)
from tests.house.round.walking import Fields, Walk, do

REASON = "going round the house"
# Who makes each move, on which page, with what typed.
SEARCHER, DSL = ("searcher", None), ("dsl", REASON)
EXECUTIVE = ("executive_head", REASON)
_DONE = {"areas": ["chat"], "opening": "was_open", "copied": "nothing", "others": "x"}
_DECIDED = {"reason": WHY}
PAGES: dict[Move, tuple[tuple[str, str | None], str, dict[str, Any]]] = {
    Move.RECORD_GOOD_REASON: (
        SEARCHER, "record_good_reason", {"reasons": ["harm"], "facts": WHY},
    ),
    Move.RECORD_DONE: (SEARCHER, "record_done_examination", _DONE),
    Move.AUTHORISE: (SEARCHER, "authorise_examination", {}),
    Move.DECLINE: (SEARCHER, "decline_examination", {"why": "pupil_refused"}),
    Move.RECORD: (SEARCHER, "record_examination", _DONE),
    Move.FIND_NOTHING: (SEARCHER, "record_finding", {"found": "nothing"}),
    Move.FIND_MATERIAL: (
        SEARCHER, "record_finding", {"found": "material", "kinds": ["hate"]},
    ),
    Move.FIND_FOR_POLICE: (
        SEARCHER, "record_finding",
        {"found": "material", "kinds": ["extreme_pornography"]},
    ),
    Move.SUSPECT_IMAGE: (DSL, "halt_examination", {"sighting": "nobody"}),
    Move.PROPOSE_RESPONSE: (
        DSL, "propose_response", {"codes": ["safeguard"], **_DECIDED},
    ),
    Move.SIGN_RESPONSE: (EXECUTIVE, "answer_response", {"answer": "signed"}),
    Move.DECLINE_RESPONSE: (
        EXECUTIVE, "answer_response", {"answer": "declined", "words": WHY},
    ),
    Move.EVIDENCE_NO: (DSL, "answer_evidence", {"answer": "no", **_DECIDED}),
    Move.EVIDENCE_YES: (DSL, "answer_evidence", {"answer": "yes", **_DECIDED}),
    Move.EVIDENCE_UNSURE: (DSL, "answer_evidence", {"answer": "unsure", **_DECIDED}),
    Move.PROPOSE_ERASE: (DSL, "propose_erasing", {"codes": ["harm"], **_DECIDED}),
    Move.SIGN_ERASE: (EXECUTIVE, "answer_erasing", {"answer": "signed"}),
    Move.DECLINE_ERASE: (
        EXECUTIVE, "answer_erasing", {"answer": "declined", "words": WHY},
    ),
    Move.ERASE: (DSL, "erase_data", {"areas": ["chat"]}),
}  # fmt: skip
HALTS = {"examination.halted", "search.image_suspected"}
OURS = {str(act) for act in Act} - {str(Act.READ_EXAMINATION)}


@pytest.fixture
def house(app, world) -> House:
    return House(app, world)


def sent(house: House, move: Move, ref: str) -> tuple[str, list]:
    """Make one move on its page. Gives the examination, and what was recorded."""
    (who, reason), name, typed = PAGES[move]
    key = "search_ref" if row_is_search(ref) else "examination_ref"
    fields = {"suspected": "no", **typed}
    if move is Move.ERASE:
        fields["witnesses-0-ref"] = house.world["teacher"]
    walk = Walk(
        who=who, reason=reason, at=lambda h: {key: ref}, fields=lambda h: fields
    )
    came = do(house, f"examinations.{name}", walk)
    assert came.answer.status_code == 303, (move, came.answer.text)
    led = came.answer.headers["Location"].rpartition("/")[2].replace("-", "")
    return led, [each for each in came.entries if each.action in OURS]


def row_is_search(ref: str) -> bool:
    return stands(ref) == Standing()


def test_every_edge_is_made_once_over_http_with_one_entry_each(house):
    graph: Graph = all_reachable()
    left = {(at_, move) for at_, moves in graph.items() for move in moves}
    made = 0
    while left:
        ref, standing = phone_taken(house.world), Standing()
        for move in next_moves(graph, left, standing):
            edge, standing = (standing, move), graph[standing][move]
            if edge not in left:
                ref = make(house.world, ref, move)
                continue
            ref, entries = sent(house, move, ref)
            left.discard(edge)
            assert stands(ref) == standing
            assert [each.objects.count(ref) for each in entries] == [1], move
            made += 1
    print(f"\n{len(graph)} states, {made} edges, each once over HTTP")
    assert made == sum(len(moves) for moves in graph.values())


def test_yes_to_the_first_question_halts_on_every_page(house):
    for name, walk in TO_EXAMINATIONS.items():
        if name.endswith(("halt_examination", "deviation",
                          "answer_deviations")):  # fmt: skip
            continue
        typed = {"suspected": "yes", "sighting": "by_accident"}
        came = do(house, name, dataclasses.replace(walk, fields=filled_in(typed)))
        assert came.answer.status_code == 303, name
        acts = [each.action for each in came.entries if each.action in HALTS]
        place = came.answer.headers["Location"]
        if "search_ref" in came.values:
            assert (acts, place.endswith("/stop")) == (["search.image_suspected"], True)
        else:
            assert acts == ["examination.halted"], name
            assert halted(came.values["examination_ref"])
        assert "intimate_image.opened" in {each.action for each in came.entries}
        house.used_up()


def test_a_page_without_an_answer_to_the_first_question_does_nothing(house):
    for name, walk in TO_EXAMINATIONS.items():
        fields = walk.fields(house)
        if "suspected" not in fields:
            continue
        del fields["suspected"]
        unanswered = dataclasses.replace(walk, fields=filled_in(fields))
        came = do(house, name, unanswered)
        assert came.answer.status_code == 422, name
        assert "Answer this question first." in came.answer.text
        assert [each for each in came.entries if each.action in OURS] == []


def filled_in(fields: dict[str, Any]) -> Fields:
    return lambda house: fields


def test_once_halted_every_page_leads_to_the_five_lines(house):
    ref = at(*HALTED)(house)["examination_ref"]
    for name in LOOKS_AT_EXAMINATIONS:
        if name.endswith(("good_reason", "done_examination",
                          "deviation", "answer_deviations", "examinations.examination",
                          "halt_examination")):  # fmt: skip
            continue
        visitor = house.visitor("dsl", REASON)
        answer = visitor.get(house.address(name, {"examination_ref": ref}))
        assert (answer.status_code, name) == (303, name)
    shown = house.visitor("dsl", REASON).get(f"/examinations/{spoken(ref)}").text
    for line in ("Do not look at it", "flight mode", "seal the bag", "Go to the DSL"):
        assert line in shown


def test_whatever_is_sent_to_a_halted_examination_changes_nothing(house):
    for name, walk in TO_EXAMINATIONS.items():
        if "examination_ref" not in walk.at(house) or name.endswith("deviation"):
            continue
        fields = {
            **house.visitor_of(walk).hidden_fields(house.address(name, walk.at(house))),
            **walk.fields(house),
        }
        ref = walk.at(house)["examination_ref"]
        sent(house, Move.SUSPECT_IMAGE, ref) if not halted(ref) else None
        before = stands(ref)
        answer = house.visitor_of(walk).post(
            house.address(name, walk.at(house)), data=fields
        )
        # The executive head signs what was found: of a stop the DSL has the word.
        assert answer.status_code in {404, 409, 303}, name
        assert stands(ref) == before, name
        house.used_up()


def halted(ref: str) -> bool:
    return stands(ref).examination is State.HALTED


@pytest.mark.parametrize("stopped", [False, True])
def test_no_file_is_taken_at_any_address_of_an_examination(house, stopped):
    visitor = house.visitor("dsl", REASON)
    come = HALTED if stopped else TO_FOUND
    ref = at(*come)(house)["examination_ref"]
    values = {"examination_ref": ref, "search_ref": row(ref).search_ref}
    for name in TO_EXAMINATIONS:
        file = {"file": (io.BytesIO(b"not a picture"), "a.jpg")}
        answer = visitor.post(
            house.address(name, {k: v for k, v in values.items() if k in _takes(name)}),
            data=file,
            content_type="multipart/form-data",
        )
        assert answer.status_code == (409 if stopped else 415), name
    assert halted(ref) is stopped


def _takes(name: str) -> set[str]:
    return set(
        ["search_ref"]
        if name.endswith(("good_reason", "done_examination"))
        else ["examination_ref"]
    )


def test_a_stop_reaches_the_search_and_the_device(house):
    ref = at(*HALTED)(house)["examination_ref"]
    search = row(ref).search_ref
    for each in (ref, search, *items_kept(search)):
        assert is_any_stopped([each])


def test_the_page_shows_the_one_next_step_to_whoever_may_take_it(house):
    ref = at(*TO_FOUND)(house)["examination_ref"]
    path = f"/examinations/{spoken(ref)}"
    assert "Propose the response" in house.visitor("dsl", REASON).get(path).text
    assert "Propose the response" not in house.visitor("searcher").get(path).text
    for_police = at(*TO_FOUND, Move.EVIDENCE_UNSURE)(house)["examination_ref"]
    path = f"/examinations/{spoken(for_police)}"
    assert "Hand it to the police" in house.visitor("dsl", REASON).get(path).text
    agreed = at(*TO_AGREED)(house)["examination_ref"]
    shown = house.visitor("dsl", REASON).get(f"/examinations/{spoken(agreed)}").text
    assert "Record that it was erased" in shown
    assert "An examination takes no files." in shown
