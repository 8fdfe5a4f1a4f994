"""Acceptable-use agreements: for whom, in which parts, how signed; starting texts."""

import tomllib
from dataclasses import dataclass
from functools import cache

from safeguard.guidance.shelf import DATA, Entry, fill

# The edition of our starting texts, kept with each version drafted from them.
STARTING_EDITION = "agreement_texts_2026_11"
# Words that are no translation: as the school wrote them, and the same made easy.
STANDARD, EASY = "standard", "easy"
# Languages in which the starting texts come.
TRANSLATED = ("pl",)


@dataclass(frozen=True, kw_only=True)
class Hinted(Entry):
    """An entry with a line below it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Kind(Hinted):
    """Whom a text is for. `sides`: who must sign; `years`: whose year groups."""

    sides: tuple[str, ...]
    years: tuple[str, ...]

    @property
    def two_sided(self) -> bool:
        """Whether a pupil and a parent both sign."""
        return len(self.sides) > 1


@dataclass(frozen=True, kw_only=True)
class Part(Entry):
    """A heading of a text, and who answers for what stands under it. `rules`: what can
    be broken; what somebody only knows cannot.
    """

    side: str
    rules: bool = True


@dataclass(frozen=True, kw_only=True)
class Language(Entry):
    """A language: its code is the BCP 47 tag, `own` its name for whoever reads it."""

    own: str
    direction: str = "ltr"


@dataclass(frozen=True, kw_only=True)
class Clause(Entry):
    """One sentence of a starting text. Its code keeps its meaning in every version."""

    kind: str
    part: str
    easy: str


kinds = fill("agreements", Kind, "kind")
capacities = fill("agreements", Hinted, "capacity")
parts = fill("agreements", Part, "part")
methods = fill("agreements", Entry, "method")
languages = fill("agreements", Language, "language")
clauses = fill("agreements", Clause, "clause")
SHELVES = (kinds, capacities, parts, methods, languages, clauses)


def kind_of_year(year_group: str | None) -> str | None:
    """Which text a pupil of that year group signs: `early` (Nursery to Year 2) or
    `older` (Year 3 on); None where the year is not known (policy, appendices 1, 2).
    """
    year = (year_group or "").strip().upper()
    return next((kind.code for kind in kinds if year in kind.years), None)


def age_of(year: str | None) -> int:
    """A number that puts year groups in order: Nursery, Reception, Year 1 and on."""
    plain = (year or "").strip().upper()
    if plain.isdecimal():
        return int(plain)
    return {"N1": -3, "N": -2, "N2": -2, "R": 0}.get(plain, 99)


def clauses_of(kind: str) -> tuple[Clause, ...]:
    """The starting text for a kind of signer, in order."""
    return tuple(clause for clause in clauses if clause.kind == kind)


def parts_of(kind: str) -> tuple[Part, ...]:
    """The parts that a text of that kind can have, in order."""
    sides = kinds.named(kind).sides
    return tuple(part for part in parts if part.side in sides)


def can_be_broken(part: str, side: str) -> bool:
    """Whether what stands under a heading are rules for that side."""
    found = parts.named(part)
    return found.rules and found.side == side


def starting_words(clause: Clause) -> dict[str, str]:
    """The variants in which a clause of the starting text comes, by their code."""
    written = {
        language: translation(language, "clause").get(clause.code, "")
        for language in TRANSLATED
    }
    return {EASY: clause.easy, **{code: said for code, said in written.items() if said}}


@cache
def translation(language: str, table: str) -> dict[str, str]:
    """The starting texts in a language, by code: of each `clause` or `part`."""
    if language not in TRANSLATED:
        return {}
    text = DATA.joinpath(f"agreements_{language}.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[table])


def heading_of(part: str, variant: str) -> str:
    """The heading of a part in the words of a variant; English where there is none."""
    said = translation(variant, "part").get(part)
    return said or parts.named(part).wording
