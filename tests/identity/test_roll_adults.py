"""Rolls of staff and of contacts: no role by a file, one person for the wall."""

import pytest
from sqlalchemy import select

from school.foundation.actor import Role
from school.foundation.database import db
from school.identity.commands.roll import (
    approve_roll,
    import_roll,
    put_roll_forward,
)
from school.identity.models import RollKind
from school.identity.queries.people import roles_of
from school.wall.models import WallBar
from tests.factories.world import World
from tests.identity.rolls import (
    brought,
    imported,
    outcomes,
    person_called,
    seen,
    upload_row,
    warnings,
)

pytestmark = pytest.mark.both_engines

PUPILS, STAFF, CONTACTS = RollKind.PUPILS, RollKind.STAFF, RollKind.CONTACTS
ADA = "0042,Ada,Brandt,1/9/2013,F,H801200001001,8K,8"
BO = "0043,Bo,Lund,2/9/2013,M,,9H,9"
NEW_ONES = [f"01{n:02},Child{chr(97 + n)},Brandt,,,,8K,8" for n in range(8)]
# With so many, one change more is less than five in a hundred.
THIRTY = [f"02{n:02},Kind{chr(97 + n % 26)}{n // 26},Lund,,,,9H,9" for n in range(30)]


def test_a_roll_of_staff_gives_roles_that_open_nothing(world: World) -> None:
    ict = world.acting("ict")
    rows = [
        "S1,Iris,Vale,i.vale@example.org,Teacher,8K; 9H",
        "S2,Otto,Reed,o.reed@example.org,Designated Safeguarding Lead,",
        "S3,Nell,Marsh,,Headteacher,",
    ]
    assert warnings(ict, STAFF, *rows) == ["granted_elsewhere", "granted_elsewhere"]
    imported(ict, STAFF, *rows)
    held = {
        given: roles_of(person.ref, world.birch, world.trust)
        for given, family in (("Iris", "Vale"), ("Otto", "Reed"), ("Nell", "Marsh"))
        if (person := person_called(given, family))
    }
    assert held == {
        "Iris": {Role.TEACHER},
        "Otto": {Role.STAFF},
        "Nell": {Role.STAFF},
    }


def test_nobody_gives_themselves_a_role_by_a_roll(world: World) -> None:
    ict = world.acting("ict")
    row = "S9,Lewis,Tarn,lewis.tarn@example.org,Teacher,"
    assert warnings(ict, STAFF, row) == ["found_by_email", "own_role"]
    ref = brought(ict, STAFF, row)
    put_roll_forward(ict, ref)
    approve_roll(world.acting("head"), ref, upload_row(ref).version)
    import_roll(ict, ref, upload_row(ref).version)
    assert roles_of(world["ict"], world.birch, world.trust) == {Role.ICT}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        # Staff who were added by hand: a second person would hide her own records.
        ("S1,Ruth,Adeyemi,,Teacher,", "refused looks_the_same"),
        ("S1,Ruth,Adeyemi,ruth.adeyemi@example.org,Teacher,", "changed"),
        ("S1,Iris,Vale,ruth.adeyemi@example.org,Teacher,", "refused email_of_another"),
        ("S1,Anneli,Strand,,Teacher,", "refused looks_the_same"),
        ("S1,Iris,Vale,iris at example,Teacher,", "refused not_an_email"),
        ("S1,Maya,Castellan,,Teacher,", "added"),
    ],
)
def test_a_colleague_who_is_known_is_never_added_twice(
    world: World, row: str, told: str
) -> None:
    assert outcomes(world.acting("ict"), STAFF, row) == [told]


def test_a_form_that_the_school_does_not_have_is_told(world: World) -> None:
    row = "S1,Iris,Vale,,Teacher,8K; 12Z"
    assert warnings(world.acting("ict"), STAFF, row) == ["no_such_form"]


# --- contacts ----------------------------------------------------------------------


def _bars(world: World, adult: str) -> int:
    asked = select(WallBar).where(WallBar.person_ref == adult)
    return len(list(db.session.scalars(asked)))


def test_a_parent_of_two_children_is_one_person(world: World) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA, "0045,Jo,Brandt,,,,9H,9")
    imported(
        ict,
        CONTACTS,
        "0042,Wanda,Brandt,Mother,yes,01632 960301,,1,",
        "0045,Wanda,Brandt,Mother,yes,01632 960301,,1,",
    )
    wanda = person_called("Wanda", "Brandt")
    assert wanda
    assert _bars(world, wanda.ref) == 2


def test_a_parent_who_works_here_is_the_same_person_and_is_barred(world: World) -> None:
    """T1: the wall stands as soon as the roll is in."""
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA)
    imported(ict, STAFF, "S7,Iris,Brandt,i.brandt@example.org,Teacher,8K")
    row = "0042,Iris,Brandt,Mother,yes,01632 960302,,1,S7"
    assert warnings(ict, CONTACTS, row) == ["works_here"]
    ref = brought(ict, CONTACTS, row)
    put_roll_forward(ict, ref)
    approve_roll(world.acting("head"), ref, upload_row(ref).version)
    import_roll(ict, ref, upload_row(ref).version)
    iris, ada = person_called("Iris", "Brandt"), person_called("Ada", "Brandt")
    assert iris
    assert ada
    asked = select(WallBar).where(
        WallBar.person_ref == iris.ref, WallBar.about_person_ref == ada.ref
    )
    assert [bar.why for bar in db.session.scalars(asked)] == ["kin"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("0042,Hannah,Okafor,Mother,yes,,,1,", "refused name_of_staff"),
        ("0042,Hannah,Okafor,Mother,yes,,,1,none", "added"),
        ("0042,Hannah,Okafor,Mother,yes,,hannah.okafor@example.org,1,", "changed"),
        # The trust's own people are parents too.
        ("0042,Anneli,Strand,Mother,yes,,,1,", "refused name_of_staff"),
        ("0042,Wanda,Brandt,Mother,yes,,,1,S999", "refused no_such_staff"),
        ("0999,Wanda,Brandt,Mother,yes,,,1,", "refused no_such_pupil"),
        ("0042,Wanda,Brandt,Empress,yes,,,1,", "refused not_a_relationship"),
        ("0042,Wanda,Brandt,Mother,perhaps,,,1,", "refused not_yes_or_no"),
        ("0042,Wanda,Brandt,Mother,yes,=1+1,,1,", "refused formula"),
        ("0042,Wanda,Brandt,Mother,yes,+44 1632 960303,,1,", "added"),
    ],
)
def test_a_parent_who_may_work_here_is_never_guessed(
    world: World, row: str, told: str
) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA)
    assert outcomes(ict, CONTACTS, row) == [told]


def test_a_parent_who_comes_to_work_here_is_not_added_as_a_second_person(
    world: World,
) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA)
    imported(ict, CONTACTS, "0042,Wanda,Brandt,Mother,yes,,w.brandt@example.org,1,")
    row = "S8,Wanda,Brandt,,Teaching assistant,8K"
    assert outcomes(ict, STAFF, row) == ["refused looks_like_adult"]
    known = "S8,Wanda,Brandt,w.brandt@example.org,Teaching assistant,8K"
    assert outcomes(ict, STAFF, known) == ["changed"]
    imported_ref = brought(ict, STAFF, known)
    if seen(ict, imported_ref).needs_approval:
        put_roll_forward(ict, imported_ref)
        head = world.acting("head")
        approve_roll(head, imported_ref, upload_row(imported_ref).version)
    import_roll(ict, imported_ref, upload_row(imported_ref).version)
    wanda = person_called("Wanda", "Brandt")
    assert wanda
    assert roles_of(wanda.ref, world.birch, world.trust) == {Role.AIDE}
    assert _bars(world, wanda.ref) == 1


def test_the_same_adult_of_the_same_child_stands_once(world: World) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA)
    row = "0042,Wanda,Brandt,Mother,yes,01632 960301,,1,"
    assert outcomes(ict, CONTACTS, row, row) == ["added", "refused twice_in_file"]
    imported(ict, CONTACTS, row)
    assert outcomes(ict, CONTACTS, row) == ["same"]
    assert outcomes(ict, CONTACTS, row.replace(",1,", ",2,")) == ["changed"]
