"""The demonstration’s agreements: signed in each way, open, declined, two differ."""

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.agreements.models import Agreement, AgreementSignature
from school.foundation.database import db


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def test_they_are_signed_in_each_way() -> None:
    found = db.session.scalars(select(AgreementSignature.method).distinct()).all()

    assert set(found) == {
        *("signed_in", "shared_tablet", "letter", "paper", "front_desk"),
    }


def test_some_are_open_some_complete_and_some_declined() -> None:
    states = set(db.session.scalars(select(Agreement.state).distinct()))

    assert {"issued", "pupil_signed", "parent_signed", "complete", "declined"} <= states


def test_of_one_child_the_parents_differ() -> None:
    asked = select(AgreementSignature).where(AgreementSignature.side == "parent")
    said: dict[str, set[str]] = {}
    for row in db.session.scalars(asked):
        said.setdefault(row.agreement_ref, set()).add(row.answer)

    assert [both for both in said.values() if len(both) > 1]
