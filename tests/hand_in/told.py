"""Phones as the tests tell them: a class marked, permissions, exemptions, losses."""

from typing import Any

from sqlalchemy import select

from safeguard.hand_in.commands.exempting import NewExemption, grant_exemption
from safeguard.hand_in.commands.losing import NewLoss, record_loss
from safeguard.hand_in.commands.marking import (
    Collecting,
    Marked,
    Marking,
    collect_phones,
    mark_phones,
)
from safeguard.hand_in.commands.permitting import NewPermission, record_permission
from safeguard.hand_in.models import PhonePermission
from safeguard.hand_in.queries.ledger import ClassSheet, PhoneRow, read_phones
from safeguard.hand_in.states import Mark
from school.foundation import clock
from school.foundation.database import db
from school.notices import Notice
from tests.factories.world import World

AGREED = "The phone reads a glucose sensor; it lies on the desk, without sound."
WHAT = "It slid off the tray when the box was carried, and the screen cracked."
IN, NOT, OUT = Mark.HANDED_IN, Mark.NOT_BROUGHT, Mark.COLLECTED


def permitted(world: World, pupil: str, **changes: Any) -> str:
    """A parent lets the pupil bring a phone; the reference of the permission."""
    said = {
        "reason": "walks_alone",
        "begins_on": clock.today(),
        "until_on": None,
        "given_on": clock.today(),
        "given_by": "His grandmother, on the form of September",
    }
    new = NewPermission(**{**said, **changes})
    record_permission(world.acting("office"), world[pupil], new)
    asked = select(PhonePermission.ref).where(PhonePermission.pupil_ref == world[pupil])
    return str(
        db.session.scalars(asked.order_by(PhonePermission.recorded_at)).all()[-1]
    )


def exempted(world: World, pupil: str, **changes: Any) -> str:
    """The head approves that the pupil keeps the phone."""
    new = NewExemption(**{"kind": "medical", "adjustment": AGREED, **changes})
    return grant_exemption(world.acting("head"), world[pupil], new)


def lost(world: World, pupil: str = "maya", by: str = "office") -> str:
    """A phone was damaged while the school had it."""
    new = NewLoss("damaged", clock.today(), WHAT)
    return record_loss(world.acting(by), world[pupil], new)


def marking(
    world: World, *, expected_in: bool = False, **chosen: Mark | None
) -> Marking:
    """Rows of these pupils, as from a page on which nothing was marked yet."""
    rows = tuple(Marked(world[name], mark) for name, mark in chosen.items())
    return Marking(rows, expected_in=expected_in)


def marked(world: World, form: str = "8K", by: str = "office", **chosen: Mark) -> str:
    """Mark these pupils of a class."""
    new = Marking(tuple(Marked(world[name], mark) for name, mark in chosen.items()))
    return mark_phones(world.acting(by), world.classes[form], new)


def collected(
    world: World, *names: str, form: str = "8K", by: str = "office", stay: str = ""
) -> str:
    """These were shown as here; all but one are collected."""
    shown = tuple(world[name] for name in names)
    kept = frozenset({world[stay]} if stay else ())
    return collect_phones(
        world.acting(by), world.classes[form], Collecting(shown, kept)
    )


def sheet(world: World, form: str = "8K", by: str = "office") -> ClassSheet:
    """The class as its page shows it."""
    return read_phones(world.acting(by), world.classes[form])


def row(world: World, pupil: str, form: str = "8K") -> PhoneRow:
    """One pupil's row."""
    rows = {each.pupil_ref: each for each in sheet(world, form).rows}
    return rows[world[pupil]]


def standings(world: World, form: str = "8K") -> dict[str, str]:
    """Where each phone of a class is, by the names of the tests."""
    names = {ref: name for name, ref in world.people.items()}
    return {
        names[each.pupil_ref]: str(each.standing) for each in sheet(world, form).rows
    }


def notices() -> dict[str, list[str]]:
    """Who was told of phones, and where each notice leads."""
    found: dict[str, list[str]] = {}
    asked = select(Notice).where(Notice.path.startswith("/phones"))
    for notice in db.session.scalars(asked):
        found.setdefault(notice.person_ref, []).append(notice.path)
    return found
