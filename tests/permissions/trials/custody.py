"""Items in custody: who hands one over, who sees the tag alone."""

from safeguard.custody.commands import ending, sealing, stores
from safeguard.custody.commands.handing_over import (
    Answer,
    NewOffer,
    accept_item,
    decline_item,
    offer_item,
    withdraw_item,
)
from safeguard.custody.permissions import Act
from safeguard.custody.permissions.acts import HANDLERS, KEEPERS
from safeguard.custody.permissions.standing import items_in
from safeguard.custody.queries import reading, register
from safeguard.custody.queries.stores import read_store, read_stores
from school.foundation.actor import Actor, Role
from tests.custody import held
from tests.permissions.trials.trial import Trial, Try

TAG_MAY = {"tag": "yes"}
TAG_MAY_NOT = {"tag": "no"}


def _name(trial: Trial, actor: Actor) -> str:
    """What the tests call whoever tries, where they may hold an item, else a searcher:
    what somebody else has is not theirs to hand over.
    """
    found = {ref: name for name, ref in trial.world.people.items()}
    name = found.get(actor.person_ref, "")
    return name if actor.has(*HANDLERS) else "searcher"


def _theirs(trial: Trial, actor: Actor, **changes: str) -> str:
    """A stored item in the hands of whoever tries."""
    by = _name(trial, actor)
    make = lambda: held.stored(trial.world, by, **changes)  # noqa: E731
    return str(trial.spare(f"item of {by} {changes}", make))


def _asked(trial: Trial, actor: Actor) -> str:
    """An item of the head's that whoever tries is asked to take."""
    to = _name(trial, actor)
    by = "deputy_dsl" if to == "head" else "head"

    def make() -> str:
        item = held.stored(trial.world, by)
        return held.offer(trial.world, item, to, by)

    return str(trial.spare(f"asked {to}", make))


def _kept(trial: Trial, actor: Actor) -> str:
    """An item that whoever tries keeps as evidence."""
    by = _name(trial, actor)
    if not actor.has(*KEEPERS):
        by = "searcher"

    def make() -> str:
        item = held.stored(trial.world, by)
        return sealing.retain_item(trial.world.acting(by), item, WHY)

    return str(trial.spare(f"kept {by}", make))


def _to_see(trial: Trial, actor: Actor) -> str:
    """An item of which whoever tries is asked to see it destroyed."""
    to = _name(trial, actor) if actor.has(*KEEPERS) else "head"
    second = "dsl" if to == "searcher" else to

    def make() -> str:
        by = "head" if to == "searcher" else "searcher"
        item = held.seized(trial.world, by, kind="vape")
        new = held.to_dispose(trial.world, "searcher" if to == "searcher" else second)
        return ending.propose_disposal(trial.world.acting(by), item, new)

    return str(trial.spare(f"to see {to}", make))


def _offer(trial: Trial, actor: Actor) -> str:
    to = "dsl" if actor.has(Role.DEPUTY_DSL) else "deputy_dsl"
    new = NewOffer(trial.world[to], "To keep it")
    return offer_item(actor, _theirs(trial, actor), new)


def _withdraw(trial: Trial, actor: Actor) -> str:
    by = _name(trial, actor)
    to = "dsl" if by == "deputy_dsl" else "deputy_dsl"

    def make() -> str:
        return held.offer(trial.world, held.stored(trial.world, by), to, by)

    item = str(trial.spare(f"offered by {by}", make))
    return withdraw_item(actor, item, Answer())


def _dispose(trial: Trial, actor: Actor) -> str:
    second = "dsl" if actor.has(Role.HEAD) else "head"
    item = _theirs(trial, actor, kind="vape")
    return ending.propose_disposal(actor, item, held.to_dispose(trial.world, second))


def _count(trial: Trial, actor: Actor) -> str:
    store = held.store(trial.world)
    there = tuple(row.ref for row in items_in(store))
    return stores.count_store(actor, store, stores.Counted(there, there))


WHY = sealing.Reason("It is needed for the hearing on Monday.")
_READ = (
    (Act.READ_CUSTODY, lambda t, a: register.read_custody(a, register.Wanted())),
    (Act.READ_ITEM, lambda t, a: reading.read_item(a, _theirs(t, a))),
    (Act.PRINT_LABEL, lambda t, a: reading.print_label(a, _theirs(t, a))),
    (Act.OFFER_ITEM, _offer),
    (Act.ACCEPT_ITEM, lambda t, a: accept_item(a, _asked(t, a), Answer())),
    (Act.DECLINE_ITEM, lambda t, a: decline_item(a, _asked(t, a), Answer("No room"))),
    (Act.WITHDRAW_ITEM, _withdraw),
)
_KEEP = (
    (Act.HOLD_ITEM, lambda t, a: sealing.hold_item(
        a, _theirs(t, a), sealing.NewHold("PC Lund"))),
    (Act.RETAIN_ITEM, lambda t, a: sealing.retain_item(a, _theirs(t, a), WHY)),
    (Act.RELEASE_ITEM, lambda t, a: sealing.release_item(a, _kept(t, a), WHY)),
    (Act.RETURN_ITEM, lambda t, a: ending.return_item(
        a, held.passed_on(t.world, held.stored(t.world, "dsl"), _name(t, a), "dsl")
        if a.has(Role.ICT, Role.DIGITAL_SAFETY) else _theirs(t, a),
        held.going_back())),
    (Act.HAND_TO_POLICE, lambda t, a: ending.hand_to_police(
        a, _theirs(t, a), held.to_police())),
    (Act.PROPOSE_DISPOSAL, _dispose),
    (Act.DISPOSE_ITEM, lambda t, a: ending.dispose_item(a, _to_see(t, a), Answer())),
    (Act.READ_STORES, lambda t, a: read_stores(a)),
    (Act.READ_STORE, lambda t, a: read_store(a, held.store(t.world))),
    (Act.COUNT_STORE, _count),
)  # fmt: skip
CUSTODY: dict[str, list[Try]] = {
    "custody_hand_over": [
        *(Try(act, do, TAG_MAY) for act, do in _READ),
        *(Try(act, do, TAG_MAY_NOT) for act, do in _KEEP),
        # Who took it themselves may print its receipt, technicians too.
        Try(
            Act.PRINT_RECEIPT,
            lambda t, a: reading.print_receipt(a, held.seized(t.world, "searcher")),
            TAG_MAY_NOT,
        ),
    ]
}
