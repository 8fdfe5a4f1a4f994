"""A colleague's self-audit is read, and something is planned for each gap."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from safeguard.audits.commands.beginning import move
from safeguard.audits.models import SelfAudit, SelfAuditAnswer, SelfAuditPlan
from safeguard.audits.permissions import Act
from safeguard.audits.permissions.seeing import audit_visible
from safeguard.audits.permissions.standing import answers_of, owed_by
from safeguard.audits.states import AuditState, Move, may
from safeguard.guidance import self_audit, training
from safeguard.training.commands.needs import EndOfNeed, NeedPlan, end_need, plan_need
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, insist_on_version, note, touch
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

TRAINING, TALK, NOTHING = "training", "talk", "nothing"
LEAST, LONGEST = 10, 900


@dataclass(frozen=True)
class Review:
    """What the reviewer says to the colleague; it may be nothing."""

    remark: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class GapPlan:
    """What is planned for one gap, in words that the colleague reads; the session,
    where it is one; by when (London day).
    """

    question: str
    kind: str
    words: str = field(default="", repr=False)
    session_ref: str | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Planning:
    """A plan for every gap that is still owed."""

    plans: tuple[GapPlan, ...]
    version: int | None = None


@command(Act.REVIEW_SELF_AUDIT, of=audit_visible)
def review_self_audit(actor: Actor, audit: SelfAudit, review: Review) -> str:
    """Record that it was read, by another person than whoever answered (decision 25).
    Without a gap it is done. Raises Invalid, Stale, and NotNow before it was sent or
    after it was read.
    """
    insist_on_version(audit, review.version)
    remark = review.remark.strip()
    if len(remark) > LONGEST:
        said = _("Use at most %(max)d characters.", max=LONGEST)
        raise Invalid({"remark": said})
    owed = owed_by(answers_of([audit.ref])[audit.ref].values())
    move(audit, Move.REVIEW, owed=len(owed))
    audit.reviewed_by, audit.reviewed_at = actor.person_ref, clock.now()
    seal(audit, "remark", remark or None)
    if not owed:
        _tell(audit)
    touch(audit.person_ref)
    note(gaps=len(owed))
    return audit.ref


@command(Act.PLAN_SELF_AUDIT, of=audit_visible)
def plan_self_audit(actor: Actor, audit: SelfAudit, planning: Planning) -> str:
    """Plan training, a talk, or nothing with a reason, for each gap that is still owed
    (§2.9b). Where nothing is left to do, it is done. Raises Invalid, Stale, and NotNow
    before it was read or after it was planned.
    """
    insist_on_version(audit, planning.version)
    if not may(Move.PLAN, AuditState(audit.state)):
        raise NotNow("there is nothing to plan for now")
    answers = answers_of([audit.ref])[audit.ref]
    owed = owed_by(answers.values())
    plans = {each.question: each for each in planning.plans if each.question in owed}
    _insist(owed, plans)
    # The version is the audit's own, also where its state alone changes twice.
    flag_modified(audit, "state")
    for code in (each for each in answers if each in owed):
        _plan_one(actor, audit, answers[code], plans[code])
    db.session.flush()
    move(audit, Move.PLAN, owed=len(owed_by(answers.values())))
    audit.planned_by, audit.planned_at = actor.person_ref, clock.now()
    if all(each.kind == NOTHING for each in plans.values()):
        # Else the training says that something waits.
        _tell(audit)
    touch(audit.person_ref)
    kinds = [each.kind for each in plans.values()]
    note(**{kind: kinds.count(kind) for kind in sorted(set(kinds))})
    return audit.ref


def _plan_one(
    actor: Actor, audit: SelfAudit, answer: SelfAuditAnswer, plan: GapPlan
) -> None:
    words = plan.words.strip()
    need_ref = answer.need_ref or ""
    if plan.kind == NOTHING:
        end_need(actor, need_ref, EndOfNeed("not_needed", words))
    else:
        session = plan.session_ref if plan.kind == TRAINING else None
        shown = words or _course_words(answer.question)
        plan_need(actor, need_ref, NeedPlan(shown, plan.due_on, session))
    row = SelfAuditPlan(
        ref=new_ref(),
        school_ref=audit.school_ref,
        key_ref=audit.key_ref,
        audit_ref=audit.ref,
        question=answer.question,
        kind=plan.kind,
        by_ref=actor.person_ref,
        at=clock.now(),
    )
    seal(row, "words", words or None)
    db.session.add(row)


def _course_words(question: str) -> str:
    course = self_audit.questions.named(question).course
    return _(training.courses.named(course).wording)


def _insist(owed: set[str], plans: Mapping[str, GapPlan]) -> None:
    problems: dict[str, str] = {}
    for code in owed:
        plan = plans.get(code)
        if plan is None or plan.kind not in self_audit.plans:
            problems[f"plan_{code}"] = _("Choose what is planned.")
            continue
        words = plan.words.strip()
        if plan.kind != TRAINING and len(words) < LEAST:
            problems[f"words_{code}"] = (
                _("Say who talks about it and when, in at least %(n)d characters.",
                  n=LEAST)
                if plan.kind == TALK
                else _("Give the reason, in at least %(n)d characters.", n=LEAST)
            )  # fmt: skip
        elif words and not LEAST <= len(words) <= LONGEST:
            problems[f"words_{code}"] = _(
                "Use %(least)d to %(most)d characters.", least=LEAST, most=LONGEST
            )
        if plan.due_on is not None and plan.due_on < clock.today():
            problems[f"due_on_{code}"] = _("This day is over. Choose a later one.")
    if problems:
        raise Invalid(problems)


def _tell(audit: SelfAudit) -> None:
    notify(audit.person_ref, audit.school_ref, WAITS, f"/self-audits/{audit.ref}")
