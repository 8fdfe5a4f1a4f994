"""Closed searches and a roll with characteristics, told quickly: what is counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from safeguard.config import Settings
from safeguard.force.models import ForceRecord
from safeguard.searches.models import Search
from school.foundation.engines import owning_engine
from school.foundation.references import new_ref, new_reference
from school.identity.commands.adding import NewPupil, add_pupil
from school.identity.commands.characteristics import change_characteristics
from school.identity.commands.people import NewPerson
from tests.factories.world import World

OF_EVERYBODY = {"ethnicity": "WBRI", "send": "N", "meals": "N"}


def pupils(world: World, number: int, sex: str, **codes: str) -> list[str]:
    """So many pupils of class 8K, of one sex, with these codes."""
    found = []
    for _ in range(number):
        new = NewPerson("Ivo", f"Marsh {new_ref()}", sex=sex)
        ref = add_pupil(world.system(), NewPupil(new, "8K"))
        change_characteristics(world.system(), ref, {**OF_EVERYBODY, **codes})
        found.append(ref)
    return found


def closed(
    settings: Settings,
    world: World,
    searched: Sequence[str | None],
    at: datetime,
    **changes: Any,
) -> None:
    """A search of each of these pupils that was closed, one a minute from then on.

    Written as rows: their course is tried in tests/searches.
    """
    said = {
        "school_ref": world.birch,
        "sealed_version": 1,
        "state": "closed",
        "route": "started",
        "pupil": "here",
        "searcher_ref": world["searcher"],
        "recorded_by": world["searcher"],
        "item": "vape",
        "statutory": False,
        "searchable": True,
        "device": False,
        "place": "office",
        "found": False,
        "image_suspected": False,
        "opened_at": at,
        "changed_at": at,
        "version": 1,
        **changes,
    }
    rows = [
        {
            **_empty(Search),
            **said,
            "ref": new_reference(),
            "pupil_ref": pupil,
            "ended_at": at + timedelta(minutes=nth),
        }
        for nth, pupil in enumerate(searched)
    ]
    _write(settings, Search, rows)


def forced(settings: Settings, world: World, whom: list[str], at: datetime) -> None:
    """Force was used on each of these pupils."""
    said = {
        "school_ref": world.birch,
        "sealed_version": 1,
        "state": "recorded",
        "happened_at": at,
        "restraint": False,
        "seclusion": False,
        "due_at": at,
        "parents_due_at": at,
        "version": 1,
    }
    rows = [
        {**_empty(ForceRecord), **said, "ref": new_reference(), "pupil_ref": pupil}
        for pupil in whom
    ]
    _write(settings, ForceRecord, rows)


def _empty(model: Any) -> dict[str, Any]:
    return {column.name: None for column in model.__table__.columns}


def _write(settings: Settings, model: Any, rows: list[dict[str, Any]]) -> None:
    engine = owning_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(insert(model), rows)
    engine.dispose()
