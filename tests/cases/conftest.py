"""What the tests of cases may ask for."""

from datetime import date

import pytest
from sqlalchemy import insert

from school.calendars.models import Term
from school.foundation.engines import owning_engine
from school.foundation.references import new_ref
from tests.visitors import visit

TERMS = {
    "Autumn": (date(2026, 9, 1), date(2026, 12, 18)),
    "Spring": (date(2027, 1, 4), date(2027, 3, 26)),
}


@pytest.fixture
def in_term(world, settings):
    """Birch Academy's terms: Christmas holidays from 19 December to 3 January."""
    engine = owning_engine(settings.owner_url)
    rows = [
        {
            "ref": new_ref(),
            "school_ref": world.birch,
            "name": name,
            "begins_on": begins_on,
            "ends_on": ends_on,
        }
        for name, (begins_on, ends_on) in TERMS.items()
    ]
    with engine.begin() as connection:
        connection.execute(insert(Term), rows)
    engine.dispose()


@pytest.fixture
def ruth(app, world):
    """The DSL's browser, elevated with a reason."""
    return visit(app, world, "dsl", reason="working the queue")
