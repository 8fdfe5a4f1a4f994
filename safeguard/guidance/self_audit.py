"""Staff self-audits: editions of the questionnaire, its questions, possible plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from safeguard.guidance.shelf import Entry, UnknownCode, fill


class GapWhen(StrEnum):
    """Which answer says that somebody lacks something (design decision 28)."""

    NO = "no"
    YES = "yes"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Question(Entry):
    """A question to answer with yes or no. `course`: what a gap in it needs.
    `without`: what is said of those who have no gap, where `short` would say more.
    """

    short: str
    gap_when: GapWhen
    hint: str = ""
    course: str = ""
    without: str = ""

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The entry as written, its gap checked: a gap without a course is an error."""
        gap_when = GapWhen(written["gap_when"])
        if (gap_when is GapWhen.NONE) == bool(written.get("course")):
            raise ValueError("a gap needs a course, and nothing else does")
        return super().read({**written, "gap_when": gap_when})

    def is_gap(self, answer: str) -> bool:
        """Whether an answer, "yes" or "no", is a gap."""
        return answer == self.gap_when.value


@dataclass(frozen=True, kw_only=True)
class Questionnaire(Entry):
    """One edition of the questionnaire: which questions it asks, in their order."""

    begins_on: date
    asks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """An occasion, or something that can be planned."""

    hint: str = ""


questionnaires = fill("self_audit", Questionnaire, "questionnaire")
questions = fill("self_audit", Question, "question")
occasions = fill("self_audit", Option, "occasion")
plans = fill("self_audit", Option, "plan")
SHELVES = (questionnaires, questions, occasions, plans)


def current(on: date) -> Questionnaire:
    """The edition that is asked on a day in London: the newest that has begun.

    Raises UnknownCode before the first one.
    """
    begun = [each for each in questionnaires.offered(on) if each.begins_on <= on]
    if not begun:
        raise UnknownCode("self_audit.questionnaire")
    return max(begun, key=lambda each: each.begins_on)


def asked_by(questionnaire: str) -> tuple[Question, ...]:
    """The questions of an edition in their order. Raises UnknownCode."""
    return tuple(
        questions.named(code) for code in questionnaires.named(questionnaire).asks
    )
