"""What must be true before a case closes."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Check(Entry):
    """One closing check; `missing` says what to do while it is not met."""

    missing: str
    applies: str  # always · serious


shelf = fill("closing", Check)
every, named = shelf.every, shelf.named


def for_case(*, serious: bool) -> tuple[Check, ...]:
    """The checks of a case; an illegal or serious matter has one more (policy §10)."""
    return tuple(check for check in every() if serious or check.applies == "always")
