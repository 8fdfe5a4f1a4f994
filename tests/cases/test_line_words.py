"""What the queue keeps of its lines in memory: never out of date, wiped in time."""

import pytest

from safeguard.actions.commands.work import Handover, hand_over_work
from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.cases.commands.raising import Narrative
from safeguard.cases.commands.relinking import Relinking, relink_concern
from safeguard.cases.commands.voiding import (
    NewProposal,
    SecondAnswer,
    answer_void,
    propose_void,
)
from safeguard.cases.queries import line_words
from safeguard.cases.queries.line_words import Desk
from safeguard.cases.queries.queue import Line, read_queue
from safeguard.cases.views.drawn_lines import DrawnLines
from safeguard.cases.views.queue_rows import row_of
from school.foundation.for_a_while import keeping
from school.identity.commands.adding import change_person
from school.identity.commands.people import NewPerson, NewRelationship, relate
from school.identity.queries.lists import read_person
from tests.cases.raised import raised
from tests.cases.worked import TITLE, acknowledged, concerns_of, dsl, opened
from tests.trail.reading import last

pytestmark = pytest.mark.both_engines
WHY = "It is the same concern that was raised an hour before."


def deputy(world):
    return world.acting("deputy_dsl", reason="cover")


def line(actor, ref: str) -> Line | None:
    """The line of a record as the reader's queue has it now."""
    found = {each.reference: each for each in read_queue(actor).lines}
    return found.get(ref)


def names(actor, ref: str) -> list[str]:
    """Whom the line names."""
    shown = line(actor, ref)
    return [child.name for child in shown.children] if shown else []


def desk_of(actor) -> Desk:
    """What this process keeps for the school."""
    name = f"desk {actor.school_ref}"
    return keeping().shared(name, actor.sign_in_ref, lambda: Desk("NONE"))


# ---- What changed since is seen at once ----------------------------------------------


def test_whoever_was_linked_since_stands_in_the_line(world):
    ref = raised(world, "teacher", "maya")
    assert names(dsl(world), ref) == ["Maya Castellan"]
    relink_concern(deputy(world), ref, Relinking(WHY, world["maya"], world["jayden"]))
    assert names(dsl(world), ref) == ["Jayden Pryce"]


def test_a_child_of_a_concern_that_joined_since_stands_in_the_line_of_the_case(world):
    case, other = opened(world), acknowledged(world, "jayden")
    assert names(dsl(world), case) == ["Ellis Thornbury"]
    join_case(deputy(world), other, Joining(case))
    assert set(names(dsl(world), case)) == {"Ellis Thornbury", "Jayden Pryce"}


def test_a_concern_that_was_voided_since_is_in_no_line(world):
    case, other = opened(world), acknowledged(world, "jayden")
    join_case(dsl(world), other, Joining(case))
    assert len(names(dsl(world), case)) == 2
    propose_void(dsl(world), other, NewProposal(WHY))
    answer_void(deputy(world), other, SecondAnswer("agreed"))
    assert names(dsl(world), case) == ["Ellis Thornbury"]


def test_a_child_is_called_by_the_name_that_was_given_since(world):
    ref = raised(world, "teacher", "jayden")
    assert names(dsl(world), ref) == ["Jayden Pryce"]
    ict, jayden = world.acting("ict"), world["jayden"]
    version = read_person(ict, jayden).version
    change_person(ict, jayden, NewPerson("Jay", "Holt"), version)
    assert names(dsl(world), ref) == ["Jay Holt"]


def test_whoever_leads_since_stands_in_the_line(world):
    case = opened(world)
    before = line(dsl(world), case)
    assert before
    assert (before.what, before.whose) == (TITLE, "Ruth Adeyemi")
    hand_over_work(dsl(world), Handover(world["deputy_dsl"], (case,)))
    after = line(dsl(world), case)
    assert after
    assert after.whose != before.whose


def test_a_wall_put_up_since_hides_the_line(world):
    ref = raised(world)
    assert line(dsl(world), ref)
    relate(world.system(), NewRelationship(world["ellis"], world["dsl"], "parent"))
    assert line(dsl(world), ref) is None
    assert line(deputy(world), ref)


def test_so_much_was_done_since_that_all_is_opened_anew(world, monkeypatch):
    ref = raised(world, "teacher", "maya")
    assert names(dsl(world), ref) == ["Maya Castellan"]
    monkeypatch.setattr(line_words, "MOST_ACTS", 1)
    raised(world, "teacher", "ellis")
    relink_concern(deputy(world), ref, Relinking(WHY, world["maya"], world["jayden"]))
    assert names(dsl(world), ref) == ["Jayden Pryce"]


# ---- What is kept, and what is recorded ----------------------------------------------


def test_each_look_names_the_same_records_whether_opened_now_or_kept(world):
    case, ref = opened(world), raised(world, "teacher", "jayden")
    first = (read_queue(dsl(world)), last(world.birch).objects)
    again = (read_queue(dsl(world)), last(world.birch).objects)
    assert first == again
    assert {case, ref, *concerns_of(case)} <= set(again[1])


def test_no_more_lines_are_kept_than_there_is_room_for(world, monkeypatch):
    monkeypatch.setattr(line_words, "AT_MOST", 2)
    refs = [raised(world, "teacher", "maya") for _ in range(3)]
    shown = {each.reference for each in read_queue(dsl(world)).lines}
    assert set(refs) <= shown
    assert len(desk_of(dsl(world)).words) <= 2


def test_two_schools_never_share(world):
    here = raised(world, narrative=Narrative("The heron by the gate."))
    there = raised(world, "cedar_teacher", "cedar_pupil")
    fatima = world.acting("cedar_dsl", reason="cover")
    assert line(dsl(world), here)
    assert line(fatima, there)
    assert desk_of(fatima) is not desk_of(dsl(world))
    assert there not in desk_of(dsl(world)).words


def test_it_is_wiped_when_the_last_elevation_lets_go(world):
    raised(world)
    actor = dsl(world)
    read_queue(actor)
    desk = desk_of(actor)
    assert desk.words
    assert desk.size > 0
    keeping().forget(actor.sign_in_ref)
    assert not desk.words
    assert desk.size == 0


# ---- How they were drawn -------------------------------------------------------------


def test_a_line_is_drawn_anew_when_anything_seen_of_it_changed(app, world):
    ref = raised(world)
    shown = line(dsl(world), ref)
    assert shown
    drawn: list[str] = []

    def macro(row) -> str:
        drawn.append(row.child)
        return f"<td>{row.child}</td>"

    with app.test_request_context():
        lines, row = DrawnLines(), row_of(shown, leads=True)
    for _ in range(3):
        assert lines.draw(row, macro) == "<td>Ellis Thornbury</td>"
    lines.draw(row._replace(child="Ellis Holt"), macro)
    assert drawn == ["Ellis Thornbury", "Ellis Holt"]
    assert "Ellis" not in repr(row)

    lines.wipe()
    lines.draw(row, macro)
    lines.draw(row, macro)
    assert (len(drawn), lines.size) == (4, 0)
