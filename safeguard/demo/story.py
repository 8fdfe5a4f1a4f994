"""Telling the story: every beat is a real act, done when the clock shows its time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from safeguard.cases.commands.new_concern import (
    ChildInIt,
    Done,
    Happening,
    Narrative,
    NewConcern,
    Setting,
    Teller,
)
from safeguard.cases.commands.raising import raise_concern
from safeguard.demo import beats, stock
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.demo.scene import Scene, Thread
from school.foundation import clock

Told = dict[str, Any]


@dataclass(frozen=True, order=True)
class Beat:
    """One act of the story and when it is done. `place` keeps the order as written."""

    at: datetime
    place: int
    told: Told = field(compare=False)
    thread: Thread = field(compare=False)
    begins: bool = field(default=False, compare=False)


def tell(cast: Cast, year: SchoolYear, now: datetime) -> dict[str, Thread]:
    """Tell what happened in both schools, in the order of time; the threads by key."""
    threads: dict[str, Thread] = {}
    for beat in sorted(_beats(year, now, threads)):
        with clock.standing_at(beat.at):
            scene = Scene(cast, threads, beat.thread, beat.told, year.today)
            if beat.begins:
                beat.thread.concern_ref = _raise(scene)
            else:
                beats.play(scene)
    return threads


def _beats(
    year: SchoolYear, now: datetime, threads: dict[str, Thread]
) -> Iterator[Beat]:
    place = 0
    for school, concerns in stock.stories().items():
        for told in concerns:
            thread = threads[told["key"]] = Thread(school)
            ago = told.get("ago", 0)
            begun = _begun(year, now, told)
            yield Beat(begun, place, told, thread, begins=True)
            for then in told.get("then", []):
                place += 1
                ago = then.get("ago", ago)
                yield Beat(year.moment(ago, then["at"]), place, then, thread)
            place += 1


def _begun(year: SchoolYear, now: datetime, told: Told) -> datetime:
    if "minutes" in told:
        return now - timedelta(minutes=told["minutes"])
    return year.moment(told["ago"], told["at"])


def _raise(scene: Scene) -> str:
    told = scene.told
    new = NewConcern(
        children=tuple(_child(scene, each) for each in told["children"]),
        narrative=Narrative(told["text"]),
        own_words=Narrative(told.get("own_words", "")),
        teller=Teller(
            told["teller"],
            words=Narrative(told.get("teller_words", "")),
            for_staff_ref=scene.cast.people.get(told.get("for_staff", "")),
        ),
        happened=_happened(told),
        where=Setting(
            place=Narrative(told.get("place", "")),
            online_service=Narrative(told.get("service", "")),
            device_owner=told.get("device"),
            network=told.get("network"),
        ),
        category=told["category"],
        in_danger=told.get("in_danger", False),
        done=Done(tuple(told["steps"]), Narrative(told.get("done", ""))),
    )
    return raise_concern(scene.cast.acting(told["by"]), new)


def _child(scene: Scene, each: dict[str, str]) -> ChildInIt:
    part = each.get("part", "harmed")
    if "unknown" in each:
        return ChildInIt(None, part, Narrative(each["unknown"]))
    return ChildInIt(scene.cast.pupils[scene.thread.school, each["name"]], part)


def _happened(told: Told) -> Happening:
    if told.get("just_now"):
        return Happening(just_now=True)
    today = clock.today()
    at = told.get("happened_at")
    return Happening(on=today, at=time.fromisoformat(at) if at else None)
