"""The clock: one instant everywhere, and the day it is in London."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.foundation import clock
from school.foundation.database import UtcInstant


class Dialect:
    """As much of an engine as a column type asks about."""

    def __init__(self, name: str) -> None:
        self.name = name


def test_it_stands_and_moves_on_and_goes_again() -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    with clock.standing_at(noon):
        assert clock.now() == clock.now() == noon
        with clock.moved_on(timedelta(minutes=61)):
            assert clock.now() == noon + timedelta(minutes=61)
        assert clock.now() == noon
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2028, 2, 29, 0, 0, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_today_is_the_day_in_london(instant: datetime, day: date) -> None:
    """In summer it is tomorrow there an hour before UTC says so."""
    with clock.standing_at(instant):
        assert clock.today() == day


def test_the_hour_that_comes_twice_is_two_instants() -> None:
    """25 October 2026, 1:30am in London, comes twice; an instant comes once."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    assert clock.local(first).hour == clock.local(second).hour == 1
    assert first < second


def test_a_time_shown_in_london_is_one_instant() -> None:
    assert clock.london(date(2026, 7, 1), 9, 30) == datetime(
        2026, 7, 1, 8, 30, tzinfo=UTC
    )
    assert clock.london(date(2026, 12, 1), 9, 30) == datetime(
        2026, 12, 1, 9, 30, tzinfo=UTC
    )


INSTANTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001  (Hypothesis adds the zones)
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(
        [UTC, ZoneInfo("Europe/London"), timezone(timedelta(hours=-11))]
    ),
)


@given(INSTANTS, st.sampled_from(["sqlite", "postgresql"]))
def test_an_instant_comes_back_from_the_database_as_it_was(
    instant: datetime, name: str
) -> None:
    column, dialect = UtcInstant(), Dialect(name)
    stored = column.process_bind_param(instant, dialect)  # type: ignore[arg-type]
    found = column.process_result_value(stored, dialect)  # type: ignore[arg-type]
    assert found == instant.astimezone(UTC)
    assert found.tzinfo is UTC


def test_a_time_that_could_mean_anything_is_refused() -> None:
    zoneless = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        UtcInstant().process_bind_param(zoneless, Dialect("sqlite"))  # type: ignore[arg-type]
    assert UtcInstant().process_bind_param(None, Dialect("sqlite")) is None  # type: ignore[arg-type]
