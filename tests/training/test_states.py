"""Where somebody stands with a course: every rhythm, on its edges."""

from datetime import date, timedelta

import pytest

from safeguard.training.states import (
    NEED_MOVES,
    NeedState,
    Span,
    Status,
    may_move,
    span_of_edition,
    span_of_months,
    span_of_year,
    span_once,
    status_of,
)

DUE, BOOKED, DONE = Status.DUE, Status.BOOKED, Status.DONE
EXPIRING, OVERDUE = Status.EXPIRING, Status.OVERDUE
BEGUN = date(2026, 9, 1)


def year(today: date, done_on: date | None, begun: date = BEGUN) -> Status:
    span = span_of_year(done_on, begun)
    return status_of(span, today, done_before=done_on is not None)


@pytest.mark.parametrize(
    ("today", "done_on", "status"),
    [
        # Never: due until the end of the academic year in which one began.
        (date(2026, 9, 1), None, DUE),
        (date(2027, 8, 31), None, DUE),
        (date(2027, 9, 1), None, OVERDUE),
        # Once in a year is enough until its last day, whenever it was.
        (date(2027, 8, 31), date(2026, 9, 1), DONE),
        (date(2027, 8, 31), date(2027, 8, 31), DONE),
        # The next year begins anew, and has until its end.
        (date(2027, 9, 1), date(2027, 8, 31), DUE),
        (date(2028, 7, 1), date(2027, 8, 31), DUE),
        (date(2028, 7, 2), date(2027, 8, 31), EXPIRING),
        (date(2028, 8, 31), date(2027, 8, 31), EXPIRING),
        (date(2028, 9, 1), date(2027, 8, 31), OVERDUE),
    ],
)
def test_a_yearly_course_follows_the_academic_year(today, done_on, status):
    assert year(today, done_on) is status


@pytest.mark.parametrize(
    ("begun", "last"),
    [
        (date(2027, 7, 2), date(2027, 8, 31)),
        (date(2027, 7, 4), date(2028, 8, 31)),
        (date(2027, 8, 31), date(2028, 8, 31)),
        (date(2027, 9, 1), date(2028, 8, 31)),
    ],
)
def test_whoever_begins_in_the_summer_has_the_whole_next_year(begun, last):
    assert span_of_year(None, begun).in_order_until == last


@pytest.mark.parametrize(
    ("done_on", "ends"),
    [
        (date(2024, 11, 29), date(2026, 11, 29)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_two_years_end_on_the_same_day_and_from_a_leap_day_on_the_28th(done_on, ends):
    span = span_of_months(done_on, BEGUN, 30, 24)
    assert span == Span(ends, ends)
    seen = [
        status_of(span, ends + timedelta(days=days), done_before=True)
        for days in (-61, -60, 0, 1)
    ]
    assert seen == [DONE, EXPIRING, EXPIRING, OVERDUE]


def test_a_lead_appointed_today_has_thirty_days():
    span = span_of_months(None, BEGUN, 30, 24)
    seen = [
        status_of(span, BEGUN + timedelta(days=days), done_before=False)
        for days in (0, 30, 31)
    ]
    assert seen == [DUE, DUE, OVERDUE]


def test_what_is_done_once_is_done_for_good():
    span = span_once(BEGUN, BEGUN, 30)
    assert status_of(span, date(2099, 1, 1), done_before=True) is DONE
    assert span_once(None, BEGUN, 30).in_order_until == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("begun", "last"),
    [
        (date(2020, 1, 1), date(2026, 10, 1)),
        (date(2026, 11, 2), date(2026, 12, 2)),
    ],
)
def test_a_new_edition_is_read_within_thirty_days_of_coming_or_beginning(begun, last):
    span = span_of_edition(
        read=False, in_force_on=date(2026, 9, 1), begun_on=begun, within_days=30
    )
    assert span.in_order_until == last


def test_a_seat_is_shown_but_is_no_training():
    span = span_of_months(date(2024, 11, 29), BEGUN, 30, 24)
    on = {
        days: status_of(
            span,
            date(2026, 11, 29) + timedelta(days=days),
            done_before=True,
            has_seat=True,
        )
        for days in (-61, 0, 1)
    }
    assert on == {-61: DONE, 0: BOOKED, 1: OVERDUE}


def test_what_ended_never_moves_again_and_what_is_done_only_opens_anew():
    for state in NeedState:
        moves = {after for after in NeedState if may_move(state, after)}
        assert moves == NEED_MOVES[state]
    assert NEED_MOVES[NeedState.DONE] == {NeedState.OPEN}
    assert not NEED_MOVES[NeedState.ENDED]
