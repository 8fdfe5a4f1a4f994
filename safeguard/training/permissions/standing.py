"""Where people stand with their courses today: one answer for acts and pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.guidance import editions, training
from safeguard.guidance.training import Course, Rhythm
from safeguard.training.models import TrainingBooking, TrainingRecord, TrainingSession
from safeguard.training.permissions.roster import Member
from safeguard.training.states import (
    SeatState,
    SessionState,
    Span,
    Status,
    span_of_edition,
    span_of_months,
    span_of_year,
    span_once,
    status_of,
)
from school.foundation import clock
from school.foundation.questions import one_of, question


@dataclass(frozen=True)
class Standing:
    """One person and one course today. Days are London days.

    `fulfilled_until`: until when what was had is enough; `last_on`: the last day on
    which the person is or was in order. None: for good.
    """

    person_ref: str
    course: str
    status: Status
    done_on: date | None = None
    fulfilled_until: date | None = None
    last_on: date | None = None
    seat_in: str | None = None
    seat_at: datetime | None = None
    # Of a text that is read: the edition in force today.
    edition: str | None = None

    @property
    def until(self) -> date | None:
        """The one day that stands beside the status, on pages and in tables: until when
        what was had is enough; where nothing is enough any more, the last day in order.
        """
        return self.fulfilled_until if self.status is Status.DONE else self.last_on


@dataclass(frozen=True)
class History:
    """What people have had and what they are booked for, as rows."""

    records: Mapping[str, list[Any]] = field(default_factory=dict)
    seats: Mapping[str, list[Any]] = field(default_factory=dict)


@question
def _records() -> Any:
    return select(
        TrainingRecord.person_ref,
        TrainingRecord.school_ref,
        TrainingRecord.course,
        TrainingRecord.edition,
        TrainingRecord.done_on,
    ).where(
        one_of(TrainingRecord.person_ref, "refs"),
        TrainingRecord.voided_at.is_(None),
    )


@question
def _seats() -> Any:
    return (
        select(
            TrainingBooking.person_ref,
            TrainingBooking.session_ref,
            TrainingSession.course,
            TrainingSession.starts_at,
        )
        .join(TrainingSession, TrainingSession.ref == TrainingBooking.session_ref)
        .where(
            one_of(TrainingBooking.person_ref, "refs"),
            TrainingBooking.state == SeatState.BOOKED,
            TrainingSession.state == SessionState.PLANNED,
            TrainingSession.ends_at > bindparam("now"),
        )
        .order_by(TrainingSession.starts_at, TrainingSession.ref)
    )


def history_of(refs: Iterable[str]) -> History:
    """All that counts today of these people, whichever school recorded it: somebody
    with posts in two schools learns once.
    """
    wanted = sorted(set(refs))
    if not wanted:
        return History()
    records: dict[str, list[Any]] = {}
    for row in _records(refs=wanted):
        records.setdefault(row.person_ref, []).append(row)
    seats: dict[str, list[Any]] = {}
    for row in _seats(refs=wanted, now=clock.now()):
        seats.setdefault(row.person_ref, []).append(row)
    return History(records, seats)


def standings(
    school_ref: str, people: Mapping[str, Member]
) -> dict[str, list[Standing]]:
    """Of each of these people, every course that is asked of them, in the order of
    guidance.
    """
    history, today = history_of(people), clock.today()
    asked = training.courses.offered(today)
    return {
        ref: [
            standing(school_ref, member, course, history, begun)
            for course in asked
            if (begun := member.begun(course)) is not None
        ]
        for ref, member in people.items()
    }


def standing(
    school_ref: str, member: Member, course: Course, history: History, begun: date
) -> Standing:
    """Where one person stands with one course that was asked of them since a day."""
    today = clock.today()
    edition = edition_to_read(course, today)
    only_here = course.each_school and school_ref in member.orgs
    done_on = _last(
        history.records.get(member.ref, ()),
        course,
        school_ref if only_here else None,
        edition,
    )
    span = _span(course, edition, done_on, begun)
    seat = _seat(history.seats.get(member.ref, ()), course)
    status = status_of(
        span, today, done_before=done_on is not None, has_seat=seat is not None
    )
    return Standing(
        person_ref=member.ref,
        course=course.code,
        status=status,
        done_on=done_on,
        fulfilled_until=span.fulfilled_until,
        last_on=span.in_order_until,
        seat_in=seat.session_ref if seat else None,
        seat_at=seat.starts_at if seat else None,
        edition=edition,
    )


def edition_to_read(course: Course, today: date) -> str | None:
    """The edition of a text that is to be read on a day; None for other courses."""
    found = editions.in_force(today, course.family) if course.is_reading else ()
    return found[-1].code if found else None


def last_had(person_ref: str, course: str, on: date) -> date | None:
    """The last day up to a day on which somebody had a course, or one that keeps it up
    to date; None: never.
    """
    counting = training.keeping_up(course)
    return max(
        (
            row.done_on
            for row in history_of([person_ref]).records.get(person_ref, ())
            if row.course in counting and row.done_on <= on
        ),
        default=None,
    )


def lapsed(refs: Iterable[str], codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of these courses, those that each person never had, or whose last time counts no
    more, whatever their post asks. People who are in order are left out.
    """
    wanted, today = list(dict.fromkeys(refs)), clock.today()
    courses = [training.courses.named(code) for code in codes]
    history = history_of(wanted)
    found = {
        ref: tuple(
            course.code
            for course in courses
            if _has_lapsed(course, history.records.get(ref, ()), today)
        )
        for ref in wanted
    }
    return {ref: codes for ref, codes in found.items() if codes}


def _has_lapsed(course: Course, records: Iterable[Any], today: date) -> bool:
    edition = edition_to_read(course, today)
    done_on = _last(records, course, None, edition)
    span = _span(course, edition, done_on, date.min)
    last = span.in_order_until
    return done_on is None or (last is not None and today > last)


def _last(
    records: Iterable[Any], course: Course, school_ref: str | None, edition: str | None
) -> date | None:
    counting, today = training.keeping_up(course.code), clock.today()
    return max(
        (
            row.done_on
            for row in records
            if row.course in counting
            and row.done_on <= today
            and (school_ref is None or row.school_ref == school_ref)
            and (edition is None or row.edition == edition)
        ),
        default=None,
    )


def _seat(seats: Iterable[Any], course: Course) -> Any:
    counting = training.keeping_up(course.code)
    return next((row for row in seats if row.course in counting), None)


def _span(
    course: Course, edition: str | None, done_on: date | None, begun: date
) -> Span:
    match course.rhythm:
        case Rhythm.ONCE:
            return span_once(done_on, begun, course.within_days)
        case Rhythm.ACADEMIC:
            return span_of_year(done_on, begun)
        case Rhythm.MONTHS:
            return span_of_months(done_on, begun, course.within_days, course.months)
        case Rhythm.EDITION if edition is not None:
            return span_of_edition(
                read=done_on is not None,
                in_force_on=editions.named(edition).in_force_on,
                begun_on=begun,
                within_days=course.within_days,
            )
    # No edition is in force: there is nothing to read.
    return Span(None, None)


def has_read(person_ref: str, course: str, edition: str) -> bool:
    """Whether somebody has read an edition, by their word or by evidence."""
    return any(
        (row.course, row.edition) == (course, edition)
        for row in history_of([person_ref]).records.get(person_ref, ())
    )
