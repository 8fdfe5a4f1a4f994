"""The registry of acts: the rule that decides each, the words that tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from school.foundation.actor import Actor
from school.foundation.permits import Answer, Rule

# House-keeping that leaves no entry, and the only tables each may touch.
# Decision 12: a closed list. What a person did to a record is never on it.
UPKEEP: dict[str, frozenset[str]] = {
    "draft.saved": frozenset({"draft", "adult_draft"}),
    "sign_in.touched": frozenset({"sign_in_activity"}),
    "elevation.touched": frozenset({"elevation_activity"}),
    "throttle.counted": frozenset({"throttle"}),
    "outbox.sent": frozenset({"outbox_delivery"}),
    "notice.read": frozenset({"notice_reading"}),
    "leftovers.swept": frozenset(
        {"throttle", "used_code", "sign_in_activity", "elevation_activity"}
    ),
}


@dataclass(frozen=True)
class Registered:
    """What the house knows of an act: the rule that decides, the words that tell."""

    rule: Rule
    wording: str


_registry: dict[str, Registered] = {}
# Disclosures that have no one record as their subject: queue, cases, finding.
_of_lists: set[str] = set()


def register(rules: Mapping[Any, Rule], wordings: Mapping[Any, str]) -> None:
    """Fill the registry with a feature's acts; `app` calls it for each feature.

    Raises ValueError unless the acts with a rule are exactly those with a wording.
    """
    if set(rules) != set(wordings):
        raise ValueError("every act needs a rule and a wording")
    for act, rule in rules.items():
        _registry[str(act)] = Registered(rule, wordings[act])


def registered() -> Mapping[str, Registered]:
    """Every act the house knows, by the name the trail uses."""
    return dict(_registry)


def decide(act: str, actor: Actor, subject: Any = None) -> Answer:
    """Whether the actor may, at this moment. For showing or hiding a button only."""
    return _registry[str(act)].rule(actor, subject)


def reads_a_list(act: str) -> None:
    """Remember, from the door's declaration, that an act reads a list of records."""
    _of_lists.add(str(act))


def is_list(act: str) -> bool:
    """Whether the act reads a list: a record in it is not what the act was about."""
    return act in _of_lists
