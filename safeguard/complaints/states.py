"""The states of a complaint and its moves (domain reference §2.13)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    STAGE_1 = "stage1"
    STAGE_2 = "stage2"
    PANEL = "panel"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen to it."""

    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    ANSWER = "answer"
    TAKE_FURTHER = "take_further"
    CONVENE = "convene"
    CLOSE = "close"
    WITHDRAW = "withdraw"


STAGES = (State.STAGE_1, State.STAGE_2, State.PANEL)


@dataclass(frozen=True)
class Standing:
    """All that decides what can happen next. `staged`: its type has three stages."""

    state: State = State.RECEIVED
    answered: bool = False
    convened: bool = False
    staged: bool = True


def may(now: Standing, move: Move) -> bool:
    """Whether that can happen now."""
    return now.state is not State.CLOSED and _GUARDS.get(move, _always)(now)


def moved(now: Standing, move: Move) -> Standing | None:
    """How it stands afterwards, or None where that cannot happen now."""
    return _EFFECTS[move](now) if may(now, move) else None


def _always(now: Standing) -> bool:  # noqa: ARG001
    return True


def _may_answer(now: Standing) -> bool:
    if now.answered or now.state not in STAGES:
        return False
    return now.convened or now.state is not State.PANEL


def _may_go_further(now: Standing) -> bool:
    return now.staged and now.answered and now.state is not State.PANEL


_GUARDS: dict[Move, Callable[[Standing], bool]] = {
    Move.ACKNOWLEDGE: lambda now: now.state is State.RECEIVED,
    # From the acknowledgement on; in a stage it goes to another person.
    Move.ASSIGN: lambda now: now.state is not State.RECEIVED and not now.answered,
    Move.ANSWER: _may_answer,
    Move.TAKE_FURTHER: _may_go_further,
    Move.CONVENE: lambda now: now.state is State.PANEL and not now.convened,
    Move.CLOSE: lambda now: now.answered,
}


def _assigned(now: Standing) -> Standing:
    begins = now.state is State.ACKNOWLEDGED
    return replace(now, state=State.STAGE_1) if begins else now


def _further(now: Standing) -> Standing:
    onward = State.STAGE_2 if now.state is State.STAGE_1 else State.PANEL
    return replace(now, state=onward, answered=False)


_EFFECTS: dict[Move, Callable[[Standing], Standing]] = {
    Move.ACKNOWLEDGE: lambda now: replace(now, state=State.ACKNOWLEDGED),
    Move.ASSIGN: _assigned,
    Move.ANSWER: lambda now: replace(now, answered=True),
    Move.TAKE_FURTHER: _further,
    Move.CONVENE: lambda now: replace(now, convened=True),
    Move.CLOSE: lambda now: replace(now, state=State.CLOSED),
    Move.WITHDRAW: lambda now: replace(now, state=State.CLOSED),
}
