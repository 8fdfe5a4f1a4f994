"""When things are due: over terms, holidays, Christmas, summer time and July."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguard.guidance import clocks
from school.calendars.days import (
    Hours,
    SchoolCalendar,
    Span,
    is_council_day,
    is_school_day,
    next_council_day,
)
from school.calendars.due import Why, due
from school.calendars.wordings import WORDINGS
from school.foundation.clock import LONDON
from tests.calendars.year import NO_TERMS, YEAR, at, shown


@dataclass(frozen=True)
class Plain:
    """A clock with nothing but its length."""

    length: int
    unit: str
    calendar: str


SAME_SCHOOL_DAY = Plain(0, "days", "school")
NEXT_SCHOOL_DAY = Plain(1, "days", "school")
NEXT_COUNCIL_DAY = Plain(1, "days", "council")
HALF_AN_HOUR = Plain(30, "minutes", "school")


@pytest.mark.parametrize(
    ("raised", "answered_by", "why", "rota"),
    [
        # in school time, also before the bell
        ("2026-09-08 10:00", "2026-09-08 15:30", Why.IN_SCHOOL_TIME, False),
        ("2026-09-08 06:10", "2026-09-08 15:30", Why.IN_SCHOOL_TIME, False),
        ("2026-09-08 15:30", "2026-09-08 15:30", Why.IN_SCHOOL_TIME, False),
        # after hours
        ("2026-09-08 15:31", "2026-09-09 15:30", Why.AFTER_HOURS, True),
        ("2026-09-11 16:00", "2026-09-14 15:30", Why.AFTER_HOURS, True),
        # weekend in term
        ("2026-09-12 11:00", "2026-09-14 15:30", Why.SCHOOL_CLOSED, True),
        # into half-term, over the night the clocks go back, and in half-term
        ("2026-10-23 16:00", "2026-10-26 17:00", Why.AFTER_HOURS, True),
        ("2026-10-28 11:00", "2026-10-29 17:00", Why.SCHOOL_CLOSED, True),
        ("2026-10-30 11:00", "2026-11-02 15:30", Why.SCHOOL_CLOSED, True),
        # Christmas: the 28th stands for Boxing Day
        ("2026-12-18 16:00", "2026-12-21 17:00", Why.AFTER_HOURS, True),
        ("2026-12-24 12:00", "2026-12-29 17:00", Why.SCHOOL_CLOSED, True),
        # INSET, a bank holiday in term, Easter
        ("2027-01-04 10:00", "2027-01-05 15:30", Why.SCHOOL_CLOSED, True),
        ("2027-05-03 10:00", "2027-05-04 15:30", Why.SCHOOL_CLOSED, True),
        ("2027-03-25 18:00", "2027-03-30 17:00", Why.AFTER_HOURS, True),
        # July, and an August nobody has entered terms for
        ("2027-07-21 14:00", "2027-07-21 15:30", Why.IN_SCHOOL_TIME, False),
        ("2027-07-21 16:00", "2027-07-22 17:00", Why.AFTER_HOURS, True),
        ("2027-08-27 10:00", "2027-08-31 17:00", Why.NO_TERM_DATES, True),
    ],
)
def test_a_concern_never_waits_for_the_school_to_open(raised, answered_by, why, rota):
    answer = due(at(raised), SAME_SCHOOL_DAY, YEAR)
    assert shown(answer.at) == answered_by
    assert answer.why is why
    assert answer.falls_to_duty_rota is rota
    assert answer.calendar == ("council" if rota else "school")


def test_a_school_without_term_dates_still_answers_on_the_next_working_day():
    answer = due(at("2026-09-08 10:00"), SAME_SCHOOL_DAY, NO_TERMS)
    assert shown(answer.at) == "2026-09-09 17:00"
    assert answer.why is Why.NO_TERM_DATES
    assert answer.falls_to_duty_rota


@pytest.mark.parametrize(
    ("start", "expected", "why", "rota"),
    [
        ("2026-09-08 10:00", "2026-09-09 15:30", Why.IN_SCHOOL_TIME, False),
        ("2026-09-08 20:00", "2026-09-09 15:30", Why.IN_SCHOOL_TIME, False),
        ("2026-09-13 20:00", "2026-09-14 15:30", Why.IN_SCHOOL_TIME, False),
        ("2026-10-23 10:00", "2026-10-26 17:00", Why.SCHOOL_CLOSED, True),
        ("2027-07-21 10:00", "2027-07-22 17:00", Why.NO_TERM_DATES, True),
    ],
)
def test_one_school_day_is_no_longer_than_one_working_day(start, expected, why, rota):
    answer = due(at(start), NEXT_SCHOOL_DAY, YEAR)
    assert (shown(answer.at), answer.why) == (expected, why)
    assert answer.falls_to_duty_rota is rota


def test_days_counted_over_inset_end_when_the_council_would_end_them():
    answer = due(at("2026-12-31 10:00"), Plain(2, "days", "school"), YEAR)
    assert shown(answer.at) == "2027-01-05 15:30"
    assert answer.calendar == "council"
    assert not answer.falls_to_duty_rota  # the school is in again that day


@pytest.mark.parametrize(
    ("start", "rota"),
    [
        ("2026-09-08 10:00", False),
        ("2026-09-08 05:00", True),
        ("2026-09-08 23:50", True),
        ("2026-10-28 11:00", True),
        ("2027-08-27 10:00", True),
    ],
)
def test_a_child_in_danger_has_thirty_real_minutes_at_any_hour(start, rota):
    answer = due(at(start), HALF_AN_HOUR, YEAR)
    assert answer.at - at(start) == timedelta(minutes=30)
    assert answer.falls_to_duty_rota is rota


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-10-23 10:00", "2026-10-26 17:00"),  # half-term makes no difference
        ("2026-09-11 23:00", "2026-09-14 17:00"),
        ("2026-12-24 16:59", "2026-12-29 17:00"),
        ("2027-08-02 09:00", "2027-08-03 17:00"),  # nor does August
        ("2027-03-25 10:00", "2027-03-30 17:00"),  # over Easter and summer time
    ],
)
def test_the_lado_clock_runs_on_working_days_in_the_holidays_too(start, expected):
    answer = due(at(start), clocks.named("lado_contact"), YEAR)
    assert shown(answer.at) == expected
    assert (answer.calendar, answer.why) == ("council", Why.COUNCIL_DAYS)
    assert not answer.falls_to_duty_rota


@pytest.mark.parametrize(
    ("code", "start", "expected", "why", "rota"),
    [
        # a day in school as counted, also where the clocks go back in between
        *(
            (f"bullying_review_{which}", "2026-09-08 10:00", expected,
             Why.CHILD_IN_SCHOOL, False)
            for which, expected in (
                ("first", "2026-09-22 15:30"), ("second", "2026-10-20 15:30"),
            )
        ),
        ("harm_review", "2026-10-20 10:00", "2026-11-03 15:30",
         Why.CHILD_IN_SCHOOL, False),
        # from a Saturday, half-term, a bank holiday: the last day in school before it
        ("harm_review", "2026-09-12 10:00", "2026-09-25 15:30",
         Why.CHILD_IN_SCHOOL, False),
        ("harm_review", "2026-10-16 10:00", "2026-10-23 15:30",
         Why.CHILD_IN_SCHOOL, False),
        ("harm_review", "2027-04-19 10:00", "2027-04-30 15:30",
         Why.CHILD_IN_SCHOOL, False),
        ("bullying_review_second", "2026-11-10 10:00", "2026-12-18 15:30",
         Why.CHILD_IN_SCHOOL, False),
        # never as soon as the next day: over Christmas, Easter, in July and August
        ("harm_review", "2026-12-17 10:00", "2026-12-31 17:00",
         Why.SCHOOL_CLOSED, True),
        ("harm_review", "2027-03-24 10:00", "2027-04-07 17:00",
         Why.SCHOOL_CLOSED, True),
        ("bullying_review_second", "2027-07-09 10:00", "2027-08-20 17:00",
         Why.NO_TERM_DATES, True),
        ("bullying_review_first", "2027-07-07 10:00", "2027-07-21 15:30",
         Why.CHILD_IN_SCHOOL, False),
        ("case_review", "2026-10-01 10:00", "2026-10-23 15:30",
         Why.CHILD_IN_SCHOOL, False),
    ],
)  # fmt: skip
def test_a_child_is_asked_on_a_day_on_which_it_is_in_school(
    code, start, expected, why, rota
):
    answer = due(at(start), clocks.named(code), YEAR)
    assert (shown(answer.at), answer.why) == (expected, why)
    assert answer.falls_to_duty_rota is rota


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        # opened: put into a case by the next school day, of this one in danger
        ("open_case", "2026-09-08 10:00", "2026-09-09 15:30"),
        ("open_case", "2026-09-11 10:00", "2026-09-14 15:30"),
        ("open_case", "2026-10-23 10:00", "2026-10-26 17:00"),
        ("open_case", "2027-05-28 10:00", "2027-06-01 17:00"),
        ("open_case", "2027-07-21 10:00", "2027-07-22 17:00"),
        ("open_case_danger", "2026-09-08 10:00", "2026-09-08 15:30"),
        ("open_case_danger", "2026-09-08 16:00", "2026-09-09 15:30"),
        # decided: over half-term and the bank holidays of May the council's day counts
        ("decide", "2026-10-22 10:00", "2026-10-23 15:30"),
        ("decide", "2026-10-23 10:00", "2026-10-26 17:00"),
        ("decide", "2027-04-30 10:00", "2027-05-04 15:30"),
        ("decide", "2027-05-28 10:00", "2027-06-01 17:00"),
        ("decide", "2026-12-18 10:00", "2026-12-21 17:00"),
        # chased on council days, school or not, and never on a bank holiday
        ("chase_first", "2027-04-30 10:00", "2027-05-04 17:00"),
        ("chase_daily", "2026-12-24 10:00", "2026-12-29 17:00"),
        ("chase_daily", "2027-08-27 10:00", "2027-08-31 17:00"),
        ("social_care_answer", "2027-03-25 16:59", "2027-03-30 17:00"),
        # hours are real: over a weekend, and over both nights the clocks change
        ("referral_written", "2026-09-11 16:00", "2026-09-12 16:00"),
        ("referral_written", "2027-03-27 12:00", "2027-03-28 13:00"),
        ("referral_written", "2026-10-24 12:00", "2026-10-25 11:00"),
        ("action_today", "2026-09-08 10:00", "2026-09-08 15:30"),
        ("action_week", "2026-10-21 10:00", "2026-10-28 17:00"),
        ("action_fortnight", "2026-10-19 10:00", "2026-11-02 23:59"),
        ("bullying_relink", "2026-08-31 10:00", "2027-02-28 23:59"),
    ],
)
def test_the_clocks_of_a_case_over_a_year(code, start, expected):
    assert shown(due(at(start), clocks.named(code), YEAR).at) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-09-08 10:00", "2026-09-08 17:00"),
        ("2026-09-08 17:01", "2026-09-09 17:00"),
        ("2026-09-12 10:00", "2026-09-14 17:00"),
    ],
)
def test_the_same_working_day_is_the_next_one_after_hours(start, expected):
    assert shown(due(at(start), Plain(0, "days", "council"), YEAR).at) == expected


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        ("transfer_in_year", "2026-12-23 10:00", "2026-12-28 23:59"),
        ("data_complaint", "2027-03-01 09:00", "2027-03-31 23:59"),
        ("subject_access", "2027-01-31 09:00", "2027-02-28 23:59"),
        ("subject_access_complex", "2026-11-30 09:00", "2027-02-28 23:59"),
        ("dsl_training", "2026-02-10 09:00", "2028-02-10 23:59"),
        ("filtering_review", "2028-02-29 09:00", "2029-02-28 23:59"),
        ("staff_refresher", "2026-09-01 00:00", "2027-08-31 23:59"),
        ("transfer_transition", "2027-04-12 09:00", "2027-04-16 15:30"),
        ("chase_first", "2026-09-11 10:00", "2026-09-14 17:00"),
    ],
)
def test_clocks_of_the_domain_reference(code, start, expected):
    assert shown(due(at(start), clocks.named(code), YEAR).at) == expected


def test_a_day_on_the_wall_clock_is_longer_when_summer_time_ends():
    start = at("2026-10-24 12:00")
    by_the_clock = due(start, clocks.named("referral_written"), YEAR)
    assert by_the_clock.at - start == timedelta(hours=24)
    assert shown(by_the_clock.at) == "2026-10-25 11:00"
    by_the_day = due(start, Plain(1, "days", "calendar"), YEAR)
    assert shown(by_the_day.at) == "2026-10-25 23:59"


@pytest.mark.parametrize(
    ("start", "utc_hour"), [("2026-07-07 09:00", 14), ("2026-12-08 09:00", 15)]
)
def test_half_past_three_is_kept_on_the_wall_and_stored_in_utc(start, utc_hour):
    terms = (Span(date(2026, 7, 1), date(2026, 12, 18)),)
    answer = due(at(start), SAME_SCHOOL_DAY, SchoolCalendar(terms))
    assert answer.at.tzinfo is UTC
    assert (answer.at.hour, answer.at.minute) == (utc_hour, 30)


def test_a_school_that_ends_at_another_hour_says_so():
    early = replace(YEAR, hours=Hours(school_ends=time(14, 45)))
    assert shown(due(at("2026-09-08 10:00"), SAME_SCHOOL_DAY, early).at).endswith(
        "14:45"
    )


@pytest.mark.parametrize(
    "unreadable",
    [
        Plain(1, "months", "school"),
        Plain(1, "months", "academic"),
        Plain(1, "days", "academic"),
        Plain(0, "days", "in_school"),
        Plain(1, "fortnights", "calendar"),
        Plain(-1, "hours", "calendar"),
        Plain(-1, "days", "calendar"),
    ],
)
def test_a_clock_that_no_calendar_can_reckon_is_refused(unreadable):
    with pytest.raises(ValueError, match=r"calendar|forwards"):
        due(at("2026-09-08 10:00"), unreadable, YEAR)


def test_an_instant_without_its_zone_is_refused():
    naive = at("2026-09-08 10:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        due(naive, SAME_SCHOOL_DAY, YEAR)


def test_every_reason_has_its_words():
    assert set(WORDINGS) == set(Why)


# ---- what holds for every school, clock and moment ---------------------------

INSTANTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2029, 6, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)
DATES = st.dates(date(2026, 1, 1), date(2029, 6, 30))


@st.composite
def spans(draw, longest):
    first = draw(DATES)
    return Span(first, first + timedelta(days=draw(st.integers(0, longest))))


CALENDARS = st.one_of(
    st.just(YEAR),
    st.builds(
        SchoolCalendar,
        terms=st.lists(spans(110), max_size=6).map(tuple),
        closures=st.lists(spans(10), max_size=4).map(tuple),
    ),
)
GUIDANCE_CLOCKS = st.sampled_from(clocks.every())
SCHOOL_CLOCKS = st.integers(0, 6).map(lambda length: Plain(length, "days", "school"))


def day_of(instant):
    return instant.astimezone(LONDON).date()


@given(INSTANTS, GUIDANCE_CLOCKS, CALENDARS)
def test_nothing_is_due_before_it_starts(start, running, calendar):
    assert due(start, running, calendar).at >= start


@given(INSTANTS, SCHOOL_CLOCKS, CALENDARS)
def test_a_school_clock_ends_on_a_school_day_unless_the_rota_has_it(
    start, running, calendar
):
    answer = due(start, running, calendar)
    landed = day_of(answer.at)
    assert is_council_day(calendar, landed)
    assert is_school_day(calendar, landed) or answer.falls_to_duty_rota


IN_SCHOOL_CLOCKS = st.integers(1, 60).map(
    lambda length: Plain(length, "days", "in_school")
)


@given(INSTANTS, IN_SCHOOL_CLOCKS, CALENDARS)
def test_a_review_lies_in_school_or_the_rota_has_it_and_never_later_than_counted(
    start, running, calendar
):
    answer = due(start, running, calendar)
    landed, began = day_of(answer.at), day_of(start)
    assert is_school_day(calendar, landed) or answer.falls_to_duty_rota
    assert began + timedelta(days=running.length / 2) <= landed
    assert landed <= began + timedelta(days=running.length)


@given(INSTANTS, CALENDARS)
def test_no_concern_waits_beyond_the_next_working_day(start, calendar):
    answer = due(start, SAME_SCHOOL_DAY, calendar)
    assert day_of(answer.at) <= next_council_day(calendar, day_of(start))


@given(INSTANTS, INSTANTS, GUIDANCE_CLOCKS, CALENDARS)
def test_what_starts_later_is_never_due_earlier(one, other, running, calendar):
    first, second = sorted((one, other))
    assert due(first, running, calendar).at <= due(second, running, calendar).at


@given(INSTANTS, GUIDANCE_CLOCKS, st.integers(1, 20), CALENDARS)
def test_a_longer_clock_is_never_due_earlier(start, running, more, calendar):
    longer = replace(running, length=running.length + more)
    assert due(start, running, calendar).at <= due(start, longer, calendar).at


@given(INSTANTS, GUIDANCE_CLOCKS, CALENDARS)
def test_days_end_at_a_time_that_the_wall_clock_shows(start, running, calendar):
    if running.unit in {"minutes", "hours"}:
        return
    ends = due(start, running, calendar).at.astimezone(LONDON).time()
    assert ends in {time(15, 30), time(17, 0), time.max}
