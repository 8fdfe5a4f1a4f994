"""The register of exemptions: approved by the head or the DSL, and looked at again."""

from dataclasses import dataclass, field
from datetime import date, datetime

from safeguard.guidance import clocks, hand_in
from safeguard.hand_in.models import PhoneExemption
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.seeing import (
    KnownPupil,
    exemption_visible,
    pupil_visible,
)
from school import wall
from school.calendars.due import due, end_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, reseal, seal
from school.gate import about, command, insist_on_version, note, touch
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

LEAST = 10


@dataclass(frozen=True)
class NewExemption:
    """Which kind, what is adjusted and for what, and when to look again."""

    kind: str
    adjustment: str = field(repr=False)
    begins_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class Review:
    """It is still needed: why, and when to look again."""

    note: str = field(repr=False)
    review_on: date | None = None
    version: int | None = None


@command(Act.GRANT_EXEMPTION, of=pupil_visible)
def grant_exemption(actor: Actor, pupil: KnownPupil, new: NewExemption) -> str:
    """Approve that a pupil keeps the phone (§2.4: approved by, review date, note).

    Without a day it is looked at again after the clock `phone_exemption_review`,
    calendar months. Raises Invalid, and Stale where an exemption is in force.
    """
    problems = {}
    if new.kind not in {e.code for e in hand_in.exemptions.offered(clock.today())}:
        problems["kind"] = _("Choose why the pupil keeps the phone.")
    problems |= _too_short("adjustment", new.adjustment)
    if problems:
        raise Invalid(problems)
    if _in_force(pupil):
        raise Stale("the pupil is exempt already")
    row = PhoneExemption(
        ref=new_ref(),
        school_ref=pupil.school_ref,
        key_ref=keyring().take(pupil.school_ref),
        pupil_ref=pupil.ref,
        kind=new.kind,
        begins_on=new.begins_on or clock.today(),
        approved_by=actor.person_ref,
        approved_at=clock.now(),
        review_at=_review_at(pupil.school_ref, new.review_on),
    )
    seal(row, "adjustment", new.adjustment.strip())
    seal(row, "review_note", None)
    db.session.add(row)
    wall.write_about_new(row.ref, [pupil.ref])
    about(row)
    note(kind=new.kind)
    return pupil.ref


@command(Act.REVIEW_EXEMPTION, of=exemption_visible)
def review_exemption(actor: Actor, exemption: PhoneExemption, review: Review) -> str:
    """Look again: it holds until the next review. Raises Invalid, and Stale where it
    has ended or somebody else was quicker.
    """
    _insist_on_force(exemption, review.version)
    problems = _too_short("note", review.note)
    if problems:
        raise Invalid(problems)
    exemption.review_at = _review_at(exemption.school_ref, review.review_on)
    exemption.reviewed_by, exemption.reviewed_at = actor.person_ref, clock.now()
    reseal(exemption, review_note=review.note.strip())
    touch(exemption.pupil_ref)
    return exemption.ref


@command(Act.END_EXEMPTION, of=exemption_visible)
def end_exemption(
    actor: Actor, exemption: PhoneExemption, version: int | None = None
) -> str:
    """From now on the phone is handed in like any other. Raises Stale likewise."""
    _insist_on_force(exemption, version)
    exemption.ended_by, exemption.ended_at = actor.person_ref, clock.now()
    touch(exemption.pupil_ref)
    return exemption.pupil_ref


def _in_force(pupil: KnownPupil) -> bool:
    asked = db.select(PhoneExemption.ref).where(
        PhoneExemption.pupil_ref == pupil.ref,
        PhoneExemption.school_ref == pupil.school_ref,
        PhoneExemption.ended_at.is_(None),
    )
    return db.session.scalar(asked) is not None


def _insist_on_force(exemption: PhoneExemption, seen: int | None) -> None:
    if exemption.ended_at is not None:
        raise Stale("the exemption has ended")
    insist_on_version(exemption, seen)


def _too_short(name: str, words: str) -> dict[str, str]:
    if len(words.strip()) >= LEAST:
        return {}
    return {name: _("Write this down, in at least %(n)d characters.", n=LEAST)}


def _review_at(school_ref: str, day: date | None) -> datetime:
    """The end of school on the day that was chosen, else by the clock."""
    days = days_of(school_ref)
    if day is None:
        return due(clock.now(), clocks.named("phone_exemption_review"), days).at
    if day <= clock.today() or clocks.is_too_far(day):
        raise Invalid(
            {"review_on": _("Choose a day that is still to come, within a year.")}
        )
    return end_of(day, days)
