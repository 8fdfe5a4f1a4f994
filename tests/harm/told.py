"""Sexual harm between children as the tests tell it: begun, assessed."""

from datetime import datetime
from typing import Any

from safeguard.harm.commands import (
    NEEDED,
    NewAssessment,
    NewHarm,
    NewReview,
    assess_harm,
    open_harm,
)
from safeguard.harm.models import HarmProcess
from safeguard.harm.permissions.standing import process_of
from safeguard.harm.queries import ProcessRead, read_harm
from tests.bullying.told import pair_case
from tests.cases import worked
from tests.factories.world import World

TEXT = "They sit in different rooms; Tom Pellow looks every morning."
REASON = "Both were heard alone; the pastoral team can keep them apart and safe here."


def harm(**changes: str) -> NewHarm:
    """Harassment in a corridor, between lessons."""
    said = {"kind": "harassment", "place": "corridor", "time": "between_lessons"}
    return NewHarm(**{**said, **changes})


def begun(world: World, **changes: str) -> str:
    """A case that is treated so."""
    return open_harm(worked.dsl(world), pair_case(world), harm(**changes))


def assessment(**changes: Any) -> NewAssessment:
    """Both children, kept apart, managed in school."""
    said: dict[str, Any] = {
        "texts": dict.fromkeys(NEEDED, TEXT),
        "option": "manage",
        "condition": "none",
        "reason": REASON,
    }
    return NewAssessment(**{**said, **changes})


def assessed(world: World, **changes: Any) -> str:
    """With an assessment in place."""
    return assess_harm(worked.dsl(world), begun(world), assessment(**changes))


def review(answer: str = "holds", **changes: Any) -> NewReview:
    """Looked at again; both were asked."""
    said = {
        "reason": "The rooms work; nobody reported anything new.",
        "harmed_words": "I feel alright now.",
        "other_words": "I keep away.",
    }
    return NewReview(answer, **{**said, **changes})


def process(case: str) -> HarmProcess:
    """As it stands in the database now."""
    found = process_of(case)
    assert found
    return found


def read(world: World, case: str) -> ProcessRead:
    """The process as the DSL reads it."""
    found = read_harm(worked.dsl(world), case).process
    assert found
    return found


def due(case: str) -> datetime:
    """When the process is looked at next."""
    at = process(case).due_at
    assert at
    return at
