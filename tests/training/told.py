"""Training as the tests tell it: sessions, seats, attendance, records."""

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from safeguard.training.commands.attending import Attendance, mark_attendance
from safeguard.training.commands.needs import NewNeed, open_need
from safeguard.training.commands.recording import NewRecords, record_training
from safeguard.training.commands.seats import Invited, book_people
from safeguard.training.commands.sessions import SessionPlan, plan_session
from safeguard.training.models import TrainingRecord
from safeguard.training.permissions.standing import Standing
from safeguard.training.queries.standing import standing_of
from school.foundation import clock
from school.foundation.database import db
from school.notices import Notice
from tests.factories.world import World

REFRESHER, INDUCTION = "online_safety_refresher", "online_safety_induction"
FORMAL, UPDATE = "dsl_formal", "dsl_update"
PLAN = "The session on 12 January, before lunch."
EVIDENCE = "Certificate of the council’s course seen, number 4711."
WHY = "The trainer is ill, and nobody else can give it."
LATER = timedelta(days=10)


def a_plan(course: str = REFRESHER, **changes: Any) -> SessionPlan:
    """A session ten days from now, in the afternoon."""
    told: dict[str, Any] = {
        "course": course,
        "on": clock.today() + LATER,
        "begins": time(15, 45),
        "ends": time(17, 0),
        "place": "Library",
        "trainer": "Priya Raman",
        "about": "Bring the last page of the policy.",
        "materials": "https://example.org/slides\nShelf 3 of the staff room",
        "seats": None,
    }
    return SessionPlan(**{**told, **changes})


def planned(
    world: World, course: str = REFRESHER, by: str = "dsl", **changes: Any
) -> str:
    """A planned session."""
    return plan_session(world.acting(by), a_plan(course, **changes))


def booked(world: World, session: str, *names: str, by: str = "dsl") -> str:
    """These have seats."""
    invited = Invited(tuple(world[name] for name in names))
    return book_people(world.acting(by), session, invited)


def came(world: World, session: str, *names: str, by: str = "dsl", **more: Any) -> str:
    """Of those with a seat, these came."""
    said = Attendance(frozenset(world[name] for name in names), **more)
    return mark_attendance(world.acting(by), session, said)


def recorded(
    world: World,
    *names: str,
    course: str = REFRESHER,
    on: date | None = None,
    by: str = "head",
    edition: str | None = None,
) -> str:
    """These had a course on a day, by evidence."""
    new = new_records(world, *names, course=course, on=on, edition=edition)
    return record_training(world.acting(by), new)


def new_records(
    world: World,
    *names: str,
    course: str = REFRESHER,
    on: date | None = None,
    edition: str | None = None,
) -> NewRecords:
    """That these had a course on a day."""
    return NewRecords(
        person_refs=tuple(world[name] for name in names),
        course=course,
        done_on=on or clock.today(),
        evidence=EVIDENCE,
        edition=edition,
    )


def needed(world: World, name: str = "teacher", **more: Any) -> str:
    """A self-audit has shown that somebody needs the refresher."""
    new = NewNeed(world[name], REFRESHER, "self_audit", **more)
    return open_need(world.acting(name), new)


def line(world: World, name: str, course: str, by: str = "dsl") -> Standing:
    """Where somebody stands with a course."""
    found = standing_of(world.acting(by), [world[name]])[world[name]]
    return next(each for each in found if each.course == course)


def records(world: World, name: str) -> list[TrainingRecord]:
    """What counts for somebody."""
    asked = select(TrainingRecord).where(
        TrainingRecord.person_ref == world[name], TrainingRecord.voided_at.is_(None)
    )
    return list(db.session.scalars(asked.order_by(TrainingRecord.done_on)))


def notices(world: World, name: str) -> list[str]:
    """Where the notices lead that somebody has of training."""
    asked = select(Notice.path).where(
        Notice.person_ref == world[name], Notice.path.startswith("/training")
    )
    return list(db.session.scalars(asked))
