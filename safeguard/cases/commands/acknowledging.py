"""Taking a concern on, and telling whoever raised it what became of it."""

from dataclasses import dataclass, field

from safeguard.cases.commands.chronicle import wait_for_a_case, worded
from safeguard.cases.models import Concern, Feedback
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import reached_by_feedback
from safeguard.cases.permissions.seeing import acknowledgeable, concern_visible
from safeguard.cases.states import ConcernState
from school import notices
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import command, note


@dataclass(frozen=True)
class Told:
    """What the reporter is told: status in words, never the file (R0.4)."""

    text: str = field(repr=False)


@command(Act.ACKNOWLEDGE_CONCERN, of=acknowledgeable)
def acknowledge_concern(actor: Actor, concern: Concern) -> str:
    """Take the concern on (§2.1). Raises Stale when somebody already did.

    The entry says how many minutes of real time it had waited, and whether that was
    past its clock. From then on the concern's clock is the one of its case: until when
    it is put into one, sent on or set aside.
    """
    if concern.state != ConcernState.SUBMITTED:
        raise Stale("the concern was acknowledged already")
    concern.state = ConcernState.ACKNOWLEDGED
    concern.acknowledged_by = actor.person_ref
    concern.acknowledged_at = clock.now()
    waited = clock.now() - concern.recorded_at
    note(minutes=int(waited.total_seconds() // 60), late=clock.now() > concern.due_at)
    wait_for_a_case(concern)
    return concern.ref


@command(Act.GIVE_FEEDBACK, of=concern_visible)
def give_feedback(actor: Actor, concern: Concern, told: Told) -> str:
    """Tell whoever raised the concern what became of it (R0.4).

    Raises Invalid without words. Who no longer works here, or from whom the concern is
    hidden by now, is told nothing.
    """
    feedback = Feedback(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        by_ref=actor.person_ref,
        given_at=clock.now(),
    )
    seal(feedback, "text", worded("text", told.text))
    db.session.add(feedback)
    reached = reached_by_feedback(actor, concern)
    for person_ref in reached:
        notices.notify(
            person_ref, concern.school_ref, notices.WAITS, _receipt_path(concern.ref)
        )
    note(told=len(reached))
    return concern.ref


def _receipt_path(concern_ref: str) -> str:
    """Where whoever raised a concern sees its status and what they were told."""
    return f"/concerns/{spoken(concern_ref)}/receipt"
