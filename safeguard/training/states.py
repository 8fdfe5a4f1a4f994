"""Where somebody stands with a course, and the moves of needs, sessions and seats."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from school.calendars.days import add_months, end_of_academic_year

# How long before its end something is shown as expiring (domain reference §2.9b).
NOTICE = timedelta(days=60)


class Status(StrEnum):
    """Where a person stands with a course today."""

    DUE = "due"
    BOOKED = "booked"
    DONE = "done"
    EXPIRING = "expiring"
    OVERDUE = "overdue"


class NeedState(StrEnum):
    """How far a need has come. `done`: the training was recorded."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    ENDED = "ended"


NEED_MOVES: dict[NeedState, frozenset[NeedState]] = {
    NeedState.OPEN: frozenset({NeedState.PLANNED, NeedState.DONE, NeedState.ENDED}),
    # A plan can be changed; when its session is cancelled, the need is open again.
    NeedState.PLANNED: frozenset(NeedState),
    # Open again when what was recorded is voided.
    NeedState.DONE: frozenset({NeedState.OPEN}),
    NeedState.ENDED: frozenset(),
}
WAITING = frozenset({NeedState.OPEN, NeedState.PLANNED})


class SessionState(StrEnum):
    """A session is planned, moved if it must be, and held once it is marked."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class SeatState(StrEnum):
    """What became of one person's seat in a session."""

    BOOKED = "booked"
    GIVEN_UP = "given_up"
    ATTENDED = "attended"
    ABSENT = "absent"


# Seats that are taken.
TAKEN = frozenset({SeatState.BOOKED, SeatState.ATTENDED, SeatState.ABSENT})


@dataclass(frozen=True)
class Span:
    """Until when somebody is in order with a course, and until when nothing is to do.

    `fulfilled_until`: the last day on which what was done is enough; None: for ever.
    `in_order_until`: the last day on which nothing is missed; None: for ever.
    """

    fulfilled_until: date | None
    in_order_until: date | None


NOTHING_DUE = Span(None, None)


def span_once(done_on: date | None, begun_on: date, within_days: int) -> Span:
    """Of what is done once: within so many calendar days of beginning."""
    if done_on is not None:
        return NOTHING_DUE
    return _not_yet(begun_on + timedelta(days=within_days))


def span_of_year(done_on: date | None, begun_on: date) -> Span:
    """Of what is done once in each academic year (1 September to 31 August).

    What was done in one year is enough until its 31 August; the next time may come at
    any day of the year after. Whoever begins in the last 60 days of a year has the
    whole next one: their induction has just been.
    """
    if done_on is not None:
        ends = end_of_academic_year(done_on)
        return Span(ends, end_of_academic_year(ends + timedelta(days=1)))
    ends = end_of_academic_year(begun_on)
    if ends - begun_on < NOTICE:
        ends = end_of_academic_year(ends + timedelta(days=1))
    return _not_yet(ends)


def span_of_months(
    done_on: date | None, begun_on: date, within_days: int, months: int
) -> Span:
    """Of what is done so many months after the last time; the day itself still counts.
    From 29 February it runs to 28 February of a shorter year.
    """
    if done_on is None:
        return _not_yet(begun_on + timedelta(days=within_days))
    ends = add_months(done_on, months)
    return Span(ends, ends)


def span_of_edition(
    *, read: bool, in_force_on: date, begun_on: date, within_days: int
) -> Span:
    """Of an edition that is read: within so many days of its coming, or of beginning,
    whichever is later.
    """
    if read:
        return NOTHING_DUE
    return _not_yet(max(in_force_on, begun_on) + timedelta(days=within_days))


def status_of(
    span: Span, today: date, *, done_before: bool, has_seat: bool = False
) -> Status:
    """The status of a person with a course on a day in London.

    Who is overdue stays so until the training was had: a seat is no training.
    """
    last = span.in_order_until
    if last is not None and today > last:
        return Status.OVERDUE
    fulfilled = done_before and (
        span.fulfilled_until is None or today <= span.fulfilled_until
    )
    soon = last is not None and last - today <= NOTICE
    if fulfilled and not soon:
        return Status.DONE
    if has_seat:
        return Status.BOOKED
    return Status.EXPIRING if done_before and soon else Status.DUE


def may_move(before: NeedState, after: NeedState) -> bool:
    """Whether a need may go from one state to the other."""
    return after in NEED_MOVES[before]


def _not_yet(last: date) -> Span:
    return Span(date.min, last)
