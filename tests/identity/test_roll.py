"""A roll comes to a school: checked row by row, approved if need be, imported."""

import time

import pytest
from sqlalchemy import select

from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, SecondPersonNeeded, Stale
from school.foundation.sealing import unseal
from school.identity.commands.adding import NewPupil, add_pupil
from school.identity.commands.appointments import end_appointment
from school.identity.commands.people import NewPerson
from school.identity.commands.roll import (
    NewRoll,
    approve_roll,
    check_roll,
    discard_roll,
    import_roll,
    put_roll_forward,
    upload_roll,
)
from school.identity.models import Appointment, Enrolment, RollKind
from school.identity.queries.people import classes_of, pupils_like, roles_of
from school.identity.queries.rolls import read_rolls
from school.inspection.queries.proving import prove
from school.notices import Notice
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


# --- two people ----------------------------------------------------------------------


def _much_changed(world: World) -> str:
    ict = world.acting("ict")
    imported(ict, PUPILS, *NEW_ONES)
    return brought(
        ict, PUPILS, *(row.replace("Brandt", "Lund") for row in NEW_ONES[:6])
    )


def test_above_the_threshold_the_head_approves_first(world: World) -> None:
    ict, head = world.acting("ict"), world.acting("head")
    ref = _much_changed(world)
    assert seen(ict, ref).needs_approval
    with pytest.raises(SecondPersonNeeded):
        import_roll(ict, ref, upload_row(ref).version)
    assert acts(world.birch)[-1] == ("roll.imported", "refused")
    before = len(entries(world.birch))

    put_roll_forward(ict, ref)
    waiting = select(Notice).where(Notice.person_ref == world["head"])
    assert [each.path for each in db.session.scalars(waiting)] == [f"/roll/{ref}"]
    approve_roll(head, ref, upload_row(ref).version)
    import_roll(ict, ref, upload_row(ref).version)

    assert acts(world.birch, before) == [
        ("roll.put_forward", "done"),
        ("roll.approved", "done"),
        ("roll.imported", "done"),
    ]
    assert facts(last(world.birch))["changed"] == 6
    assert person_called("Childa", "Lund")


@pytest.mark.parametrize(("changed", "needed"), [(5, False), (6, True)])
def test_more_than_five_changes_need_a_second_person(
    world: World, changed: int, needed: bool
) -> None:
    ict = world.acting("ict")
    many = [f"{n:04},Child,Brandt{chr(97 + n % 26)}{n},,,,8K,8" for n in range(120)]
    imported(ict, PUPILS, *many)
    ref = brought(
        ict, PUPILS, *(row.replace("Child,", "Kind,") for row in many[:changed])
    )
    assert seen(ict, ref).needs_approval is needed


def test_five_in_a_hundred_need_a_second_person_in_a_small_school(world: World) -> None:
    ict = world.acting("ict")
    imported(ict, PUPILS, ADA)
    assert seen(ict, brought(ict, PUPILS, ADA.replace("Ada", "Ida"))).needs_approval


def test_a_first_roll_needs_nobody_else(world: World) -> None:
    ict = world.acting("ict")
    assert not seen(ict, brought(ict, PUPILS, *NEW_ONES)).needs_approval


def test_the_roll_officer_may_and_the_rest_of_the_office_may_not(world: World) -> None:
    imported(world.acting("roll_officer"), PUPILS, ADA)
    for name in (
        "office",
        "dsl",
        "teacher",
        "head",
        "digital_safety",
        "executive_head",
    ):
        with pytest.raises(Refused):
            upload_roll(world.acting(name), NewRoll(PUPILS, "any"))


def test_whoever_brought_a_roll_cannot_approve_it(world: World) -> None:
    """A head who is the roll officer as well is still one person (decision 25)."""
    head = world.acting("head")
    both = Actor(
        head.person_ref,
        head.school_ref,
        head.trust_ref,
        head.roles | {Role.ROLL_OFFICER},
    )
    imported(both, PUPILS, *NEW_ONES)
    ref = brought(both, PUPILS, *(row.replace("Brandt", "Lund") for row in NEW_ONES))
    with pytest.raises(Invalid) as refused:
        put_roll_forward(both, ref)
    assert refused.value.problems == {"head": "nobody_to_approve"}
    with pytest.raises(SecondPersonNeeded):
        approve_roll(both, ref, upload_row(ref).version)
    with pytest.raises(SecondPersonNeeded):
        import_roll(both, ref, upload_row(ref).version)


def test_a_vacant_post_of_head_is_said_and_not_skipped(world: World) -> None:
    ref = _much_changed(world)
    held = select(Appointment.ref).where(Appointment.person_ref == world["head"])
    end_appointment(world.system(), db.session.scalar(held))
    with pytest.raises(Invalid) as refused:
        put_roll_forward(world.acting("ict"), ref)
    assert refused.value.problems == {"head": "nobody_to_approve"}
    assert seen(world.acting("ict"), ref).head_is_vacant


def test_what_a_machine_brings_is_held_for_a_person(world: World) -> None:
    machine = world.system()
    ref = brought(machine, PUPILS, ADA)
    with pytest.raises(SecondPersonNeeded):
        import_roll(machine, ref, upload_row(ref).version)
    put_roll_forward(machine, ref)
    approve_roll(world.acting("head"), ref, upload_row(ref).version)
    import_roll(machine, ref, upload_row(ref).version)
    assert person_called("Ada", "Brandt")


def test_an_approval_is_for_what_was_seen_and_nothing_else(world: World) -> None:
    ict, head = world.acting("ict"), world.acting("head")
    ref = _much_changed(world)
    with pytest.raises(Stale):
        approve_roll(head, ref, upload_row(ref).version)
    put_roll_forward(ict, ref)
    version = upload_row(ref).version
    check_roll(ict, ref)
    with pytest.raises(Stale):
        approve_roll(head, ref, version)
    put_roll_forward(ict, ref)
    approve_roll(head, ref, upload_row(ref).version)
    check_roll(ict, ref)
    with pytest.raises(SecondPersonNeeded):
        import_roll(ict, ref, upload_row(ref).version)


def test_a_school_that_changed_meanwhile_is_compared_again(world: World) -> None:
    ict = world.acting("ict")
    ref = brought(ict, PUPILS, ADA)
    version = seen(ict, ref).version
    add_pupil(ict, NewPupil(NewPerson("Ada", "Brandt", roll_number="0042"), "8K"))
    with pytest.raises(Stale):
        import_roll(ict, ref, version)
    check_roll(ict, ref)
    assert [row.outcome for row in seen(ict, ref).rows] == ["changed"]


def test_a_roll_is_imported_once(world: World) -> None:
    ict = world.acting("ict")
    ref = brought(ict, PUPILS, ADA)
    version = upload_row(ref).version
    import_roll(ict, ref, version)
    for again in (version, upload_row(ref).version):
        with pytest.raises(Stale):
            import_roll(ict, ref, again)
    assert len(pupils_like(world.birch, "brandt")) == 1


def test_a_discarded_roll_leaves_nobodys_name(world: World) -> None:
    ict = world.acting("ict")
    ref = brought(ict, PUPILS, ADA)
    discard_roll(ict, ref)
    row = upload_row(ref)
    assert (row.content, row.plan, row.state) == (None, None, "discarded")
    assert acts(world.birch)[-1] == ("roll.discarded", "done")
    with pytest.raises(Stale):
        import_roll(ict, ref, row.version)


def test_a_roll_of_another_school_is_not_there(world: World) -> None:
    ref = brought(world.acting("ict"), PUPILS, ADA)
    head = world.acting("cedar_head")
    with pytest.raises(Hidden):
        seen(head, ref)
    assert read_rolls(head) == []
    assert [each.ref for each in read_rolls(world.acting("ict"))] == [ref]


# --- staff -------------------------------------------------------------------------


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
