"""A class signs on shared tablets before its teacher."""

from dataclasses import dataclass
from datetime import timedelta

from safeguard.agreements.commands.answering import Hand, Said, write_answer
from safeguard.agreements.models import ClassSitting
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.permissions.sittings import (
    MINUTES,
    SittingAgreement,
    agreement_at_sitting,
    class_to_sit,
    code_mac,
    code_of,
    is_running,
    sitting_visible,
)
from safeguard.agreements.states import Answer, Side
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import NotNow
from school.foundation.references import new_ref
from school.gate import command, note, touch
from school.identity.models import SchoolClass


@dataclass(frozen=True)
class NewSitting:
    """Whether the teacher reads the text aloud, for those who cannot yet read it."""

    read_aloud: bool = False


@command(SigningAct.OPEN_SITTING, of=class_to_sit)
def open_sitting(actor: Actor, class_: SchoolClass, new: NewSitting) -> str:
    """Open a sitting for an hour: whoever opens it is present and is the witness."""
    now, ref = clock.now(), new_ref()
    row = ClassSitting(
        ref=ref,
        school_ref=class_.school_ref,
        class_ref=class_.ref,
        witness_ref=actor.person_ref,
        read_aloud=new.read_aloud,
        code_hash=code_mac(actor.trust_ref, code_of(actor.trust_ref, ref)),
        opened_at=now,
        ends_at=now + timedelta(minutes=MINUTES),
    )
    db.session.add(row)
    touch(row.ref)
    note(read_aloud=new.read_aloud)
    return ref


@command(SigningAct.END_SITTING, of=sitting_visible)
def end_sitting(actor: Actor, sitting: ClassSitting) -> str:
    """End a sitting: every tablet on which it runs shows no name from now on.

    Raises NotNow where it is over.
    """
    if not is_running(sitting):
        raise NotNow("the sitting is over")
    sitting.ended_at = clock.now()
    return sitting.ref


@command(SigningAct.SIGN_AT_SITTING, of=agreement_at_sitting)
def sign_at_sitting(actor: Actor, seat: SittingAgreement, given: Said) -> str:
    """The pupil whose name was tapped signs; the teacher who opened the sitting is the
    witness. Raises as `write_answer` does: Stale where the pupil has answered.
    """
    return _answer(actor, seat, given, Answer.SIGNED)


@command(SigningAct.DECLINE_AT_SITTING, of=agreement_at_sitting)
def decline_at_sitting(actor: Actor, seat: SittingAgreement, given: Said) -> str:
    """The pupil does not want to sign: the school talks with the pupil, nothing else
    follows.
    """
    return _answer(actor, seat, given, Answer.DECLINED)


def _answer(actor: Actor, seat: SittingAgreement, given: Said, answer: Answer) -> str:
    method = "read_aloud" if seat.sitting.read_aloud else "shared_tablet"
    witness = seat.sitting.witness_ref
    hand = Hand(
        *(Side.PUPIL, answer, method, actor.person_ref, witness),
        sitting_since=seat.sitting.opened_at,
    )
    touch(seat.sitting.ref)
    return write_answer(seat.agreement, given, hand)
