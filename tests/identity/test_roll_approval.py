"""Above the threshold a second person approves, and exactly what was seen."""

import pytest
from sqlalchemy import select

from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, SecondPersonNeeded, Stale
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
from school.identity.models import Appointment, RollKind
from school.identity.queries.rolls import read_rolls
from school.notices import Notice
from tests.factories.world import World
from tests.identity.found import pupils_like
from tests.identity.rolls import (
    brought,
    imported,
    person_called,
    seen,
    upload_row,
)
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines

PUPILS, STAFF, CONTACTS = RollKind.PUPILS, RollKind.STAFF, RollKind.CONTACTS
ADA = "0042,Ada,Brandt,1/9/2013,F,H801200001001,8K,8"
BO = "0043,Bo,Lund,2/9/2013,M,,9H,9"
NEW_ONES = [f"01{n:02},Child{chr(97 + n)},Brandt,,,,8K,8" for n in range(8)]
# With so many, one change more is less than five in a hundred.
THIRTY = [f"02{n:02},Kind{chr(97 + n % 26)}{n // 26},Lund,,,,9H,9" for n in range(30)]


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
