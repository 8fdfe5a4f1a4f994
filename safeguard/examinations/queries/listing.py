"""Examinations in lists: beside a search, beside a case, waiting for a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.evidence.permissions.standing import is_stopped
from safeguard.examinations.models import Examination, ExaminationProposal
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.acts import RULES
from safeguard.examinations.permissions.seeing import examinations_visible_to
from safeguard.examinations.permissions.signing import signs_second
from safeguard.examinations.permissions.standing import (
    deviations_of,
    examinations_of,
    has_unanswered,
    standing_of,
)
from safeguard.searches.permissions.closing import searches_in
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.permits import Refusal
from school.foundation.questions import question
from school.gate import counted, disclosure, touch


@dataclass(frozen=True)
class Brief:
    """Where one examination stands: codes, and no words of it."""

    reference: str
    state: str
    erase: str
    opened_at: datetime
    # A deviation waits for the head's answer.
    unanswered: bool
    # Whether there is one at all, answered or not.
    deviates: bool


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the reader's signature; nobody is named."""

    reference: str
    about: str
    since: datetime


@counted
def beside_a_search(search_ref: str) -> tuple[Brief, ...]:
    """The examinations of a search whose reading is recorded already."""
    return tuple(_brief(row) for row in examinations_of(search_ref))


@counted
def beside_a_case(actor: Actor, case_ref: str) -> tuple[Brief, ...]:
    """The examinations of the searches of a case, likewise, past no wall."""
    searches = searches_in(case_ref)
    if not searches:
        return ()
    asked = (
        select(Examination)
        .where(Examination.search_ref.in_(searches), examinations_visible_to(actor))
        .order_by(Examination.opened_at)
    )
    return tuple(_brief(row) for row in db.session.scalars(asked))


@disclosure(Act.READ_SIGNATURES)
def read_signatures(actor: Actor) -> list[Waiting]:
    """What waits for the actor's own signature, the longest waiting first."""
    found = [
        Waiting(row.examination_ref, row.about, row.proposed_at)
        for row in _waiting_rows(actor)
        if not isinstance(signs_second(actor, row), Refusal)
    ]
    touch(*(each.reference for each in found))
    return found


@counted
def count_signatures(actor: Actor) -> int:
    """How many wait for the actor: a number and nothing else."""
    if isinstance(RULES[Act.READ_SIGNATURES](actor, None), Refusal):
        return 0
    rows = _waiting_rows(actor)
    return sum(not isinstance(signs_second(actor, row), Refusal) for row in rows)


@question
def _any_waiting() -> Any:
    here = ExaminationProposal.school_ref == bindparam("school")
    unanswered = ExaminationProposal.answer.is_(None)
    return select(ExaminationProposal.ref).where(here, unanswered).limit(1)


def _waiting_rows(actor: Actor) -> Sequence[Any]:
    if _any_waiting.first(school=actor.school_ref) is None:
        return ()
    asked = (
        select(ExaminationProposal)
        .join(Examination, Examination.ref == ExaminationProposal.examination_ref)
        .where(
            ExaminationProposal.answer.is_(None),
            ExaminationProposal.school_ref == actor.school_ref,
            examinations_visible_to(actor),
        )
        .order_by(ExaminationProposal.proposed_at)
    )
    rows = db.session.scalars(asked)
    return [row for row in rows if not is_stopped(row.examination_ref)]


def _brief(row: Examination) -> Brief:
    at = standing_of(row)
    waits = has_unanswered(row.ref)
    deviates = bool(deviations_of(row.ref))
    return Brief(row.ref, at.examination, at.erase, row.opened_at, waits, deviates)
