"""Answering: saved as often as somebody likes, sent once, and never changed then."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from safeguard.audits.commands.beginning import move
from safeguard.audits.models import SelfAudit, SelfAuditAnswer
from safeguard.audits.permissions import Act
from safeguard.audits.permissions.seeing import own_visible
from safeguard.audits.permissions.standing import answers_of
from safeguard.audits.states import AuditState, Move
from safeguard.guidance import self_audit
from safeguard.guidance.self_audit import Question
from safeguard.training.commands.needs import NewNeed, open_need
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref
from school.foundation.sealing import reseal, seal, unseal
from school.gate import command, insist_on_version, note
from school.web.catalogue import gettext as _

LONGEST = 900
YES, NO = "yes", "no"
ORIGIN = "self_audit"
# The question in whose comment people say what they want to learn.
WISH = "wants_training"


@dataclass(frozen=True)
class Answer:
    """One question's answer, yes or no or nothing yet, and what was added to it."""

    question: str
    answer: str = ""
    comment: str = field(default="", repr=False)


@dataclass(frozen=True)
class Answers:
    """What stood on the page."""

    rows: tuple[Answer, ...]
    version: int | None = None


@command(Act.SAVE_SELF_AUDIT, of=own_visible)
def save_self_audit(actor: Actor, audit: SelfAudit, typed: Answers) -> str:
    """Keep what was answered so far, to come back to. Nobody else reads it before it
    is sent. Raises Invalid, Stale, and NotNow once it was sent.
    """
    _insist_on_unsent(audit)
    insist_on_version(audit, typed.version)
    rows = _keep(audit, typed.rows)
    audit.saved_at = clock.now()
    note(answered=sum(row.answer is not None for row in rows))
    return audit.ref


@command(Act.SUBMIT_SELF_AUDIT, of=own_visible)
def submit_self_audit(actor: Actor, audit: SelfAudit, typed: Answers) -> str:
    """Send it. Each answer that is a gap opens a training need at once (§2.9b).

    Raises Invalid where a question has no answer, Stale, and NotNow once it was sent:
    answers are never changed afterwards, a new self-audit can be begun.
    """
    _insist_on_unsent(audit)
    insist_on_version(audit, typed.version)
    rows = _keep(audit, typed.rows)
    missing = [row.question for row in rows if row.answer is None]
    if missing:
        raise Invalid({f"answer_{code}": _yes_or_no(code) for code in missing})
    move(audit, Move.SUBMIT)
    audit.submitted_at = clock.now()
    for row in rows:
        question = self_audit.questions.named(row.question)
        row.is_gap = question.is_gap(row.answer or "")
        if row.is_gap:
            row.need_ref = open_need(actor, _need(audit, row, question))
    note(gaps=sum(row.is_gap for row in rows))
    return audit.ref


def _insist_on_unsent(audit: SelfAudit) -> None:
    if audit.state != AuditState.ASSIGNED:
        raise NotNow("the self-audit was sent already")


def _keep(audit: SelfAudit, typed: Iterable[Answer]) -> list[SelfAuditAnswer]:
    """Every question of the self-audit with what was typed for it."""
    asked = [each.code for each in self_audit.asked_by(audit.questionnaire)]
    given = {row.question: row for row in typed}
    _insist(asked, given)
    held = answers_of([audit.ref])[audit.ref]
    rows = []
    for code in asked:
        row = held.get(code) or _new(audit, code)
        said = given.get(code, Answer(code))
        row.answer = said.answer or None
        comment = said.comment.strip() or None
        if comment != unseal(row, "comment"):
            _write(row, comment)
        rows.append(row)
    return rows


def _new(audit: SelfAudit, question: str) -> SelfAuditAnswer:
    row = SelfAuditAnswer(
        ref=new_ref(),
        school_ref=audit.school_ref,
        key_ref=audit.key_ref,
        audit_ref=audit.ref,
        question=question,
        is_gap=False,
    )
    seal(row, "comment", None)
    db.session.add(row)
    return row


def _write(row: SelfAuditAnswer, comment: str | None) -> None:
    if row.comment is None:
        seal(row, "comment", comment)
    else:
        reseal(row, comment=comment)


def _insist(asked: list[str], given: dict[str, Answer]) -> None:
    problems: dict[str, str] = {}
    if not set(given) <= set(asked):
        raise Invalid({"form": _("These questions belong to another self-audit.")})
    for code, row in given.items():
        if row.answer not in {"", YES, NO}:
            problems[f"answer_{code}"] = _yes_or_no(code)
        if len(row.comment.strip()) > LONGEST:
            problems[f"comment_{code}"] = _(
                "Use at most %(max)d characters.", max=LONGEST
            )
    if problems:
        raise Invalid(problems)


def _yes_or_no(code: str) -> str:
    # At the head of the page eight of these may stand together.
    short = _(self_audit.questions.named(code).short)
    return _("Choose yes or no: %(question)s.", question=short)


def _need(audit: SelfAudit, row: SelfAuditAnswer, question: Question) -> NewNeed:
    # Whoever looks after training reads what it is about, and no other answer.
    said = [_(question.short)]
    if question.code == WISH:
        said.append(unseal(row, "comment") or "")
    return NewNeed(
        person_ref=audit.person_ref,
        course=question.course,
        origin=ORIGIN,
        origin_ref=audit.ref,
        note=": ".join(part for part in said if part),
    )
