"""The demonstration has an office's day, and numbers of searches that can be shown."""

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.hand_in.models import PhoneDay, PhoneExemption, PhoneLoss
from safeguard.hand_in.states import Mark
from safeguard.reports.models import ReportFigure
from safeguard.reports.states import Measure, by
from safeguard.searches.models import Search
from school.foundation import clock
from school.foundation.database import db
from school.identity.models.census import Trait


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def test_phones_went_home_two_were_left_and_one_is_lost() -> None:
    marks = list(db.session.scalars(select(PhoneDay.mark)))
    assert {Mark.COLLECTED, Mark.NOT_BROUGHT, Mark.HANDED_IN} == set(marks)
    states = set(db.session.scalars(select(PhoneLoss.state)))
    assert states == {"closed", "recorded"}


def test_exemptions_are_in_force_and_one_is_overdue() -> None:
    exempt = list(db.session.scalars(select(PhoneExemption)))
    assert {each.kind for each in exempt} == {"medical", "send", "young_carer"}
    overdue = [each for each in exempt if each.review_at < clock.now()]
    assert len(overdue) == 1


def test_searches_were_closed_as_lawful_and_the_board_sees_them_by_sex() -> None:
    closed = select(Search.state).where(Search.state == "closed")
    assert len(list(db.session.scalars(closed))) >= 15
    for measure in (Measure.SEARCHES, by("searches", Trait.SEX)):
        asked = select(ReportFigure.number).where(ReportFigure.measure == measure)
        assert any(number for number in db.session.scalars(asked))
