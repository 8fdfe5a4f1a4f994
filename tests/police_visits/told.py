"""Visits of the police as the tests tell them: weighed, called, here, looked after."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from safeguard.police_visits.commands.beginning import (
    Attendance,
    NewVisit,
    Weighing,
    consider_visit,
    record_visit,
)
from safeguard.police_visits.commands.course import (
    Call,
    Words,
    call_police,
    decide_against_visit,
    record_attendance,
)
from safeguard.police_visits.commands.ending import (
    Aftercare,
    Closing,
    Outcome,
    close_visit,
    plan_aftercare,
    record_outcome,
)
from safeguard.police_visits.commands.standing_by import (
    Adult,
    Parents,
    record_adult,
    record_visit_parents,
)
from safeguard.police_visits.models import PoliceVisit
from safeguard.police_visits.states import State
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import spoken
from school.notices import Notice
from tests.factories.world import World

TEXT = "Everything was done as the record says, with Ellis in the pastoral office."
MINUTE = timedelta(minutes=1)


def dsl(world: World) -> Actor:
    """The DSL of Birch, elevated with a reason."""
    return world.acting("dsl", reason="the police and a pupil")


def head(world: World) -> Actor:
    """The head of Birch, elevated."""
    return world.acting("head", elevated=True)


def ago(minutes: float) -> datetime:
    """So many minutes before now."""
    return clock.now() - minutes * MINUTE


def visit_of(world: World, pupil: str = "ellis", **changes: Any) -> NewVisit:
    """A search of one pupil."""
    return NewVisit(**{"pupil_ref": world[pupil], "purpose": "search", **changes})


def weighing(**changes: Any) -> Weighing:
    """Written down at length."""
    said = {"concern": TEXT, "less_invasive": TEXT, "harm": TEXT}
    return Weighing(**{**said, **changes})


def considered(world: World, **changes: Any) -> str:
    """Weighed, nobody called."""
    return consider_visit(dsl(world), visit_of(world, **changes), weighing())


def call(**changes: Any) -> Call:
    """The DSL called, just now."""
    texts = {"reason": TEXT, "police_force": "The county’s", "police_reference": "26/1"}
    return Call(**{"called_at": clock.now(), "texts": texts, **changes})


def called(world: World, **changes: Any) -> str:
    """Called by the DSL after weighing."""
    return call_police(dsl(world), considered(world, **changes), call())


def attendance(world: World, **changes: Any) -> Attendance:
    """Called by the school; the deputy speaks up for Ellis."""
    said: dict[str, Any] = {
        "came": "called",
        "arrived_at": clock.now(),
        "power": "stop_and_search",
        "texts": {"officers": "PC 2291 and PC 418", "advocate_words": TEXT},
        "advocate_ref": world["deputy_dsl"],
    }
    return Attendance(**{**said, **changes})


def attended(world: World, **changes: Any) -> str:
    """They came after a call."""
    return record_attendance(dsl(world), called(world, **changes), attendance(world))


def at_the_door(world: World, purpose: str = "interview", **changes: Any) -> str:
    """They came by themselves, and nothing stood of it before."""
    seen = attendance(world, **{"came": "own_accord", "power": "voluntary", **changes})
    return record_visit(dsl(world), visit_of(world, purpose=purpose), seen)


def amiss(world: World) -> str:
    """Called without weighing, searched without a parent; looked after."""
    ref = record_visit(dsl(world), visit_of(world), attendance(world))
    record_outcome(dsl(world), ref, outcome())
    return plan_aftercare(dsl(world), ref, care())


def adult(**changes: Any) -> Adult:
    """His mother, who came before it began; he wants her there."""
    said: dict[str, Any] = {
        "presence": "present",
        "wish": "wants",
        "texts": {"name": "Ines Thornbury"},
        "relation": "parent",
        "arrived_at": ago(10),
    }
    return Adult(**{**said, **changes})


def parents(**changes: Any) -> Parents:
    """She was told a quarter of an hour before."""
    texts = {"whom": "Ines Thornbury, mother", "words": "She comes at once."}
    said: dict[str, Any] = {"answer": "told", "texts": texts, "told_at": ago(15)}
    return Parents(**{**said, **changes})


def outcome(kind: str = State.SEARCH, **changes: Any) -> Outcome:
    """Five minutes in the pastoral office, everybody named, nothing found."""
    texts = {"place": "Pastoral office", "present_words": TEXT, "words": TEXT}
    said: dict[str, Any] = {
        "kind": kind,
        "texts": texts,
        "began_at": ago(5),
        "ended_at": ago(1),
        "exposed": kind == State.STRIP_SEARCH,
        "present": 3,
        "sexes": "same",
        "found": "nothing",
    }
    return Outcome(**{**said, **changes})


def ended_with(world: World, kind: str = State.SEARCH, **changes: Any) -> str:
    """Everything as it must be, whatever they did."""
    ref = attended(world)
    record_visit_parents(dsl(world), ref, parents())
    record_adult(dsl(world), ref, adult())
    return record_outcome(dsl(world), ref, outcome(kind, **changes))


def care(**changes: Any) -> Aftercare:
    """Looked after, and a referral considered."""
    names = ("plan", "follow_up", "referral_reason")
    said = {"texts": dict.fromkeys(names, TEXT), "referral": "not_needed"}
    return Aftercare(**{**said, **changes})


def cared_for(world: World, kind: str = State.SEARCH, **changes: Any) -> str:
    """With aftercare planned."""
    return plan_aftercare(dsl(world), ended_with(world, kind, **changes), care())


def closed(world: World) -> str:
    """At its end."""
    return close_visit(dsl(world), cared_for(world), Closing(TEXT))


def not_called(world: World) -> str:
    """Weighed, and not called."""
    return decide_against_visit(dsl(world), considered(world), Words(TEXT))


def row(ref: str) -> PoliceVisit:
    """The visit as it stands in the database now."""
    found = db.session.get(PoliceVisit, ref, populate_existing=True)
    assert found
    return found


def heard(ref: str) -> set[str]:
    """Who has a notice that leads to the visit."""
    path = f"/police/{spoken(ref)}"
    return set(db.session.scalars(select(Notice.person_ref).where(Notice.path == path)))
