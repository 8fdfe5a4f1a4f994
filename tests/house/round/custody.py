"""Pages and forms of items in custody, and of stores."""

from collections.abc import Callable
from typing import Any

from safeguard.custody.commands.sealing import Reason, retain_item
from tests.cases import worked
from tests.custody import held
from tests.house.round.filling import ref, row
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, WORDS

HEAD: dict[str, Any] = {"who": "head"}
SEARCHER: dict[str, Any] = {"who": "searcher"}
Made = Callable[[House], str]


def _item(name: str, make: Made) -> Callable[[House], dict[str, str]]:
    def at(house: House) -> dict[str, str]:
        return {"item_ref": house.spare(f"custody {name}", lambda: make(house))}

    return at


def _asked(house: House) -> str:
    return held.offer(house.world, held.stored(house.world), "head")


def _kept(house: House) -> str:
    item = held.stored(house.world)
    return retain_item(house.world.acting("searcher"), item, Reason(WORDS))


def _stopped(house: House) -> str:
    case = worked.opened(house.world, "ellis", category="intimate_image")
    return held.seized(house.world, "dsl", origin_ref=case, why="")


seized = _item("seized", lambda h: held.seized(h.world))
vape = _item("vape", lambda h: held.seized(h.world, kind="vape"))
sealed = _item("sealed", lambda h: held.sealed(h.world))
stored = _item("stored", lambda h: held.stored(h.world))
asked = _item("asked", _asked)
to_see = _item("to see", lambda h: held.disposal_proposed(h.world))
on_hold = _item("on hold", lambda h: held.on_hold(h.world, held.stored(h.world)))
kept = _item("kept", _kept)
stopped = _item("stopped", _stopped)
left = _item("left", lambda h: held.left_behind(h.world))


def in_case(house: House) -> dict[str, str]:
    """A case in which something is taken."""
    return {"case_ref": house.case()}


def store(house: House) -> dict[str, str]:
    """A store."""
    return {"store_ref": held.store(house.world)}


def empty(house: House) -> dict[str, str]:
    """A store in which nothing lies."""
    return {"store_ref": held.store(house.world, f"Drawer {house.newcomer('drawer')}")}


READ: dict[str, Any] = {"leaves": "item.read"}
LOOKS_AT_CUSTODY: dict[str, Walk] = {
    "custody.custody": Walk(**SEARCHER, leaves="custody.read"),
    "custody.item": Walk(**SEARCHER, **READ, at=stored),
    "custody.seize_item": Walk(why_none="asks, and shows nothing of any record"),
    "custody.seal_item": Walk(**SEARCHER, **READ, at=seized),
    "custody.break_seal": Walk(**SEARCHER, **READ, at=sealed),
    "custody.store_item": Walk(**SEARCHER, **READ, at=sealed),
    "custody.hold_item": Walk(**SEARCHER, **READ, at=stored),
    "custody.lift_hold": Walk(**HEAD, **READ, at=on_hold),
    "custody.retain_item": Walk(**SEARCHER, **READ, at=stored),
    "custody.release_item": Walk(**SEARCHER, **READ, at=kept),
    "custody.offer_item": Walk(**SEARCHER, **READ, at=stored),
    "custody.accept_item": Walk(**HEAD, **READ, at=asked),
    "custody.decline_item": Walk(**HEAD, **READ, at=asked),
    "custody.withdraw_item": Walk(**SEARCHER, **READ, at=asked),
    "custody.take_charge": Walk(**HEAD, **READ, at=left),
    "custody.return_item": Walk(**SEARCHER, **READ, at=stored),
    "custody.hand_to_police": Walk(**SEARCHER, **READ, at=stored),
    "custody.propose_disposal": Walk(**SEARCHER, **READ, at=vape),
    "custody.dispose_item": Walk(**HEAD, **READ, at=to_see),
    "custody.decide_item": Walk(**DSL, **READ, at=stopped),
    "custody.print_label": Walk(**SEARCHER, at=stored, leaves="item_label.printed"),
    "custody.print_receipt": Walk(**SEARCHER, at=stored, leaves="item_receipt.printed"),
    "custody.stores": Walk(**HEAD, leaves="stores.read"),
    "custody.store": Walk(**HEAD, at=store, leaves="store.read"),
    "custody.add_store": Walk(**HEAD, why_none="asks, and shows nothing of any record"),
    "custody.close_store": Walk(**HEAD, at=empty, leaves="store.read"),
    "custody.count_store": Walk(**HEAD, at=store, leaves="store.read"),
}
TO_CUSTODY: dict[str, Walk] = {
    "custody.seize_item": Walk(
        fields=row(kind="phone", description=WORDS, condition=WORDS, why=WORDS),
        leaves="item.seized",
    ),
    "custody.seal_item": Walk(
        **SEARCHER,
        at=seized,
        fields=lambda h: {"bag_number": held.numbers().bag_number},
        leaves="item.sealed",
    ),
    "custody.break_seal": Walk(
        **SEARCHER,
        at=sealed,
        fields=row(how="opened", why=WORDS),
        leaves="seal.broken",
    ),
    "custody.store_item": Walk(
        **SEARCHER,
        at=sealed,
        fields=lambda h: {"store_ref": held.store(h.world)},
        leaves="item.stored",
    ),
    "custody.hold_item": Walk(
        **SEARCHER, at=stored, fields=row(asked_by=WORDS), leaves="item.held"
    ),
    "custody.lift_hold": Walk(
        **HEAD, at=on_hold, fields=row(words=WORDS), leaves="hold.lifted"
    ),
    "custody.retain_item": Walk(
        **SEARCHER, at=stored, fields=row(words=WORDS), leaves="item.retained"
    ),
    "custody.release_item": Walk(
        **SEARCHER, at=kept, fields=row(words=WORDS), leaves="item.released"
    ),
    "custody.offer_item": Walk(
        **SEARCHER,
        at=stored,
        fields=row(to_ref=ref("custody_officer"), purpose=WORDS),
        leaves="item.offered",
    ),
    "custody.accept_item": Walk(**HEAD, at=asked, leaves="item.accepted"),
    "custody.decline_item": Walk(
        **HEAD, at=asked, fields=row(words=WORDS), leaves="item.declined"
    ),
    "custody.withdraw_item": Walk(**SEARCHER, at=asked, leaves="item.withdrawn"),
    "custody.take_charge": Walk(
        **HEAD, at=left, fields=row(words=WORDS), leaves="item.charge_taken"
    ),
    "custody.return_item": Walk(
        **SEARCHER,
        at=stored,
        fields=row(way="parent", taken_by=WORDS, journey="adult"),
        leaves="item.returned",
    ),
    "custody.hand_to_police": Walk(
        **SEARCHER,
        at=stored,
        fields=row(officer=WORDS, force=WORDS, receipt="NS 1"),
        leaves="item.handed_to_police",
    ),
    "custody.propose_disposal": Walk(
        **SEARCHER,
        at=vape,
        fields=row(method="destroyed", reason=WORDS, second_ref=ref("head")),
        leaves="disposal.proposed",
    ),
    "custody.dispose_item": Walk(**HEAD, at=to_see, leaves="item.disposed"),
    "custody.decide_item": Walk(
        **DSL,
        at=stopped,
        fields=row(outcome="police", reason=WORDS),
        leaves="item.decided",
    ),
    "custody.add_store": Walk(
        **HEAD,
        fields=lambda h: {"name": f"Safe {held.numbers().bag_number}"},
        leaves="store.added",
    ),
    "custody.close_store": Walk(**HEAD, at=empty, leaves="store.closed"),
    "custody.count_store": Walk(**HEAD, at=empty, leaves="store.counted"),
}
