"""The acts on items in custody, and who may do each (matrix: custody_hand_over)."""

from enum import StrEnum
from typing import Any

from safeguard.custody.states import HeldBy
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
    """What can happen to an item or a store, as the trail names it."""

    SEIZE_ITEM = "item.seized"
    SEAL_ITEM = "item.sealed"
    BREAK_SEAL = "seal.broken"
    STORE_ITEM = "item.stored"
    OFFER_ITEM = "item.offered"
    ACCEPT_ITEM = "item.accepted"
    DECLINE_ITEM = "item.declined"
    WITHDRAW_ITEM = "item.withdrawn"
    TAKE_CHARGE = "item.charge_taken"
    HOLD_ITEM = "item.held"
    LIFT_HOLD = "hold.lifted"
    DECIDE_ITEM = "item.decided"
    RETAIN_ITEM = "item.retained"
    RELEASE_ITEM = "item.released"
    RETURN_ITEM = "item.returned"
    HAND_TO_POLICE = "item.handed_to_police"
    PROPOSE_DISPOSAL = "disposal.proposed"
    DISPOSE_ITEM = "item.disposed"
    READ_CUSTODY = "custody.read"
    READ_ITEM = "item.read"
    PRINT_LABEL = "item_label.printed"
    PRINT_RECEIPT = "item_receipt.printed"
    READ_STORES = "stores.read"
    READ_STORE = "store.read"
    ADD_STORE = "store.added"
    CLOSE_STORE = "store.closed"
    COUNT_STORE = "store.counted"
    TELL_OF_ITEM = "item.overdue"
    TELL_OF_STORE = "store.uncounted"


# "named" in the column of the office: whom the head has named as custody officer.
KEEPERS = frozenset(
    {
        *(Role.SEARCHER, Role.CUSTODY_OFFICER, Role.DSL, Role.ACTING_DSL),
        *(Role.DEPUTY_DSL, Role.HEAD, Role.EXECUTIVE_HEAD),
    }
)
# They see the tag (seal, condition, place) and never the child.
TAGS = frozenset({Role.DIGITAL_SAFETY, Role.ICT})
HANDLERS = KEEPERS | TAGS
LEADS = frozenset(
    {Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.HEAD, Role.EXECUTIVE_HEAD}
)
_DSL = frozenset({Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL})

keeps: Rule = granted(dict.fromkeys(KEEPERS, yes))
handles: Rule = granted(dict.fromkeys(HANDLERS, yes))
leads: Rule = granted(dict.fromkeys(LEADS, yes))
decides: Rule = granted(dict.fromkeys(_DSL, elevated))


def has_it(actor: Actor, subject: Any) -> Answer:
    """Whoever holds the item now, and nobody in their place: only they can say what
    became of it. Also a teacher who took it, so that they can hand it on.
    """
    mine = getattr(subject, "holder_ref", None) == actor.person_ref
    if not mine or getattr(subject, "held_by", None) != HeldBy.STAFF:
        return Refusal("holder")
    return PERMIT if actor.works_here else NOT_THIS_ROLE


def took_it(actor: Actor, subject: Any) -> Answer:
    """Whoever took it from the pupil may give it back (EIA 2006 s.94)."""
    mine = getattr(subject, "taken_by", None) == actor.person_ref
    return PERMIT if mine else NOT_THIS_ROLE


def was_asked(actor: Actor, subject: Any) -> Answer:
    """Whoever the holder has asked to take it, or to see it disposed of."""
    mine = getattr(subject, "offered_to", None) == actor.person_ref
    return PERMIT if mine else Refusal("asked")


def the_clocks(actor: Actor, subject: Any) -> Answer:
    """The product itself, when a clock has run out."""
    return PERMIT if actor.has(Role.MACHINE) else NOT_THIS_ROLE


RULES: dict[Act, Rule] = {
    # Decision 20: what somebody did is recorded, whoever did it.
    Act.SEIZE_ITEM: works_here,
    Act.SEAL_ITEM: has_it,
    Act.BREAK_SEAL: has_it,
    Act.STORE_ITEM: has_it,
    Act.OFFER_ITEM: has_it,
    Act.ACCEPT_ITEM: all_of(handles, was_asked),
    Act.DECLINE_ITEM: was_asked,
    Act.WITHDRAW_ITEM: has_it,
    Act.TAKE_CHARGE: leads,
    Act.HOLD_ITEM: keeps,
    Act.LIFT_HOLD: leads,
    Act.DECIDE_ITEM: decides,
    Act.RETAIN_ITEM: all_of(keeps, has_it),
    Act.RELEASE_ITEM: all_of(keeps, has_it),
    Act.RETURN_ITEM: all_of(has_it, any_of(keeps, took_it)),
    Act.HAND_TO_POLICE: all_of(keeps, has_it),
    Act.PROPOSE_DISPOSAL: all_of(keeps, has_it),
    Act.DISPOSE_ITEM: all_of(keeps, was_asked),
    Act.READ_CUSTODY: handles,
    Act.READ_ITEM: any_of(handles, has_it),
    Act.PRINT_LABEL: any_of(handles, has_it),
    Act.PRINT_RECEIPT: any_of(keeps, has_it),
    Act.READ_STORES: keeps,
    Act.READ_STORE: keeps,
    Act.ADD_STORE: leads,
    Act.CLOSE_STORE: leads,
    Act.COUNT_STORE: keeps,
    Act.TELL_OF_ITEM: the_clocks,
    Act.TELL_OF_STORE: the_clocks,
}
WORDINGS: dict[Act, str] = {
    Act.SEIZE_ITEM: "recorded an item that was taken from a pupil",
    Act.SEAL_ITEM: "sealed an item",
    Act.BREAK_SEAL: "recorded that a seal is broken",
    Act.STORE_ITEM: "put an item into a store",
    Act.OFFER_ITEM: "offered an item to somebody",
    Act.ACCEPT_ITEM: "took an item over",
    Act.DECLINE_ITEM: "did not take what was offered",
    Act.WITHDRAW_ITEM: "took back what they had offered",
    Act.TAKE_CHARGE: "took charge of an item whose holder cannot hand it over",
    Act.HOLD_ITEM: "put a police hold on an item",
    Act.LIFT_HOLD: "lifted a police hold",
    Act.DECIDE_ITEM: "decided what may become of an item",
    Act.RETAIN_ITEM: "kept an item as evidence",
    Act.RELEASE_ITEM: "released an item that was kept as evidence",
    Act.RETURN_ITEM: "returned an item",
    Act.HAND_TO_POLICE: "handed an item to the police",
    Act.PROPOSE_DISPOSAL: "proposed to dispose of an item",
    Act.DISPOSE_ITEM: "saw an item disposed of",
    Act.READ_CUSTODY: "looked at the items in custody",
    Act.READ_ITEM: "read an item in custody",
    Act.PRINT_LABEL: "laid out the label of an item",
    Act.PRINT_RECEIPT: "laid out the receipt for an item",
    Act.READ_STORES: "looked at the stores",
    Act.READ_STORE: "looked at what should be in a store",
    Act.ADD_STORE: "added a store",
    Act.CLOSE_STORE: "closed a store",
    Act.COUNT_STORE: "counted a store",
    Act.TELL_OF_ITEM: "told the head of an item that is kept too long",
    Act.TELL_OF_STORE: "told the head of a store that was not counted",
}
