"""What a case's rows say about whether it may close: one answer for acts and pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.cases.models import Concern, Decision, Feedback
from safeguard.cases.states import ConcernState, NextStep, Standing
from safeguard.guidance import answers
from safeguard.referrals.queries import OpenReferral
from safeguard.referrals.queries import open_referrals as open_of
from school import wall
from school.foundation.actor import WORKS_HERE, Actor
from school.foundation.database import db
from school.foundation.foresight import know
from school.foundation.questions import every, one_of, question
from school.identity.queries.people import roles_of


@dataclass(frozen=True)
class OpenMatter:
    """What a feature above this one may still have open in a case.

    `still_open` is asked with the case's reference; `wording` says what is missing,
    `endpoint` (with `case_ref`) is the page on which it is put right.
    """

    code: str
    still_open: Callable[[str], bool]
    wording: Any
    endpoint: str


MATTERS: dict[str, OpenMatter] = {}


def closing_waits_for(matter: OpenMatter) -> None:
    """Let no case close while this matter is open in it. The registry says it once."""
    MATTERS[matter.code] = matter


def standing_of(
    actor: Actor, case: Any, concerns: Sequence[Any] | None = None
) -> Standing:
    """Where the case stands, read afresh. Source: R0.1, §2.1, §2.6.

    `concerns`: those of the case, where they have just been read.
    """
    if concerns is None:
        concerns = concerns_read_in(case.ref)
    return Standing(
        decided=case.decision_ref is not None,
        referral_owed=case.next_step == NextStep.REFER,
        open_referrals=len(open_referrals(case.ref)),
        parents_settled=parents_settled(case),
        feedback_owed=feedback_owed(actor, case, concerns),
        intimate_image=case.intimate_image,
        serious=case.serious or case.intimate_image,
        elsewhere=tuple(
            matter.code for matter in MATTERS.values() if matter.still_open(case.ref)
        ),
    )


def open_referrals(case_ref: str) -> list[OpenReferral]:
    """The referrals of the case that have no outcome yet (§2.6)."""
    return open_of([case_ref]).get(case_ref, [])


def next_chase(case_ref: str) -> datetime | None:
    """When the case's referrals next need somebody: to confirm, or to ask again."""
    moments = [
        moment
        for each in open_referrals(case_ref)
        for moment in (each.written_by_at, each.chase_at)
        if moment is not None
    ]
    return min(moments, default=None)


def parents_settled(case: Any) -> bool:
    """Whether the answer about the parents settles the question."""
    said = case.parents_informed
    return said is not None and answers.parents_informed.named(said).settles


@question
def _concerns() -> Any:
    asked = every(Concern).where(
        Concern.case_ref == bindparam("case"), Concern.state != ConcernState.VOID
    )
    return asked.order_by(Concern.recorded_at, Concern.ref)


def concerns_read_in(case_ref: str) -> Sequence[Any]:
    """The concerns of a case, the first raised first, less those voided: plain rows,
    to read and not to change.
    """
    rows = _concerns(case=case_ref)
    refs = [row.ref for row in rows]
    reporters = [ref for row in rows for ref in _raised_by(row)]
    know(concerns=refs, records=[case_ref, *refs], reporters=reporters)
    return rows


def concerns_in(case_ref: str) -> list[Concern]:
    """The same, to change."""
    asked = select(Concern).where(
        Concern.case_ref == case_ref, Concern.state != ConcernState.VOID
    )
    return list(db.session.scalars(asked.order_by(Concern.recorded_at, Concern.ref)))


@question
def feedback_given() -> Any:
    """What the reporters of these concerns (`refs`) were told, the earliest first."""
    asked = every(Feedback).where(one_of(Feedback.concern_ref, "refs"))
    return asked.order_by(Feedback.given_at, Feedback.ref)


def feedback_owed(actor: Actor, case: Any, concerns: Sequence[Any]) -> tuple[str, ...]:
    """Of a case's concerns those whose reporter can be reached and was told nothing
    yet (R0.4).
    """
    refs = [each.ref for each in concerns]
    told = {row.concern_ref for row in feedback_given(refs=refs)} if refs else set()
    untold = [concern for concern in concerns if concern.ref not in told]
    reached = _reached(actor, untold)
    return tuple(
        concern.ref
        for concern in untold
        if any(ref != case.lead_ref for ref in reached[concern.ref])
    )


def reached_by_feedback(actor: Actor, concern: Any) -> list[str]:
    """Who raised or typed it and still works here, unless the wall now stands between
    that person and the concern.
    """
    return _reached(actor, [concern])[concern.ref]


def _reached(actor: Actor, concerns: Sequence[Any]) -> dict[str, list[str]]:
    told_by = {each.ref: _raised_by(each) for each in concerns}
    people = {ref for refs in told_by.values() for ref in refs}
    records = {each.ref for each in concerns} | {each.case_ref for each in concerns}
    walled = wall.walled_pairs(people, records - {None}) if people else set()
    here = {ref for ref in people if _works_here(actor, ref)}
    return {
        each.ref: [
            ref
            for ref in told_by[each.ref]
            if ref in here
            and walled.isdisjoint({(ref, each.ref), (ref, each.case_ref)})
        ]
        for each in concerns
    }


def _raised_by(concern: Any) -> list[str]:
    return [ref for ref in {concern.reporter_ref: 0, concern.typist_ref: 0} if ref]


def _works_here(actor: Actor, person_ref: str) -> bool:
    roles = roles_of(person_ref, actor.school_ref, actor.trust_ref)
    return not WORKS_HERE.isdisjoint(roles)


@question
def decisions_about() -> Any:
    """The decisions about a case (`case`), the earliest first."""
    asked = every(Decision).where(Decision.case_ref == bindparam("case"))
    return asked.order_by(Decision.decided_at, Decision.ref)


def last_decision(case_ref: str) -> Any:
    """The newest decision about a case, whether it still stands or not, as a plain
    row; None before the first.
    """
    rows = decisions_about(case=case_ref)
    superseded = {row.supersedes_ref for row in rows}
    return next((row for row in reversed(rows) if row.ref not in superseded), None)
