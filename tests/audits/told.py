"""Self-audits as the tests tell them: a round, answers with gaps, a plan."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from safeguard.audits.commands.answering import (
    Answer,
    Answers,
    save_self_audit,
    submit_self_audit,
)
from safeguard.audits.commands.asking import NewRound, open_round
from safeguard.audits.commands.reviewing import (
    GapPlan,
    Planning,
    Review,
    plan_self_audit,
    review_self_audit,
)
from safeguard.audits.models import SelfAudit, SelfAuditAnswer
from safeguard.guidance import self_audit
from safeguard.training.models import TrainingNeed
from school.foundation import clock
from school.foundation.database import db
from school.notices import Notice
from tests.factories.world import World

# What somebody answers who knows everything and wishes for nothing.
RIGHT = {
    each.code: "no" if each.gap_when == "yes" else "yes"
    for each in self_audit.asked_by("online_safety_1")
}
# Two gaps: of one the course is the induction, of the other the refresher.
TWO_GAPS = {"knows_lead": "no", "cyber_bullying": "no"}
COMMENT = "I heard a name at the inset day and have forgotten it."
REASON = "It was a misunderstanding: she chairs the working group."


def opened(world: World, by: str = "dsl", days: int = 14) -> str:
    """A round that everybody is to answer within so many days."""
    due_on = clock.today() + timedelta(days=days)
    return open_round(world.acting(by), NewRound(due_on))


def of(world: World, person: str) -> SelfAudit:
    """The newest self-audit of somebody."""
    asked = select(SelfAudit).where(SelfAudit.person_ref == world[person])
    newest = asked.order_by(SelfAudit.assigned_at.desc(), SelfAudit.ref)
    db.session.expire_all()
    return db.session.scalars(newest.limit(1)).one()


def typed(**answers: str) -> Answers:
    """All eight answers as one types them: right, but for these."""
    given = {**RIGHT, **answers}
    return Answers(tuple(Answer(code, how) for code, how in given.items()))


def saved(world: World, person: str, **answers: str) -> str:
    """Some answers are kept, the others are left open."""
    rows = tuple(Answer(code, how) for code, how in answers.items())
    ref = of(world, person).ref
    return save_self_audit(world.acting(person), ref, Answers(rows))


def sent(world: World, person: str, **answers: str) -> str:
    """Somebody sends the self-audit."""
    ref = of(world, person).ref
    return submit_self_audit(world.acting(person), ref, typed(**answers))


def reviewed(world: World, ref: str, by: str = "dsl", remark: str = "") -> str:
    """A reviewer has read it."""
    return review_self_audit(world.acting(by), ref, Review(remark))


def planned(world: World, ref: str, by: str = "dsl", **plans: Any) -> str:
    """A reviewer plans: a kind for each question, or a kind with words."""
    rows = []
    for code, plan in plans.items():
        kind, *words = (plan,) if isinstance(plan, str) else plan
        rows.append(GapPlan(code, kind, *words))
    return plan_self_audit(world.acting(by), ref, Planning(tuple(rows)))


def answers(ref: str) -> dict[str, SelfAuditAnswer]:
    """The rows of a self-audit, by question."""
    db.session.expire_all()
    asked = select(SelfAuditAnswer).where(SelfAuditAnswer.audit_ref == ref)
    return {row.question: row for row in db.session.scalars(asked)}


def needs(ref: str) -> dict[str, TrainingNeed]:
    """The needs that a self-audit opened, by question."""
    return {
        code: db.session.get_one(TrainingNeed, row.need_ref)
        for code, row in answers(ref).items()
        if row.need_ref
    }


def notices(world: World) -> dict[str, list[str]]:
    """Who was told of a self-audit, by the names of the tests, and where it leads."""
    names = {ref: name for name, ref in world.people.items()}
    found: dict[str, list[str]] = {}
    for notice in db.session.scalars(select(Notice).order_by(Notice.made_at)):
        if notice.path.startswith("/self-audits"):
            found.setdefault(names[notice.person_ref], []).append(notice.path)
    return found
