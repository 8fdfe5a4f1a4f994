"""Whose second signature a proposal needs: two persons, two offices (22, 25)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from school.foundation.actor import Actor, Role
from school.foundation.permits import PERMIT, Answer, Refusal
from school.identity.queries.people import holders_of_each

# The side of the school, in the order in which decision 25 asks them; and the other.
SCHOOL = (Role.DSL, Role.ACTING_DSL, Role.HEAD, Role.DEPUTY_DSL)
EXECUTIVE = (Role.EXECUTIVE_HEAD,)
LAST_RESORT = (Role.CHAIR,)


class Side(StrEnum):
    """In which of the two offices somebody signs; one person may hold both."""

    SCHOOL = "school"
    EXECUTIVE = "executive"
    BOTH = "both"


def side_of(roles: Iterable[Role]) -> Side | None:
    """The side somebody with these roles is on; None for whoever is on neither."""
    held = frozenset(roles)
    school, executive = not held.isdisjoint(SCHOOL), not held.isdisjoint(EXECUTIVE)
    if school and executive:
        return Side.BOTH
    if school:
        return Side.SCHOOL
    return Side.EXECUTIVE if executive else None


def seconds(
    side: Side, first_ref: str, school_ref: str, trust_ref: str
) -> dict[Role, list[str]]:
    """Who may sign after the first, by office. Empty: a post is vacant, and the page
    says which. Somebody who holds both offices is joined by another of either; where
    there is nobody, by the chair (decision 25).
    """
    wanted: tuple[Role, ...] = {
        Side.SCHOOL: EXECUTIVE,
        Side.EXECUTIVE: SCHOOL,
        Side.BOTH: (*SCHOOL, *EXECUTIVE),
    }[side]
    found = _others(wanted, first_ref, school_ref, trust_ref)
    if found or side is not Side.BOTH:
        return found
    return _others(LAST_RESORT, first_ref, school_ref, trust_ref)


def signs_second(actor: Actor, subject: Any) -> Answer:
    """Another person than the first, in the other office. `subject`: a proposal."""
    if subject.proposed_by == actor.person_ref:
        return Refusal("second_person")
    able = seconds(
        Side(subject.proposed_as),
        subject.proposed_by,
        subject.school_ref,
        actor.trust_ref,
    )
    refs = {ref for people in able.values() for ref in people}
    return PERMIT if actor.person_ref in refs else Refusal("other_office")


def _others(
    roles: tuple[Role, ...], first_ref: str, school_ref: str, trust_ref: str
) -> dict[Role, list[str]]:
    held = holders_of_each(school_ref, trust_ref, roles)
    others = {
        role: [ref for ref in people if ref != first_ref]
        for role, people in held.items()
    }
    return {role: people for role, people in others.items() if people}
