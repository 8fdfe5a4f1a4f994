"""Adding a pupil, a member of staff or an adult of a pupil, and mending particulars."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Stale
from school.foundation.sealing import mac, reseal, unseal
from school.gate import command, note, touch
from school.identity.commands.appointments import NewAppointment, appoint
from school.identity.commands.people import (
    NewClass,
    NewEnrolment,
    NewPerson,
    NewRelationship,
    add_class,
    add_person,
    enrol,
    relate,
)
from school.identity.models import Person
from school.identity.permissions import Act
from school.identity.permissions.known import (
    adults_of,
    classes_of_school,
    folded,
    number_mac,
    people_called,
    person_appointable,
    person_known,
    person_visible,
    pupil_visible,
)
from school.trail.append import take_turn


@dataclass(frozen=True)
class NewPupil:
    """A pupil to be added to a form; `another` says that a namesake was looked at."""

    person: NewPerson
    form: str
    year: str | None = None
    another: bool = False


@dataclass(frozen=True)
class NewStaff:
    """A member of staff to be added. `same_as` is somebody already known: a parent
    who comes to work here stays the same person, so that the wall stands. `role` may
    be left empty for somebody whose role others grant, such as a trustee.
    """

    person: NewPerson
    role: str
    forms: tuple[str, ...] = ()
    same_as: str | None = None
    another: bool = False


@dataclass(frozen=True)
class NewContact:
    """An adult of a pupil to be added; `same_as` is somebody already known."""

    person: NewPerson
    pupil_ref: str
    kind: str
    parental_responsibility: bool = False
    priority: int = 1
    same_as: str | None = None
    another: bool = False


@command(Act.ADD_PUPIL)
def add_pupil(actor: Actor, new: NewPupil) -> str:
    """Add a pupil and put them in a form, which is made if the school has none such.

    Raises Invalid for a number or UPN that somebody has, and once for a namesake.
    """
    _refuse_taken(actor, new.person)
    _refuse_namesake(actor, new.person, sure=new.another)
    ref = add_person(actor, new.person)
    enrol(actor, NewEnrolment(class_titled(actor, new.form, new.year), ref))
    touch(ref)
    return ref


@command(Act.ADD_STAFF)
def add_staff(actor: Actor, new: NewStaff) -> str:
    """Add a member of staff with a role that opens no record of others.

    Raises Invalid for a number or e-mail that somebody has, and once for a namesake.
    """
    ref = new.same_as
    if ref is None:
        _refuse_taken(actor, new.person)
        _refuse_namesake(actor, new.person, sure=new.another)
        ref = add_person(actor, new.person)
    else:
        known = person_appointable(actor, ref)
        if known is None:
            raise Invalid({"same_as": "not_known_here"})
        _refuse_taken(actor, new.person, but=ref)
        rewrite_person(known, new.person)
    if new.role:
        appoint(actor, NewAppointment(ref, new.role))
    for class_ref in _taught(actor, new.forms):
        enrol(actor, NewEnrolment(class_ref, ref, role="teacher"))
    touch(ref)
    return ref


@command(Act.ADD_CONTACT)
def add_contact(actor: Actor, new: NewContact) -> str:
    """Record an adult of a pupil. Whoever works here is barred from the child's
    records at once (T1).

    Raises Hidden for an unknown pupil, Invalid once for a namesake and for an adult
    who is recorded already.
    """
    if pupil_visible(actor, new.pupil_ref) is None:
        raise Hidden("no such pupil")
    ref = new.same_as
    if ref is None:
        _refuse_namesake(actor, new.person, sure=new.another)
        ref = add_person(actor, new.person)
    elif person_known(actor, ref) is None or pupil_visible(actor, ref):
        raise Invalid({"same_as": "not_known_here"})
    if ref in {each.adult_ref for each in adults_of(actor.school_ref, new.pupil_ref)}:
        raise Invalid({"same_as": "recorded_already"})
    relate(
        actor,
        NewRelationship(
            pupil_ref=new.pupil_ref,
            adult_ref=ref,
            kind=new.kind,
            parental_responsibility=new.parental_responsibility,
            priority=new.priority,
        ),
    )
    touch(new.pupil_ref, ref)
    return ref


@command(Act.CHANGE_PERSON, of=person_visible)
def change_person(actor: Actor, row: Person, new: NewPerson, version: int) -> str:
    """Mend a person's particulars. Raises Stale when somebody else did meanwhile,
    Invalid for a number, UPN or e-mail that another person has.
    """
    if row.version != version:
        raise Stale("the person was changed meanwhile")
    _refuse_taken(actor, new, but=row.ref)
    changed = rewrite_person(row, new)
    note(changed=sorted(changed))
    return row.ref


_TEXTS = ("given_name", "family_name", "preferred_name", "sex", "telephone")


def particulars(new: NewPerson) -> dict[str, str]:
    """The particulars as the texts that are sealed; what is not given is left out."""
    found = {name: getattr(new, name) for name in (*_TEXTS, "upn", "email")}
    found["born_on"] = new.born_on.isoformat() if new.born_on else None
    return {name: text for name, text in found.items() if text}


def rewrite_person(row: Person, new: NewPerson) -> list[str]:
    """Seal what differs into the row, inside an act; gives the columns that changed.

    An empty particular leaves what is there: nothing is lost by a gap in a file.
    """
    given = particulars(new)
    changed = {k: text for k, text in given.items() if unseal(row, k) != text}
    if changed:
        reseal(row, **changed)
    for name in ("upn", "email"):
        if name in changed:
            setattr(
                row, f"{name}_mac", _fingerprint(row.school_ref, name, changed[name])
            )
    found = list(changed)
    if new.roll_number:
        numbered = number_mac(row.school_ref, new.number_kind, new.roll_number)
        if row.roll_number_mac != numbered:
            row.roll_number_mac = numbered
            found.append("roll_number")
    return found


def _fingerprint(school_ref: str, name: str, text: str) -> str:
    return mac(school_ref, name, text.strip().casefold())


def class_titled(actor: Actor, title: str, year: str | None) -> str:
    """The class of that title, added inside an act when the school has none such."""
    for each in classes_of_school(actor.school_ref):
        if folded(each.title) == folded(title):
            return each.ref
    return add_class(actor, NewClass(title.strip(), year_group=year))


def _taught(actor: Actor, titles: tuple[str, ...]) -> list[str]:
    known = {
        folded(each.title): each.ref for each in classes_of_school(actor.school_ref)
    }
    wanted = [folded(title) for title in titles]
    if not set(wanted) <= set(known):
        raise Invalid({"forms": "no_such_form"})
    return [known[title] for title in dict.fromkeys(wanted)]


def alone_with_people(school_ref: str) -> None:
    """Until this act ends, nobody else adds people to the school: a number that was
    free when it was looked up is still free when it is written.
    """
    take_turn(db.session.connection(), f"people {school_ref}")


def _refuse_taken(actor: Actor, new: NewPerson, *, but: str = "") -> None:
    alone_with_people(actor.school_ref)
    school = actor.school_ref
    wanted: dict[str, Any] = {}
    if new.roll_number:
        numbered = number_mac(school, new.number_kind, new.roll_number)
        wanted["roll_number"] = Person.roll_number_mac == numbered
    if new.upn:
        wanted["upn"] = Person.upn_mac == _fingerprint(school, "upn", new.upn)
    if new.email and new.number_kind == "staff":
        wanted["email"] = Person.email_mac == _fingerprint(school, "email", new.email)
    for name, same in wanted.items():
        asked = select(Person.ref).where(same, Person.ref != but)
        if db.session.scalar(asked.limit(1)):
            raise Invalid({name: "somebody_has_it"})


def _refuse_namesake(actor: Actor, new: NewPerson, *, sure: bool) -> None:
    if not sure and people_called(actor, new.given_name, new.family_name):
        raise Invalid({"same_as": "namesake"})
