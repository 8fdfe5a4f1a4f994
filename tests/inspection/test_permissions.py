"""Who may read and prove the trail: the cells of the matrix, one by one."""

import csv
from pathlib import Path

import pytest

from school.foundation.actor import Actor
from school.foundation.permits import NEEDS_ELEVATION, PERMIT, Permit
from school.gate import decide
from school.identity.permissions.people import Act as PeopleAct
from school.identity.permissions.signing_in import SigningAct
from school.inspection.permissions import OPERATOR, Act, is_technical
from tests.factories.world import World

WHO = {
    "staff": "teacher",
    "searcher": "searcher",
    "digital_safety": "digital_safety",
    "ict": "ict",
    "deputy_dsl": "deputy_dsl",
    "dsl": "dsl",
    "head": "head",
    "executive_head": "executive_head",
    "trust_safeguarding": "trust_safeguarding",
    "councillor": "councillor",
    "trustee": "trustee",
    "chair": "chair",
    "dpo": "dpo",
    "office": "office",
}
ACTS_OF_THE_SCHOOL = {
    "elevated": Act.READ_SCHOOL_TRAIL,
    "technical": Act.READ_TECHNICAL_TRAIL,
    "counts": Act.COUNT_SCHOOL_TRAIL,
}
# Matrix rows read_trail_school: every cell that is not "no".
OF_THE_SCHOOL = {
    "ict": "technical",
    "dsl": "elevated",
    "head": "elevated",
    "executive_head": "counts",
    "trust_safeguarding": "counts",
    "dpo": "counts",
}


@pytest.mark.parametrize("column", WHO)
def test_who_reads_the_schools_trail_and_how(world: World, column: str) -> None:
    """Each role has at most one way of reading it, and the matrix says which."""
    cell = OF_THE_SCHOOL.get(column, "no")

    for way, act in ACTS_OF_THE_SCHOOL.items():
        answer = decide(act, world.acting(WHO[column]))
        elevated = decide(act, world.acting(WHO[column], elevated=True))
        assert isinstance(elevated, Permit) is (way == cell)
        assert (answer == NEEDS_ELEVATION) is (way == cell == "elevated")


@pytest.mark.parametrize("column", WHO)
def test_everybody_who_works_here_reads_their_own_and_proves_all(
    world: World, column: str
) -> None:
    """Neither shows anything of a case, so neither asks for a second factor."""
    for act in (Act.READ_OWN_TRAIL, Act.VERIFY_TRAIL):
        assert decide(act, world.acting(WHO[column])) == PERMIT


@pytest.mark.parametrize("name", ["maya", "cedar_pupil"])
def test_a_pupil_reads_and_proves_nothing(world: World, name: str) -> None:
    """Nobody without work here has a way to the trail."""
    for act in Act:
        assert decide(act, world.acting(name, elevated=True)) != PERMIT


def test_the_operator_proves_and_backs_up_and_no_other_machine_does(
    world: World,
) -> None:
    """The console is one named part of the product; an import is another."""
    operator = Actor.system(OPERATOR, world.trust)

    for act in (Act.VERIFY_TRAIL, Act.TAKE_BACKUP, Act.RESTORE_BACKUP):
        assert decide(act, operator) == PERMIT
        assert decide(act, world.system()) != PERMIT
    assert decide(Act.READ_SCHOOL_TRAIL, operator) != PERMIT


def test_what_the_technician_reads_is_never_about_a_child() -> None:
    """Every act on accounts and settings is on the list; acts on pupils are not."""
    about_children = {PeopleAct.ENROL, PeopleAct.RELATE, PeopleAct.ADD_PERSON}

    assert all(is_technical(act) for act in SigningAct)
    assert not any(is_technical(act) for act in about_children)
    assert not any(is_technical(act) for act in ("concern.read", "case.closed"))


def test_the_rows_here_are_those_of_the_matrix() -> None:
    """What is tried here by name is what the trust's matrix says."""
    matrix = Path(__file__).parents[1] / "permissions" / "matrix.csv"
    with matrix.open(encoding="utf-8") as lines:
        rows = {row["action"]: row for row in csv.DictReader(lines)}
    for column in WHO:
        assert rows["read_trail_school"][column] == OF_THE_SCHOOL.get(column, "no")
        assert rows["read_trail_own"][column] == "own"
        assert rows["verify_trail"][column] == "yes"
