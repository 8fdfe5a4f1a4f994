"""The acts on examinations: who examines, who records, and which two people decide."""

from enum import StrEnum
from typing import Any

from safeguard.examinations.permissions.signing import signs_second
from safeguard.guidance.searches import DEVICE_DATA
from safeguard.searches.permissions.authority import authority_at
from safeguard.searches.permissions.reviewing import LEADS
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    any_of,
    elevated,
    elevated_with_reason,
    granted,
    works_here,
    yes,
)


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_EXAMINATION = "examination.read"
    RECORD_GOOD_REASON = "good_reason.recorded"
    AUTHORISE_EXAMINATION = "examination.authorised"
    DECLINE_EXAMINATION = "examination.declined"
    RECORD_EXAMINATION = "examination.recorded"
    RECORD_DONE_EXAMINATION = "examination.recorded_after"
    RECORD_FINDING = "finding.recorded"
    HALT_EXAMINATION = "examination.halted"
    ADD_DEVIATION = "examination.deviation_added"
    ANSWER_DEVIATIONS = "examination.deviations_answered"
    PROPOSE_RESPONSE = "response.proposed"
    ANSWER_RESPONSE = "response.answered"
    ANSWER_EVIDENCE = "evidence.answered"
    PROPOSE_ERASING = "erasing.proposed"
    ANSWER_ERASING = "erasing.answered"
    ERASE_DATA = "data.erased"
    READ_SIGNATURES = "signatures.read"


def examines(actor: Actor, subject: Any) -> Answer:
    """Whoever the head's list says may examine data, at this very moment (S1)."""
    if not actor.works_here:
        return NOT_THIS_ROLE
    found = authority_at(actor.person_ref, actor.school_ref, clock.now(), DEVICE_DATA)
    return PERMIT if found.holds else Refusal("authority")


def took_part(actor: Actor, subject: Any) -> Answer:
    """Whoever opened the record or examined: they read and finish what is theirs."""
    mine = {
        getattr(subject, "opened_by", None),
        getattr(subject, "examiner_ref", None),
    }
    return PERMIT if actor.works_here and actor.person_ref in mine else NOT_THIS_ROLE


def not_ones_own(actor: Actor, subject: Any) -> Answer:
    """Nobody answers for what they did themselves (S3)."""
    if isinstance(took_part(actor, subject), Refusal):
        return PERMIT
    return Refusal("second_person")


# Decision 22, and the deputy beside the DSL (matrix: erase_device_data).
_SCHOOL = (*LEADS, Role.HEAD)
DECIDES: Rule = granted(dict.fromkeys((*_SCHOOL, Role.EXECUTIVE_HEAD), elevated))
# The chair where nobody else is left (decision 25): `signs_second` asks that.
_SIGNERS = (*_SCHOOL, Role.EXECUTIVE_HEAD, Role.CHAIR)
_SIGNS: Rule = all_of(granted(dict.fromkeys(_SIGNERS, elevated)), signs_second)
# As a search is read: without a second factor by whoever did it, in a corridor.
READS: Rule = granted(
    {
        **dict.fromkeys(LEADS, elevated),
        **dict.fromkeys(
            (Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR), elevated_with_reason
        ),
    }
)
_FINISHES: Rule = any_of(took_part, DECIDES)

RULES: dict[Act, Rule] = {
    Act.READ_EXAMINATION: any_of(took_part, READS),
    Act.RECORD_GOOD_REASON: works_here,
    Act.AUTHORISE_EXAMINATION: examines,
    Act.DECLINE_EXAMINATION: _FINISHES,
    # What was done is recorded by whoever works here, right or wrong (decision 20).
    Act.RECORD_EXAMINATION: works_here,
    Act.RECORD_DONE_EXAMINATION: works_here,
    Act.RECORD_FINDING: _FINISHES,
    Act.HALT_EXAMINATION: works_here,
    Act.ADD_DEVIATION: works_here,
    Act.ANSWER_DEVIATIONS: all_of(
        granted({Role.HEAD: elevated, Role.EXECUTIVE_HEAD: elevated}), not_ones_own
    ),
    Act.PROPOSE_RESPONSE: DECIDES,
    Act.ANSWER_RESPONSE: _SIGNS,
    Act.ANSWER_EVIDENCE: DECIDES,
    Act.PROPOSE_ERASING: DECIDES,
    Act.ANSWER_ERASING: _SIGNS,
    Act.ERASE_DATA: DECIDES,
    Act.READ_SIGNATURES: granted(dict.fromkeys(_SIGNERS, yes)),
}
WORDINGS: dict[Act, str] = {
    Act.READ_EXAMINATION: "read about the examination of a device",
    Act.RECORD_GOOD_REASON: "recorded a good reason to examine a device",
    Act.AUTHORISE_EXAMINATION: "began to examine a device, with authority",
    Act.DECLINE_EXAMINATION: "decided that a device is not examined",
    Act.RECORD_EXAMINATION: "recorded how a device was examined",
    Act.RECORD_DONE_EXAMINATION: "recorded an examination after it was done",
    Act.RECORD_FINDING: "recorded whether an examination found anything",
    Act.HALT_EXAMINATION: "halted: an indecent image of a child is suspected",
    Act.ADD_DEVIATION: "recorded that an examination departed from the policy",
    Act.ANSWER_DEVIATIONS: "answered how an examination departed from the policy",
    Act.PROPOSE_RESPONSE: "proposed the response to what was found",
    Act.ANSWER_RESPONSE: "signed or declined the response to what was found",
    Act.ANSWER_EVIDENCE: "answered whether it could be evidence of an offence",
    Act.PROPOSE_ERASING: "proposed that something is erased from a device",
    Act.ANSWER_ERASING: "signed or declined that something is erased",
    Act.ERASE_DATA: "recorded that something was erased, with a witness",
    Act.READ_SIGNATURES: "looked at what waits for a signature",
}
