"""When a pupil leaves the school, and when one comes back."""

from dataclasses import dataclass
from datetime import date, timedelta

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Stale
from school.gate import command, note, touch
from school.identity.commands.people import NewEnrolment, enrol
from school.identity.models import Person
from school.identity.permissions import Act
from school.identity.permissions.known import (
    classes_of_school,
    places_of,
    pupil_once_here,
    pupil_visible,
    stays,
)

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Leaving:
    """The last day (London) on which the pupil belongs to the school."""

    last_on: date


@dataclass(frozen=True)
class ComingBack:
    """The form to which the pupil comes back."""

    class_ref: str


@command(Act.END_ENROLMENT, of=pupil_visible)
def end_enrolment(actor: Actor, row: Person, leaving: Leaving) -> str:
    """Close a pupil's places in the school's classes from the day after the last one.

    What was recorded about the pupil stays with this school (R0.10): the file follows
    by a transfer between two DSLs, never by itself. Raises Invalid for a day to come
    or before the pupil came, Stale when the pupil is leaving already.
    """
    places = [each for each in places_of(actor.school_ref, row.ref) if stays(each)]
    if not places:
        raise Stale("the pupil is leaving already")
    if leaving.last_on > clock.today():
        raise Invalid({"last_on": "still_to_come"})
    if leaving.last_on < min(each.begins_on for each in places):
        raise Invalid({"last_on": "before_they_came"})
    for each in places:
        each.ends_on = max(leaving.last_on + DAY, each.begins_on)
        touch(each.ref)
    note(last_on=leaving.last_on.isoformat(), places=len(places))
    return row.ref


@command(Act.RESUME_ENROLMENT, of=pupil_once_here)
def resume_enrolment(actor: Actor, row: Person, back: ComingBack) -> str:
    """Put a pupil who has left into a form again, the same person as before; a leaving
    that was recorded by mistake is taken back so, and both stay on the record.

    Raises Invalid for a form that the school does not have, Stale when the pupil is
    here.
    """
    places = places_of(actor.school_ref, row.ref)
    if any(stays(each) for each in places):
        raise Stale("the pupil has not left")
    ended = [each.ends_on for each in places if each.ends_on]
    if back.class_ref not in {each.ref for each in classes_of_school(actor.school_ref)}:
        raise Invalid({"class_ref": "no_such_form"})
    begins_on = max([clock.today(), *ended])
    enrol(actor, NewEnrolment(back.class_ref, row.ref, begins_on=begins_on))
    note(begins_on=begins_on.isoformat())
    return row.ref
