"""The acts on concerns about adults, and who may do each (matrix: read_allegation)."""

from enum import StrEnum
from typing import Any

from safeguard.allegations.permissions.inside import VaultActor
from safeguard.allegations.permissions.offices import MAY_RECEIVE
from safeguard.allegations.permissions.seeing import looks_into
from school.foundation.actor import Actor
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Refusal,
    Rule,
    all_of,
    elevated,
)


class Act(StrEnum):
    """What can happen to a concern about an adult, as the vault's log names it."""

    RAISE = "adult_concern.raised"
    EXHAUST_ROUTE = "adult_concern.route_exhausted"
    READ_DRAFT = "adult_draft.read"
    DISCARD_DRAFT = "adult_draft.discarded"
    READ_RECEIPT = "adult_concern.receipt_read"
    READ_RECEIPTS = "adult_concern.receipts_read"
    READ_ALL = "adult_concerns.read"
    READ = "adult_concern.read"
    NOTE = "adult_concern.noted"
    CONTACT_LADO = "adult_concern.lado_contacted"
    DECIDE = "adult_concern.decided"
    ADD_SUBJECT = "adult_concern.subject_added"
    FINISH = "adult_concern.finished"


def works_here(actor: Actor, subject: Any) -> Answer:
    """Anyone who works or volunteers in the school or the trust, inside the vault."""
    inside = isinstance(actor, VaultActor) and actor.behind.works_here
    return PERMIT if inside else NOT_THIS_ROLE


def may_receive(actor: Actor, subject: Any) -> Answer:
    """An office to which such concerns go at all."""
    inside = isinstance(actor, VaultActor) and actor.behind.has(*MAY_RECEIVE)
    return PERMIT if inside else NOT_THIS_ROLE


def leads(actor: Actor, subject: Any) -> Answer:
    """It is this person's to look into; who was only told of it reads, no more."""
    if isinstance(actor, VaultActor) and looks_into(actor, subject.ref):
        return PERMIT
    return Refusal("told_only")


# Whose it is was asked before: what did not go to somebody is not there for them.
reads: Rule = all_of(may_receive, elevated)
looks_after: Rule = all_of(may_receive, elevated, leads)

RULES: dict[Act, Rule] = {
    Act.RAISE: works_here,
    Act.EXHAUST_ROUTE: works_here,
    Act.READ_DRAFT: works_here,
    Act.DISCARD_DRAFT: works_here,
    Act.READ_RECEIPT: works_here,
    Act.READ_RECEIPTS: works_here,
    Act.READ_ALL: reads,
    Act.READ: reads,
    Act.NOTE: looks_after,
    Act.CONTACT_LADO: looks_after,
    Act.DECIDE: looks_after,
    Act.ADD_SUBJECT: looks_after,
    Act.FINISH: looks_after,
}
WORDINGS: dict[Act, str] = {
    Act.RAISE: "raised a concern about an adult",
    Act.EXHAUST_ROUTE: "found nobody left to send a concern about an adult to",
    Act.READ_DRAFT: "went on with a draft of a concern about an adult",
    Act.DISCARD_DRAFT: "threw away a draft of a concern about an adult",
    Act.READ_RECEIPT: "looked at the receipt of a concern about an adult",
    Act.READ_RECEIPTS: "looked at the concerns about adults they had raised",
    Act.READ_ALL: "looked at the concerns about adults that went to them",
    Act.READ: "read a concern about an adult",
    Act.NOTE: "added to a concern about an adult",
    Act.CONTACT_LADO: "recorded that the LADO was contacted",
    Act.DECIDE: "decided about a concern about an adult",
    Act.ADD_SUBJECT: "added an adult whom a concern is about",
    Act.FINISH: "finished a concern about an adult",
}
