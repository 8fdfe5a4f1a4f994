"""The acts on concerns and cases, and the table of who may do each."""

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
    elevated,
    elevated_with_reason,
    granted,
    works_here,
    yes,
)


class Act(StrEnum):
    """What can happen to a concern or a case, as the trail names it."""

    RAISE_CONCERN = "concern.raised"
    READ_DRAFT = "draft.read"
    DISCARD_DRAFT = "draft.discarded"
    ADD_TO_CONCERN = "concern.added_to"
    READ_OWN_CONCERN = "own_concern.read"
    READ_OWN_CONCERNS = "own_concerns.read"
    READ_QUEUE = "queue.read"
    READ_CONCERN = "concern.read"
    READ_TECHNICAL_INCIDENT = "technical_incident.read"
    READ_TECHNICAL_QUEUE = "technical_queue.read"
    ACKNOWLEDGE_CONCERN = "concern.acknowledged"
    ESCALATE_CONCERN = "clock.ran_out"
    GIVE_FEEDBACK = "feedback.given"
    OPEN_CASE = "case.opened"
    JOIN_CASE = "case.joined"
    READ_CASE = "case.read"
    READ_CASES = "cases.read"
    PRINT_CASE = "case.printed"
    ADD_ENTRY = "case.added_to"
    RECORD_PARENTS = "parents.recorded"
    RECORD_CONTACT = "parents.contacted"
    RECORD_MEETING = "meeting.recorded"
    SET_RISK = "risk.set"
    WATCH_CASE = "monitoring.begun"
    REVIEW_CASE = "monitoring.reviewed"
    RELINK_CONCERN = "concern.relinked"
    REFER_TO_SANCTION = "sanction.referred_to"
    MARK_BODY = "body_map.marked"
    SEND_CONCERN = "concern.sent"
    READ_TRANSFER = "transfer.read"
    ANSWER_TRANSFER = "transfer.answered"
    RECEIVE_CONCERN = "transfer.received"
    PROPOSE_VOID = "concern.void_proposed"
    ANSWER_VOID = "concern.void_answered"
    SUSPECT_IMAGE = "intimate_image.suspected"
    DECIDE_CASE = "case.decided"
    PREPARE_REFERRAL = "referral.prepared"
    REFER_CASE = "case.referred"
    FOLLOW_REFERRAL = "case.referral_followed"
    CLOSE_CASE = "case.closed"
    REOPEN_CASE = "case.reopened"
    FIND_RECORDS = "records.found"


def with_the_dsl(actor: Actor, subject: Any) -> Answer:
    """The head decides together with the DSL, never alone (matrix: with_dsl)."""
    return Refusal("with_dsl")


def named(actor: Actor, subject: Any) -> Answer:
    """Only for whom a share by name stands. Shares come with their own act."""
    return Refusal("named")


def technical_only(actor: Actor, subject: Any) -> Answer:
    """A technical incident, without the pupil's story."""
    return PERMIT if getattr(subject, "technical", False) else NOT_THIS_ROLE


def not_restricted(actor: Actor, subject: Any) -> Answer:
    """C4 is for the DSL and those named; a deputy or head needs a share by name."""
    if getattr(subject, "level", None) == "C4":
        return named(actor, subject)
    return elevated(actor, subject)


def not_restricted_with_reason(actor: Actor, subject: Any) -> Answer:
    """As above, and with a written reason."""
    if getattr(subject, "level", None) == "C4":
        return named(actor, subject)
    return elevated_with_reason(actor, subject)


def the_clocks(actor: Actor, subject: Any) -> Answer:
    """The product itself, when a clock has run out."""
    return PERMIT if actor.has(Role.MACHINE) else NOT_THIS_ROLE


def another_person(actor: Actor, subject: Any) -> Answer:
    """Two signatures are two persons (decision 25)."""
    mine = getattr(subject, "proposed_by", None) == actor.person_ref
    return Refusal("second_person") if mine else PERMIT


# The DSL, whoever covers for the DSL by a right approved in advance, the deputy.
_LEADS: dict[Role, Rule] = {
    Role.DSL: elevated,
    Role.ACTING_DSL: not_restricted,
    Role.DEPUTY_DSL: not_restricted,
}
reads_case: Rule = granted({**_LEADS, Role.HEAD: not_restricted_with_reason})
# Lists show what `visible_to` lets through, so no level is asked for here.
reads_lists: Rule = granted(
    {
        Role.DSL: elevated,
        Role.ACTING_DSL: elevated,
        Role.DEPUTY_DSL: elevated,
        Role.HEAD: elevated_with_reason,
    }
)
leads_case: Rule = granted({**_LEADS, Role.HEAD: with_the_dsl})
# Matrix, attach_evidence and view_evidence: whoever leads; others by name alone.
attaches_files: Rule = granted(_LEADS)
views_files: Rule = granted({**_LEADS, Role.HEAD: named, Role.EXECUTIVE_HEAD: named})
acknowledges: Rule = granted({**_LEADS, Role.DIGITAL_SAFETY: technical_only})
# Matrix, void_concern: two. The head too, where the head may read it.
voids: Rule = granted({**_LEADS, Role.HEAD: not_restricted})
refers: Rule = granted({**_LEADS, Role.HEAD: elevated, Role.EXECUTIVE_HEAD: elevated})
finds: Rule = granted(
    {
        Role.DSL: elevated_with_reason,
        Role.ACTING_DSL: elevated_with_reason,
        Role.DEPUTY_DSL: elevated_with_reason,
        Role.DIGITAL_SAFETY: yes,
    }
)


def finds_in_words(actor: Actor) -> bool:
    """Whether the actor may look through the words themselves, not only technical
    fields: somebody who leads and is digital-safety coordinator too needs both.
    """
    leads = actor.has(*_LEADS)
    return leads and actor.elevated and bool(actor.elevation_reason)


sees_technical: Rule = granted({Role.DIGITAL_SAFETY: yes, Role.ICT: yes})

RULES: dict[Act, Rule] = {
    Act.RAISE_CONCERN: works_here,
    Act.READ_DRAFT: works_here,
    Act.DISCARD_DRAFT: works_here,
    Act.ADD_TO_CONCERN: works_here,
    Act.READ_OWN_CONCERN: works_here,
    Act.READ_OWN_CONCERNS: works_here,
    Act.READ_QUEUE: reads_lists,
    Act.READ_CONCERN: reads_case,
    Act.READ_TECHNICAL_INCIDENT: sees_technical,
    Act.READ_TECHNICAL_QUEUE: sees_technical,
    Act.ACKNOWLEDGE_CONCERN: acknowledges,
    Act.ESCALATE_CONCERN: the_clocks,
    Act.GIVE_FEEDBACK: leads_case,
    Act.OPEN_CASE: leads_case,
    Act.JOIN_CASE: leads_case,
    Act.READ_CASE: reads_case,
    Act.READ_CASES: reads_lists,
    Act.PRINT_CASE: reads_case,
    Act.ADD_ENTRY: leads_case,
    Act.RECORD_PARENTS: leads_case,
    Act.RECORD_CONTACT: leads_case,
    Act.RECORD_MEETING: leads_case,
    Act.SET_RISK: leads_case,
    Act.WATCH_CASE: leads_case,
    Act.REVIEW_CASE: leads_case,
    Act.RELINK_CONCERN: leads_case,
    Act.REFER_TO_SANCTION: leads_case,
    Act.MARK_BODY: leads_case,
    Act.SEND_CONCERN: leads_case,
    Act.READ_TRANSFER: leads_case,
    Act.ANSWER_TRANSFER: leads_case,
    Act.RECEIVE_CONCERN: leads_case,
    Act.PROPOSE_VOID: voids,
    Act.ANSWER_VOID: all_of(voids, another_person),
    Act.SUSPECT_IMAGE: leads_case,
    Act.DECIDE_CASE: leads_case,
    Act.PREPARE_REFERRAL: refers,
    Act.REFER_CASE: refers,
    Act.FOLLOW_REFERRAL: refers,
    Act.CLOSE_CASE: leads_case,
    Act.REOPEN_CASE: leads_case,
    Act.FIND_RECORDS: finds,
}
WORDINGS: dict[Act, str] = {
    Act.RAISE_CONCERN: "raised a concern",
    Act.READ_DRAFT: "went on with a draft",
    Act.DISCARD_DRAFT: "threw a draft away",
    Act.ADD_TO_CONCERN: "added to a concern",
    Act.READ_OWN_CONCERN: "looked at a concern they had raised",
    Act.READ_OWN_CONCERNS: "looked at what they had raised",
    Act.READ_QUEUE: "looked at the queue",
    Act.READ_CONCERN: "read a concern",
    Act.READ_TECHNICAL_INCIDENT: "read the technical side of an incident",
    Act.READ_TECHNICAL_QUEUE: "looked at the technical incidents",
    Act.ACKNOWLEDGE_CONCERN: "acknowledged a concern",
    Act.ESCALATE_CONCERN: "told those above that nobody has opened a concern",
    Act.GIVE_FEEDBACK: "told the reporter what became of a concern",
    Act.OPEN_CASE: "opened a case",
    Act.JOIN_CASE: "put a concern into a case",
    Act.READ_CASE: "read a case",
    Act.READ_CASES: "looked at the list of cases",
    Act.PRINT_CASE: "laid a case out for printing",
    Act.ADD_ENTRY: "added to a case",
    Act.RECORD_PARENTS: "recorded what the parents know",
    Act.RECORD_CONTACT: "recorded a contact with parents",
    Act.RECORD_MEETING: "recorded a meeting about a case",
    Act.SET_RISK: "set the risk of a case",
    Act.WATCH_CASE: "set a case to be watched",
    Act.REVIEW_CASE: "reviewed a case that is watched",
    Act.RELINK_CONCERN: "put right whom a concern is about",
    Act.REFER_TO_SANCTION: "noted the number of a sanction",
    Act.MARK_BODY: "marked an injury on a body map",
    Act.SEND_CONCERN: "sent a concern to another school",
    Act.READ_TRANSFER: "read what another school sends",
    Act.ANSWER_TRANSFER: "answered whether a sent concern is taken",
    Act.RECEIVE_CONCERN: "received a concern from another school",
    Act.PROPOSE_VOID: "proposed that a concern was entered in error",
    Act.ANSWER_VOID: "answered whether a concern was entered in error",
    Act.SUSPECT_IMAGE: "recorded that an intimate image is suspected",
    Act.DECIDE_CASE: "decided about a case",
    Act.PREPARE_REFERRAL: "opened the page to refer a case",
    Act.REFER_CASE: "referred a case to an agency",
    Act.FOLLOW_REFERRAL: "recorded what followed a referral",
    Act.CLOSE_CASE: "closed a case",
    Act.REOPEN_CASE: "reopened a case",
    Act.FIND_RECORDS: "looked something up in the records",
}
