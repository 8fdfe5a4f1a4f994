"""Permits: the small rules, and what becomes of them in combination."""

from itertools import product
from typing import Any

import pytest

from school.foundation.actor import Actor, Role
from school.foundation.permits import (
    NEEDS_ELEVATION,
    NEEDS_REASON,
    NOT_THIS_ROLE,
    PERMIT,
    Refusal,
    Rule,
    all_of,
    any_of,
    elevated,
    elevated_with_reason,
    granted,
    of_this_school,
    works_here,
    yes,
)


class Subject:
    """A record of a school."""

    school_ref = "birch"


def _no(actor: Actor, subject: Any) -> Refusal:
    return Refusal("no")


def acting(*roles: Role, elevated: bool = False, why: str | None = None) -> Actor:
    """Somebody in Birch with these roles."""
    return Actor(
        "p", "birch", "trust", frozenset(roles), elevated=elevated, elevation_reason=why
    )


NOBODY = acting()
RULES: dict[str, Rule] = {"yes": yes, "no": _no, "elevated": elevated}


@pytest.mark.parametrize(("one", "other"), list(product(RULES, RULES)))
def test_all_of_needs_each_and_the_first_refusal_stands(one: str, other: str) -> None:
    answers = [RULES[name](NOBODY, None) for name in (one, other)]
    refusals = [answer for answer in answers if answer != PERMIT]
    combined = all_of(RULES[one], RULES[other])(NOBODY, None)
    assert combined == (refusals[0] if refusals else PERMIT)


@pytest.mark.parametrize(("one", "other"), list(product(RULES, RULES)))
def test_any_of_needs_one_and_says_what_is_nearest(one: str, other: str) -> None:
    names = {one, other}
    expected = Refusal("no")
    if "elevated" in names:
        expected = NEEDS_ELEVATION
    combined = any_of(RULES[one], RULES[other])(NOBODY, None)
    assert combined == (PERMIT if "yes" in names else expected)


def test_nothing_asked_of_nobody_is_refused_when_one_is_needed() -> None:
    assert any_of()(NOBODY, None) == NOT_THIS_ROLE
    assert all_of()(NOBODY, None) == PERMIT


@pytest.mark.parametrize(
    ("actor", "plain", "reasoned"),
    [
        (acting(), NEEDS_ELEVATION, NEEDS_REASON),
        (acting(elevated=True), PERMIT, NEEDS_REASON),
        (acting(elevated=True, why=""), PERMIT, NEEDS_REASON),
        (acting(elevated=True, why="asked by the police"), PERMIT, PERMIT),
        (acting(why="a reason without elevation"), NEEDS_ELEVATION, NEEDS_REASON),
    ],
)
def test_elevation_and_its_reason(
    actor: Actor, plain: object, reasoned: object
) -> None:
    assert elevated(actor, None) == plain
    assert elevated_with_reason(actor, None) == reasoned


def test_of_several_roles_the_best_answer_counts() -> None:
    rule = granted(
        {Role.HEAD: elevated_with_reason, Role.DSL: elevated, Role.TEACHER: _no}
    )
    both = acting(Role.HEAD, Role.DSL)
    assert rule(both, None) == NEEDS_ELEVATION
    assert rule(acting(Role.HEAD, Role.DSL, elevated=True), None) == PERMIT
    assert rule(acting(Role.TEACHER), None) == Refusal("no")
    assert rule(acting(Role.TEACHER, Role.HEAD), None) == NEEDS_REASON
    assert rule(acting(Role.OFFICE), None) == NOT_THIS_ROLE
    assert rule(NOBODY, None) == NOT_THIS_ROLE


@pytest.mark.parametrize("role", list(Role))
def test_who_works_here(role: Role) -> None:
    outside = {
        *(Role.STUDENT, Role.PARENT, Role.GUARDIAN, Role.RELATIVE),
        *(Role.MACHINE, Role.SYSTEM_ADMIN, Role.VISITOR, Role.FOUNDER),
    }
    answer = works_here(acting(role), None)
    assert (answer == PERMIT) is (role not in outside)


def test_a_record_of_another_school_is_nobodys_here() -> None:
    assert of_this_school(acting(), Subject()) == PERMIT
    elsewhere = Actor("p", "cedar", "trust", frozenset(Role))
    assert of_this_school(elsewhere, Subject()) == Refusal("school")


def test_who_is_not_signed_in_and_the_product_itself_hold_no_role_of_the_school() -> (
    None
):
    nobody, machine = Actor.nobody("trust"), Actor.system("import", "birch", "trust")
    for rule in (works_here, granted(dict.fromkeys(set(Role) - {Role.MACHINE}, yes))):
        assert rule(nobody, None) != PERMIT
        assert rule(machine, None) != PERMIT
