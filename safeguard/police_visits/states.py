"""The states of a visit of the police, its moves, and what was not as it must be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LEAST_PRESENT = 2


class State(StrEnum):
    """Where a visit stands (domain reference §2.3, police and strip search)."""

    CONSIDERED = "considered"
    NOT_CALLED = "not_called"
    CALLED = "police_called"
    ATTENDED = "attended"
    NONE = "none"
    SEARCH = "search"
    STRIP_SEARCH = "strip_search"
    AFTERCARE = "aftercare"
    CLOSED = "closed"


OUTCOMES = frozenset({State.NONE, State.SEARCH, State.STRIP_SEARCH})
# It begins with what is weighed; or with the police at the door, whoever called them.
BEGINS = frozenset({State.CONSIDERED, State.ATTENDED})
MOVES: dict[State, frozenset[State]] = {
    # Recording that they are here is never refused: a call that is missing shows.
    State.CONSIDERED: frozenset({State.NOT_CALLED, State.CALLED, State.ATTENDED}),
    # It is weighed again, or they come all the same.
    State.NOT_CALLED: frozenset({State.CONSIDERED, State.ATTENDED}),
    # None: they did not come.
    State.CALLED: frozenset({State.ATTENDED, State.NONE}),
    State.ATTENDED: OUTCOMES,
    State.NONE: frozenset({State.AFTERCARE}),
    # PACE Code A: a strip search comes after a lesser one.
    State.SEARCH: frozenset({State.STRIP_SEARCH, State.AFTERCARE}),
    State.STRIP_SEARCH: frozenset({State.AFTERCARE}),
    State.AFTERCARE: frozenset({State.AFTERCARE, State.CLOSED}),
    State.CLOSED: frozenset(),
}
# Nobody waits for anything any more.
ENDED = frozenset({State.NOT_CALLED, State.CLOSED})
OPEN = frozenset(State) - ENDED
# Who stands by the pupil and what the parents know is recorded while it goes on.
GOES_ON = OPEN - {State.CONSIDERED}


def may_move(before: State, after: State) -> bool:
    """Whether it may go from one state to the other."""
    return after in MOVES[before]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one visit. Instants are UTC; None: not recorded."""

    outcome: State | None = None
    interview: bool = False
    # Whether the school called them, when, and when the weighing was written down.
    called: bool = False
    called_at: datetime | None = None
    weighed_at: datetime | None = None
    attended: bool = False
    power_asked: bool = True
    advocate: bool = False
    began_at: datetime | None = None
    # Whether an adult was there, since when; whether there was the one good reason.
    adult: bool = False
    adult_urgent: bool = False
    adult_unwanted: bool = False
    signed: bool = False
    adult_at: datetime | None = None
    # Whether a parent was told, when; whether there was a good reason why not before.
    told_at: datetime | None = None
    parents_excused: bool = False
    exposed: bool = False
    present: int | None = None
    # same, differ, not_known
    sexes: str = "same"
    referral_considered: bool | None = None

    @property
    def searched(self) -> bool:
        """Whether the police searched the pupil."""
        return self.outcome in {State.SEARCH, State.STRIP_SEARCH}

    @property
    def needs_adult(self) -> bool:
        """Whether the pupil must have an adult beside them (PACE Codes A and C)."""
        came_of_it = self.outcome is not None and self.attended
        interviewed = self.interview and came_of_it
        return interviewed or self.outcome is State.STRIP_SEARCH


def missed(facts: Facts) -> tuple[str, ...]:
    """What was not as it must be, as codes of guidance, in the order of the day.

    Nobody types these and nobody takes them back: they are worked out from what was
    recorded. Source: §2.3, police and strip search.
    """
    return (
        *_of_the_call(facts),
        *_of_parents(facts),
        *_of_the_adult(facts),
        *_of_the_strip_search(facts),
        *_of_the_school(facts),
    )


def _of_the_call(facts: Facts) -> Iterator[str]:
    if not facts.called:
        return
    if facts.weighed_at is None:
        yield "no_weighing"
    elif facts.called_at is not None and facts.weighed_at > facts.called_at:
        yield "weighing_after"
    if facts.called_at is None:
        yield "call_missed"


def _of_parents(facts: Facts) -> Iterator[str]:
    if not facts.searched or facts.parents_excused:
        return
    late = facts.told_at is None or (
        facts.began_at is not None and facts.told_at > facts.began_at
    )
    if late:
        yield "parents_not_before"


def _of_the_adult(facts: Facts) -> Iterator[str]:
    if not facts.needs_adult:
        return
    if facts.adult:
        if facts.began_at and facts.adult_at and facts.adult_at > facts.began_at:
            yield "adult_late"
        return
    if facts.adult_unwanted:
        if not facts.signed:
            yield "wish_unsigned"
        return
    # Serious harm in waiting is a reason to search, never to question.
    if facts.interview or not facts.adult_urgent:
        yield "no_adult"


def _of_the_strip_search(facts: Facts) -> Iterator[str]:
    if facts.outcome is not State.STRIP_SEARCH:
        return
    if facts.exposed and (facts.present or 0) < LEAST_PRESENT:
        yield "too_few_present"
    if facts.sexes == "differ":
        yield "sexes_differ"
    if facts.sexes == "not_known":
        yield "sexes_unknown"


def _of_the_school(facts: Facts) -> Iterator[str]:
    if facts.attended and facts.outcome is not None:
        if not facts.advocate:
            yield "no_advocate"
        if not facts.power_asked:
            yield "no_power"
    if facts.referral_considered is False:
        yield "referral_not_considered"
