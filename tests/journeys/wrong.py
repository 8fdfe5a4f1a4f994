"""A reference that somebody must not find, of several kinds; and an invented one."""

from collections.abc import Callable
from dataclasses import dataclass

from school.foundation.references import new_ref, new_reference
from tests.house.round import House


@dataclass(frozen=True)
class Wrong:
    """An argument of an address, and references that this person must not find."""

    kinds: dict[str, Callable[[House], str]]


def invented(house: House) -> str:
    """A reference as people say it, of nothing."""
    return new_reference()


def invented_row(house: House) -> str:
    """The key of no row."""
    return new_ref()
