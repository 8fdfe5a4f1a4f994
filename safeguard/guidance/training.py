"""Training: groups of people, courses with their rhythm, why a need opens and ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from safeguard.guidance.shelf import Entry, fill


class Rhythm(StrEnum):
    """How often a course comes back."""

    ONCE = "once"
    # Once in each academic year, 1 September to 31 August.
    ACADEMIC = "academic"
    # So many calendar months after the last time.
    MONTHS = "months"
    # With each new edition of what is read.
    EDITION = "edition"


@dataclass(frozen=True, kw_only=True)
class Group(Entry):
    """People whose training is looked after, by the roles they hold (their values)."""

    roles: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Course(Entry):
    """Something to learn or to read: who has to, and how often.

    `within_days`: calendar days for somebody who has just begun, and after a new
    edition. `also`: courses that this one keeps up to date. `each_school`: what was
    done in one school does not count in another.
    """

    short: str
    hint: str
    groups: tuple[str, ...]
    rhythm: Rhythm
    months: int = 0
    within_days: int = 0
    also: tuple[str, ...] = ()
    each_school: bool = False
    # Of `editions`: which text is read.
    family: str = ""

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The entry as written. Raises ValueError for a rhythm without its length."""
        rhythm = Rhythm(written["rhythm"])
        if (rhythm is Rhythm.MONTHS) != bool(written.get("months")):
            raise ValueError("a rhythm of months says how many, and no other does")
        if (rhythm is Rhythm.EDITION) != bool(written.get("family")):
            raise ValueError("what is read says which text, and nothing else does")
        return super().read({**written, "rhythm": rhythm})

    @property
    def is_reading(self) -> bool:
        """Whether it is a text that people read and say that they have."""
        return self.rhythm is Rhythm.EDITION


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """Why a need opened, or how it ended."""


groups = fill("training", Group, "group")
courses = fill("training", Course, "course")
origins = fill("training", Option, "origin")
endings = fill("training", Option, "ending")
SHELVES = (groups, courses, origins, endings)


def keeping_up(code: str) -> frozenset[str]:
    """The courses of which any keeps this one up to date: itself among them."""
    return frozenset(
        {code, *(course.code for course in courses if code in course.also)}
    )
