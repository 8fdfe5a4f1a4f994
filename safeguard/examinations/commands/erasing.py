"""Whether it could be evidence, and erasing, with a witness who decided nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.examinations.commands.course import (
    LEAST_REASON,
    end_waiting,
    insist,
    move,
    seen,
    too_short,
)
from safeguard.examinations.commands.examining import not_here, unknown
from safeguard.examinations.commands.keeping import keep_for_police
from safeguard.examinations.models import Erasure, EvidenceAnswer, Examination
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import examination_visible
from safeguard.examinations.permissions.standing import ERASING, last_signed
from safeguard.examinations.states import Evidence, Move
from safeguard.guidance import examinations as lists
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.web.catalogue import gettext as _

MOVES = {
    Evidence.NO: Move.EVIDENCE_NO,
    Evidence.YES: Move.EVIDENCE_YES,
    Evidence.UNSURE: Move.EVIDENCE_UNSURE,
}


@dataclass(frozen=True)
class CouldBe:
    """Could it be evidence of an offence: yes, no or unsure; and why."""

    answer: str
    reason: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Erased:
    """Where on the device something was erased, by whose hand, seen by whom."""

    areas: tuple[str, ...]
    erased_by: str
    witness_ref: str
    erased_at: datetime | None = None
    version: int | None = None


@command(Act.ANSWER_EVIDENCE, of=examination_visible)
def answer_evidence(actor: Actor, row: Examination, new: CouldBe) -> str:
    """Could it be evidence of an offence? Yes and unsure close the way to erasing for
    good and keep the device for the police (seed 6.3). Raises Invalid and Stale.
    """
    seen(row, new.version)
    known = new.answer in set(MOVES)
    insist(
        {
            "answer": None if known else _("Choose yes, no or unsure."),
            "reason": too_short(new.reason, LEAST_REASON),
        }
    )
    answer = Evidence(new.answer)
    move(row, MOVES[answer])
    said = EvidenceAnswer(
        ref=new_ref(),
        school_ref=row.school_ref,
        key_ref=row.key_ref,
        examination_ref=row.ref,
        answer=answer,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(said, "reason", new.reason)
    db.session.add(said)
    if answer is not Evidence.NO:
        end_waiting(row)
        keep_for_police(row, actor)
    return row.ref


@command(Act.ERASE_DATA, of=examination_visible)
def erase_data(actor: Actor, row: Examination, new: Erased) -> str:
    """Record that something was erased, as two people had decided, in front of a
    witness who is neither of them nor the hand that did it. Raises Invalid and Stale.
    """
    seen(row, new.version)
    decided = last_signed(row.ref, ERASING)
    if decided is None:
        raise Stale("nobody has decided that anything is erased")
    at = new.erased_at or clock.now()
    deciders = {decided.proposed_by, decided.answered_by}
    insist(
        {
            "areas": unknown(lists.areas, new.areas, _("Choose what was erased.")),
            "find_hand": not_here((new.erased_by,), actor),
            "find_witness": _witness(actor, new, deciders),
            "happened_on": _when(at, decided.answered_at),
        }
    )
    move(row, Move.ERASE)
    erasure = Erasure(
        ref=new_ref(),
        school_ref=row.school_ref,
        key_ref=row.key_ref,
        examination_ref=row.ref,
        erased_by=new.erased_by,
        witness_ref=new.witness_ref,
        erased_at=at,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(erasure, "areas", " ".join(dict.fromkeys(new.areas)))
    db.session.add(erasure)
    note(witnessed=True)
    return row.ref


def _witness(actor: Actor, new: Erased, deciders: set[str | None]) -> str | None:
    if new.witness_ref in deciders:
        return _("The witness is neither of the two who decided.")
    if new.witness_ref == new.erased_by:
        return _("The witness is not the one who erased it.")
    return not_here((new.witness_ref,), actor)


def _when(at: datetime, decided_at: datetime | None) -> str | None:
    if at > clock.now():
        return _("This is in the future. Check day and time.")
    if decided_at is not None and at < decided_at:
        return _("This is before the two had decided. Check day and time.")
    return None
