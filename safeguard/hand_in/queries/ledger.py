"""The day's phones: of all classes as numbers, of one class by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from safeguard.hand_in.models import PhoneCorrection, PhoneDay
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.reminders import left_now, reminded_today
from safeguard.hand_in.permissions.seeing import class_visible
from safeguard.hand_in.permissions.standing import (
    Day,
    Line,
    exempt_at,
    expected_at,
    kept_since,
    line_of,
    lines_of_class,
    phones_of_school,
    today_at,
)
from safeguard.hand_in.states import Mark, Standing, standing_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.gate import counted, disclosure, note, touch
from school.identity.models import SchoolClass
from school.identity.queries.classes import (
    FormClass,
    forms_of_school,
    pupils_by_class,
)
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class ClassCount:
    """A class in the day's ledger: how many stand where."""

    ref: str
    title: str
    expected: int
    handed_in: int
    here: int
    not_marked: int
    left: int
    marked_at: datetime | None


@dataclass(frozen=True)
class LeftPhone:
    """A phone that nobody collected, and since which day it has been here."""

    pupil_ref: str
    name: str = field(repr=False)
    class_ref: str
    form: str
    since: date


@dataclass(frozen=True)
class Ledger:
    """The day of the whole school."""

    day: Day
    classes: tuple[ClassCount, ...]
    # Named once the day is over; before, only what is left from earlier days.
    left: tuple[LeftPhone, ...]

    @property
    def here(self) -> int:
        """How many phones the school has at this moment."""
        return sum(each.here for each in self.classes)


@dataclass(frozen=True)
class Before:
    """A mark that another one replaced today."""

    mark: Mark
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class PhoneRow:
    """One pupil on a class's sheet."""

    pupil_ref: str
    name: str = field(repr=False)
    standing: Standing
    mark: Mark | None
    expected: bool
    exempt: bool
    on_roll: bool
    # Set where the phone has been here since an earlier day.
    since: date | None
    by: str = field(repr=False)
    at: datetime | None
    collected_at: datetime | None
    unmarked_in: bool
    before: tuple[Before, ...]

    @property
    def is_here(self) -> bool:
        """Whether the school has the phone."""
        return self.mark is Mark.HANDED_IN

    @property
    def is_to_mark(self) -> bool:
        """Whether there is anything to choose: no phone is here since an earlier day,
        and the pupil does not keep it.
        """
        return self.since is None and self.standing is not Standing.EXEMPT


@dataclass(frozen=True)
class ClassSheet:
    """A class on a day."""

    ref: str
    title: str
    on: date
    rows: tuple[PhoneRow, ...]
    # Whether phones are marked on that day: today alone, and on a school day.
    is_open: bool = False
    # The last day before on which the class was marked, while it is kept.
    before: date | None = None

    @property
    def here(self) -> tuple[PhoneRow, ...]:
        """Those whose phone the school has at this moment."""
        return tuple(row for row in self.rows if row.is_here)

    @property
    def to_mark(self) -> tuple[PhoneRow, ...]:
        """Those for whom somebody can choose something today."""
        return tuple(row for row in self.rows if row.is_to_mark)

    @property
    def not_marked(self) -> int:
        """How many nobody has marked yet."""
        return sum(row.mark is None for row in self.to_mark)

    @property
    def last(self) -> PhoneRow | None:
        """The row that was marked last."""
        marked = [row for row in self.rows if row.at is not None and not row.since]
        return max(marked, key=lambda row: row.at or clock.now(), default=None)


@disclosure(Act.READ_LEDGER)
def read_ledger(actor: Actor) -> Ledger:
    """Every class of the school today, and who left a phone."""
    day = today_at(actor.school_ref)
    rolls = pupils_by_class(actor.school_ref)
    phones = phones_of_school(actor.school_ref, day)
    expected, exempt = expected_at(actor.school_ref), exempt_at(actor.school_ref)
    forms = forms_of_school(actor.school_ref)
    left = [row for row in phones.values() if _is_left(row, day)]
    touch(*(row.pupil_ref for row in left))
    note(classes=len(forms), left=len(left))
    lines: dict[str, list[Line]] = defaultdict(list)
    for form in forms:
        own = rolls.get(form.ref, [])
        gone = [
            ref
            for ref, row in phones.items()
            if row.class_ref == form.ref and ref not in set(own)
        ]
        for ref in [*own, *gone]:
            lines[form.ref].append(
                line_of(
                    ref,
                    phones.get(ref),
                    expected=ref in expected,
                    exempt=ref in exempt,
                    day=day,
                )
            )
    return Ledger(
        day=day,
        classes=tuple(_count(form, lines[form.ref], day) for form in forms),
        left=_left(left, {form.ref: form.title for form in forms}),
    )


@disclosure(Act.READ_PHONES, of=class_visible)
def read_phones(actor: Actor, class_: SchoolClass) -> ClassSheet:  # noqa: ARG001
    """One class today: a row for each pupil on the roll."""
    return _sheet(class_)


@disclosure(Act.PRINT_PHONES, of=class_visible)
def print_phones(actor: Actor, class_: SchoolClass) -> ClassSheet:  # noqa: ARG001
    """The same for paper, for a day on which nothing else works."""
    return _sheet(class_)


@disclosure(Act.READ_PHONES, of=class_visible)
def read_earlier_phones(
    actor: Actor, class_: SchoolClass, on: date | None = None
) -> ClassSheet:
    """What was marked for a class on an earlier day, else on the last one that was.

    Raises Hidden for a day to come and for one that is no longer kept (guidance,
    `retention`: whole terms).
    """
    since = kept_since(actor.school_ref)
    yesterday = clock.today() - timedelta(days=1)
    on = on or _marked_before(class_, clock.today(), since) or yesterday
    if on >= clock.today() or on < since:
        raise Hidden("no such day")
    asked = select(PhoneDay).where(PhoneDay.class_ref == class_.ref, PhoneDay.day == on)
    phones = {row.pupil_ref: row for row in db.session.scalars(asked)}
    lines = [
        Line(ref, _stood(row), expected=False, exempt=False, phone=row, on_roll=True)
        for ref, row in phones.items()
    ]
    note(on=on.isoformat())
    rows = _rows(lines, clock.today())
    before = _marked_before(class_, on, since)
    return ClassSheet(class_.ref, class_.title, on, rows, before=before)


@counted
def count_left(school_ref: str) -> int:
    """How many phones were left at the end of this school day, while nobody was told
    of it yet; else nought.
    """
    left = left_now(school_ref)
    return 0 if left and reminded_today(school_ref) else left


@counted
def count_left_over(school_ref: str) -> int:
    """How many phones were left at the end of this school day."""
    return left_now(school_ref)


def _is_left(row: PhoneDay, day: Day) -> bool:
    return row.mark == Mark.HANDED_IN and day.is_over_for(row)


def _count(form: FormClass, lines: Iterable[Line], day: Day) -> ClassCount:
    every = list(lines)
    stands = Counter(line.standing for line in every)
    # What has been here since an earlier day is not of today's marks.
    today = [line.phone for line in every if line.phone and line.phone.day == day.on]
    return ClassCount(
        ref=form.ref,
        title=form.title,
        expected=sum(line.expected and not line.exempt for line in every),
        handed_in=sum(phone.handed_in_at is not None for phone in today),
        here=sum(line.is_here for line in every),
        not_marked=stands[Standing.EXPECTED] + stands[Standing.NOT_MARKED],
        left=stands[Standing.UNCOLLECTED],
        marked_at=max((phone.marked_at for phone in today), default=None),
    )


def _left(rows: list[PhoneDay], titles: dict[str, str]) -> tuple[LeftPhone, ...]:
    names = names_of(row.pupil_ref for row in rows)
    found = [
        LeftPhone(
            row.pupil_ref,
            names.get(row.pupil_ref, ""),
            row.class_ref,
            titles.get(row.class_ref, ""),
            row.day,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.name.casefold())))


def _marked_before(class_: SchoolClass, on: date, since: date) -> date | None:
    asked = select(func.max(PhoneDay.day)).where(
        PhoneDay.class_ref == class_.ref, PhoneDay.day < on, PhoneDay.day >= since
    )
    return db.session.scalar(asked)


def _sheet(class_: SchoolClass) -> ClassSheet:
    day = today_at(class_.school_ref)
    lines = lines_of_class(class_.ref, day)
    rows = _rows(lines, day.on)
    since = kept_since(class_.school_ref)
    before = _marked_before(class_, day.on, since)
    return ClassSheet(
        class_.ref, class_.title, day.on, rows, is_open=day.is_open, before=before
    )


def _rows(lines: list[Line], today: date) -> tuple[PhoneRow, ...]:
    touch(*(line.pupil_ref for line in lines))
    phones = [line.phone for line in lines if line.phone]
    corrections = _corrections([phone.ref for phone in phones])
    people = [line.pupil_ref for line in lines]
    people += [phone.marked_by for phone in phones]
    people += [each.marked_by for rows in corrections.values() for each in rows]
    names = names_of(people)
    rows = [_row(line, names, corrections, today) for line in lines]
    return tuple(sorted(rows, key=lambda row: _by_family(row.name)))


def _row(
    line: Line,
    names: dict[str, str],
    corrections: dict[str, list[PhoneCorrection]],
    today: date,
) -> PhoneRow:
    phone = line.phone
    return PhoneRow(
        pupil_ref=line.pupil_ref,
        name=names.get(line.pupil_ref, ""),
        standing=line.standing,
        mark=line.mark,
        expected=line.expected,
        exempt=line.exempt,
        on_roll=line.on_roll,
        since=phone.day if phone and phone.day < today and line.is_here else None,
        by=names.get(phone.marked_by, "") if phone else "",
        at=phone.marked_at if phone else None,
        collected_at=phone.collected_at if phone else None,
        unmarked_in=bool(phone and phone.collected_at and not phone.handed_in_at),
        before=tuple(
            Before(Mark(each.mark), names.get(each.marked_by, ""), each.marked_at)
            for each in corrections.get(phone.ref if phone else "", ())
        ),
    )


def _corrections(refs: list[str]) -> dict[str, list[PhoneCorrection]]:
    found: dict[str, list[PhoneCorrection]] = defaultdict(list)
    if refs:
        asked = select(PhoneCorrection).where(PhoneCorrection.day_ref.in_(refs))
        for row in db.session.scalars(asked.order_by(PhoneCorrection.replaced_at)):
            found[row.day_ref].append(row)
    return found


def _by_family(name: str) -> tuple[str, str]:
    return name.rpartition(" ")[2].casefold(), name.casefold()


def _stood(row: PhoneDay) -> Standing:
    return standing_of(Mark(row.mark), exempt=False, expected=False, over=True)
