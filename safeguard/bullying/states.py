"""The states of a cyber-bullying process, its moves, and what the test comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Tested(StrEnum):
    """How a question of the test was answered."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Result(StrEnum):
    """What the four answers come to."""

    BULLYING = "bullying"
    NOT = "not_bullying"
    UNCLEAR = "unclear"


class State(StrEnum):
    """Where a process stands (§2.2)."""

    REPORTED = "reported"
    ASSESSED_BULLYING = "assessed_bullying"
    ASSESSED_NOT = "assessed_not"
    ASSESSED_UNCLEAR = "assessed_unclear"
    INVESTIGATING = "investigating"
    PLAN = "plan"
    REVIEW_DUE = "review_due"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Side(StrEnum):
    """On which side of it a child stands; `NEITHER` takes a child out again."""

    HARMED = "harmed"
    OTHER = "alleged_to_have_harmed"
    NEITHER = "neither"


class Done(StrEnum):
    """Where a step of containment stands."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    NOT_YET = "not_yet"


ASSESSED = {
    Result.BULLYING: State.ASSESSED_BULLYING,
    Result.NOT: State.ASSESSED_NOT,
    Result.UNCLEAR: State.ASSESSED_UNCLEAR,
}
_RESULTS = frozenset(ASSESSED.values())
MOVES: dict[State, frozenset[State]] = {
    State.REPORTED: _RESULTS,
    State.ASSESSED_BULLYING: _RESULTS | {State.INVESTIGATING, State.REVIEW_DUE},
    State.ASSESSED_UNCLEAR: _RESULTS | {State.INVESTIGATING, State.REVIEW_DUE},
    State.ASSESSED_NOT: _RESULTS | {State.CLOSED, State.INVESTIGATING},
    # Looked into and found to be bullying: the plan. Unclear: it is looked into still.
    State.INVESTIGATING: frozenset(
        {State.INVESTIGATING, State.PLAN, State.ASSESSED_NOT, State.REVIEW_DUE}
    ),
    State.PLAN: frozenset({State.REVIEW_DUE}),
    # It goes on: the plan again. It has stopped: the next review, then the end.
    State.REVIEW_DUE: frozenset({State.REVIEW_DUE, State.PLAN, State.RESOLVED}),
    State.RESOLVED: frozenset({State.CLOSED, State.INVESTIGATING}),
    State.CLOSED: frozenset({State.INVESTIGATING}),
}
# Nothing is owed any more; something new on the same children begins it again.
ENDED = frozenset({State.ASSESSED_NOT, State.RESOLVED, State.CLOSED})
# A plan has been agreed: only reviews bring it to its end, no second test.
PLANNED = frozenset({State.PLAN, State.REVIEW_DUE})
MAY_PLAN = frozenset(state for state in MOVES if State.REVIEW_DUE in MOVES[state]) - {
    State.REVIEW_DUE
}
MAY_ASSESS = frozenset(State) - {State.RESOLVED, State.CLOSED}
MAY_INVESTIGATE = frozenset({State.ASSESSED_BULLYING, State.ASSESSED_UNCLEAR})
LAST_REVIEW = 2
# The number of an answer that was given between the reviews.
EARLY_LOOK = 0


def result_of(answers: Iterable[Tested]) -> Result:
    """What the answers come to: bullying where all are yes, not where one is no.

    Source: trust policy §6.1. An answer that is unclear is never taken for a yes.
    """
    given = list(answers)
    if Tested.NO in given:
        return Result.NOT
    if given and all(answer is Tested.YES for answer in given):
        return Result.BULLYING
    return Result.UNCLEAR


def after_test(before: State, result: Result) -> State:
    """Where a test brings the process. After a plan it changes nothing: what ends a
    process then is what the harmed child says, not what adults now think of it.
    """
    if before in PLANNED:
        return before
    if before is State.INVESTIGATING:
        return {
            Result.BULLYING: State.PLAN,
            Result.UNCLEAR: State.INVESTIGATING,
            Result.NOT: State.ASSESSED_NOT,
        }[result]
    return ASSESSED[result]


@dataclass(frozen=True)
class Reviewed:
    """What a round of asking came to: the next state and the next round."""

    state: State
    review: int


def after_answers(review: int, answers: Iterable[bool | None]) -> Reviewed:
    """Where the answers of all harmed children bring it; None: one is still owed.

    One child for whom it goes on brings the plan back for all; only when each says
    that it has stopped does the next review begin, and after the last it is resolved.
    """
    given = list(answers)
    if any(answer is False for answer in given):
        return Reviewed(State.PLAN, 0)
    if not given or any(answer is None for answer in given):
        return Reviewed(State.REVIEW_DUE, review)
    if review < LAST_REVIEW:
        return Reviewed(State.REVIEW_DUE, review + 1)
    return Reviewed(State.RESOLVED, 0)


def may_move(before: State, after: State) -> bool:
    """Whether a process may go from one state to the other."""
    return after in MOVES[before]
