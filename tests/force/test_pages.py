"""The pages on the use of force: each edge once over HTTP, and what stands where."""

import pytest

from safeguard.force.commands.new_force import NEEDED
from safeguard.force.states import MOVES, State
from safeguard.guidance import force
from tests.cases import worked
from tests.cases.desk import at, words_of
from tests.force.test_states import walked
from tests.force.told import (
    ALL_PARTS,
    TEXT,
    WHY,
    owed,
    recorded,
    reviewed,
    row,
    told,
    told_to_the_council,
)
from tests.trail.reading import entries
from tests.visitors import visit


def written(world, **changes):
    """The form as somebody fills it in."""
    return {
        "children-0-ref": world["ellis"], "adults-0-ref": world["other_teacher"],
        **dict.fromkeys(NEEDED, TEXT), "need": "none", "kinds": ["hold"],
        "degree": "firm", "minutes": "2", "pupil_injury": "none",
        "staff_injury": "none", "room": "no", "press": "send",
        "happened_on": "2026-11-24", "happened_time": "13:20", **changes,
    }  # fmt: skip


PARENTS = {
    "whom": "Ines Thornbury, mother",
    "way": "telephone",
    "parts": list(ALL_PARTS),
}
COUNCIL = {**PARENTS, "ground": "significant_harm", "reason": WHY}
REVIEW = {"outcome": "justified", "reason": WHY}


def acts_since(world, number):
    """What was done since, without what was read."""
    done = [leaf.action for leaf in entries(world.birch)[number:]]
    return [act for act in done if not act.endswith(".read")]


def test_each_edge_once_over_http_with_exactly_one_entry(app, world, ruth):
    """Seven edges and the two beginnings; each leaves its one entry."""
    teacher, gone = visit(app, world, "teacher"), set()

    def go(before, visitor, path, after, act, **fields):
        number = len(entries(world.birch))
        answer = visitor.submit(path, **fields)
        assert answer.status_code == 303, words_of(answer)
        assert acts_since(world, number) == [act]
        gone.add((before, after))

    go(None, teacher, "/force/record", State.RECORDED, "force.recorded",
       **written(world))  # fmt: skip
    case = worked.opened(world)
    ref = owed(world, case, by="teacher")
    go(State.OWED, teacher, at("force", case, "/record"), State.RECORDED,
       "force.recorded", **written(world))  # fmt: skip
    parents = ("/tell-parents", State.PARENTS_TOLD, "force.parents_told", PARENTS)
    council = ("/tell-council", State.COUNCIL_TOLD, "force.council_told", COUNCIL)
    review = ("/review", State.REVIEWED, "force.reviewed", REVIEW)
    for before, make, (tail, after, act, fields) in (
        (State.RECORDED, lambda: ref, parents),
        (State.PARENTS_TOLD, lambda: ref, parents),
        (State.PARENTS_TOLD, lambda: ref, review),
        (State.RECORDED, lambda: recorded(world), council),
        (State.COUNCIL_TOLD, lambda: told_to_the_council(world), parents),
        (State.COUNCIL_TOLD, lambda: told_to_the_council(world), review),
    ):
        made = make()
        assert row(made).state == before
        go(before, ruth, at("force", made, tail), after, act, **fields)
        assert row(made).state == after
    assert gone - {(None, State.RECORDED)} == walked()[1]
    assert len(gone) == 8


@pytest.mark.parametrize("state", State)
def test_a_page_offers_what_its_state_allows_and_nothing_else(world, ruth, state):
    make = {
        State.OWED: lambda: owed(world, worked.opened(world)),
        State.RECORDED: lambda: recorded(world),
        State.PARENTS_TOLD: lambda: told(world),
        State.COUNCIL_TOLD: lambda: told_to_the_council(world),
        State.REVIEWED: lambda: reviewed(world),
    }[state]
    page, _footer, _links = ruth.get(at("force", make())).text.partition("<footer")
    tails = {
        State.RECORDED: "/record",
        State.PARENTS_TOLD: "/tell-parents",
        State.COUNCIL_TOLD: "/tell-council",
        State.REVIEWED: "/review",
    }
    for after, tail in tails.items():
        assert (f'{tail}"' in page) is (after in MOVES[state]), (state, after)


def test_what_was_typed_stays_when_something_is_missing(app, world):
    teacher = visit(app, world, "teacher")
    fields = written(world, degree="", minutes="many")
    answer = teacher.submit("/force/record", **fields)
    assert answer.status_code == 422
    assert TEXT in answer.text
    assert "Ellis Thornbury" in answer.text
    assert "Write a number, in figures." in words_of(answer)


def test_people_are_found_without_script(app, world):
    teacher = visit(app, world, "teacher")
    fields = {**written(world, find_child="ellis", press="find_child")}
    del fields["children-0-ref"]
    answer = teacher.submit("/force/record", **fields)
    assert "Ellis Thornbury" in answer.text
    assert TEXT in answer.text
    fields |= {"found_child": world["ellis"], "press": "add_child"}
    answer = teacher.submit("/force/record", **fields)
    assert f'name="children-0-ref" value="{world["ellis"]}"' in answer.text


def test_home_tells_of_ones_own_and_of_no_pupil(app, world):
    owed(world, worked.opened(world), by="teacher")
    recorded(world)
    home = visit(app, world, "teacher").get("/")
    assert "To be written down" in words_of(home)
    assert "Parents to be told" in words_of(home)
    section = home.text.partition('id="own-force"')[2].partition("</section>")[0]
    assert "Record a use of force" in section
    assert "Ellis" not in home.text.partition("own-force")[2]
    assert "Record a use of force" not in visit(app, world, "trustee").get("/").text


def test_a_case_and_a_concern_tell_what_came_from_them(world, ruth):
    case = worked.opened(world)
    (concern,) = worked.concerns_of(case)
    recorded(world, origin_ref=concern)
    for page in (at("cases", case), at("concerns", concern)):
        assert "Parents to be told" in words_of(ruth.get(page))
    assert "Ellis Thornbury" in words_of(ruth.get(at("cases", case, "/force")))
    assert "1 record is not reviewed yet." in words_of(ruth.get("/queue"))


def test_a_childs_page_tells_of_it_too(world, ruth):
    worked.opened(world)
    recorded(world)
    page = words_of(ruth.get(f"/children/{world['ellis']}"))
    assert "Use of force 1" in page
    assert "Parents to be told" in page


# §2.3f: every field of the statutory record, by the words under which it is printed.
STATUTORY = (
    *("Pupil", "Needs or disability", "Used force", "Were there", "When", "Where"),
    *("How long", "What was done", "How much force", "What led up to it"),
    *("What was tried to calm it first", "Why it was necessary"),
    *("Was the pupil hurt?", "Was a colleague hurt?"),
    *("The pupil’s injuries, and what was done", "Kept in a room"),
    *("Colleagues’ injuries, and what was done", "How long in the room"),
    "Support afterwards, for the pupil and for colleagues",
    *("Who was told", "When and how", "They were told", "Review"),
)


def test_every_statutory_field_stands_on_the_printed_record(world, ruth):
    texts = {
        **dict.fromkeys(NEEDED, TEXT),
        **dict.fromkeys(("pupil_injury_words", "staff_injury_words"), "A graze."),
        "room_words": "The medical room, with the door shut.",
        "own_words": "No!",
    }
    ref = told(
        world, texts=texts, pupil_injury="first_aid", staff_injury="marks",
        room="not_free", room_minutes=12,
    )  # fmt: skip
    page = words_of(ruth.get(at("force", ref, "/print")))
    for words in STATUTORY:
        assert words in page, words
    for code in (*force.parts, force.rooms.named("not_free")):
        assert code.wording in page
    for words in ("Ellis Thornbury", "Owen Platt", "Hannah Okafor", "A graze.", "No!"):
        assert words in page


def test_the_letter_says_all_six_things_and_names_no_colleague(world, ruth):
    ref = recorded(world)
    page = words_of(ruth.get(at("force", ref, "/letter")))
    for words in ("When and where", "How long", "What was done", "Why", "Injuries",
                  "Support afterwards", "24 November 2026", "2 minutes"):  # fmt: skip
        assert words in page
    for name in ("Owen", "Platt", "Hannah", "Okafor"):
        assert name not in page


def test_a_step_whose_turn_has_not_come_or_is_past_leads_to_the_record(world, ruth):
    ref = recorded(world)
    early = ruth.get(at("force", ref, "/review"))
    assert (early.status_code, early.location) == (303, at("force", ref))
    assert "That cannot be done" in words_of(ruth.get(early.location))
    late = ruth.get(at("force", reviewed(world), "/tell-parents"))
    assert late.status_code == 303
