"""What held on a day: as it was known then, learnt later, or corrected since."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safeguard.children.states import Known, as_it_was, held_on, newest

BEGAN = datetime(2026, 9, 1, tzinfo=UTC)
DAYS = st.dates(date(2026, 8, 1), date(2026, 12, 31))


@dataclass(frozen=True)
class Written:
    """One version, as a school writes it down."""

    need_ref: str
    from_on: date
    until_on: date | None
    in_error: bool
    recorded_at: datetime


VERSIONS = st.lists(
    st.builds(
        Written,
        st.sampled_from("abc"),
        DAYS,
        st.none() | DAYS,
        st.booleans(),
        st.integers(0, 10**6).map(lambda minutes: BEGAN + timedelta(minutes=minutes)),
    ),
    unique_by=lambda each: each.recorded_at,
)


@given(VERSIONS, DAYS)
def test_once_everything_is_written_then_and_now_are_one(versions, day):
    shown = as_it_was(versions, datetime(2040, 1, 1, tzinfo=UTC), day)

    assert {known for _version, known in shown} <= {Known.THEN}
    assert {version for version, _known in shown} == {
        each for each in newest(versions).values() if held_on(each, day)
    }


@given(VERSIONS, VERSIONS, DAYS)
def test_what_is_written_later_never_hides_what_was_known_then(early, more, day):
    at = BEGAN + timedelta(minutes=10**6)
    later = [
        Written(e.need_ref, e.from_on, e.until_on, e.in_error,
                e.recorded_at + timedelta(minutes=10**6 + 1))
        for e in more
    ]  # fmt: skip

    before = {version for version, _ in as_it_was(early, at, day)}
    after = as_it_was([*early, *later], at, day)

    kept = {version for version, known in after if known is not Known.LATER}
    assert kept == before
    assert all(version in later for version, known in after if known is Known.LATER)


@given(VERSIONS, DAYS)
def test_before_anything_was_written_everything_was_learnt_later(versions, day):
    before = BEGAN - timedelta(days=1)
    shown = as_it_was(versions, before, day)
    assert {known for _version, known in shown} <= {Known.LATER}
