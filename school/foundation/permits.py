"""Permits and refusals, and the small rules that permissions are written with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from school.foundation.actor import Actor, Role


@dataclass(frozen=True)
class Permit:
    """The act may go ahead."""


@dataclass(frozen=True)
class Refusal:
    """The act may not go ahead; `code` names the rule, never a person or a value."""

    code: str


Answer = Permit | Refusal
Rule = Callable[[Actor, Any], Answer]

PERMIT = Permit()
NEEDS_ELEVATION = Refusal("elevation")
NEEDS_REASON = Refusal("elevation_with_reason")
NOT_THIS_ROLE = Refusal("role")


def all_of(*rules: Rule) -> Rule:
    """A rule that permits when each of the rules does; the first refusal stands."""

    def rule(actor: Actor, subject: Any) -> Answer:
        for each in rules:
            answer = each(actor, subject)
            if isinstance(answer, Refusal):
                return answer
        return PERMIT

    return rule


def any_of(*rules: Rule) -> Rule:
    """A rule that permits when one does; else the refusal nearest to a permit."""

    def rule(actor: Actor, subject: Any) -> Answer:
        answers = [each(actor, subject) for each in rules]
        return _best(answers)

    return rule


def _best(answers: list[Answer]) -> Answer:
    for answer in answers:
        if isinstance(answer, Permit):
            return answer
    for nearly in (NEEDS_ELEVATION, NEEDS_REASON):
        if nearly in answers:
            return nearly
    return answers[0] if answers else NOT_THIS_ROLE


def yes(actor: Actor, subject: Any) -> Answer:  # noqa: ARG001
    """Always."""
    return PERMIT


def elevated(actor: Actor, subject: Any) -> Answer:  # noqa: ARG001
    """After a fresh second factor (security brief §4.5, level 2)."""
    return PERMIT if actor.elevated else NEEDS_ELEVATION


def elevated_with_reason(actor: Actor, subject: Any) -> Answer:  # noqa: ARG001
    """After a fresh second factor and a written reason."""
    return PERMIT if actor.elevated and actor.elevation_reason else NEEDS_REASON


def works_here(actor: Actor, subject: Any) -> Answer:  # noqa: ARG001
    """Anyone who works or volunteers in the school or the trust."""
    return PERMIT if actor.works_here else NOT_THIS_ROLE


def of_this_school(actor: Actor, subject: Any) -> Answer:
    """The record belongs to the school in which the person acts."""
    return PERMIT if subject.school_ref == actor.school_ref else Refusal("school")


def granted(conditions: Mapping[Role, Rule]) -> Rule:
    """A rule read off a table: each role with the condition under which it may.

    A person with several roles gets the best answer among them.
    """

    in_order = [(role, conditions[role]) for role in Role if role in conditions]

    def rule(actor: Actor, subject: Any) -> Answer:
        held = [each for role, each in in_order if role in actor.roles]
        return _best([each(actor, subject) for each in held])

    return rule
