"""A school's calendar as it stands in the tables."""

from datetime import date, time

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from school.calendars.days import Hours, is_school_day
from school.calendars.models import Closure, ClosureKind, Term
from school.calendars.reading import calendar_of
from school.foundation.engines import owning_engine
from school.foundation.references import new_ref


@pytest.fixture
def enter(app, settings):
    """Put a row into the tables as their owner: the acts that do so come later."""
    engine = owning_engine(settings.owner_url)

    def put(table, school_ref, first, last, **values):
        row = {"ref": new_ref(), "school_ref": school_ref, **values}
        with engine.begin() as connection:
            connection.execute(
                insert(table).values(begins_on=first, ends_on=last, **row)
            )

    yield put
    engine.dispose()


@pytest.mark.both_engines
def test_a_school_reads_its_own_terms_and_nobody_elses(app, enter):
    enter(Term, "B", date(2031, 9, 2), date(2031, 12, 19), name="Autumn")
    enter(Closure, "B", date(2031, 10, 27), date(2031, 10, 31), kind="half_term")
    enter(Term, "C", date(2031, 1, 6), date(2031, 3, 27), name="Spring")

    with app.app_context():
        birch, cedar = calendar_of("B"), calendar_of("C", Hours(school_ends=time(15)))

    assert is_school_day(birch, date(2031, 9, 2))
    assert not is_school_day(birch, date(2031, 10, 28))
    assert not is_school_day(birch, date(2031, 1, 7))
    assert is_school_day(cedar, date(2031, 1, 7))
    assert cedar.hours.school_ends == time(15)


def test_a_school_that_has_entered_nothing_has_no_school_days(app):
    with app.app_context():
        assert calendar_of("NOBODY").terms == ()


@pytest.mark.both_engines
def test_the_tables_refuse_a_term_that_ends_before_it_begins(enter):
    with pytest.raises(IntegrityError):
        enter(Term, "B", date(2031, 9, 2), date(2031, 9, 1), name="Autumn")


@pytest.mark.both_engines
def test_the_tables_refuse_a_closure_of_no_known_kind(enter):
    with pytest.raises(IntegrityError):
        enter(Closure, "B", date(2031, 9, 2), date(2031, 9, 2), kind="snowfight")


def test_the_kinds_of_closure():
    assert set(ClosureKind) == {"inset", "half_term", "closure"}
