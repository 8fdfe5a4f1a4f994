"""Steps of the acts on self-audits: a new one begins, one moves, one is withdrawn."""

from collections.abc import Iterable
from datetime import date

from safeguard.audits.models import AuditRound, SelfAudit
from safeguard.audits.permissions.standing import answers_of, owed_by
from safeguard.audits.states import AuditState, Move, Withdrawal, moved
from safeguard.guidance import clocks, self_audit
from safeguard.training.commands.needs import EndOfNeed, end_need
from school.calendars.days import school_year_of
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import NotNow
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, seal
from school.gate import touch
from school.identity.queries.set_up import days_of
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

YEARLY, INDUCTION, AGAIN = "yearly", "induction", "asked_again"


def begin(
    actor: Actor, person_ref: str, occasion: str, of_round: AuditRound | None = None
) -> SelfAudit:
    """A self-audit for somebody, with today's questions or those of its round; the
    person hears that something waits, unless they began it themselves.
    """
    today = clock.today()
    asked = of_round.questionnaire if of_round else self_audit.current(today).code
    year = of_round.school_year if of_round else school_year_of(today)
    row = SelfAudit(
        ref=new_ref(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        person_ref=person_ref,
        round_ref=of_round.ref if of_round else None,
        occasion=occasion,
        questionnaire=asked,
        school_year=year,
        state=AuditState.ASSIGNED,
        assigned_by=actor.person_ref,
        assigned_at=clock.now(),
        due_on=_due_on(actor.school_ref, of_round, today),
    )
    seal(row, "remark", None)
    db.session.add(row)
    touch(row.ref, person_ref)
    if person_ref != actor.person_ref:
        notify(person_ref, actor.school_ref, WAITS, f"/self-audits/{row.ref}/submit")
    return row


def begin_for_all(
    actor: Actor,
    people: Iterable[str],
    occasion: str,
    of_round: AuditRound | None = None,
) -> int:
    """The same for several people; how many there were."""
    return len([begin(actor, ref, occasion, of_round) for ref in people])


def move(audit: SelfAudit, what: Move, *, owed: int = 0) -> AuditState:
    """Move it, as the states allow. Raises NotNow where that cannot happen now."""
    after = moved(what, AuditState(audit.state), owed=owed)
    if after is None:
        raise NotNow("that cannot be done with the self-audit now")
    audit.state = after
    if after in {AuditState.DONE, AuditState.WITHDRAWN}:
        audit.ended_at = clock.now()
    return after


def withdraw(actor: Actor, audit: SelfAudit, why: Withdrawal) -> None:
    """Nobody waits for it any more, nor for what it showed. Raises NotNow."""
    move(audit, Move.WITHDRAW)
    audit.withdrawn_why = why
    answers = answers_of([audit.ref])[audit.ref]
    owed = owed_by(answers.values())
    for question, answer in answers.items():
        if question in owed and answer.need_ref:
            code = "left" if why is Withdrawal.LEFT else "not_needed"
            ending = EndOfNeed(code, _("The self-audit was withdrawn."))
            end_need(actor, answer.need_ref, ending)
    touch(audit.ref, audit.person_ref)


def _due_on(school_ref: str, of_round: AuditRound | None, today: date) -> date:
    if of_round and of_round.due_on > today:
        return of_round.due_on
    running = due(clock.now(), clocks.named("self_audit_answer"), days_of(school_ref))
    return clock.local(running.at).date()
