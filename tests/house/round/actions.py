"""Pages and forms of actions, and of handing work over."""

from tests.actions.tasked import task
from tests.house.round.filling import ref, row
from tests.house.round.places import case
from tests.house.round.walking import House, Walk
from tests.house.round.who import DSL, WORDS


def action(house: House) -> dict[str, str]:
    """An action that the teacher has."""
    make = lambda: task(house.world, house.case(), "teacher")  # noqa: E731
    return {"action_ref": house.spare("action", make)}


LOOKS_AT_ACTIONS: dict[str, Walk] = {
    "actions.case_actions": Walk(**DSL, at=case, leaves="case.read"),
    "actions.set_action": Walk(**DSL, at=case, leaves="case.read"),
    "actions.action": Walk(at=action, leaves="action.read"),
    "actions.finish_action": Walk(at=action, leaves="action.read"),
    "actions.cancel_action": Walk(**DSL, at=action, leaves="action.read"),
    "actions.hand_over_action": Walk(at=action, leaves="action.read"),
    "actions.hand_over_work": Walk(
        **DSL, at=lambda h: case(h) and {}, leaves="work.read"
    ),
}
TO_ACTIONS: dict[str, Walk] = {
    "actions.set_action": Walk(
        **DSL,
        at=case,
        fields=row(what=WORDS, owner_ref=ref("tutor"), when="action_next_day"),
        leaves="action.set",
    ),
    "actions.finish_action": Walk(
        at=action, fields=row(words=WORDS), leaves="action.finished"
    ),
    "actions.cancel_action": Walk(
        **DSL, at=action, fields=row(words=WORDS), leaves="action.cancelled"
    ),
    "actions.hand_over_action": Walk(
        **DSL,
        at=action,
        fields=row(to_ref=ref("tutor"), reason=WORDS),
        leaves="action.handed_over",
    ),
    "actions.hand_over_work": Walk(
        **DSL,
        at=lambda h: case(h) and {},
        fields=lambda h: {"cases": [h.case()], "to_ref": h.world["deputy_dsl"]},
        leaves="work.handed_over",
    ),
}
