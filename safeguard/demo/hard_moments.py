"""Beats of the hard moments: force that was used, and the police in school."""

from collections.abc import Callable
from datetime import datetime, time

from safeguard.demo.scene import Scene
from safeguard.force.commands.recording import NewForce, record_force
from safeguard.force.commands.telling import (
    NewReview,
    NewTelling,
    review_force,
    tell_parents,
)
from safeguard.guidance import force
from safeguard.police_visits.commands.beginning import (
    Attendance,
    NewVisit,
    record_visit,
)
from safeguard.police_visits.commands.ending import (
    Aftercare,
    Outcome,
    plan_aftercare,
    record_outcome,
)
from safeguard.police_visits.commands.standing_by import (
    Adult,
    Parents,
    record_adult,
    record_visit_parents,
)
from school.foundation import clock


def _earlier(shown: str) -> datetime:
    at = time.fromisoformat(shown)
    return clock.london(clock.today(), at.hour, at.minute)


def _force(scene: Scene) -> None:
    told, thread = scene.told, scene.thread
    new = NewForce(
        pupil_ref=scene.child(),
        happened_at=_earlier(told["happened_at"]),
        used_by=tuple(scene.cast.people[each] for each in told["used_by"]),
        present=tuple(scene.cast.people[each] for each in told.get("present", ())),
        kinds=tuple(told["kinds"]),
        texts=told["texts"],
        need=told["need"],
        degree=told["degree"],
        minutes=told["minutes"],
        pupil_injury="none",
        staff_injury="none",
        room=told.get("room", "no"),
        room_minutes=told.get("room_minutes"),
        origin_ref=thread.case_ref or thread.concern_ref,
    )
    writer = scene.cast.acting(told["by"])
    thread.records[told["key"]] = record_force(writer, new)


def _tell_of_force(scene: Scene) -> None:
    told = scene.told
    new = NewTelling(
        whom=told["whom"],
        way=told["way"],
        told_at=clock.now(),
        parts=tuple(each.code for each in force.parts),
        said=told["said"],
    )
    tell_parents(scene.lead, scene.thread.records[told["key"]], new)


def _review_force(scene: Scene) -> None:
    told = scene.told
    new = NewReview(told["outcome"], told["reason"], told.get("learning", ""))
    review_force(scene.lead, scene.thread.records[told["key"]], new)


def _police(scene: Scene) -> None:
    told, thread = scene.told, scene.thread
    new = NewVisit(scene.child(), told["purpose"], thread.case_ref)
    seen = Attendance(
        came=told["came"],
        arrived_at=clock.now(),
        power=told["power"],
        texts=told["texts"],
        advocate_ref=scene.somebody("advocate"),
    )
    thread.records[told["key"]] = record_visit(scene.lead, new, seen)


def _police_parents(scene: Scene) -> None:
    told = scene.told
    at = _earlier(told["told_at"]) if "told_at" in told else None
    new = Parents(told["answer"], told["texts"], at)
    record_visit_parents(scene.lead, scene.thread.records[told["key"]], new)


def _police_adult(scene: Scene) -> None:
    told = scene.told
    new = Adult(
        "present",
        told["wish"],
        told["texts"],
        told["relation"],
        _earlier(told["arrived_at"]),
    )
    record_adult(scene.lead, scene.thread.records[told["key"]], new)


def _police_outcome(scene: Scene) -> None:
    told = scene.told
    began = _earlier(told["began_at"])
    new = Outcome(told["kind"], {"words": told["words"]}, began)
    record_outcome(scene.lead, scene.thread.records[told["key"]], new)


def _police_aftercare(scene: Scene) -> None:
    told = scene.told
    new = Aftercare(told["texts"], told["referral"], scene.day())
    plan_aftercare(scene.lead, scene.thread.records[told["key"]], new)


BEATS: dict[str, Callable[[Scene], None]] = {
    "force": _force,
    "force_told": _tell_of_force,
    "force_review": _review_force,
    "police": _police,
    "police_parents": _police_parents,
    "police_adult": _police_adult,
    "police_outcome": _police_outcome,
    "police_aftercare": _police_aftercare,
}
