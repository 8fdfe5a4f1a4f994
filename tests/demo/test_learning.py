"""The demonstration's training: most are in order, and something is to do."""

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.training.models import TrainingSession
from safeguard.training.queries.standing import count_by_role_of
from safeguard.training.states import SessionState, Status
from school.foundation.database import db
from school.identity.models import Org


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def test_there_are_sessions_of_every_kind() -> None:
    rows = db.session.scalars(select(TrainingSession)).all()
    assert {row.state for row in rows} == set(SessionState)
    assert any(row.sequence and row.state == SessionState.PLANNED for row in rows)


def test_each_school_has_people_in_order_and_people_with_something_to_do() -> None:
    for school in db.session.scalars(select(Org).where(Org.kind == "school")).all():
        staff = count_by_role_of(school.ref)["staff"]
        assert sum(staff.values()) > 5
        assert set(staff) - {Status.DONE}
