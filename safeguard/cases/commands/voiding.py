"""A concern entered in error: one proposes, another agrees; the tombstone stays."""

from dataclasses import dataclass, field

from safeguard.cases.commands.chronicle import (
    changed,
    decide_afresh,
    worded,
    write_entry,
)
from safeguard.cases.models import CaseFile, Concern, VoidProposal
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import concerns_in, reached_by_feedback
from safeguard.cases.permissions.seeing import concern_visible
from safeguard.cases.permissions.voiding import (
    open_proposal,
    possible_seconds,
    proposal_visible,
)
from safeguard.cases.states import OPEN_CASES, ConcernState, EntryKind, may_move
from school import notices
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal, unseal
from school.gate import command, note, touch
from school.identity.queries.people import names_of
from school.web.catalogue import gettext as _

LEAST_WORDS = 20
AGREED, DECLINED = "agreed", "declined"


@dataclass(frozen=True)
class NewProposal:
    """Why the concern is thought to have been entered in error."""

    reason: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class SecondAnswer:
    """What the second person says: agreed, or declined with words."""

    answer: str
    words: str = field(default="", repr=False)


@command(Act.PROPOSE_VOID, of=concern_visible)
def propose_void(actor: Actor, concern: Concern, new: NewProposal) -> str:
    """Propose that a concern was entered in error (matrix, void_concern: two).

    Whoever may be the second hears that something waits. Raises Invalid, also where
    nobody else could agree, and Stale when it is proposed or void already.
    """
    if new.version is not None and new.version != concern.version:
        raise Stale("the concern was changed meanwhile")
    state = ConcernState(concern.state)
    if not may_move(state, ConcernState.VOID) or open_proposal(concern.ref):
        raise Stale("it is proposed or void already")
    reason = worded("reason", new.reason, LEAST_WORDS)
    seconds = possible_seconds(actor, concern)
    if not seconds:
        raise Invalid(
            {
                "reason": _(
                    "Two people void a concern, and nobody else here may read this "
                    "one. A deputy must be appointed first, on the page Roles."
                )
            }
        )
    row = VoidProposal(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        proposed_by=actor.person_ref,
        proposed_at=clock.now(),
    )
    seal(row, "reason", reason)
    db.session.add(row)
    path = f"/concerns/{spoken(concern.ref)}/void/answer"
    for person_ref in seconds:
        notices.notify(person_ref, concern.school_ref, notices.WAITS, path)
    note(asked=len(seconds))
    return concern.ref


@command(Act.ANSWER_VOID, of=proposal_visible)
def answer_void(actor: Actor, row: VoidProposal, said: SecondAnswer) -> str:
    """Agree that a concern was entered in error, or decline; never by whoever
    proposed it (decision 25). Nothing is deleted: the words stay under their key, the
    case keeps its entry, and whoever raised it is told in neutral words. Raises
    Invalid and SecondPersonNeeded.
    """
    if said.answer not in {AGREED, DECLINED}:
        raise Invalid({"answer": _("Choose whether you agree.")})
    if said.answer == DECLINED:
        worded("words", said.words, 10)
    row.answer = said.answer
    row.answered_by, row.answered_at = actor.person_ref, clock.now()
    seal(row, "answer_words", said.words.strip() or None)
    touch(row.concern_ref)
    note(answer=said.answer)
    if said.answer == AGREED:
        concern = db.session.get_one(Concern, row.concern_ref)
        concern.state = ConcernState.VOID
        _leave_in_case(actor, concern, row)
        _tell_reporter(actor, concern)
    return row.concern_ref


def _leave_in_case(actor: Actor, concern: Concern, row: VoidProposal) -> None:
    """The case keeps its key, its other concerns, and an entry about this one. A case
    that is left without any concern asks for a decision.
    """
    case = db.session.get(CaseFile, concern.case_ref) if concern.case_ref else None
    if case is None:
        return
    names = names_of([row.proposed_by, actor.person_ref])
    who = _(
        "Concern %(reference)s. Proposed by %(one)s, agreed by %(other)s.",
        reference=spoken(concern.ref),
        one=names.get(row.proposed_by, ""),
        other=names.get(actor.person_ref, ""),
    )
    text = f"{who}\n{unseal(row, 'reason')}"
    write_entry(actor, case, EntryKind.VOIDED, text, concern_ref=concern.ref)
    touch(case.ref)
    db.session.flush()
    if not concerns_in(case.ref) and case.state in OPEN_CASES:
        decide_afresh(case)
    changed(case, None)


def _tell_reporter(actor: Actor, concern: Concern) -> None:
    for person_ref in reached_by_feedback(actor, concern):
        if person_ref != actor.person_ref:
            path = f"/concerns/{spoken(concern.ref)}/own"
            notices.notify(person_ref, concern.school_ref, notices.WAITS, path)
