"""Two people do the same with one self-audit at the same moment, on both engines."""

import pytest
from sqlalchemy import select

from safeguard.audits.commands.answering import submit_self_audit
from safeguard.audits.commands.asking import ask_self_audit, begin_self_audit
from safeguard.audits.commands.reviewing import (
    GapPlan,
    Planning,
    Review,
    plan_self_audit,
    review_self_audit,
)
from safeguard.audits.models import SelfAudit, SelfAuditPlan
from safeguard.training.models import TrainingNeed
from school.foundation.database import db
from school.foundation.errors import Stale
from school.inspection.queries.proving import prove
from tests.audits import told
from tests.gate.workbench import at_once

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


def only_one(came):
    """One was done; the other is told that something changed meanwhile."""
    refused = [each for each in came if isinstance(each, Exception)]
    assert len(refused) == 1, came
    assert isinstance(refused[0], Stale)


def test_sent_twice_from_two_windows_it_opens_each_need_once(app, world):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    typed = told.typed(knows_lead="no")
    only_one(
        at_once(
            app,
            *(
                lambda: submit_self_audit(world.acting("teacher"), ref, typed)
                for _ in range(2)
            ),
        )
    )
    db.session.rollback()
    assert len(db.session.scalars(select(TrainingNeed.ref)).all()) == 1
    assert not [each for each in prove().problems if "self_audit" in each]


def test_of_two_who_read_and_of_two_who_plan_one_does(app, world):
    told.opened(world)
    ref = told.sent(world, "teacher", knows_lead="no")
    only_one(
        at_once(
            app,
            *(
                lambda name=name: review_self_audit(world.acting(name), ref, Review())
                for name in ("dsl", "head")
            ),
        )
    )
    plan = Planning((GapPlan("knows_lead", "nothing", told.REASON),))
    only_one(
        at_once(
            app,
            *(
                lambda name=name: plan_self_audit(world.acting(name), ref, plan)
                for name in ("dsl", "head")
            ),
        )
    )
    db.session.rollback()
    assert len(db.session.scalars(select(SelfAuditPlan.ref)).all()) == 1


def test_two_rounds_of_one_year_cannot_be_opened_at_once(app, world):
    only_one(
        at_once(
            app,
            lambda: told.opened(world, "dsl"),
            lambda: told.opened(world, "head"),
        )
    )


def test_begun_and_asked_for_at_once_there_is_one(app, world):
    """Whoever comes second is led to the one that is there, or told of it."""
    at_once(
        app,
        lambda: begin_self_audit(world.acting("tutor")),
        lambda: ask_self_audit(world.acting("dsl"), world["tutor"]),
    )
    db.session.rollback()
    asked = select(SelfAudit.ref).where(SelfAudit.person_ref == world["tutor"])
    assert len(db.session.scalars(asked).all()) == 1
