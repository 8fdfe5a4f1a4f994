"""A roll comes to a school: checked row by row, approved if need be, imported."""

import time

import pytest
from sqlalchemy import select

from school.foundation.database import db
from school.foundation.sealing import unseal
from school.identity.commands.roll import (
    import_roll,
)
from school.identity.models import Enrolment, RollKind
from school.identity.queries.people import classes_of
from school.inspection.queries.proving import prove
from tests.factories.world import World
from tests.identity.found import pupils_like
from tests.identity.rolls import (
    brought,
    imported,
    outcomes,
    person_called,
    seen,
    upload_row,
    warnings,
)
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines

PUPILS, STAFF, CONTACTS = RollKind.PUPILS, RollKind.STAFF, RollKind.CONTACTS
ADA = "0042,Ada,Brandt,1/9/2013,F,H801200001001,8K,8"
BO = "0043,Bo,Lund,2/9/2013,M,,9H,9"
NEW_ONES = [f"01{n:02},Child{chr(97 + n)},Brandt,,,,8K,8" for n in range(8)]
# With so many, one change more is less than five in a hundred.
THIRTY = [f"02{n:02},Kind{chr(97 + n % 26)}{n // 26},Lund,,,,9H,9" for n in range(30)]


def test_a_roll_of_pupils_becomes_pupils_in_their_forms(world: World) -> None:
    ict, before = world.acting("ict"), len(entries(world.birch))

    ref = imported(ict, PUPILS, ADA, BO, "0044,Zoë,Ñandú,,,UN1,11X,11")

    found = pupils_like(world.birch, "ada br")
    assert [(each.name, each.where) for each in found] == [("Ada Brandt", "8K, Year 8")]
    assert [each.where for each in pupils_like(world.birch, "zoë")] == ["11X, Year 11"]
    assert acts(world.birch, before) == [
        ("roll.uploaded", "done"),
        ("roll.read", "done"),
        ("roll.imported", "done"),
    ]
    told = facts(last(world.birch))
    assert told == {"kind": "pupils", "added": 3, "changed": 0, "same": 0, "refused": 0}
    # Three people, three places, one class that was not there, and the roll itself.
    assert sorted(row.table for row in last(world.birch).rows) == [
        *(["enrolment"] * 3),
        *(["person"] * 3),
        "roll_upload",
        "school_class",
    ]
    assert last(world.birch).objects == (ref,)
    assert prove().holds


def test_nothing_is_in_force_before_the_import(world: World) -> None:
    brought(world.acting("ict"), PUPILS, ADA)
    assert pupils_like(world.birch, "brandt") == []


def test_what_was_brought_is_sealed_and_goes_when_it_is_used(world: World) -> None:
    ict = world.acting("ict")
    ref = brought(ict, PUPILS, ADA)
    row = upload_row(ref)
    assert row.key_ref
    assert b"Brandt" not in bytes(row.content or b"")
    assert "Brandt" in (unseal(row, "content") or "")
    import_roll(ict, ref, row.version)
    kept = upload_row(ref)
    assert kept.content is None
    assert "Brandt" not in (unseal(kept, "plan") or "")


def test_the_same_roll_twice_changes_nothing(world: World) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA, BO)
    assert outcomes(ict, PUPILS, ADA, BO) == ["same", "same"]


def test_a_row_changes_what_it_says_and_loses_nothing_by_a_gap(world: World) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA, *THIRTY)
    ref = brought(ict, PUPILS, "0042,Ada,Brandt-Lund,,,,9H,9")
    shown = seen(ict, ref)
    assert shown.rows[0].changes == ("family_name", "form")
    assert not shown.needs_approval
    import_roll(ict, ref, shown.version)
    person = person_called("Ada", "Brandt-Lund")
    assert person
    assert unseal(person, "born_on") == "2013-09-01"
    assert unseal(person, "upn") == "H801200001001"
    assert classes_of([person.ref]) == {person.ref: "9H, Year 9"}


def test_a_move_to_another_form_closes_the_place_before_it(world: World) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA, *THIRTY)
    imported(ict, PUPILS, ADA.replace("8K,8", "9H,9"))
    person = person_called("Ada", "Brandt")
    assert person
    asked = select(Enrolment).where(Enrolment.person_ref == person.ref)
    places = sorted(db.session.scalars(asked), key=lambda row: row.ends_on is None)
    assert [row.ends_on is None for row in places] == [False, True]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([ADA, "0042,Ida,Brandt,,,,8K,8"], ["added", "refused twice_in_file"]),
        (
            [ADA, "0099,Ida,Lund,,,H801200001001,8K,8"],
            ["added", "refused twice_in_file"],
        ),
        (["0042,Ada,Brandt,31/2/2013,,,8K,8", BO], ["refused not_a_day", "added"]),
        (["0042,=1+1,Brandt,,,,8K,8", BO], ["refused formula", "added"]),
        # The world's Maya in 8K has no number: only people say that this is she.
        (["0042,Maya,Castellan,4/5/2013,,,8K,8"], ["refused looks_the_same"]),
    ],
)
def test_a_row_that_cannot_stand_is_refused_alone(
    world: World, rows: list[str], told: list[str]
) -> None:
    assert outcomes(world.acting("ict"), PUPILS, *rows) == told


def test_a_refused_row_is_told_and_never_taken_for_a_pupil_who_left(
    world: World,
) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA, BO)
    ref = imported(ict, PUPILS, "0042,Ada,Brandt,31/2/2013,,,8K,8")
    assert [each.name for each in pupils_like(world.birch, "brandt")] == ["Ada Brandt"]
    shown = seen(ict, ref)
    assert [(row.line, row.problems[0].code) for row in shown.rows] == [
        (2, "not_a_day")
    ]


def test_a_number_that_moved_to_another_child_is_refused(world: World) -> None:
    """Or the second child would come into the first one's records."""
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA)
    told = outcomes(ict, PUPILS, "0042,Ines,Holt,3/3/2012,F,,8K,8")
    assert told == ["refused another_person"]
    told = outcomes(
        ict, PUPILS, "0777,Bo,Holt,,,,8K,8", "0042,Bo,Lund,,,H801200001001,8K,8"
    )
    assert told == ["added", "refused another_person"]


def test_a_pupil_is_found_by_upn_when_the_number_is_new(world: World) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA)
    row = ADA.replace("0042", "1042")
    assert outcomes(ict, PUPILS, row) == ["changed"]
    assert warnings(ict, PUPILS, row) == ["found_by_upn"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("0042,Maya,Castellan,1/1/2014,,,8K,8", ["namesake"]),
        ("0042,Ada,Brandt,,,R900400001001,8K,8", ["upn_authority"]),
        ("0042,Ada,Brandt,,,,8Q,8", ["new_form"]),
        ("0042,Ada,Brandt,,,,8K,9", ["other_year"]),
        ("0042,Ada,Brandt,1/1/1990,,,8K,8", ["age_unusual"]),
    ],
)
def test_a_row_may_stand_and_still_be_worth_a_look(
    world: World, row: str, told: list[str]
) -> None:
    assert warnings(world.acting("ict"), PUPILS, row) == told


def test_fifteen_hundred_pupils_come_in_at_once(world: World) -> None:
    """Two seconds on a quiet machine; twenty are allowed."""
    ict = world.acting("ict")
    rows = [
        f"{n:05},Child{_letters(n)},Brandt{_letters(n // 7)},,,,{7 + n % 5}A,"
        for n in range(1500)
    ]
    begun, before = time.monotonic(), len(entries(world.birch))
    imported(ict, PUPILS, *rows)
    assert time.monotonic() - begun < 20
    assert facts(last(world.birch))["added"] == 1500
    assert len(entries(world.birch)) == before + 3


def _letters(number: int) -> str:
    return "".join(chr(97 + int(each)) for each in str(number))
