"""Two people decide together: the response to what was found, and erasing (22, 25)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from safeguard.examinations.commands.course import (
    LEAST_REASON,
    insist,
    move,
    seen,
    tell,
    too_short,
)
from safeguard.examinations.models import Examination, ExaminationProposal
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import (
    erasing_visible,
    examination_visible,
    response_visible,
)
from safeguard.examinations.permissions.signing import Side, seconds, side_of
from safeguard.examinations.permissions.standing import (
    ERASING,
    RESPONSE,
    proposals_of,
)
from safeguard.examinations.states import Move
from safeguard.guidance import examinations as lists
from safeguard.guidance.examinations import Line
from safeguard.guidance.shelf import Shelf
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Refused
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.web.catalogue import gettext as _

SIGNED, DECLINED = "signed", "declined"


@dataclass(frozen=True)
class Proposal:
    """What is proposed (codes of the list it is about), and why."""

    codes: tuple[str, ...]
    reason: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Signature:
    """Signed; or declined, with words."""

    answer: str
    words: str = field(default="", repr=False)


@command(Act.PROPOSE_RESPONSE, of=examination_visible)
def propose_response(actor: Actor, row: Examination, new: Proposal) -> str:
    """Propose the response to what was found (seed 6.3): the DSL or the head of school
    and the executive headteacher decide together. Raises Invalid, also where nobody
    could be the second, and Stale.
    """
    seen(row, new.version)
    _propose(actor, row, new, RESPONSE)
    move(row, Move.PROPOSE_RESPONSE)
    return row.ref


@command(Act.ANSWER_RESPONSE, of=response_visible)
def answer_response(
    actor: Actor, proposal: ExaminationProposal, said: Signature
) -> str:
    """Sign the response, or decline it with words; never by whoever proposed it, and in
    the other office. Raises Invalid, SecondPersonNeeded, Refused and Stale.
    """
    return _answer(actor, proposal, said, (Move.SIGN_RESPONSE, Move.DECLINE_RESPONSE))


@command(Act.PROPOSE_ERASING, of=examination_visible)
def propose_erasing(actor: Actor, row: Examination, new: Proposal) -> str:
    """Propose that something is erased, by way of exception: it is no evidence, and
    that it goes on existing is likely to harm somebody, or pupil or parent refuse to
    delete it (seed 6.3). Raises Invalid and Stale.
    """
    seen(row, new.version)
    _propose(actor, row, new, ERASING)
    move(row, Move.PROPOSE_ERASE)
    return row.ref


@command(Act.ANSWER_ERASING, of=erasing_visible)
def answer_erasing(actor: Actor, proposal: ExaminationProposal, said: Signature) -> str:
    """Sign that it is erased, or decline with words; as with the response."""
    return _answer(actor, proposal, said, (Move.SIGN_ERASE, Move.DECLINE_ERASE))


_LISTS: dict[str, Shelf[Line]] = {RESPONSE: lists.responses, ERASING: lists.grounds}


def _propose(actor: Actor, row: Examination, new: Proposal, about: str) -> None:
    offered = {each.code for each in _LISTS[about].offered(clock.today())}
    side = side_of(actor.roles)
    if side is None:
        raise Refused("other_office")
    able = _able(row, seconds(side, actor.person_ref, row.school_ref, actor.trust_ref))
    chosen = bool(new.codes) and offered.issuperset(new.codes)
    insist(
        {
            "codes": None if chosen else _("Choose at least one of these."),
            "reason": too_short(new.reason, LEAST_REASON) or _nobody(able, side),
        }
    )
    proposal = ExaminationProposal(
        ref=new_ref(),
        school_ref=row.school_ref,
        key_ref=row.key_ref,
        examination_ref=row.ref,
        number=len(proposals_of(row.ref)) + 1,
        about=about,
        proposed_by=actor.person_ref,
        proposed_as=side,
        proposed_at=clock.now(),
    )
    seal(proposal, "codes", " ".join(dict.fromkeys(new.codes)))
    seal(proposal, "reason", new.reason)
    db.session.add(proposal)
    note(asked=len(able), signed_as=side)
    tell(row, able, actor, f"/{about}/answer")


def _able(row: Examination, offices: dict[Role, list[str]]) -> list[str]:
    people = dict.fromkeys(ref for refs in offices.values() for ref in refs)
    return [ref for ref in people if not wall.stands_between(ref, row.ref)]


def _nobody(able: Iterable[str], side: Side) -> str | None:
    if able:
        return None
    if side is Side.SCHOOL:
        return _(
            "Two people decide, and nobody is executive headteacher at present, or may "
            "read this. The page Roles shows the vacant post; tell the chair."
        )
    return _(
        "Two people decide, and nobody is DSL, deputy or head of school at present, or "
        "may read this. The page Roles shows the vacant post; tell the chair."
    )


def _answer(
    actor: Actor,
    proposal: ExaminationProposal,
    said: Signature,
    moves: tuple[Move, Move],
) -> str:
    signed = said.answer == SIGNED
    known = said.answer in {SIGNED, DECLINED}
    insist(
        {
            "answer": None if known else _("Choose whether you sign."),
            "words": None if signed or not known else too_short(said.words, 10),
        }
    )
    row = db.session.get_one(Examination, proposal.examination_ref)
    move(row, moves[0] if signed else moves[1])
    proposal.answer = said.answer
    proposal.answered_by, proposal.answered_at = actor.person_ref, clock.now()
    proposal.answered_as = side_of(actor.roles) or "chair"
    seal(proposal, "answer_words", said.words.strip() or None)
    touch(row.ref)
    note(answer=said.answer)
    tell(row, [proposal.proposed_by], actor)
    return row.ref
