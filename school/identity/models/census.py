"""The code sets of the school census as data, and the groups of what is counted."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

NOT_KNOWN = "not_known"
_CODES = Path(__file__).with_name("census_codes.toml")


class Trait(StrEnum):
    """What counts can be split by. Sex and year stand on the roll already."""

    SEX = "sex"
    ETHNICITY = "ethnicity"
    SEND = "send"
    MEALS = "meals"
    YEAR = "year"


# Those that are kept sealed beside the person, in the order of the roll's columns.
KEPT = (Trait.ETHNICITY, Trait.SEND, Trait.MEALS)
# OneRoster's words for sex, as the roll keeps them.
SEXES = ("female", "male", "other")
# Every year that a school can have, so that a column tells nobody who is there.
YEARS = ("N1", "N2", "N", "R", *(str(year) for year in range(1, 15)))


@dataclass(frozen=True)
class CensusCode:
    """One code of a set: its words and its group."""

    code: str
    wording: str
    group: str


@dataclass(frozen=True)
class CodeSet:
    """One set: its codes, the groups in their order, and how well we know it."""

    codes: dict[str, CensusCode]
    groups: dict[str, str]
    source: str
    mark: str
    written: dict[str, str]

    def read(self, text: str) -> str | None:
        """The code that a register means by a text, or None."""
        return self.written.get(" ".join(text.casefold().split()))

    def group_of(self, code: str | None) -> str:
        """The group of a code; whatever is not known, refused or gone is one group."""
        known = self.codes.get(code or "")
        return known.group if known else NOT_KNOWN


@cache
def code_set(trait: Trait) -> CodeSet:
    """The codes of ethnicity, special needs or meals. Raises KeyError for others."""
    told: dict[str, Any] = tomllib.loads(_CODES.read_text("utf-8"))[trait.value]
    codes = {
        each["code"]: CensusCode(each["code"], each["wording"], each["group"])
        for each in told["code"]
    }
    written = {
        text.casefold(): each["code"]
        for each in told["code"]
        for text in (each["code"], each["wording"], *each.get("also", ()))
    }
    groups = {each["code"]: each["wording"] for each in told["group"]}
    return CodeSet(codes, groups, told["source"], told["mark"], written)


def groups_of(trait: Trait) -> tuple[str, ...]:
    """The groups of a characteristic in their order; last those not known."""
    if trait is Trait.SEX:
        return (*SEXES, NOT_KNOWN)
    if trait is Trait.YEAR:
        return (*YEARS, NOT_KNOWN)
    return (*code_set(trait).groups, NOT_KNOWN)
