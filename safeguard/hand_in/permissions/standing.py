"""What the rows say of a day: who is expected, exempt, handed in; and when it is over.

One answer for the acts and for the pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from safeguard.guidance import clocks, hand_in
from safeguard.hand_in.models import PhoneDay, PhoneExemption, PhonePermission
from safeguard.hand_in.states import Mark, Standing, standing_of
from school.calendars.days import is_council_day, is_school_day
from school.calendars.due import due, end_of
from school.foundation import clock
from school.foundation.database import db
from school.identity.queries.classes import pupils_of_class
from school.identity.queries.set_up import days_of


@dataclass(frozen=True)
class Line:
    """One pupil of a class on a day."""

    pupil_ref: str
    standing: Standing
    expected: bool
    exempt: bool
    # The row that stands: today's, or that of an earlier day whose phone is still here.
    phone: PhoneDay | None
    on_roll: bool

    @property
    def mark(self) -> Mark | None:
        """What was marked, if anything was."""
        return Mark(self.phone.mark) if self.phone else None

    @property
    def is_here(self) -> bool:
        """Whether the school has the phone at this moment."""
        return self.mark is Mark.HANDED_IN


@dataclass(frozen=True)
class Day:
    """The day on which phones are marked: whether it is one, and when it is over."""

    on: date
    is_open: bool
    left_at: datetime

    def is_over_for(self, phone: PhoneDay | None) -> bool:
        """Whether a phone should have been collected by now."""
        if phone is None:
            return False
        return phone.day < self.on or clock.now() >= self.left_at


def today_at(school_ref: str) -> Day:
    """Today in a school. Phones are handed in on school days; while nobody has entered
    a term for today, on every council working day (decision 35).
    """
    days, today = days_of(school_ref), clock.today()
    is_open = is_school_day(days, today) or (
        days.known_until < today and is_council_day(days, today)
    )
    ends = end_of(today, days)
    return Day(today, is_open, due(ends, clocks.named("phones_left"), days).at)


def kept_since(school_ref: str) -> date:
    """The first day that is still shown: so many whole terms before the one that runs
    (guidance, `retention`; London days). All days while no term is known.
    """
    terms = sorted(days_of(school_ref).terms, key=lambda term: term.first)
    begun = [term.first for term in terms if term.first <= clock.today()]
    back = hand_in.retention.named("phones_of_a_day").length + 1
    return begun[-back:][0] if begun else date.min


def lines_of_class(class_ref: str, day: Day) -> list[Line]:
    """Each pupil on the roll, then those whose phone was handed in here all the same:
    they have left the class meanwhile.
    """
    roll = pupils_of_class(class_ref)
    phones = _standing(_phones(day.on, _of_class(class_ref, roll)))
    others = [ref for ref in phones if ref not in set(roll)]
    refs = [*roll, *others]
    expected, exempt = expected_among(refs), exempt_among(refs)
    return [
        line_of(
            ref,
            phones.get(ref),
            expected=ref in expected,
            exempt=ref in exempt,
            day=day,
            on_roll=ref in set(roll),
        )
        for ref in refs
    ]


def line_of(  # noqa: PLR0913 - what is known of one pupil
    pupil_ref: str,
    phone: PhoneDay | None,
    *,
    expected: bool,
    exempt: bool,
    day: Day,
    on_roll: bool = True,
) -> Line:
    """Where one pupil's phone is."""
    mark = Mark(phone.mark) if phone else None
    standing = standing_of(
        mark, exempt=exempt, expected=expected, over=day.is_over_for(phone)
    )
    return Line(pupil_ref, standing, expected, exempt, phone, on_roll)


def phones_of_school(school_ref: str, day: Day) -> dict[str, PhoneDay]:
    """Today's phones of the whole school and those still here, by pupil."""
    return _standing(_phones(day.on, PhoneDay.school_ref == school_ref))


def phones_here(school_ref: str) -> list[PhoneDay]:
    """Every phone that the school has at this moment, whenever it was handed in."""
    asked = select(PhoneDay).where(
        PhoneDay.school_ref == school_ref, PhoneDay.mark == Mark.HANDED_IN
    )
    return list(db.session.scalars(asked.order_by(PhoneDay.day, PhoneDay.ref)))


def expected_among(refs: Iterable[str]) -> set[str]:
    """Of these pupils, those of whom a parent has said that they bring a phone."""
    return _among(permissions_today(PhonePermission.pupil_ref), PhonePermission, refs)


def exempt_among(refs: Iterable[str]) -> set[str]:
    """Of these pupils, those who keep their phone."""
    return _among(exemptions_today(PhoneExemption.pupil_ref), PhoneExemption, refs)


def expected_at(school_ref: str) -> set[str]:
    """The same for the whole school."""
    asked = permissions_today(PhonePermission.pupil_ref)
    here = asked.where(PhonePermission.school_ref == school_ref)
    return set(db.session.scalars(here))


def exempt_at(school_ref: str) -> set[str]:
    """The same for the whole school."""
    asked = exemptions_today(PhoneExemption.pupil_ref)
    return set(db.session.scalars(asked.where(PhoneExemption.school_ref == school_ref)))


def permissions_today(*columns: Any) -> Select[Any]:
    """Permissions in force today; the last day counts."""
    today = clock.today()
    return select(*columns).where(
        PhonePermission.begins_on <= today,
        or_(PhonePermission.until_on.is_(None), PhonePermission.until_on >= today),
        PhonePermission.ended_at.is_(None),
    )


def exemptions_today(*columns: Any) -> Select[Any]:
    """Exemptions in force today. One whose review is overdue holds: a pupil who needs
    the phone for a sensor is not cut off by a date that somebody has forgotten.
    """
    return select(*columns).where(
        PhoneExemption.begins_on <= clock.today(), PhoneExemption.ended_at.is_(None)
    )


def _among(asked: Select[Any], model: Any, refs: Iterable[str]) -> set[str]:
    wanted = sorted(set(refs))
    if not wanted:
        return set()
    return set(db.session.scalars(asked.where(model.pupil_ref.in_(wanted))))


def _of_class(class_ref: str, roll: list[str]) -> ColumnElement[bool]:
    return or_(PhoneDay.class_ref == class_ref, PhoneDay.pupil_ref.in_(roll))


def _phones(today: date, of: ColumnElement[bool]) -> list[PhoneDay]:
    now_or_here = or_(PhoneDay.day == today, PhoneDay.mark == Mark.HANDED_IN)
    asked = select(PhoneDay).where(of, now_or_here)
    return list(db.session.scalars(asked.order_by(PhoneDay.day.desc())))


def _standing(rows: list[PhoneDay]) -> dict[str, PhoneDay]:
    """Today's row of each pupil, unless an older phone is still here: that stands."""
    found: dict[str, PhoneDay] = {}
    for row in rows:
        if row.pupil_ref not in found or row.mark == Mark.HANDED_IN:
            found[row.pupil_ref] = row
    return found
