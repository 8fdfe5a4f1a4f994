"""What parents have said: that a pupil brings a phone, from when to when."""

from dataclasses import dataclass, field
from datetime import date

from safeguard.guidance import hand_in
from safeguard.hand_in.models import PhonePermission
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.seeing import (
    KnownPupil,
    permission_visible,
    pupil_visible,
)
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note, touch
from school.identity.permissions.known import adults_of
from school.web.catalogue import gettext as _

LONGEST = 200


@dataclass(frozen=True)
class NewPermission:
    """Why, from when to when, who gave it (an adult of the roll, or words) and when."""

    reason: str
    begins_on: date | None
    until_on: date | None
    given_on: date | None
    given_by_ref: str = ""
    given_by: str = field(default="", repr=False)


@command(Act.RECORD_PERMISSION, of=pupil_visible)
def record_permission(actor: Actor, pupil: KnownPupil, new: NewPermission) -> str:
    """Record a parent's permission (trust policy §8). Days are London days; the last
    one counts. Raises Invalid with everything that is missing.
    """
    begins_on, given_on = _insist(pupil, new)
    row = PhonePermission(
        ref=new_ref(),
        school_ref=pupil.school_ref,
        key_ref=keyring().take(pupil.school_ref),
        pupil_ref=pupil.ref,
        reason=new.reason,
        begins_on=begins_on,
        until_on=new.until_on,
        given_by_ref=new.given_by_ref or None,
        given_on=given_on,
        recorded_by=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "given_by", new.given_by.strip() or None)
    db.session.add(row)
    wall.write_about_new(row.ref, [pupil.ref])
    about(row)
    note(reason=new.reason)
    return pupil.ref


@command(Act.END_PERMISSION, of=permission_visible)
def end_permission(actor: Actor, permission: PhonePermission) -> str:
    """End a permission now. Raises Stale where it has ended already."""
    if permission.ended_at is not None:
        raise Stale("the permission has ended")
    permission.ended_by, permission.ended_at = actor.person_ref, clock.now()
    touch(permission.pupil_ref)
    return permission.pupil_ref


def _insist(pupil: KnownPupil, new: NewPermission) -> tuple[date, date]:
    problems = {}
    if new.reason not in {e.code for e in hand_in.reasons.offered(clock.today())}:
        problems["reason"] = _("Choose why the pupil brings a phone.")
    if new.begins_on is None:
        problems["begins_on"] = _("Give the first day.")
    elif new.until_on is not None and new.until_on < new.begins_on:
        problems["until_on"] = _("It ends before it begins. Check both days.")
    if new.given_on is None:
        problems["given_on"] = _("Give the day on which the parent said so.")
    elif new.given_on > clock.today():
        problems["given_on"] = _("This is in the future. Check the day.")
    problems |= _who_gave_it(pupil, new)
    if problems or new.begins_on is None or new.given_on is None:
        raise Invalid(problems)
    return new.begins_on, new.given_on


def _who_gave_it(pupil: KnownPupil, new: NewPermission) -> dict[str, str]:
    words = new.given_by.strip()
    if len(words) > LONGEST:
        return {"given_by": _("Use at most %(max)d characters.", max=LONGEST)}
    if new.given_by_ref:
        known = {each.adult_ref for each in adults_of(pupil.school_ref, pupil.ref)}
        if new.given_by_ref not in known:
            return {"given_by_ref": _("Choose an adult of this pupil.")}
    elif not words:
        return {"given_by": _("Say who gave the permission.")}
    return {}
