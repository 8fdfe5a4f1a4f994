"""The acts on complaints, and who may do each: whoever handles it, and those above."""

from enum import StrEnum
from typing import Any

from safeguard.complaints.permissions.subjects import subject_of
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
    granted,
    works_here,
    yes,
)


class Act(StrEnum):
    """What can happen to a complaint, as the trail names it."""

    RECORD_COMPLAINT = "complaint.recorded"
    READ_OWN_COMPLAINT = "own_complaint.read"
    READ_COMPLAINTS = "complaints.read"
    READ_COMPLAINT = "complaint.read"
    PRINT_COMPLAINT = "complaint.printed"
    ACKNOWLEDGE_COMPLAINT = "complaint.acknowledged"
    ASSIGN_COMPLAINT = "complaint.assigned"
    LINK_COMPLAINT = "complaint.linked"
    ADD_TO_COMPLAINT = "complaint.added_to"
    ANSWER_COMPLAINT = "complaint.answered"
    TAKE_COMPLAINT_FURTHER = "complaint.taken_further"
    CONVENE_PANEL = "complaint_panel.convened"
    CLOSE_COMPLAINT = "complaint.closed"
    TELL_OF_COMPLAINT = "complaint.overdue"


# They see that a complaint takes its course; one of them has it where nobody below may.
OVERSEES = frozenset({Role.HEAD, Role.EXECUTIVE_HEAD, Role.CHAIR, Role.DPO})


def took_no_part(actor: Actor, subject: Any) -> Answer:
    """Nobody who acted in what it is about, at this moment, does anything with it."""
    about = subject_of(getattr(subject, "subject_ref", None))
    acted = about is not None and actor.person_ref in about.acted
    return Refusal("took_part") if acted else PERMIT


def handles_it(actor: Actor, subject: Any) -> Answer:
    """Whoever was given it, while they work here."""
    mine = getattr(subject, "handler_ref", None) == actor.person_ref
    return PERMIT if mine and actor.works_here else NOT_THIS_ROLE


def of_its_line(actor: Actor, subject: Any) -> Answer:
    """The data protection officer sees data-protection complaints and no others."""
    if actor.has(*(OVERSEES - {Role.DPO})):
        return PERMIT
    data = getattr(subject, "type", None) in {None, "data_protection"}
    return PERMIT if actor.has(Role.DPO) and data else NOT_THIS_ROLE


def the_clocks(actor: Actor, subject: Any) -> Answer:
    """The product itself, when a clock has run out."""
    return PERMIT if actor.has(Role.MACHINE) else NOT_THIS_ROLE


oversees: Rule = all_of(
    granted(dict.fromkeys(OVERSEES, yes)), of_its_line, took_no_part, elevated
)
handles: Rule = any_of(all_of(handles_it, took_no_part, elevated), oversees)

RULES: dict[Act, Rule] = {
    # Like a concern: whoever is told of it writes it down, and reads it no more.
    Act.RECORD_COMPLAINT: works_here,
    Act.READ_OWN_COMPLAINT: works_here,
    Act.READ_COMPLAINTS: all_of(works_here, elevated),
    Act.READ_COMPLAINT: handles,
    Act.PRINT_COMPLAINT: handles,
    Act.ACKNOWLEDGE_COMPLAINT: handles,
    Act.ASSIGN_COMPLAINT: oversees,
    Act.LINK_COMPLAINT: handles,
    Act.ADD_TO_COMPLAINT: handles,
    Act.ANSWER_COMPLAINT: handles,
    Act.TAKE_COMPLAINT_FURTHER: oversees,
    Act.CONVENE_PANEL: oversees,
    Act.CLOSE_COMPLAINT: handles,
    Act.TELL_OF_COMPLAINT: the_clocks,
}
WORDINGS: dict[Act, str] = {
    Act.RECORD_COMPLAINT: "recorded a complaint",
    Act.READ_OWN_COMPLAINT: "looked at the receipt of a complaint they recorded",
    Act.READ_COMPLAINTS: "looked at the complaints",
    Act.READ_COMPLAINT: "read a complaint",
    Act.PRINT_COMPLAINT: "laid a complaint out for printing",
    Act.ACKNOWLEDGE_COMPLAINT: "recorded that a complaint was acknowledged",
    Act.ASSIGN_COMPLAINT: "gave a complaint to somebody to look into",
    Act.LINK_COMPLAINT: "said what a complaint is about",
    Act.ADD_TO_COMPLAINT: "added to a complaint",
    Act.ANSWER_COMPLAINT: "answered a complaint",
    Act.TAKE_COMPLAINT_FURTHER: "recorded that a complaint is taken further",
    Act.CONVENE_PANEL: "named the panel for a complaint",
    Act.CLOSE_COMPLAINT: "closed a complaint",
    Act.TELL_OF_COMPLAINT: "told of a complaint that is late",
}
