"""Who covers for the DSL now, and who is on duty while the school is closed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam

from school.calendars.days import is_council_day, is_school_day
from school.calendars.reading import calendar_of
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.questions import every, question_of_the_year
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.models import Appointment, DutyTurn
from school.identity.permissions.cover import people_for_duty
from school.identity.permissions.roles import live_appointments
from school.identity.queries.people import Named, names_of

# How far ahead the set-up page looks for days that nobody is on duty for.
AHEAD = timedelta(days=28)


@dataclass(frozen=True)
class Covering:
    """Somebody who acts as DSL: until which day, and why where cover was taken."""

    person_ref: str
    name: str = field(repr=False)
    ends_on: date | None
    reason: str | None


@dataclass(frozen=True)
class OnDuty:
    """Somebody's turn on the duty rota, and where they are reached."""

    ref: str
    person_ref: str
    name: str = field(repr=False)
    begins_on: date
    ends_on: date
    telephone: str | None = field(repr=False)


@counted
def covering(actor: Actor) -> list[Covering]:
    """Who acts as DSL in the actor's school today."""
    asked = live_appointments().where(
        Appointment.org_ref == actor.school_ref,
        Appointment.role == Role.ACTING_DSL.value,
    )
    rows = list(db.session.scalars(asked))
    names = names_of(row.person_ref for row in rows)
    return [
        Covering(row.person_ref, names.get(row.person_ref, ""), row.ends_on, row.reason)
        for row in rows
    ]


@question_of_the_year
def _turns() -> Any:
    asked = every(DutyTurn).where(
        DutyTurn.school_ref == bindparam("school"),
        DutyTurn.ends_on >= bindparam("today"),
    )
    return asked.order_by(DutyTurn.begins_on, DutyTurn.ref)


@counted
def duty_rota(school_ref: str) -> list[OnDuty]:
    """Today's turn and those to come, the first to begin first."""
    return _shown(_turns(school=school_ref, today=clock.today()))


@counted
def on_duty(school_ref: str) -> OnDuty | None:
    """Whose turn it is today."""
    today = clock.today()
    return next((t for t in duty_rota(school_ref) if t.begins_on <= today), None)


@counted
def whom_to_put_on_duty(actor: Actor) -> list[Named]:
    """Whoever could open what comes in while the school is closed."""
    refs = list(people_for_duty(actor))
    names = names_of(refs)
    return [Named(ref, names[ref]) for ref in refs if ref in names]


@counted
def uncovered_day(school_ref: str) -> date | None:
    """The first day ahead on which the council works, the school is closed, and nobody
    is on duty: a clock that falls on it would ring for nobody (decision 27).
    """
    calendar, today = calendar_of(school_ref), clock.today()
    turns = duty_rota(school_ref)
    days = (today + timedelta(days=n) for n in range(AHEAD.days))
    return next(
        (
            day
            for day in days
            if is_council_day(calendar, day)
            and not is_school_day(calendar, day)
            and not any(turn.begins_on <= day <= turn.ends_on for turn in turns)
        ),
        None,
    )


def _shown(rows: Sequence[Any]) -> list[OnDuty]:
    names = names_of(row.person_ref for row in rows)
    return [
        OnDuty(
            row.ref,
            row.person_ref,
            names.get(row.person_ref, ""),
            row.begins_on,
            row.ends_on,
            unseal(row, "telephone"),
        )
        for row in rows
    ]
