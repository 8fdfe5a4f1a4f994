"""What an open complaint freezes: nothing of it is destroyed while it runs (§2.13)."""

from sqlalchemy import select

from safeguard.complaints.models import Complaint
from safeguard.complaints.permissions.subjects import subject_of
from safeguard.complaints.states import State
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted


@counted
def freezes(subject_ref: str) -> bool:
    """Whether a complaint is open about this search or examination, or about what
    belongs to it: then nothing of it is destroyed, whatever its time of keeping says.
    """
    return bool(_open_about(subject_ref))


@counted
def shown_freeze(actor: Actor, subject_ref: str) -> bool:
    """The same, for a page: to whomever the complaint is walled off from, it does not
    tell that there is one.
    """
    found = _open_about(subject_ref)
    me = actor.person_ref
    return bool(found) and not any(wall.stands_between(me, ref) for ref in found)


def _open_about(subject_ref: str) -> list[str]:
    about = subject_of(subject_ref)
    refs = [subject_ref, *(about.related if about else ())]
    asked = select(Complaint.ref).where(
        Complaint.subject_ref.in_(refs), Complaint.state != State.CLOSED
    )
    return list(db.session.scalars(asked))
