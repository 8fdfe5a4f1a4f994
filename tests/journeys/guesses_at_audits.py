"""References of self-audits and rounds that somebody must not find."""

from datetime import timedelta

from safeguard.audits.commands.asking import (
    NewRound,
    ask_self_audit,
    begin_self_audit,
    open_round,
)
from school.foundation import clock
from tests.house.round import House
from tests.journeys.wrong import Wrong, invented_row


def _elsewhere(house: House) -> str:
    """One that waits for a teacher of the other school."""
    world = house.world
    dsl = world.acting("cedar_dsl")
    make = lambda: ask_self_audit(dsl, world["cedar_teacher"])  # noqa: E731
    return str(house.spare("self-audit elsewhere", make))


def _of_another(house: House) -> str:
    """A colleague's, whom one may not read."""
    office = house.world.acting("office")
    make = lambda: begin_self_audit(office)  # noqa: E731
    return str(house.spare("a colleague's self-audit", make))


def _round_elsewhere(house: House) -> str:
    due_on = clock.today() + timedelta(days=14)
    head = house.world.acting("cedar_head")
    make = lambda: open_round(head, NewRound(due_on))  # noqa: E731
    return str(house.spare("round elsewhere", make))


OWN = Wrong(
    {"invented": invented_row, "foreign": _elsewhere, "a colleague's": _of_another}
)
COLLEAGUES = Wrong({"invented": invented_row, "foreign": _elsewhere})
WRONG_IN_AUDITS: dict[str, Wrong] = {
    **{
        f"audits.{name}": OWN
        for name in ("own_self_audit", "submit_self_audit", "save_self_audit")
    },
    **{
        f"audits.{name}": COLLEAGUES
        for name in (
            *("self_audit_of", "review_self_audit", "plan_self_audit"),
            "withdraw_self_audit",
        )
    },
    "audits.close_round": Wrong(
        {"invented": invented_row, "foreign": _round_elsewhere}
    ),
}
