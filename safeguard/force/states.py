"""The states of a record of force, and its moves (domain reference §2.3f)."""

from enum import StrEnum


class State(StrEnum):
    """Where a record of force stands."""

    # Somebody used force, and nobody has written down yet how it was.
    OWED = "owed"
    RECORDED = "recorded"
    PARENTS_TOLD = "parents_told"
    COUNCIL_TOLD = "council_told"
    REVIEWED = "reviewed"


class Part(StrEnum):
    """What a colleague did in it."""

    USED = "used"
    PRESENT = "present"


# A record begins as OWED (a search, a visit of the police) or as RECORDED.
BEGINS = frozenset({State.OWED, State.RECORDED})
MOVES: dict[State, frozenset[State]] = {
    State.OWED: frozenset({State.RECORDED}),
    State.RECORDED: frozenset({State.PARENTS_TOLD, State.COUNCIL_TOLD}),
    # Each parent is told (EIA 2006 s.93A): a second one after the first.
    State.PARENTS_TOLD: frozenset({State.PARENTS_TOLD, State.REVIEWED}),
    State.COUNCIL_TOLD: frozenset({State.PARENTS_TOLD, State.REVIEWED}),
    State.REVIEWED: frozenset(),
}
WRITTEN = frozenset(State) - {State.OWED}
OPEN = frozenset(State) - {State.REVIEWED}
UNTOLD = frozenset({State.OWED, State.RECORDED})


def may_move(before: State, after: State) -> bool:
    """Whether it may go from one state to the other."""
    return after in MOVES[before]
