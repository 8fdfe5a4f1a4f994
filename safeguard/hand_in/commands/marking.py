"""Marking a whole class: handed in, not brought, collected. One act, one entry."""

import dataclasses
from collections import Counter
from dataclasses import dataclass

from safeguard.hand_in.models import PhoneCorrection, PhoneDay
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.seeing import class_visible
from safeguard.hand_in.permissions.standing import (
    Day,
    Line,
    line_of,
    lines_of_class,
    today_at,
)
from safeguard.hand_in.states import Mark, is_correction
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.identity.models import SchoolClass
from school.identity.permissions.known import pupil_once_here
from school.trail.append import take_turn
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Marked:
    """One pupil's row as it came: what is chosen now, and what the page had shown."""

    pupil_ref: str
    chosen: Mark | None
    shown: Mark | None = None


@dataclass(frozen=True)
class Marking:
    """The rows of a class. `expected_in`: whoever is expected and nothing is chosen
    for has handed in; everybody else for whom nothing is chosen brought none.
    """

    rows: tuple[Marked, ...]
    expected_in: bool = False


@dataclass(frozen=True)
class Collecting:
    """The phones that the page showed as here, and those of them that stay."""

    shown: tuple[str, ...]
    stay: frozenset[str] = frozenset()


@command(Act.MARK_PHONES, of=class_visible)
def mark_phones(actor: Actor, class_: SchoolClass, marking: Marking) -> str:
    """Mark a class for today; school days of the school alone (§2.4).

    The latest mark stands. A row that nobody touched changes nothing that somebody
    else marked meanwhile, and a mark that is replaced is kept. Raises Invalid on a day
    without school, and for somebody who was never a pupil here.
    """
    take_turn(db.session.connection(), f"phones {class_.school_ref}")
    day = today_at(class_.school_ref)
    if not day.is_open:
        raise Invalid({"day": _("There is no school today, so no phone is marked.")})
    sheet = _Sheet(actor, class_, day)
    for row in marking.rows:
        sheet.enter(row, expected_in=marking.expected_in)
    db.session.add_all(sheet.new)
    touch(*sheet.changed)
    note(**sheet.counts)
    return class_.ref


@command(Act.COLLECT_PHONES, of=class_visible)
def collect_phones(actor: Actor, class_: SchoolClass, collecting: Collecting) -> str:
    """Mark phones as collected: those that the page had shown, less those that stay.

    A phone that came in after the page was opened is not taken for collected. Works on
    every day: what was left is fetched in the holidays too.
    """
    take_turn(db.session.connection(), f"phones {class_.school_ref}")
    sheet = _Sheet(actor, class_, today_at(class_.school_ref))
    for pupil_ref in collecting.shown:
        if pupil_ref not in collecting.stay and sheet.has_phone_of(pupil_ref):
            sheet.set(pupil_ref, Mark.COLLECTED)
    touch(*sheet.changed)
    note(**sheet.counts, stayed=len(collecting.stay))
    return class_.ref


class _Sheet:
    """A class's day while it is marked."""

    def __init__(self, actor: Actor, class_: SchoolClass, day: Day) -> None:
        self._actor, self._class, self._day = actor, class_, day
        self._now = clock.now()
        self._lines = {line.pupil_ref: line for line in lines_of_class(class_.ref, day)}
        self.new: list[PhoneDay | PhoneCorrection] = []
        self.changed: dict[str, None] = {}
        self._counted: Counter[str] = Counter()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows got which mark, and how many of them replaced another."""
        return dict(self._counted)

    def has_phone_of(self, pupil_ref: str) -> bool:
        """Whether the school has that phone now."""
        line = self._lines.get(pupil_ref)
        return line is not None and line.is_here

    def enter(self, row: Marked, *, expected_in: bool) -> None:
        """Take one row as it came."""
        line = self._line(row.pupil_ref)
        if row.chosen is None:
            if line.phone is None and not line.exempt:
                brought = expected_in and line.expected
                mark = Mark.HANDED_IN if brought else Mark.NOT_BROUGHT
                self.set(row.pupil_ref, mark)
        elif row.chosen is not row.shown:
            self.set(row.pupil_ref, row.chosen)

    def set(self, pupil_ref: str, mark: Mark) -> None:
        """Let a mark stand, unless it stands already."""
        line = self._line(pupil_ref)
        if line.mark is mark or (mark is Mark.NOT_BROUGHT and self._is_old(line)):
            return
        phone = line.phone or self._begin(pupil_ref)
        if is_correction(line.mark, mark):
            self._keep(phone)
        _put(phone, mark, self._actor.person_ref)
        self._counted[mark.value] += 1
        self.changed[pupil_ref] = None
        self._lines[pupil_ref] = dataclasses.replace(line, phone=phone)

    def _is_old(self, line: Line) -> bool:
        """Whether the phone has been here since an earlier day: that it was not brought
        today takes it from nobody's care.
        """
        return line.phone is not None and line.phone.day < self._day.on

    def _begin(self, pupil_ref: str) -> PhoneDay:
        row = PhoneDay(
            ref=new_ref(),
            school_ref=self._class.school_ref,
            class_ref=self._class.ref,
            pupil_ref=pupil_ref,
            day=self._day.on,
        )
        self.new.append(row)
        return row

    def _keep(self, phone: PhoneDay) -> None:
        """What stood before stays to be read."""
        self._counted["corrected"] += 1
        db.session.add(
            PhoneCorrection(
                ref=new_ref(),
                school_ref=phone.school_ref,
                day_ref=phone.ref,
                mark=phone.mark,
                marked_by=phone.marked_by,
                marked_at=phone.marked_at,
                replaced_by=self._actor.person_ref,
                replaced_at=self._now,
            )
        )

    def _line(self, pupil_ref: str) -> Line:
        line = self._lines.get(pupil_ref)
        if line is None:
            # Left the class between the opening of the page and its sending.
            if pupil_once_here(self._actor, pupil_ref) is None:
                raise Invalid({"rows": _("Somebody on this sheet is no pupil here.")})
            line = line_of(pupil_ref, None, expected=False, exempt=False, day=self._day)
            self._lines[pupil_ref] = line
        return line


def _put(phone: PhoneDay, mark: Mark, by_ref: str) -> None:
    now = clock.now()
    phone.mark, phone.marked_by, phone.marked_at = mark.value, by_ref, now
    if mark is Mark.COLLECTED:
        phone.collected_by, phone.collected_at = by_ref, now
        return
    phone.collected_by, phone.collected_at = None, None
    if mark is Mark.NOT_BROUGHT:
        phone.handed_in_by, phone.handed_in_at = None, None
    elif phone.handed_in_at is None:
        phone.handed_in_by, phone.handed_in_at = by_ref, now
