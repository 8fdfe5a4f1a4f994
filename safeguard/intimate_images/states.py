"""The states of dealing with an intimate image, its steps, where each leads (§2.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where it stands."""

    REPORTED = "reported"
    # Whether the device is secured has been answered.
    REVIEW_OWED = "initial_review_owed"
    REFERRAL = "immediate_referral"
    MORE_INFO = "need_more_info"
    # Every question is answered with no: the DSL's signature, then the second one.
    DECISION_OWED = "decision_owed"
    SIGNATURE_OWED = "second_signature_owed"
    MANAGED = "managed_in_school"
    PLAN = "safety_plan"
    REMOVAL = "removal"
    REVIEWED = "reviewed"
    CLOSED = "closed"


class Said(StrEnum):
    """The answer to one of the questions that force a referral."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """What is done. Looking at the questions is a step of its own (`reviewed`)."""

    SECURE = "secure"
    PROPOSE = "propose"
    AGREE = "agree"
    DECLINE = "decline"
    PLAN = "plan"
    REMOVE = "remove"
    HOLDS = "holds"
    ASK_AGAIN = "ask_again"
    ENDS = "ends"
    CLOSE = "close"


# The five of the advice, and threats to share, which are referred as well.
TRIGGERS = ("adult", "coercion", "unusual", "under_13", "at_risk", "threats")
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Course:
    """All that a step depends on. `must_refer`: a yes was given, or it was decided to
    refer, and nothing takes that back; `unknown`: a question is left open; `referred`:
    whoever must be told has been told.
    """

    state: State = State.REPORTED
    must_refer: bool = False
    unknown: bool = False
    referred: bool = False


_AFTER_DECISION = frozenset({State.PLAN, State.REMOVAL, State.REVIEWED})
_UNDER_WAY = frozenset(State) - {State.CLOSED}
# From where a step may be taken, and the state it leads to.
MOVES: dict[Step, dict[State, State]] = {
    # The device may turn up at any time; only the first answer moves anything.
    Step.SECURE: {
        **{state: state for state in _UNDER_WAY},
        State.REPORTED: State.REVIEW_OWED,
    },
    Step.PROPOSE: {State.DECISION_OWED: State.SIGNATURE_OWED},
    Step.AGREE: {State.SIGNATURE_OWED: State.MANAGED},
    Step.DECLINE: {State.SIGNATURE_OWED: State.MORE_INFO},
    Step.PLAN: {
        State.REFERRAL: State.PLAN,
        State.MANAGED: State.PLAN,
        State.PLAN: State.PLAN,
        State.REMOVAL: State.REMOVAL,
    },
    Step.REMOVE: {State.PLAN: State.REMOVAL, State.REMOVAL: State.REMOVAL},
    Step.HOLDS: {State.PLAN: State.PLAN, State.REMOVAL: State.REMOVAL},
    Step.ASK_AGAIN: {
        State.PLAN: State.REVIEW_OWED,
        State.REMOVAL: State.REVIEW_OWED,
    },
    Step.ENDS: {State.REMOVAL: State.REVIEWED},
    Step.CLOSE: {State.REVIEWED: State.CLOSED},
}


def after(course: Course, step: Step) -> State | None:
    """Where the step leads; None where it may not be taken.

    Nothing is managed in school over a yes or an open question, and nothing closes
    over an open question or a referral that was not made.
    """
    if step is Step.AGREE and (course.must_refer or course.unknown):
        return None
    if step is Step.CLOSE and not may_close(course):
        return None
    return MOVES[step].get(course.state)


def reviewed(course: Course, answers: Answers, *, refer: bool = False) -> Course:
    """Where the answers to the questions lead, from wherever it stands.

    Any yes is referred at once and stays so (§2.5); an unknown is looked at again; all
    no waits for two signatures, also when it was signed before: something was new.
    """
    said = {Said(answers[name]) for name in TRIGGERS}
    must_refer = course.must_refer or refer or Said.YES in said
    unknown = Said.UNKNOWN in said
    if must_refer:
        state = _while_referred(course)
    elif unknown:
        state = State.MORE_INFO
    else:
        state = State.DECISION_OWED
    # What happens after the end is told anew: nobody outside has heard of it yet.
    referred = course.referred and course.state is not State.CLOSED
    return Course(state, must_refer, unknown, referred)


def may_close(course: Course) -> bool:
    """Whether nothing is left open that must not be."""
    return not course.unknown and (course.referred or not course.must_refer)


def _while_referred(course: Course) -> State:
    """What is referred already goes on where it is: a plan is not made anew. What had
    been reviewed for the last time is not over any more.
    """
    if not course.must_refer or course.state not in _AFTER_DECISION:
        return State.REFERRAL
    return State.REMOVAL if course.state is State.REVIEWED else course.state
