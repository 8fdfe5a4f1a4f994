"""References of items, complaints and devices that somebody must not find."""

import dataclasses

from safeguard.complaints.commands.recording import record_complaint
from safeguard.custody.commands.seizing import seize
from safeguard.custody.commands.stores import NewStore, add_store
from safeguard.work_devices.models import DeviceHelp
from school.identity.commands.people import NewRelationship, relate
from tests.complaints import told as complained
from tests.custody import held
from tests.house.round import House
from tests.journeys.wrong import Wrong, invented, invented_row
from tests.work_devices import told as devices


def _item_elsewhere(house: House) -> str:
    """An item that was taken in the other school."""
    new = dataclasses.replace(held.new_item(house.world), pupil_ref=None)
    head = house.world.acting("cedar_head")
    return house.spare("item elsewhere", lambda: seize(head, new))


def _item_of_kin(house: House) -> str:
    """An item of a pupil who belongs to everybody who goes round with items."""

    def make() -> str:
        world = house.world
        for name in ("searcher", "head", "dsl"):
            kin = NewRelationship(world["zazolc"], world[name], "parent", True)
            relate(world.system(), kin)
        return held.stored(world, "deputy_dsl", pupil_ref=world["zazolc"])

    return house.spare("item of kin", make)


def _store_elsewhere(house: House) -> str:
    head = house.world.acting("cedar_head")
    make = lambda: add_store(head, NewStore("Safe"))  # noqa: E731
    return house.spare("store elsewhere", make)


def _complaint_elsewhere(house: House) -> str:
    new = complained.new(house.world, pupil_ref=None)
    noel = house.world.acting("cedar_teacher")
    return house.spare("complaint elsewhere", lambda: record_complaint(noel, new))


def _complaint_about_the_head(house: House) -> str:
    world = house.world
    make = lambda: complained.recorded(world, named=(world["head"],))  # noqa: E731
    return house.spare("complaint about the head", make)


def _complaint_of_another(house: House) -> str:
    make = lambda: complained.recorded(house.world, "office")  # noqa: E731
    return house.spare("a colleague's complaint", make)


def _loss_elsewhere(house: House) -> str:
    make = lambda: devices.lost(house.world, "cedar_teacher")  # noqa: E731
    return house.spare("device elsewhere", make)


def _loss_of_another(house: House) -> str:
    make = lambda: devices.lost(house.world, "office")  # noqa: E731
    return house.spare("a colleague's device", make)


def _help_elsewhere(house: House) -> str:
    def make() -> str:
        devices.confirmed(house.world, "encrypted", name="cedar_teacher")
        where = DeviceHelp.school_ref == house.world.cedar
        return house.newest(DeviceHelp, where)

    return house.spare("help elsewhere", make)


ITEMS = Wrong(
    {"invented": invented, "foreign": _item_elsewhere, "walled": _item_of_kin}
)
STORES = Wrong({"invented": invented_row, "foreign": _store_elsewhere})
# The head looks: what went past the head, and what was told in Cedar.
COMPLAINTS = Wrong(
    {
        "invented": invented,
        "foreign": _complaint_elsewhere,
        "about oneself": _complaint_about_the_head,
    }
)
WRONG_IN_CUSTODY: dict[str, Wrong] = {
    **{
        f"custody.{name}": ITEMS
        for name in (
            *("item", "seal_item", "break_seal", "store_item", "hold_item"),
            *("lift_hold", "retain_item", "release_item", "offer_item"),
            *("accept_item", "decline_item", "withdraw_item", "take_charge"),
            *("return_item", "hand_to_police", "propose_disposal", "dispose_item"),
            *("decide_item", "print_label", "print_receipt"),
        )
    },
    **{f"custody.{name}": STORES for name in ("store", "close_store", "count_store")},
}
WRONG_IN_COMPLAINTS: dict[str, Wrong] = {
    **{
        f"complaints.{name}": COMPLAINTS
        for name in (
            *("complaint", "print_complaint", "acknowledge_complaint"),
            *("assign_complaint", "answer_complaint", "take_complaint_further"),
            *("convene_panel", "link_complaint", "add_to_complaint"),
            "close_complaint",
        )
    },
    "complaints.own_complaint": Wrong(
        {
            "invented": invented,
            "foreign": _complaint_elsewhere,
            "a colleague's": _complaint_of_another,
        }
    ),
}
LOSSES = Wrong({"invented": invented, "foreign": _loss_elsewhere})
WRONG_IN_DEVICES: dict[str, Wrong] = {
    **{
        f"work_devices.{name}": LOSSES
        for name in ("loss", "record_step", "record_found", "decide_loss", "close_loss")
    },
    "work_devices.own_loss": Wrong(
        {
            "invented": invented,
            "foreign": _loss_elsewhere,
            "a colleague's": _loss_of_another,
        }
    ),
    "work_devices.give_help": Wrong(
        {"invented": invented_row, "foreign": _help_elsewhere}
    ),
}
