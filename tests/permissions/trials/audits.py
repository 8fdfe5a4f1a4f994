"""Self-audits: everybody answers their own; reviewers read and plan for others."""

from datetime import timedelta

from sqlalchemy import select

from safeguard.audits.commands.answering import save_self_audit, submit_self_audit
from safeguard.audits.commands.asking import (
    NewRound,
    Withdrawing,
    ask_self_audit,
    begin_self_audit,
    close_round,
    open_round,
    withdraw_self_audit,
)
from safeguard.audits.commands.reviewing import (
    GapPlan,
    Planning,
    Review,
    plan_self_audit,
    review_self_audit,
)
from safeguard.audits.models import AuditRound
from safeguard.audits.permissions import Act
from safeguard.audits.permissions.standing import open_audit_of
from safeguard.audits.queries.listing import (
    export_self_audits,
    read_round,
    read_self_audits,
)
from safeguard.audits.queries.reading import (
    read_own_self_audit,
    read_own_self_audits,
    read_self_audit,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from tests.audits import told
from tests.permissions.trials.trial import Trial, Try

# Whoever sees counts only reads them on the report; here they see nothing.
NO_COUNTS = {"counts": "no"}


def _own(trial: Trial, actor: Actor) -> str:
    """A self-audit that waits for that person; for others, the teacher's."""
    dsl = trial.world.acting("dsl")
    known = set(trial.world.people.values())
    whose = actor.person_ref if actor.person_ref in known else trial.world["teacher"]
    waiting = open_audit_of(trial.world.birch, whose)
    return waiting.ref if waiting else ask_self_audit(dsl, whose)


def _sent(trial: Trial) -> str:
    """The searcher's, sent with a gap."""

    def make() -> str:
        searcher = trial.world.acting("searcher")
        ref = begin_self_audit(searcher)
        return submit_self_audit(searcher, ref, told.typed(knows_lead="no"))

    return str(trial.spare("self-audit sent", make))


def _read(trial: Trial) -> str:
    """The same, once somebody has read it."""

    def make() -> str:
        searcher = trial.world.acting("searcher")
        ref = begin_self_audit(searcher)
        submit_self_audit(searcher, ref, told.typed(knows_lead="no"))
        return told.reviewed(trial.world, ref)

    return str(trial.spare("self-audit read", make))


def _round(trial: Trial) -> str:
    # A year has one: whoever comes after it was closed is let in and told so.
    rounds = db.session.scalars(select(AuditRound.ref)).all()
    return str(rounds[0]) if rounds else told.opened(trial.world)


def _plan(trial: Trial, actor: Actor) -> str:
    plan = GapPlan("knows_lead", "talk", "Ruth comes by on Monday at break.")
    return plan_self_audit(actor, _read(trial), Planning((plan,)))


def _open(actor: Actor) -> str:
    with clock.moved_on(timedelta(days=300)):
        return open_round(actor, NewRound(clock.today() + timedelta(days=14)))


AUDITS: dict[str, list[Try]] = {
    "answer_self_audit": [
        Try(Act.BEGIN_SELF_AUDIT, lambda t, a: begin_self_audit(a)),
        Try(Act.READ_OWN_SELF_AUDITS, lambda t, a: read_own_self_audits(a)),
        Try(Act.READ_OWN_SELF_AUDIT, lambda t, a: read_own_self_audit(a, _own(t, a))),
        Try(
            Act.SAVE_SELF_AUDIT,
            lambda t, a: save_self_audit(a, _own(t, a), told.typed()),
        ),
        Try(
            Act.SUBMIT_SELF_AUDIT,
            lambda t, a: submit_self_audit(a, _own(t, a), told.typed()),
        ),
    ],
    "review_self_audit": [
        Try(Act.READ_SELF_AUDITS, lambda t, a: read_self_audits(a, 2026), NO_COUNTS),
        Try(
            Act.EXPORT_SELF_AUDITS, lambda t, a: export_self_audits(a, 2026), NO_COUNTS
        ),
        Try(Act.READ_SELF_AUDIT, lambda t, a: read_self_audit(a, _sent(t)), NO_COUNTS),
        Try(
            Act.REVIEW_SELF_AUDIT,
            lambda t, a: review_self_audit(a, _sent(t), Review()),
            NO_COUNTS,
        ),
        Try(
            Act.WITHDRAW_SELF_AUDIT,
            lambda t, a: withdraw_self_audit(a, _sent(t), Withdrawing("away")),
            NO_COUNTS,
        ),
        Try(
            Act.ASK_SELF_AUDIT,
            lambda t, a: ask_self_audit(a, t.world["volunteer"]),
            NO_COUNTS,
        ),
        Try(Act.READ_ROUND, lambda t, a: read_round(a, _round(t)), NO_COUNTS),
        Try(Act.CLOSE_ROUND, lambda t, a: close_round(a, _round(t)), NO_COUNTS),
        Try(Act.OPEN_ROUND, lambda t, a: _open(a), NO_COUNTS),
    ],
}
PLANS_SELF_AUDITS = [Try(Act.PLAN_SELF_AUDIT, _plan, NO_COUNTS)]
