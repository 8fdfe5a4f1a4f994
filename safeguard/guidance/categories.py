"""What a concern is about: the four Cs of online safety and the families of harm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from safeguard.guidance.shelf import Entry, fill


class Level(StrEnum):
    """How closely a record is kept (security brief §2.2): defaults a DSL may raise."""

    ONLINE_SAFETY = "C2"
    CHILD_PROTECTION = "C3"
    RESTRICTED = "C4"
    WALLED = "C5"


@dataclass(frozen=True, kw_only=True)
class Category(Entry):
    """A main category, or a sub-category when it stands `within` another."""

    level: Level
    within: str | None = None
    hint: str = ""
    suggests_intimate_image: bool = False
    technical: bool = False
    serious: bool = False
    about_an_adult: bool = False
    consider: tuple[str, ...] = ()

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The entry as written, its level checked."""
        return super().read({**written, "level": Level(written["level"])})


PAGES = ("categories_online", "categories_harm", "categories_other")
shelf = fill("categories", Category, pages=PAGES)
every, offered, named = shelf.every, shelf.offered, shelf.named
choices = shelf.choices


def tops(on: date) -> tuple[Category, ...]:
    """The main categories a form offers on a day."""
    return tuple(each for each in offered(on) if each.within is None)


def under(code: str, on: date) -> tuple[Category, ...]:
    """The sub-categories of a main one; raises UnknownCode."""
    main = named(code)
    return tuple(each for each in offered(on) if each.within == main.code)


def grouped(on: date) -> list[tuple[Category, tuple[Category, ...]]]:
    """Each main category with its sub-categories, in the order of the page."""
    return [(main, under(main.code, on)) for main in tops(on)]


def top_of(code: str) -> Category:
    """The main category a code belongs to, or itself; raises UnknownCode."""
    found = named(code)
    return found if found.within is None else named(found.within)
