"""Adding people by hand: namesakes, numbers that somebody has, the wall for parents."""

import pytest
from sqlalchemy import select

from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.foundation.sealing import unseal
from school.identity.commands.adding import (
    NewContact,
    NewPupil,
    NewStaff,
    add_contact,
    add_pupil,
    add_staff,
    change_person,
)
from school.identity.commands.people import NewPerson
from school.identity.models import Person
from school.identity.queries.lists import (
    CONTACTS,
    PUPILS,
    STAFF,
    Wanted,
    namesakes,
    read_people,
    read_person,
)
from school.identity.queries.people import classes_of, roles_of
from school.wall.models import WallBar
from tests.factories.world import World
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines


def _bars(person: str, child: str) -> list[str]:
    asked = select(WallBar).where(
        WallBar.person_ref == person, WallBar.about_person_ref == child
    )
    return [bar.why for bar in db.session.scalars(asked)]


def test_a_pupil_is_added_to_a_form_in_one_act(world: World) -> None:
    before = len(entries(world.birch))
    new = NewPupil(NewPerson("Nia", "Brand", roll_number="77"), "8k", "8")
    ref = add_pupil(world.acting("roll_officer"), new)
    assert classes_of([ref]) == {ref: "8K, Year 8"}
    assert acts(world.birch, before) == [
        ("person.added", "done"),
        ("enrolment.opened", "done"),
        ("pupil.added", "done"),
    ]
    assert ref in last(world.birch).objects


def test_a_namesake_is_shown_with_form_and_year_before_another_is_added(
    world: World,
) -> None:
    ict = world.acting("ict")
    new = NewPupil(NewPerson("maya", "CASTELLAN"), "9H")
    with pytest.raises(Invalid) as asked:
        add_pupil(ict, new)
    assert asked.value.problems == {"same_as": "namesake"}
    shown = namesakes(ict, "maya", "CASTELLAN")
    assert sorted(each.form for each in shown) == ["10R, Year 10", "8K, Year 8"]
    assert add_pupil(ict, NewPupil(new.person, "9H", another=True))


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        (NewPerson("Bo", "Lund", roll_number=" 77 "), "roll_number"),
        (NewPerson("Bo", "Lund", upn="h801200001001"), "upn"),
    ],
)
def test_a_number_that_a_pupil_has_is_given_to_no_other(
    world: World, second: NewPerson, problem: str
) -> None:
    ict = world.acting("ict")
    first = NewPerson("Nia", "Brand", roll_number="77", upn="H801200001001")
    add_pupil(ict, NewPupil(first, "8K"))
    with pytest.raises(Invalid) as refused:
        add_pupil(ict, NewPupil(second, "8K"))
    assert refused.value.problems == {problem: "somebody_has_it"}


def test_pupils_and_staff_are_numbered_apart(world: World) -> None:
    ict = world.acting("ict")
    add_pupil(ict, NewPupil(NewPerson("Nia", "Brand", roll_number="77"), "8K"))
    person = NewPerson("Bo", "Lund", roll_number="77", number_kind="staff")
    assert add_staff(ict, NewStaff(person, Role.TEACHER.value))


def test_a_member_of_staff_gets_a_role_that_opens_nothing(world: World) -> None:
    ict = world.acting("ict")
    person = NewPerson("Bo", "Lund", email="b.lund@example.org", number_kind="staff")
    ref = add_staff(ict, NewStaff(person, Role.TEACHER.value, ("8K",)))
    assert roles_of(ref, world.birch, world.trust) == {Role.TEACHER}
    for role in (Role.DSL, Role.HEAD, Role.ICT, Role.SEARCHER):
        other = NewStaff(NewPerson("Jo", "Lund", number_kind="staff"), role.value)
        with pytest.raises(Refused):
            add_staff(ict, other)
    assert namesakes(ict, "Jo", "Lund") == []


def test_an_adult_of_a_pupil_is_barred_from_the_childs_records_at_once(
    world: World,
) -> None:
    new = NewContact(NewPerson("Wanda", "Pryce"), world["jayden"], "mother", True)
    ref = add_contact(world.acting("roll_officer"), new)
    assert _bars(ref, world["jayden"]) == ["kin"]
    assert acts(world.birch)[-1] == ("contact.added", "done")


def test_a_colleague_who_is_a_parent_stays_one_person(world: World) -> None:
    """T1: the teacher of that name is asked about; chosen, she is barred."""
    ict = world.acting("ict")
    new = NewContact(NewPerson("Hannah", "Okafor"), world["ellis"], "mother")
    with pytest.raises(Invalid) as asked:
        add_contact(ict, new)
    assert asked.value.problems == {"same_as": "namesake"}
    [colleague] = namesakes(ict, "Hannah", "Okafor")
    assert colleague.roles == (Role.TEACHER,)
    chosen = NewContact(new.person, world["ellis"], "mother", same_as=colleague.ref)
    assert add_contact(ict, chosen) == world["teacher"]
    assert _bars(world["teacher"], world["ellis"]) == ["kin"]
    with pytest.raises(Invalid) as twice:
        add_contact(ict, chosen)
    assert twice.value.problems == {"same_as": "recorded_already"}


def test_the_trusts_own_people_are_parents_too(world: World) -> None:
    ict = world.acting("ict")
    [head] = namesakes(ict, "Anneli", "Strand")
    new = NewContact(
        NewPerson("Anneli", "Strand"), world["ellis"], "mother", same_as=head.ref
    )
    assert add_contact(ict, new) == world["executive_head"]
    assert _bars(world["executive_head"], world["ellis"]) == ["kin"]


def test_a_parent_who_comes_to_work_here_brings_the_wall_along(world: World) -> None:
    ict = world.acting("ict")
    person = NewPerson("Wanda", "Pryce", telephone="01632 960310")
    parent = add_contact(ict, NewContact(person, world["jayden"], "mother"))
    staff = NewPerson(
        "Wanda", "Pryce", email="w.pryce@example.org", number_kind="staff"
    )
    with pytest.raises(Invalid) as asked:
        add_staff(ict, NewStaff(staff, Role.AIDE.value))
    assert asked.value.problems == {"same_as": "namesake"}
    ref = add_staff(ict, NewStaff(staff, Role.AIDE.value, same_as=parent))
    assert ref == parent
    assert _bars(ref, world["jayden"]) == ["kin"]
    row = db.session.get(Person, ref)
    assert row
    assert unseal(row, "telephone") == "01632 960310"
    assert unseal(row, "email") == "w.pryce@example.org"


def test_nobody_is_given_a_child_of_another_school(world: World) -> None:
    new = NewContact(NewPerson("Wanda", "Lind"), world["cedar_pupil"], "mother")
    with pytest.raises(Hidden):
        add_contact(world.acting("ict"), new)


@pytest.mark.parametrize(
    "name", ["office", "dsl", "teacher", "executive_head", "chair"]
)
def test_people_are_added_by_those_who_keep_accounts(world: World, name: str) -> None:
    with pytest.raises(Refused):
        add_pupil(world.acting(name), NewPupil(NewPerson("Nia", "Brand"), "8K"))
    with pytest.raises(Refused):
        read_people(world.acting(name), Wanted())
    with pytest.raises(Refused):
        read_person(world.acting(name), world["teacher"])


# --- mending -------------------------------------------------------------------------


def test_a_name_is_mended_and_what_was_not_typed_stays(world: World) -> None:
    ict = world.acting("ict")
    shown = read_person(ict, world["jayden"])
    new = NewPerson("Jayden", "Pryce-Holt", roll_number="501")
    change_person(ict, world["jayden"], new, shown.version)
    db.session.remove()
    after = read_person(ict, world["jayden"])
    assert after.name == "Jayden Pryce-Holt"
    assert after.born_on == shown.born_on
    assert (shown.has_number, after.has_number) == (False, True)
    told = entries(world.birch)[-2]
    assert (told.action, told.objects) == ("person.changed", (world["jayden"],))
    assert facts(told) == {"changed": ["family_name", "roll_number"]}


def test_two_who_mend_at_once_do_not_overwrite_each_other(world: World) -> None:
    ict, head = world.acting("ict"), world.acting("head")
    version = read_person(ict, world["jayden"]).version
    change_person(ict, world["jayden"], NewPerson("Jayden", "Holt"), version)
    with pytest.raises(Stale):
        change_person(head, world["jayden"], NewPerson("Jay", "Pryce"), version)


def test_a_person_of_another_school_is_not_there(world: World) -> None:
    for name in ("cedar_teacher", "cedar_pupil"):
        with pytest.raises(Hidden):
            read_person(world.acting("ict"), world[name])
    with pytest.raises(Hidden):
        read_person(world.acting("ict"), "0" * 16)
    assert [leaf.result for leaf in entries(world.birch)[-2:]] == ["refused"] * 2


# --- lists ---------------------------------------------------------------------------


def test_pupils_are_listed_by_class_and_by_name(world: World) -> None:
    ict = world.acting("ict")
    of_8k = read_people(ict, Wanted(PUPILS, class_ref=world.classes["8K"]))
    assert {each.form for each in of_8k.rows} == {"8K, Year 8"}
    assert of_8k.total == 3
    found = read_people(ict, Wanted(PUPILS, words="may cast"))
    assert [each.name for each in found.rows] == ["Maya Castellan"] * 2
    assert [each.name for each in read_people(ict, Wanted(PUPILS, words="王")).rows]
    told = last(world.birch)
    assert told.action == "people.read"
    assert facts(told)["by_name"] is True
    assert "Maya" not in str(facts(told))


def test_staff_and_contacts_have_lists_of_their_own(world: World) -> None:
    ict = world.acting("ict")
    staff = {each.name for each in read_people(ict, Wanted(STAFF)).rows}
    assert {"Hannah Okafor", "Ruth Adeyemi"} <= staff
    assert "Noel Arkwright" not in staff
    contacts = read_people(ict, Wanted(CONTACTS)).rows
    assert [(each.name, each.children) for each in contacts] == [("Mina Castellan", 1)]
    assert [each.roles for each in contacts] == [(Role.TEACHER,)]


def test_a_long_list_comes_in_pages(world: World) -> None:
    ict = world.acting("ict")
    for number in range(52):
        name = f"Brand{chr(97 + number // 26)}{chr(97 + number % 26)}"
        add_pupil(ict, NewPupil(NewPerson("Nia", name), "8K"))
    first = read_people(ict, Wanted(PUPILS))
    second = read_people(ict, Wanted(PUPILS, page=2))
    assert (first.total, first.pages, len(first.rows)) == (59, 2, 50)
    assert not {each.ref for each in first.rows} & {each.ref for each in second.rows}
    assert read_people(ict, Wanted(PUPILS, page=99)).page == 2


def test_the_page_of_a_person_says_where_they_belong(world: World) -> None:
    ict = world.acting("ict")
    maya = read_person(ict, world["maya"])
    assert maya.form == "8K, Year 8"
    assert [(each.name, each.works_here) for each in maya.adults] == [
        ("Mina Castellan", True)
    ]
    mina = read_person(ict, world["parent_teacher"])
    assert [each.name for each in mina.children] == ["Maya Castellan"]
    assert mina.roles == [Role.TEACHER]
