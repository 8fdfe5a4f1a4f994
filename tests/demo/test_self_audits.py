"""The demonstration has last year's round of self-audits, done, and this year's."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.audits.models import AuditRound, SelfAudit
from safeguard.audits.queries.counting import count_answers
from safeguard.demo.self_audits import SEATED
from safeguard.training.models import TrainingBooking, TrainingNeed
from safeguard.training.states import SeatState
from school.foundation.database import db
from school.foundation.sealing import unseal


@pytest.fixture(autouse=True)
def inside(demonstration: Flask) -> object:
    """The demonstration's context."""
    with demonstration.app_context():
        yield demonstration


def test_this_years_round_has_one_of_each_state() -> None:
    rounds = list(db.session.scalars(select(AuditRound).order_by(AuditRound.opened_at)))
    assert rounds[-1].closed_at is None
    asked = select(SelfAudit.state).where(SelfAudit.round_ref == rounds[-1].ref)
    states = Counter(db.session.scalars(asked))
    assert states["assigned"] >= 5
    assert states["submitted"] >= 2
    assert states["training_planned"] >= 2


def test_whoever_is_told_of_a_seat_has_one() -> None:
    needs = [
        need
        for need in db.session.scalars(select(TrainingNeed))
        if SEATED in (unseal(need, "plan") or "")
    ]
    assert needs
    for need in needs:
        asked = select(TrainingBooking.state).where(
            TrainingBooking.session_ref == need.session_ref,
            TrainingBooking.person_ref == need.person_ref,
        )
        assert db.session.scalars(asked).one() == SeatState.BOOKED


def test_last_years_round_is_done_and_gaps_have_become_fewer() -> None:
    rounds = list(db.session.scalars(select(AuditRound).order_by(AuditRound.opened_at)))
    if len(rounds) == 1:
        pytest.skip("the term before lies in the same school year")
    asked = select(SelfAudit.state).where(SelfAudit.round_ref == rounds[0].ref)
    assert set(db.session.scalars(asked)) == {"done"}
    shares = {}
    for year in (rounds[0].school_year, rounds[1].school_year):
        gaps = Counter(
            {
                gap: sum(n for (_, y, _, g), n in count_answers().items()
                         if (y, g) == (year, gap))
                for gap in (True, False)
            }
        )  # fmt: skip
        shares[year] = gaps[True] / (gaps[True] + gaps[False])
    assert shares[rounds[1].school_year] < shares[rounds[0].school_year]
