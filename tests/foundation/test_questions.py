"""A question's SQL is worked out once; its answer is asked for every time."""

from typing import Any

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError

from school.foundation.questions import KEPT, every, one_of, question
from school.foundation.sealing import unseal
from school.foundation.short_memory import ShortMemory
from school.identity.commands.adding import change_person
from school.identity.commands.people import NewPerson, change_setting
from school.identity.models import Org, Person
from school.identity.queries.lists import read_person
from school.identity.queries.people import names_of, setting
from tests.factories.world import World

pytestmark = pytest.mark.both_engines


@question
def people_of(school_ref: str) -> Any:
    """People of a school, among some."""
    chosen = one_of(Person.ref, "refs")
    return select(Person.ref).where(Person.school_ref == school_ref, chosen)


def test_another_answer_to_the_same_question(world: World) -> None:
    actor = world.acting("roll_officer")
    before = people_of(actor.school_ref, refs=[world["maya"], world["ellis"]])
    after = people_of(actor.school_ref, refs=[world["maya"]])
    assert {row.ref for row in before} == {world["maya"], world["ellis"]}
    assert [row.ref for row in after] == [world["maya"]]


def test_one_of_none_is_nobody_and_the_same_statement(world: World) -> None:
    actor = world.acting("roll_officer")
    assert list(people_of(actor.school_ref, refs=[])) == []
    assert list(people_of(actor.school_ref, refs=["'; DROP TABLE person; --"])) == []
    refs = [world["maya"]] * 3
    assert [row.ref for row in people_of(actor.school_ref, refs=refs)] == refs[:1]


@question
def whole_people() -> Any:
    """People with all that is sealed of them."""
    return every(Person).where(one_of(Person.ref, "refs"))


def test_a_plain_row_opens_what_was_sealed_into_its_table(world: World) -> None:
    [row] = whole_people(refs=[world["maya"]])
    assert unseal(row, "family_name") == "Castellan"


class Unheard:
    """A value that no database takes, and that says what it is."""

    def __repr__(self) -> str:
        """What must stand in no message."""
        return "the heron"


def test_a_fault_says_nothing_of_the_values(world: World) -> None:
    with pytest.raises(DBAPIError) as caught:
        named(name=Unheard())
    assert "heron" not in str(caught.value)


@question
def named() -> Any:
    """Schools of a name."""
    return select(Org.ref).where(Org.name == bindparam("name"))


def test_no_more_than_so_many_are_kept(world: World) -> None:
    for number in range(KEPT + 5):
        assert not people_of(f"NOSCHOOL{number}", refs=[world["maya"]])
    assert len(people_of._held) == KEPT


def test_a_setting_that_was_changed_is_the_new_one(world: World) -> None:
    system = world.system()
    for number in ("01632 960114", "01632 960115"):
        change_setting(system, "dsl_telephone", number)
        assert setting(system.school_ref, "dsl_telephone") == number


def test_a_name_that_was_changed_is_the_new_one(world: World) -> None:
    ict, jayden = world.acting("ict"), world["jayden"]
    names_of([jayden])
    change_person(
        ict, jayden, NewPerson("Jay", "Holt"), read_person(ict, jayden).version
    )
    assert names_of([jayden]) == {jayden: "Jay Holt"}


def test_a_short_memory_forgets_when_it_is_full_and_in_time() -> None:
    memory: ShortMemory[str, int] = ShortMemory(at_most=2, seconds=60)
    for number, key in enumerate(("a", "b", "c")):
        memory.put(key, number)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (None, None, 2)
    brief: ShortMemory[str, int] = ShortMemory(at_most=2, seconds=-1)
    brief.put("a", 1)
    assert brief.get("a") is None


@question
def called() -> Any:
    """Some people, and what they are called, sealed."""
    chosen = one_of(Person.ref, "refs")
    return select(Person.ref, Person.given_name).where(chosen)


def test_tuples_are_what_the_driver_gives(world: World) -> None:
    [row] = called(refs=[world["maya"]])
    assert called.tuples(refs=[world["maya"]]) == [(row.ref, bytes(row.given_name))]
