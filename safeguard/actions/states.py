"""Where an action stands, and what has happened to it."""

from enum import StrEnum


class ActionState(StrEnum):
    """An action is open until it is done, or no longer needed."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What happens to an action; each stands in its history and in the chronology."""

    SET = "set"
    HANDED_OVER = "handed_over"
    DONE = "done"
    CANCELLED = "cancelled"


ENDS: dict[ActionState, Step] = {
    ActionState.DONE: Step.DONE,
    ActionState.CANCELLED: Step.CANCELLED,
}
