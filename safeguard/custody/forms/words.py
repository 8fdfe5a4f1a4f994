"""How an item, its holders and what happened to it are called on pages."""

from collections.abc import Mapping
from typing import Any

from safeguard.custody.queries.briefs import ItemBrief
from safeguard.custody.states import Decided, HeldBy, ItemState, Move, Offer, Sealing
from safeguard.guidance import custody
from school.foundation.references import spoken
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
STATES: Words = {
    ItemState.SEIZED: _l("Taken"),
    ItemState.SEALED: _l("Sealed"),
    ItemState.STORED: _l("In a store"),
    ItemState.TRANSFERRED: _l("Taken over"),
    ItemState.RETAINED: _l("Kept as evidence"),
    ItemState.TO_PARENT: _l("Returned to a parent"),
    ItemState.TO_PUPIL: _l("Returned to the pupil"),
    ItemState.TO_POLICE: _l("Handed to the police"),
    ItemState.DISPOSED: _l("Disposed of"),
}
SHAPES: Words = {
    ItemState.SEIZED: "clock",
    ItemState.SEALED: "clock",
    ItemState.STORED: "planned",
    ItemState.TRANSFERRED: "clock",
    ItemState.RETAINED: "held",
    ItemState.TO_PARENT: "done",
    ItemState.TO_PUPIL: "done",
    ItemState.TO_POLICE: "done",
    ItemState.DISPOSED: "done",
}
HOLDERS: Words = {
    HeldBy.PARENT: _l("A parent"),
    HeldBy.PUPIL: _l("The pupil"),
    HeldBy.POLICE: _l("The police"),
    HeldBy.DESTROYED: _l("Nobody: it was disposed of"),
}
SEALS: Words = {
    Sealing.NONE: _l("Not sealed"),
    Sealing.WHOLE: _l("Whole"),
    Sealing.BROKEN: _l("Broken"),
}
# What began a link of the chain.
LINKS: Words = {
    "seize": _l("Taken from the pupil"),
    Move.SEAL: _l("Sealed"),
    Move.STORE: _l("Put into a store"),
    Move.ACCEPT: _l("Taken over, both confirmed"),
    Move.TAKE_CHARGE: _l("Taken charge of; the one who had it did not confirm"),
    Move.RETAIN: _l("Kept as evidence"),
    Move.RELEASE: _l("Released, no longer evidence"),
    Move.RETURN_TO_PARENT: _l("Returned to a parent"),
    Move.RETURN_TO_PUPIL: _l("Returned to the pupil"),
    Move.HAND_TO_POLICE: _l("Handed to the police"),
    Move.DISPOSE: _l("Disposed of, seen by two"),
}
# What else happened: a title and the shape beside it.
EVENTS: Mapping[str, tuple[Any, str]] = {
    "sealed": (_l("Sealed"), "done"),
    "broken": (_l("Seal broken"), "overdue"),
    "offered_hand_over": (_l("Offered"), "waiting"),
    "offered_disposal": (_l("Disposal proposed"), "waiting"),
    "answered_accepted": (_l("Accepted"), "done"),
    "answered_declined": (_l("Not taken"), "info"),
    "answered_withdrawn": (_l("Offer taken back"), "info"),
    "held": (_l("Police hold"), "held"),
    "hold_lifted": (_l("Police hold lifted"), "done"),
    "decided": (_l("Decision:"), "decide"),
}
DECISIONS: Words = {
    Decided.POLICE: _l("The police alone get it"),
    Decided.RETURN: _l("It may be returned"),
    Decided.DISPOSE: _l("It may be disposed of"),
}


def title_of(item: ItemBrief) -> str:
    """What it is: as it was described, or its kind where that is not shown."""
    return item.description or _(custody.kinds.named(item.kind).wording)


def holder_of(item: ItemBrief) -> str:
    """Who has it."""
    return item.holder or str(HOLDERS.get(item.held_by, ""))


def state_of(item: ItemBrief) -> tuple[str, str]:
    """The shape and word of where it stands: what forbids comes first."""
    here = item.state not in HOLDERS and item.held_by == HeldBy.STAFF
    if here and item.on_hold:
        return "held", _("Police hold")
    if here and item.stopped and item.decided != Decided.POLICE:
        word = DECISIONS[item.decided] if item.decided else _("DSL decides first")
        return "held", str(word)
    if here and item.is_late:
        return "overdue", _("Kept too long")
    if item.offer == Offer.DISPOSAL:
        return "waiting", _("Disposal proposed")
    if item.offer == Offer.HAND_OVER:
        return "waiting", _("Offered")
    return SHAPES[item.state], str(STATES[item.state])


def goes_to_police(item: ItemBrief) -> bool:
    """Whether nobody returns it: an intimate image may be on it, and the DSL has not
    decided otherwise.
    """
    here = item.state not in HOLDERS and item.held_by == HeldBy.STAFF
    return here and item.stopped and item.decided in {None, Decided.POLICE}


def number_of(item: ItemBrief) -> str:
    """Its reference, as it is said."""
    return spoken(item.reference)
