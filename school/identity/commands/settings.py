"""A school's own numbers and hours, its terms, and the days without pupils."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from school.calendars.models import Closure, ClosureKind, Term
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.identity.models import OrgSetting
from school.identity.permissions import Act
from school.identity.permissions.settings import (
    HOURS,
    SETTINGS,
    closure_visible,
    term_visible,
)

LONGEST = 400
LONGEST_TERM = timedelta(days=150)
LONGEST_CLOSURE = timedelta(days=60)
_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class NewTerm:
    """A term to be added, both days included."""

    name: str
    begins_on: date
    ends_on: date


@dataclass(frozen=True)
class NewClosure:
    """Days without pupils to be added, both days included."""

    kind: str
    begins_on: date
    ends_on: date


@command(Act.CHANGE_SETTINGS)
def change_settings(actor: Actor, wanted: Mapping[str, str]) -> str:
    """Keep a school's settings. What is left empty is a gap, and shown as one.

    Raises Invalid for a name we do not know, a time that is none, a number without
    figures.
    """
    wrong = {
        name: problem
        for name, value in wanted.items()
        if (problem := _problem(name, value.strip()))
    }
    if wrong:
        raise Invalid(wrong)
    changed = [name for name, value in wanted.items() if _set(actor, name, value)]
    note(changed=sorted(changed))
    return actor.school_ref


def _problem(name: str, value: str) -> str | None:
    if name not in SETTINGS:
        return "unknown_setting"
    if len(value) > LONGEST:
        return "too_long"
    if name in HOURS and value and not _CLOCK_TIME.fullmatch(value):
        return "not_a_time"
    numbered = name.endswith(("_number", "_telephone"))
    return "no_figures" if numbered and value and not re.search(r"\d", value) else None


def _set(actor: Actor, name: str, value: str) -> bool:
    """Set it, inside an act; whether it changed."""
    value = value.strip()
    asked = select(OrgSetting).where(
        OrgSetting.org_ref == actor.school_ref, OrgSetting.name == name
    )
    row = db.session.scalar(asked)
    if value == (row.value if row else ""):
        return False
    if row is None:
        row = OrgSetting(ref=new_ref(), org_ref=actor.school_ref, name=name)
        db.session.add(row)
    row.value, row.changed_at, row.changed_by = value, clock.now(), actor.person_ref
    touch(row.ref)
    return True


@command(Act.ADD_TERM)
def add_term(actor: Actor, new: NewTerm) -> str:
    """Add a term. Raises Invalid when its days are out of order, when it is longer
    than any term, or when it overlaps another one.
    """
    _check_days(new.begins_on, new.ends_on, LONGEST_TERM)
    overlap = select(Term.ref).where(
        Term.school_ref == actor.school_ref,
        Term.begins_on <= new.ends_on,
        Term.ends_on >= new.begins_on,
    )
    if db.session.scalar(overlap.limit(1)):
        raise Invalid({"begins_on": "overlaps"})
    row = Term(
        ref=new_ref(),
        school_ref=actor.school_ref,
        name=new.name.strip(),
        begins_on=new.begins_on,
        ends_on=new.ends_on,
    )
    db.session.add(row)
    touch(row.ref)
    return row.ref


@command(Act.REMOVE_TERM, of=term_visible)
def remove_term(actor: Actor, row: Term) -> str:
    """Remove a term that was entered wrongly."""
    db.session.delete(row)
    return row.ref


@command(Act.ADD_CLOSURE)
def add_closure(actor: Actor, new: NewClosure) -> str:
    """Add days on which pupils are not in. Raises Invalid when they are out of order,
    too many for a closure, or there already.
    """
    _check_days(new.begins_on, new.ends_on, LONGEST_CLOSURE)
    kind = ClosureKind(new.kind)
    same = select(Closure.ref).where(
        Closure.school_ref == actor.school_ref,
        Closure.begins_on == new.begins_on,
        Closure.ends_on == new.ends_on,
    )
    if db.session.scalar(same.limit(1)):
        raise Invalid({"begins_on": "there_already"})
    row = Closure(
        ref=new_ref(),
        school_ref=actor.school_ref,
        begins_on=new.begins_on,
        ends_on=new.ends_on,
        kind=kind.value,
    )
    db.session.add(row)
    note(kind=kind.value)
    touch(row.ref)
    return row.ref


@command(Act.REMOVE_CLOSURE, of=closure_visible)
def remove_closure(actor: Actor, row: Closure) -> str:
    """Remove days that were entered wrongly."""
    note(kind=row.kind)
    db.session.delete(row)
    return row.ref


def _check_days(begins_on: date, ends_on: date, longest: timedelta) -> None:
    if ends_on < begins_on:
        raise Invalid({"ends_on": "ends_before_it_begins"})
    if ends_on - begins_on > longest:
        raise Invalid({"ends_on": "too_many_days"})
    if abs(begins_on.year - clock.today().year) > 3:
        raise Invalid({"begins_on": "far_from_now"})
