"""Which examinations a person may see, as SQL: lists and look-ups share it."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from safeguard.examinations.models import Examination, ExaminationProposal
from safeguard.examinations.permissions.standing import ERASING, RESPONSE, waiting
from safeguard.examinations.states import State
from safeguard.searches.models import Search
from safeguard.searches.permissions.seeing import searches_visible_to
from school import wall
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.identity.queries.people import holders

# What two people of the school and the trust decide together.
_DECIDED_ABOUT = (State.MATERIAL_FOUND, State.RESPONSE_DECIDED)


def examinations_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Examinations of the school: of searches that may be seen; one's own; what was
    found, for the executive headteacher, who decides about it (decision 22); a proposal
    that waits for a second signature, for the chair. Never past the wall.
    """
    me = actor.person_ref
    of_a_search = select(Search.ref).where(searches_visible_to(actor))
    return and_(
        Examination.school_ref == actor.school_ref,
        Examination.ref.not_in(wall.hidden_from(me)),
        or_(
            Examination.search_ref.in_(of_a_search),
            Examination.opened_by == me,
            Examination.examiner_ref == me,
            _to_decide(actor),
        ),
    )


def examination_visible(actor: Actor, ref: str) -> Examination | None:
    """The examination, if the actor may see that it exists."""
    asked = select(Examination).where(
        Examination.ref == ref, examinations_visible_to(actor)
    )
    return db.session.scalar(asked)


def response_visible(actor: Actor, ref: str) -> ExaminationProposal | None:
    """The response that waits, if the actor may see the examination."""
    return _waiting(actor, ref, RESPONSE)


def erasing_visible(actor: Actor, ref: str) -> ExaminationProposal | None:
    """The erasing that waits, if the actor may see the examination."""
    return _waiting(actor, ref, ERASING)


def _waiting(actor: Actor, ref: str, about: str) -> ExaminationProposal | None:
    return waiting(ref, about) if examination_visible(actor, ref) else None


def _heads(actor: Actor) -> list[str]:
    return holders(actor.school_ref, actor.trust_ref, Role.HEAD)


def _to_decide(actor: Actor) -> ColumnElement[bool]:
    if actor.has(Role.EXECUTIVE_HEAD):
        return or_(
            Examination.state.in_([state.value for state in _DECIDED_ABOUT]),
            # Nobody answers for themselves: what the head did goes one storey up.
            Examination.opened_by.in_(_heads(actor)),
            Examination.examiner_ref.in_(_heads(actor)),
        )
    if actor.has(Role.CHAIR):
        waits = select(ExaminationProposal.examination_ref).where(
            ExaminationProposal.answer.is_(None),
            ExaminationProposal.proposed_as == "both",
        )
        return Examination.ref.in_(waits)
    return false()
