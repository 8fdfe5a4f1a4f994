"""The acts on training, and who may do each (matrix row plan_training)."""

from enum import StrEnum
from typing import Any

from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    any_of,
    granted,
    works_here,
    yes,
)
from school.identity.permissions.people import the_system_itself

# Matrix row plan_training: digital safety, deputies, the DSL, the head.
PLANNERS = frozenset(
    {Role.DIGITAL_SAFETY, Role.DEPUTY_DSL, Role.DSL, Role.ACTING_DSL, Role.HEAD}
)
# "counts": those who govern see numbers by group, and nobody's name.
COUNTERS = frozenset({Role.COUNCILLOR, Role.TRUSTEE, Role.CHAIR})


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_OWN_TRAINING = "own_training.read"
    READ_SESSION = "training_session.read"
    READ_TRAINING = "training.read"
    READ_PERSON_TRAINING = "person_training.read"
    READ_ATTENDANCE = "training_attendance.read"
    PRINT_ATTENDANCE = "training_attendance.printed"
    PRINT_CERTIFICATE = "training_certificate.printed"
    EXPORT_TRAINING = "training.exported"
    PREPARE_NEED = "training_need.prepared"
    PLAN_SESSION = "training_session.planned"
    MOVE_SESSION = "training_session.moved"
    CANCEL_SESSION = "training_session.cancelled"
    BOOK_TRAINING = "training.booked"
    GIVE_UP_SEAT = "training.given_up"
    BOOK_PEOPLE = "training.people_booked"
    MARK_ATTENDANCE = "training_attendance.marked"
    RECORD_TRAINING = "training.recorded"
    VOID_RECORD = "training_record.voided"
    ATTEST_READING = "reading.attested"
    OPEN_NEED = "training_need.opened"
    PLAN_NEED = "training_need.planned"
    END_NEED = "training_need.ended"
    REMIND_OF_TRAINING = "training.reminded"


def _own(actor: Actor, subject: Any) -> Answer:
    """What is about the person who acts, of whoever works here."""
    about = getattr(subject, "person_ref", None)
    return PERMIT if actor.works_here and about == actor.person_ref else NOT_THIS_ROLE


def _of_another(actor: Actor, subject: Any) -> Answer:
    """What a self-audit showed, another person plans and ends than whoever answered
    (decision 25); what somebody asked for themselves, they may.
    """
    own_gap = getattr(subject, "origin", None) == "self_audit"
    mine = getattr(subject, "person_ref", None) == actor.person_ref
    return Refusal("second_person") if own_gap and mine else PERMIT


plans: Rule = granted(dict.fromkeys(PLANNERS, yes))
own: Rule = _own

RULES: dict[Act, Rule] = {
    Act.READ_OWN_TRAINING: works_here,
    Act.READ_SESSION: works_here,
    Act.READ_TRAINING: plans,
    Act.READ_PERSON_TRAINING: plans,
    Act.READ_ATTENDANCE: plans,
    Act.PRINT_ATTENDANCE: plans,
    Act.PRINT_CERTIFICATE: any_of(own, plans),
    Act.EXPORT_TRAINING: plans,
    Act.PREPARE_NEED: plans,
    Act.PLAN_SESSION: plans,
    Act.MOVE_SESSION: plans,
    Act.CANCEL_SESSION: plans,
    Act.BOOK_TRAINING: works_here,
    Act.GIVE_UP_SEAT: works_here,
    Act.BOOK_PEOPLE: plans,
    Act.MARK_ATTENDANCE: plans,
    Act.RECORD_TRAINING: plans,
    Act.VOID_RECORD: plans,
    Act.ATTEST_READING: works_here,
    # A self-audit opens the needs of whoever answered it, in their own act.
    Act.OPEN_NEED: any_of(own, plans),
    Act.PLAN_NEED: all_of(plans, _of_another),
    # The product itself ends what a leaver's self-audit had opened.
    Act.END_NEED: any_of(all_of(plans, _of_another), the_system_itself),
    Act.REMIND_OF_TRAINING: any_of(the_system_itself),
}
WORDINGS: dict[Act, str] = {
    Act.READ_OWN_TRAINING: "looked at their own training",
    Act.READ_SESSION: "looked at a training session",
    Act.READ_TRAINING: "looked at who is trained in what",
    Act.READ_PERSON_TRAINING: "looked at one person’s training",
    Act.READ_ATTENDANCE: "looked at who comes to a training session",
    Act.PRINT_ATTENDANCE: "laid the attendance list of a session out for printing",
    Act.PRINT_CERTIFICATE: "laid a certificate out for printing",
    Act.EXPORT_TRAINING: "took the training of the school away as a table",
    Act.PREPARE_NEED: "read a training need",
    Act.PLAN_SESSION: "planned a training session",
    Act.MOVE_SESSION: "moved a training session",
    Act.CANCEL_SESSION: "cancelled a training session",
    Act.BOOK_TRAINING: "booked a seat in a training session",
    Act.GIVE_UP_SEAT: "gave up a seat in a training session",
    Act.BOOK_PEOPLE: "booked seats for others in a training session",
    Act.MARK_ATTENDANCE: "marked who came to a training session",
    Act.RECORD_TRAINING: "recorded training that somebody had",
    Act.VOID_RECORD: "voided training that was recorded in error",
    Act.ATTEST_READING: "said that they have read an edition of guidance",
    Act.OPEN_NEED: "opened a training need",
    Act.PLAN_NEED: "planned what is done about a training need",
    Act.END_NEED: "ended a training need",
    Act.REMIND_OF_TRAINING: "reminded people of training",
}
