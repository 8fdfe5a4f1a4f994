"""Where an item stands, and what can be done with it then (domain reference §2.4).

Acts ask `moved`, pages ask `may`, and the test walks every state that `moved` reaches.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class ItemState(StrEnum):
    """Where an item is on its way through the school."""

    SEIZED = "seized"
    SEALED = "sealed"
    STORED = "stored"
    # With whoever took it over, and not put into a store again yet.
    TRANSFERRED = "transferred"
    RETAINED = "retained_as_evidence"
    TO_PARENT = "returned_to_parent"
    TO_PUPIL = "returned_to_pupil"
    TO_POLICE = "handed_to_police"
    DISPOSED = "disposed"


class HeldBy(StrEnum):
    """What kind of holder it is; destroyed things have none, and say so."""

    STAFF = "staff"
    PARENT = "parent"
    PUPIL = "pupil"
    POLICE = "police"
    DESTROYED = "destroyed"


class Sealing(StrEnum):
    """How the seal is."""

    NONE = "none"
    WHOLE = "whole"
    BROKEN = "broken"


class Offer(StrEnum):
    """What the holder has asked of somebody who has not answered yet."""

    NONE = "none"
    HAND_OVER = "hand_over"
    DISPOSAL = "disposal"


class Way(StrEnum):
    """A way out of custody, as the list of kinds allows it."""

    PARENT = "parent"
    PUPIL = "pupil"
    POLICE = "police"
    DISPOSAL = "disposal"
    EVIDENCE = "evidence"


class Decided(StrEnum):
    """What the DSL decided about the device of a stopped record."""

    RETURN = "return"
    DISPOSE = "dispose"
    POLICE = "police"


class Move(StrEnum):
    """What can happen to an item once it was seized."""

    SEAL = "seal"
    BREAK = "break"
    STORE = "store"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TAKE_CHARGE = "take_charge"
    HOLD = "hold"
    LIFT = "lift"
    DECIDE = "decide"
    RETAIN = "retain"
    RELEASE = "release"
    RETURN_TO_PARENT = "return_to_parent"
    RETURN_TO_PUPIL = "return_to_pupil"
    HAND_TO_POLICE = "hand_to_police"
    PROPOSE_DISPOSAL = "propose_disposal"
    DISPOSE = "dispose"
    # From elsewhere: an intimate image is suspected on a record that this belongs to.
    STOP = "stop"


HERE = frozenset(
    {
        ItemState.SEIZED,
        ItemState.SEALED,
        ItemState.STORED,
        ItemState.TRANSFERRED,
        ItemState.RETAINED,
    }
)
GONE = frozenset(ItemState) - HERE
_ANSWERS = frozenset({Move.ACCEPT, Move.DECLINE, Move.WITHDRAW, Move.DISPOSE})
# What happens around an item, whether somebody was asked to take it or not.
_ANY_TIME = frozenset({Move.HOLD, Move.LIFT, Move.STOP, Move.DECIDE, Move.TAKE_CHARGE})


@dataclass(frozen=True)
class Standing:
    """All that decides what can be done with an item now. It has one holder."""

    state: ItemState = ItemState.SEIZED
    # The member of staff; nobody's reference once it has left the school.
    holder: str | None = None
    held_by: HeldBy = HeldBy.STAFF
    store: str | None = None
    sealing: Sealing = Sealing.NONE
    offer: Offer = Offer.NONE
    offered_to: str | None = None
    on_hold: bool = False
    stopped: bool = False
    decided: Decided | None = None
    # Of its kind: the ways out, and whether it lies sealed in a store.
    ways: frozenset[Way] = frozenset(Way)
    sealed_only: bool = True

    @property
    def is_here(self) -> bool:
        """Whether the school still has it."""
        return self.state in HERE


def may(now: Standing, move: Move) -> bool:
    """Whether that can be done with it now."""
    if not now.is_here:
        return False
    if move in _ANSWERS:
        return _ANSWERED[move](now)
    if now.offer is not Offer.NONE and move not in _ANY_TIME:
        return False
    return _GUARDS.get(move, _always)(now)


def moved(now: Standing, move: Move, to: str | None = None) -> Standing | None:
    """How it stands afterwards, or None where that cannot be done now. `to`: the
    person, the store or the decision that the move names.
    """
    return _EFFECTS[move](now, to) if may(now, move) else None


def _always(now: Standing) -> bool:  # noqa: ARG001
    return True


def _free(now: Standing, decision: Decided) -> bool:
    """No hold freezes it, and where a record is stopped the DSL has decided so."""
    if now.on_hold or now.state is ItemState.RETAINED:
        return False
    return not now.stopped or now.decided is decision


def _may_return(way: Way) -> Callable[[Standing], bool]:
    return lambda now: way in now.ways and _free(now, Decided.RETURN)


def _may_dispose(now: Standing) -> bool:
    return Way.DISPOSAL in now.ways and _free(now, Decided.DISPOSE)


_ANSWERED: dict[Move, Callable[[Standing], bool]] = {
    Move.ACCEPT: lambda now: now.offer is Offer.HAND_OVER,
    Move.DECLINE: lambda now: now.offer is not Offer.NONE,
    Move.WITHDRAW: lambda now: now.offer is not Offer.NONE,
    Move.DISPOSE: lambda now: now.offer is Offer.DISPOSAL and _may_dispose(now),
}
_GUARDS: dict[Move, Callable[[Standing], bool]] = {
    Move.SEAL: lambda now: now.sealing is not Sealing.WHOLE,
    Move.BREAK: lambda now: now.sealing is Sealing.WHOLE and not now.on_hold,
    Move.STORE: lambda now: now.sealing is Sealing.WHOLE or not now.sealed_only,
    Move.HOLD: lambda now: not now.on_hold,
    Move.LIFT: lambda now: now.on_hold,
    Move.DECIDE: lambda now: now.stopped,
    Move.RETAIN: lambda now: now.state is ItemState.STORED and Way.EVIDENCE in now.ways,
    Move.RELEASE: lambda now: now.state is ItemState.RETAINED and not now.on_hold,
    Move.RETURN_TO_PARENT: _may_return(Way.PARENT),
    Move.RETURN_TO_PUPIL: _may_return(Way.PUPIL),
    Move.PROPOSE_DISPOSAL: _may_dispose,
    Move.STOP: lambda now: not now.stopped,
}


def _stored(now: Standing, store: str | None) -> Standing:
    kept = now.state is ItemState.RETAINED
    return replace(now, state=now.state if kept else ItemState.STORED, store=store)


def _accepted(now: Standing, taker: str | None) -> Standing:
    was_stored = now.state is ItemState.STORED
    state = ItemState.TRANSFERRED if was_stored else now.state
    return replace(_unasked(now, None), state=state, holder=taker, store=None)


def _unasked(now: Standing, _to: str | None) -> Standing:
    return replace(now, offer=Offer.NONE, offered_to=None)


def _held(now: Standing, _to: str | None) -> Standing:
    disposing = now.offer is Offer.DISPOSAL
    return replace(_unasked(now, None) if disposing else now, on_hold=True)


def _sealed(now: Standing, _to: str | None) -> Standing:
    first = now.state is ItemState.SEIZED
    state = ItemState.SEALED if first else now.state
    return replace(now, state=state, sealing=Sealing.WHOLE)


def _left(state: ItemState, held_by: HeldBy) -> Callable[..., Standing]:
    return lambda now, _to: replace(
        _unasked(now, None),
        state=state,
        held_by=held_by,
        holder=None,
        store=None,
        on_hold=False,
    )


_EFFECTS: dict[Move, Callable[[Standing, str | None], Standing]] = {
    Move.SEAL: _sealed,
    Move.BREAK: lambda now, _: replace(now, sealing=Sealing.BROKEN),
    Move.STORE: _stored,
    Move.OFFER: lambda now, to: replace(now, offer=Offer.HAND_OVER, offered_to=to),
    Move.PROPOSE_DISPOSAL: lambda now, to: replace(
        now, offer=Offer.DISPOSAL, offered_to=to
    ),
    Move.ACCEPT: _accepted,
    Move.DECLINE: _unasked,
    Move.WITHDRAW: _unasked,
    Move.TAKE_CHARGE: lambda now, to: replace(_unasked(now, None), holder=to),
    Move.HOLD: _held,
    Move.LIFT: lambda now, _: replace(now, on_hold=False),
    Move.DECIDE: lambda now, to: replace(now, decided=Decided(str(to))),
    Move.RETAIN: lambda now, _: replace(now, state=ItemState.RETAINED),
    Move.RELEASE: lambda now, _: replace(
        now, state=ItemState.STORED if now.store else ItemState.TRANSFERRED
    ),
    Move.RETURN_TO_PARENT: _left(ItemState.TO_PARENT, HeldBy.PARENT),
    Move.RETURN_TO_PUPIL: _left(ItemState.TO_PUPIL, HeldBy.PUPIL),
    Move.HAND_TO_POLICE: _left(ItemState.TO_POLICE, HeldBy.POLICE),
    Move.DISPOSE: _left(ItemState.DISPOSED, HeldBy.DESTROYED),
    Move.STOP: lambda now, _: replace(now, stopped=True, decided=None),
}
