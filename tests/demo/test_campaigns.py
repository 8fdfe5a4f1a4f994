"""The demonstration's campaigns: some classes nearly complete, others far behind."""

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.campaigns.models import Campaign
from safeguard.campaigns.permissions.tally import Standing, tally, where_all_stand
from school.foundation.database import db


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def test_each_school_has_one_under_way() -> None:
    campaigns = list(db.session.scalars(select(Campaign)))
    assert [each.state for each in campaigns] == ["open", "open"]
    assert len({each.school_ref for each in campaigns}) == 2
    for campaign in campaigns:
        by_class: dict[str, list] = {}
        for each in where_all_stand(campaign):
            if each.person.form:
                by_class.setdefault(each.person.form.title, []).append(each)
        shares = {
            title: tally(stands)[Standing.COMPLETE] / len(stands)
            for title, stands in by_class.items()
        }
        assert max(shares.values()) > 0.6
        assert min(shares.values()) == 0
