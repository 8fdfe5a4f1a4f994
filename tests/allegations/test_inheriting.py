"""A concern about an adult goes to an office: whoever holds it today has it."""

import dataclasses

import pytest
from sqlalchemy import select

from safeguard.allegations.commands.reviewing import (
    NewSubject,
    ReviewNote,
    add_review_note,
    add_subject,
)
from safeguard.allegations.queries.reading import (
    count_waiting,
    read_adult_concern,
    read_adult_concerns,
    read_adult_receipt,
)
from school import wall
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused
from school.foundation.sealing import keyring
from school.gate import command
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
    end_appointment,
)
from school.identity.models import Appointment
from school.identity.permissions import Act as IdentityAct
from school.identity.permissions.people import OPENS_CASES
from tests.allegations.telling import raised, vault
from tests.factories.world import World
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines


def now_is(world: World, name: str, role: Role, school: str | None = None) -> None:
    """Somebody is appointed, by whoever may: today they hold the role."""
    new = NewAppointment(world[name], role.value)
    where = school or world.birch
    if role not in OPENS_CASES:
        appoint(world.system(where), new)
        return
    first, second = (
        dataclasses.replace(world.acting(who, elevated=True), school_ref=where)
        for who in ("executive_head", "chair")
    )
    approve_appointment(second, appoint(first, new))


def no_longer(world: World, name: str, role: Role) -> None:
    """A role ends at once."""
    asked = select(Appointment.ref).where(
        Appointment.person_ref == world[name],
        Appointment.role == role.value,
        Appointment.ended_at.is_(None),
    )
    by = world.acting("chair", elevated=True)
    if role is not Role.HEAD:
        by = world.system(world.trust)
    end_appointment(by, db.session.scalar(asked))


def a_new_head(world: World, name: str = "tutor") -> None:
    """The head goes back to teaching; somebody else is head from today."""
    no_longer(world, "head", Role.HEAD)
    now_is(world, "head", Role.TEACHER)
    now_is(world, name, Role.HEAD)


def sees(world: World, name: str, reference: str) -> bool:
    """Whether somebody can open it; where not, their list has no trace of it."""
    actor = world.acting(name, elevated=True)
    try:
        read_adult_concern(actor, reference)
    except Hidden:
        assert reference not in listed(actor)
        return False
    assert reference in listed(actor)
    return True


def listed(actor: Actor) -> list[str]:
    """What their list shows; none at all for who holds no such office."""
    try:
        return [item.reference for item in read_adult_concerns(actor)]
    except Refused:
        return []


def test_a_new_head_has_what_the_last_head_left_open(world: World) -> None:
    """She looks into it and records; the one before sees nothing of it any more; the
    reporter is told who has it now.
    """
    reference = raised(world, "other_teacher", "teacher")
    before = world.acting("head", elevated=True)
    add_review_note(before, reference, ReviewNote("On duty that day", facts=True))

    a_new_head(world)

    head = world.acting("tutor", elevated=True)
    add_review_note(head, reference, ReviewNote("I have it now"))
    found = read_adult_concern(head, reference)
    assert (found.leads, found.may_record) == (("Imran Sheikh",), True)
    assert [step.by for step in found.steps] == ["Catrin Howells", "Imran Sheikh"]
    assert not sees(world, "head", reference)
    receipt = read_adult_receipt(world.acting("other_teacher"), reference)
    assert [each.name for each in receipt.with_whom] == ["Imran Sheikh"]


def test_what_nobody_has_opened_yet_waits_for_the_new_head(world: World) -> None:
    """It counts among what waits; for the one before nothing waits."""
    raised(world, "other_teacher", "teacher")
    assert count_waiting(world.acting("head")) == 1

    a_new_head(world)

    assert count_waiting(world.acting("tutor")) == 1
    assert count_waiting(world.acting("head")) == 0


def test_a_head_whom_it_is_about_never_sees_it(world: World) -> None:
    """The teacher it is about becomes head: from then on those above have it."""
    reference = raised(world, "other_teacher", "teacher")

    a_new_head(world, "teacher")

    assert not sees(world, "teacher", reference)
    assert count_waiting(world.acting("teacher")) == 0
    assert sees(world, "executive_head", reference)
    assert sees(world, "chair", reference)


def test_the_head_after_a_head_whom_it_is_about_does_not_inherit_it(
    world: World,
) -> None:
    """It went past the office to those above, and there it stays: who has stepped
    down since is no lesser matter.
    """
    reference = raised(world, "other_teacher", "head")

    a_new_head(world)

    assert not sees(world, "tutor", reference)
    assert not sees(world, "head", reference)
    found = read_adult_concern(world.acting("chair", elevated=True), reference)
    assert found.leads == ("Anneli Strand", "Rohan Dace")


@pytest.mark.parametrize("concerned", ["teacher", "maya"])
def test_a_new_head_whom_the_wall_bars_gets_none(world: World, concerned: str) -> None:
    """Kin of the adult, or of the child: the next above has it instead."""
    reference = raised(world, "other_teacher", "teacher", children=(world["maya"],))

    @command(IdentityAct.RELATE)
    def declare(actor: Actor) -> str:
        wall.bar(world["tutor"], world[concerned], "kin")
        return world["tutor"]

    declare(world.system())
    a_new_head(world)

    assert not sees(world, "tutor", reference)
    assert sees(world, "executive_head", reference)


def test_while_the_post_is_vacant_the_next_above_has_it(world: World) -> None:
    """And no longer once there is a head again, to whom it comes."""
    reference = raised(world, "other_teacher", "teacher")
    assert not sees(world, "executive_head", reference)
    no_longer(world, "head", Role.HEAD)
    now_is(world, "head", Role.TEACHER)
    assert sees(world, "executive_head", reference)

    now_is(world, "tutor", Role.HEAD)

    assert sees(world, "tutor", reference)
    assert not sees(world, "executive_head", reference)


def test_who_stood_in_for_a_head_keeps_what_was_sent_to_them(world: World) -> None:
    """It was sent to the executive head by name, who still holds that office; the new
    head has it beside her.
    """
    no_longer(world, "head", Role.HEAD)
    now_is(world, "head", Role.TEACHER)
    reference = raised(world, "other_teacher", "teacher")

    now_is(world, "tutor", Role.HEAD)

    for name in ("tutor", "executive_head"):
        found = read_adult_concern(world.acting(name, elevated=True), reference)
        assert found.leads == ("Imran Sheikh", "Anneli Strand")
        assert found.may_record


def test_a_head_who_moved_to_another_school_leaves_it_behind(world: World) -> None:
    """She is a head still, but not of the school in which it was raised."""
    reference = raised(world, "other_teacher", "teacher")

    a_new_head(world)
    now_is(world, "head", Role.HEAD, world.cedar)

    cedar = dataclasses.replace(
        world.acting("head", elevated=True),
        school_ref=world.cedar,
        roles=frozenset({Role.HEAD}),
    )
    with pytest.raises(Hidden):
        read_adult_concern(cedar, reference)
    assert not sees(world, "cedar_head", reference)


def test_a_new_chair_has_what_went_to_the_chair(world: World) -> None:
    """The offices of the trust are inherited like the head's."""
    reference = raised(world, "other_teacher", "executive_head")

    no_longer(world, "chair", Role.CHAIR)
    now_is(world, "dpo", Role.CHAIR, world.trust)

    found = read_adult_concern(world.acting("dpo", elevated=True), reference)
    assert found.leads == ("Ines Wharton",)
    assert not sees(world, "chair", reference)


def test_a_new_executive_head_is_told_and_records_nothing(world: World) -> None:
    """Who was told of it was told by office too."""
    reference = raised(world, "other_teacher", "dsl")
    no_longer(world, "executive_head", Role.EXECUTIVE_HEAD)
    now_is(world, "trust_safeguarding", Role.EXECUTIVE_HEAD, world.trust)

    new = world.acting("trust_safeguarding", elevated=True)
    found = read_adult_concern(new, reference)
    assert (found.told, found.may_record) == (("Marcus Vey",), False)
    with pytest.raises(Refused):
        add_review_note(new, reference, ReviewNote("A note"))
    assert not sees(world, "executive_head", reference)


def test_the_new_head_adds_another_adult_and_it_goes_on_from_there(
    world: World,
) -> None:
    """It turns out to be about the new head herself: nobody before her gets it back."""
    reference = raised(world, "other_teacher", "teacher")
    a_new_head(world)

    head = world.acting("tutor", elevated=True)
    add_subject(head, reference, NewSubject(world["tutor"]))

    assert not sees(world, "tutor", reference)
    assert not sees(world, "head", reference)
    found = read_adult_concern(world.acting("chair", elevated=True), reference)
    assert found.leads == ("Anneli Strand", "Rohan Dace")


def test_the_vaults_log_says_that_somebody_came_into_it_by_office(
    world: World,
) -> None:
    """Sealed, in no school's log: who read, and that it was not sent to them."""
    reference = raised(world, "other_teacher", "teacher")
    read_adult_concern(world.acting("head", elevated=True), reference)
    assert facts(last(vault(world)))["sent_by_name"] is True
    a_new_head(world)
    before = {ref: len(entries(ref)) for ref in (world.birch, world.trust)}

    read_adult_concern(world.acting("tutor", elevated=True), reference)

    read = facts(last(vault(world)))
    assert (read["by"], read["sent_by_name"]) == (world["tutor"], False)
    assert read["roles"] == sorted([Role.HEAD.value, Role.TUTOR.value])
    assert {ref: len(entries(ref)) for ref in before} == before
    with pytest.raises(Hidden):
        read_adult_concern(world.acting("head", elevated=True), reference)
    assert last(vault(world)).result == "refused"


def test_one_whose_key_is_destroyed_is_in_nobodys_hands(world: World) -> None:
    """And stands in nobody's way: the others are read as before."""
    gone, left = (raised(world, "other_teacher", "teacher") for _ in range(2))
    key = db.session.execute(
        db.text("SELECT key_ref FROM adult_concern WHERE ref = :ref"), {"ref": gone}
    ).scalar()
    keyring().shred(str(key))

    assert listed(world.acting("head", elevated=True)) == [left]
    assert not sees(world, "head", gone)
