"""What finding keeps in memory: shared in a school, never past the wall or in time."""

import pytest

from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.cases.commands.raising import Narrative, Setting
from safeguard.cases.commands.relinking import Relinking, relink_concern
from safeguard.cases.commands.voiding import (
    NewProposal,
    SecondAnswer,
    answer_void,
    propose_void,
)
from safeguard.cases.queries import finding, looking, shelving
from safeguard.cases.queries.finding import Wanted, find_records
from safeguard.cases.queries.looking import begin_to_look
from safeguard.cases.queries.shelf import CONCERN, Record, Seen, Shelf
from safeguard.cases.queries.terms import Terms
from school.foundation import for_a_while
from school.foundation.aside import wait_for_asides
from school.foundation.for_a_while import keeping
from school.identity.commands.accounts import block_account
from school.identity.commands.adding import change_person
from school.identity.commands.elevating import drop_elevation
from school.identity.commands.people import NewPerson, NewRelationship, relate
from school.identity.queries.lists import read_person
from tests.cases.raised import raised
from tests.cases.worked import acknowledged, concerns_of, dsl, opened
from tests.trail.reading import entries, facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
ALL = Seen(frozenset({"C2", "C3", "C4"}), frozenset())
STORY = "The kestrel flew over the corridor."
WHY = "It is the same concern that was raised an hour before."


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch):
    """On a busy machine two seconds may pass before anything was opened."""
    monkeypatch.setattr(finding, "BUDGET_SECONDS", 60.0)


def deputy(world):
    return world.acting("deputy_dsl", reason="cover")


def found(actor, text: str) -> list[str]:
    return [each.reference for each in find_records(actor, Wanted(text)).found]


def told(world) -> tuple[int, int]:
    """How many were looked through and found, as the trail has it."""
    said = facts(last(world.birch))
    return said["looked_through"], said["found"]


def shelf_of(actor) -> Shelf:
    """The school's shelf, as this process keeps it."""
    return keeping().shared(
        f"find {actor.school_ref}", actor.sign_in_ref, lambda: Shelf("NONE")
    )


# ---- What changed since is found at once ------------------------------------------


def test_what_was_raised_since_is_found_too(world):
    first = raised(world, narrative=Narrative(STORY))
    assert found(dsl(world), "kestrel") == [first]
    second = raised(world, "teacher", "jayden", narrative=Narrative(STORY))
    assert set(found(dsl(world), "kestrel")) == {second, first}


def test_what_was_voided_since_is_found_no_more_and_its_words_are_gone(world):
    ref = raised(world, narrative=Narrative(STORY))
    assert found(dsl(world), "kestrel") == [ref]
    propose_void(dsl(world), ref, NewProposal(WHY))
    said = SecondAnswer("agreed")
    answer_void(world.acting("deputy_dsl", elevated=True), ref, said)
    assert found(dsl(world), "kestrel") == []
    assert not any(
        b"kestrel" in block.room[:] for block in shelf_of(dsl(world))._blocks
    )


def test_a_case_is_found_by_a_child_of_a_concern_that_joined_it_since(world):
    case = opened(world)
    other = acknowledged(world, "jayden")
    assert case not in found(dsl(world), "jayden")
    join_case(dsl(world), other, Joining(case))
    assert set(found(dsl(world), "jayden")) == {case, other}


def test_whoever_was_linked_since_is_found_and_who_was_not_is_not(world):
    ref = raised(world, "teacher", "maya")
    assert found(dsl(world), "castellan") == [ref]
    relink_concern(dsl(world), ref, Relinking(WHY, world["maya"], world["jayden"]))
    assert found(dsl(world), "castellan") == []
    assert found(dsl(world), "jayden pryce") == [ref]


def test_a_pupil_is_found_by_the_name_that_was_given_since(world):
    ref = raised(world, "teacher", "jayden")
    ict, jayden = world.acting("ict"), world["jayden"]
    assert found(dsl(world), "pryce") == [ref]
    version = read_person(ict, jayden).version
    change_person(ict, jayden, NewPerson("Jay", "Holt"), version)
    assert found(dsl(world), "holt") == [ref]
    assert found(dsl(world), "pryce") == []


def test_too_much_was_done_since_so_that_all_is_begun_anew(world, monkeypatch):
    first = raised(world, narrative=Narrative(STORY))
    assert found(dsl(world), "kestrel") == [first]
    before = shelf_of(dsl(world))
    monkeypatch.setattr(shelving, "MOST_ACTS", 1)
    second = raised(world, narrative=Narrative(STORY))
    assert set(found(dsl(world), "kestrel")) == {second, first}
    assert shelf_of(dsl(world)) is not before
    assert before.size == 0


def test_a_name_a_word_and_a_kind_together_are_found_in_one_record(world):
    ref = raised(world, narrative=Narrative(STORY), category="gambling")
    raised(world, "teacher", "jayden", narrative=Narrative(STORY))
    assert found(dsl(world), "thornbury gambling kestrel") == [ref]
    assert found(dsl(world), "jayden gambling") == []


def test_words_do_not_run_from_one_text_into_the_next(world):
    raised(
        world, narrative=Narrative("under the stairs"), where=Setting(Narrative("gym"))
    )
    for text in ('"stairs gym"', '"gym under"', '"gym the"'):
        assert found(dsl(world), text) == []
    assert found(dsl(world), '"the  stairs" gym')


# ---- The wall ------------------------------------------------------------------------


def bar_the_dsl(world, child: str) -> None:
    """It becomes known that the DSL is a parent of this child."""
    relate(world.system(), NewRelationship(world[child], world["dsl"], "parent"))


def test_a_wall_put_up_since_hides_what_was_kept(world):
    ref = raised(world, narrative=Narrative(STORY))
    assert found(dsl(world), "kestrel") == [ref]
    bar_the_dsl(world, "ellis")
    assert found(dsl(world), "kestrel") == []
    assert told(world) == (0, 0)
    assert found(deputy(world), "kestrel") == [ref]


def test_the_wall_before_a_case_hides_its_concerns_too(world):
    case = opened(world, "ellis")
    other = acknowledged(world, "jayden", narrative=Narrative(STORY))
    join_case(dsl(world), other, Joining(case))
    assert found(dsl(world), "kestrel") == [other]
    bar_the_dsl(world, "ellis")
    assert found(dsl(world), "kestrel") == []
    assert told(world) == (0, 0)


def test_what_one_may_not_see_is_in_no_number_although_it_is_kept(world):
    """Two readers share what was opened. For the one from whom it is hidden, looking
    leaves the same entry as if it had never been.
    """
    for _ in range(3):
        raised(world, "teacher", "jayden", narrative=Narrative(STORY))
    bar_the_dsl(world, "ellis")
    alone = find_records(dsl(world), Wanted("kestrel"))
    without = facts(last(world.birch))
    for _ in range(60):
        raised(world, "teacher", "ellis", narrative=Narrative(STORY))
    restricted = opened(world, "jayden", level="C4")
    assert len(found(deputy(world), "kestrel")) == finding.AT_MOST
    assert told(world) == (63, finding.AT_MOST)
    answer = find_records(dsl(world), Wanted("kestrel"))
    assert (answer.found, answer.complete) == (alone.found, alone.complete)
    seen = facts(last(world.birch))
    # One concern more and its case, which the DSL may see and the deputy may not.
    assert seen == {**without, "looked_through": without["looked_through"] + 2}
    assert restricted in found(dsl(world), "stranger")
    assert found(deputy(world), "stranger") == []


def test_two_schools_never_share(world):
    here = raised(world, narrative=Narrative(STORY))
    there = raised(world, "cedar_teacher", "cedar_pupil", narrative=Narrative(STORY))
    fatima = world.acting("cedar_dsl", reason="cover")
    assert found(dsl(world), "kestrel") == [here]
    assert found(fatima, "kestrel") == [there]
    assert shelf_of(fatima) is not shelf_of(dsl(world))


# ---- The end of it ------------------------------------------------------------------


def reading(app, world, who="dsl"):
    """Somebody who looked for something, and the words that are kept since."""
    reader = visit(app, world, who, reason="looking for a pattern").actor
    assert found(reader, "kestrel")
    return reader, shelf_of(reader)


def test_the_end_of_the_elevation_wipes_what_was_kept(app, world):
    raised(world, narrative=Narrative(STORY))
    reader, shelf = reading(app, world)
    [block] = shelf._blocks
    drop_elevation(reader, reader.sign_in_ref, "by_hand")
    assert not keeping().holds(reader.sign_in_ref)
    assert (shelf.size, shelf.names, block.room.closed) == (0, {}, True)


def test_a_blocked_account_leaves_nothing_behind(app, world):
    raised(world, narrative=Narrative(STORY))
    reader, shelf = reading(app, world)
    block_account(world.acting("head"), reader.user_ref, "lost_device")
    assert shelf.size == 0


def test_what_two_share_is_wiped_with_the_last_of_them(app, world):
    raised(world, narrative=Narrative(STORY))
    ruth, shelf = reading(app, world)
    tom, same = reading(app, world, "deputy_dsl")
    assert shelf is same
    drop_elevation(ruth, ruth.sign_in_ref, "by_hand")
    assert shelf.size > 0
    drop_elevation(tom, tom.sign_in_ref, "by_hand")
    assert shelf.size == 0


def test_whoever_is_looking_when_it_is_wiped_ends_in_peace(world):
    shelf = Shelf(world.birch)
    with shelf.in_use():
        shelf.put([(Record(CONCERN, "R", 1, "C2", None, "other", ()), [b"kestrel"])])
        shelf.wipe()
        assert shelf.count(ALL) == 1
    assert shelf.size == 0


# ---- Room ----------------------------------------------------------------------------


def test_what_there_is_no_room_for_is_found_all_the_same(world, monkeypatch):
    monkeypatch.setattr(shelving, "SLICE", 2)
    monkeypatch.setattr(for_a_while, "AT_MOST_BYTES", 0)
    refs = {raised(world, narrative=Narrative(STORY)) for _ in range(5)}
    case = opened(world, "jayden")
    app_keeps = keeping()
    app_keeps.at_most = 0
    for _ in range(2):
        answer = find_records(dsl(world), Wanted("kestrel"))
        assert {each.reference for each in answer.found} == refs
        assert (answer.complete, answer.looked_through) == (True, 7)
    assert found(dsl(world), "jayden stranger") == [case]
    assert app_keeps.size() == 0


def test_slices_lose_nothing(world, monkeypatch):
    monkeypatch.setattr(shelving, "SLICE", 2)
    refs = {raised(world, narrative=Narrative(STORY)) for _ in range(5)}
    assert set(found(dsl(world), "kestrel")) == refs


def test_a_record_that_changes_often_makes_it_begin_anew(world):
    shelf = Shelf(world.birch)
    record = Record(CONCERN, "R", 1, "C2", None, "other", ())
    with shelf.in_use():
        for _ in range(200):
            shelf.put([(record, [b"kestrel " * 128])])
        assert shelf.worn
        assert list(shelf.holding(Terms.read("kestrel"), {}, ALL)) == [record]
        assert shelf.count(ALL) == 1
    shelf.wipe()


# ---- Beginning before anybody asked -------------------------------------------------


def test_opening_the_page_begins_to_open_what_will_be_looked_through(app, world):
    ref = raised(world, narrative=Narrative(STORY))
    ruth = visit(app, world, "dsl", reason="looking for a pattern")
    before = len(entries(world.birch))
    ruth.get("/find")
    wait_for_asides(app)
    assert len(entries(world.birch)) == before
    shelf = shelf_of(ruth.actor)
    assert (shelf.ahead, shelf.count(ALL)) == (None, 1)
    assert found(ruth.actor, "kestrel") == [ref]
    assert shelf_of(ruth.actor) is shelf


def test_whoever_asks_while_it_is_being_opened_goes_on_from_there(
    app, world, monkeypatch
):
    monkeypatch.setattr(looking, "FEW", 1)
    refs = {raised(world, narrative=Narrative(STORY)) for _ in range(4)}
    begin_to_look(dsl(world))
    assert set(found(dsl(world), "kestrel")) == refs
    wait_for_asides(app)
    shelf = shelf_of(dsl(world))
    assert (shelf.ahead, shelf.count(ALL)) == (None, 4)


def test_it_is_no_longer_opened_when_the_elevation_ends(app, world, monkeypatch):
    raised(world, narrative=Narrative(STORY))
    reader = visit(app, world, "dsl", reason="looking for a pattern").actor
    shelf = shelf_of(reader)
    with shelf.in_use():
        begin_to_look(reader)
        drop_elevation(reader, reader.sign_in_ref, "by_hand")
    wait_for_asides(app)
    assert (shelf.size, keeping().size()) == (0, 0)


def test_nothing_is_opened_for_who_finds_technical_fields_only(app, world):
    raised(world, narrative=Narrative(STORY))
    priya = visit(app, world, "digital_safety", reason="the filter log")
    assert priya.get("/find").status_code == 200
    assert not keeping().holds(priya.actor.sign_in_ref)


def test_what_was_not_looked_through_in_time_is_opened_for_the_next_asking(
    app, world, monkeypatch
):
    ref = raised(world, narrative=Narrative(STORY))
    monkeypatch.setattr(finding, "BUDGET_SECONDS", 0.0)
    assert not find_records(dsl(world), Wanted("kestrel")).complete
    wait_for_asides(app)
    answer = find_records(dsl(world), Wanted("kestrel"))
    assert [each.reference for each in answer.found] == [ref]
    assert answer.complete
    assert concerns_of(ref) == []
