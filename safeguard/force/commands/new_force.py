"""What is written down about a use of force, and what of it cannot stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from safeguard.cases.permissions.naming import pupils_here, staff_here
from safeguard.guidance import force
from safeguard.guidance.shelf import Shelf
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.identity.models import Person
from school.web.catalogue import gettext as _

# §2.3f: without these the record is not the one that the law asks for.
NEEDED = ("place", "lead_up", "calming", "actions", "necessary", "support")
OPTIONAL = ("own_words", "pupil_injury_words", "staff_injury_words", "room_words")
A_DAY = 24 * 60
OTHER = "other"


@dataclass(frozen=True)
class NewForce:
    """A use of force as it was typed; lengths in minutes, the moment in UTC."""

    pupil_ref: str | None
    happened_at: datetime | None
    used_by: tuple[str, ...]
    present: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    need: str = ""
    degree: str = ""
    minutes: int | None = None
    pupil_injury: str = ""
    staff_injury: str = ""
    room: str = ""
    room_minutes: int | None = None
    origin_ref: str | None = None

    @property
    def restraint(self) -> bool:
        """Whether one thing that was done is restraint by the law's word."""
        return any(force.kinds.named(each).restraint for each in self.kinds)

    @property
    def seclusion(self) -> bool:
        """Whether the pupil was kept somewhere and could not leave."""
        if force.rooms.named(self.room).seclusion:
            return True
        return any(force.kinds.named(each).seclusion for each in self.kinds)


def insist(new: NewForce, pupil_ref: str | None, actor: Actor) -> None:
    """Raises Invalid with everything that is missing or cannot stand, by field.

    Source: §2.3f; a moment is in the past, people are of this school.
    """
    problems: dict[str, str] = {}
    problems |= _who(actor, new, pupil_ref)
    problems |= _when(new)
    problems |= _what(new)
    problems |= _room(new)
    for name in NEEDED:
        if not new.texts.get(name, "").strip():
            problems[name] = _("Write this down; if there was nothing, write that.")
    if problems:
        raise Invalid(problems)


def _who(actor: Actor, new: NewForce, pupil_ref: str | None) -> dict[str, str]:
    problems = {}
    if not pupil_ref:
        problems["children"] = _("Find the pupil by name and choose them.")
    elif not _all_in(pupils_here(actor), [pupil_ref]):
        problems["children"] = _("This pupil is not on this school’s roll.")
    if not new.used_by:
        problems["adults"] = _("Choose at least one colleague who used force.")
    elif not _all_in(staff_here(actor), new.used_by):
        problems["adults"] = _("Choose people who work here.")
    if not _all_in(staff_here(actor), new.present):
        problems["others"] = _("Choose people who work here.")
    elif set(new.present) & set(new.used_by):
        problems["others"] = _("Somebody stands in both lists.")
    return problems


def _all_in(asked: Select[Person], refs: Iterable[str]) -> bool:
    wanted = set(refs)
    found = asked.where(Person.ref.in_(sorted(wanted)))
    return {row.ref for row in db.session.scalars(found)} == wanted


def _when(new: NewForce) -> dict[str, str]:
    problems = {}
    if new.happened_at is None:
        problems["happened_on"] = _("Say on which day it was, and at what time.")
    elif new.happened_at > clock.now():
        problems["happened_on"] = _("This is in the future. Check day and time.")
    if new.minutes is None or not 0 <= new.minutes <= A_DAY:
        problems["minutes"] = _(
            "Write how many minutes it lasted; 0 for less than one."
        )
    return problems


def _what(new: NewForce) -> dict[str, str]:
    problems = {}
    if not new.kinds or any(each not in force.kinds for each in new.kinds):
        problems["kinds"] = _("Choose what was done.")
    asked: tuple[tuple[str, Shelf[Any], str], ...] = (
        ("degree", force.degrees, _("Choose how much force it was.")),
        ("need", force.needs, _("Choose what is known.")),
        ("pupil_injury", force.injuries, _("Choose whether the pupil was hurt.")),
        ("staff_injury", force.injuries, _("Choose whether a colleague was hurt.")),
        ("room", force.rooms, _("Choose whether the pupil was kept in a room.")),
    )
    problems |= {
        name: words
        for name, shelf, words in asked
        if not _offers(shelf, getattr(new, name))
    }
    for name in ("pupil_injury", "staff_injury"):
        hurt = name not in problems and force.injuries.named(getattr(new, name)).hurt
        if hurt and not new.texts.get(f"{name}_words", "").strip():
            problems[f"{name}_words"] = _(
                "Write down where and how, and what was done."
            )
    return problems


def _offers(shelf: Shelf[Any], code: str) -> bool:
    return code in {each.code for each in shelf.offered(clock.today())}


def _room(new: NewForce) -> dict[str, str]:
    if new.room not in force.rooms or not force.rooms.named(new.room).stayed:
        return {}
    problems = {}
    if new.room_minutes is None or not 0 <= new.room_minutes <= A_DAY:
        problems["room_minutes"] = _("Write how many minutes it was.")
    if not new.texts.get("room_words", "").strip():
        problems["room_words"] = _("Write which room, who was there, and why.")
    return problems
