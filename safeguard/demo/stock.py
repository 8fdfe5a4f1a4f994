"""What the demonstration is made of: its trust, people, names and stories, as data."""

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from safeguard.demo import earlier

DATA = Path(__file__).parent / "data"
TRUST = "trust"
# Letters that no decomposition takes apart.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "’": ""})  # noqa: RUF001


@dataclass(frozen=True)
class School:
    """A school to be. `age`: what its first year turns by the end of its year."""

    key: str
    name: str
    identifier: str
    prefix: str
    pupils: int
    forms: tuple[str, ...]
    years: tuple[str, ...]
    age: int
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def classes(self) -> list[tuple[str, str]]:
        """Each class as its title and its year."""
        return [(year + form, year) for year in self.years for form in self.forms]


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in the trust. With a hint they stand on the sign-in page."""

    given: str
    family: str
    school: str
    roles: tuple[str, ...]
    form: str = ""
    hint: str = ""
    account: bool = True

    @property
    def username(self) -> str:
        """The name they sign in with: given.family in plain letters."""
        return f"{plain(self.given)}.{plain(self.family)}"

    @property
    def full_name(self) -> str:
        """As it is spoken."""
        return f"{self.given} {self.family}"

    @property
    def email(self) -> str:
        """An address in a domain that is nobody's (RFC 2606)."""
        return f"{self.username}@{self.school}.example.org"


@dataclass(frozen=True)
class Kin:
    """A pupil's adult who works in the trust."""

    school: str
    pupil: str
    adult: str
    kind: str


def plain(name: str) -> str:
    """A name in small letters without marks."""
    taken_apart = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    return "".join(
        each for each in taken_apart if each.isascii() and each.isprintable()
    )


@cache
def _told(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def trust() -> dict[str, str]:
    """The trust's name and number."""
    found: dict[str, str] = _told("trust")["trust"]
    return found


def schools() -> list[School]:
    """The two schools."""
    return [
        School(**{**each, "forms": tuple(each["forms"]), "years": tuple(each["years"])})
        for each in _told("trust")["school"]
    ]


def colleagues() -> list[Colleague]:
    """Everybody who works in the trust, those of the sign-in page first."""
    found = []
    for each in _told("staff")["person"]:
        told = {name: value for name, value in each.items() if name != "name"}
        given, family = each["name"]
        roles = tuple(told.pop("roles"))
        found.append(Colleague(given, family, roles=roles, **told))
    return found


def named_pupils(school: str) -> list[tuple[str, str, str]]:
    """The pupils the story tells of: given name, family name, form."""
    return [
        (given, family, form)
        for given, family, form in _told("pupils")["named"][school]
    ]


def stock_of_names() -> tuple[list[str], list[str]]:
    """Given names and family names for all the others."""
    stock = _told("pupils")["stock"]
    return stock["given"], stock["family"]


def kin() -> list[Kin]:
    """Colleagues who are a pupil's adult."""
    return [Kin(**each) for each in _told("pupils")["kin"]]


def stories() -> dict[str, list[dict[str, Any]]]:
    """What happened, by school: concerns with the beats that followed them."""
    return {
        school.key: [
            *earlier.concerns_of(school.key, _told("last_term")[school.key]),
            *_told(f"story_{school.key}")["concern"],
        ]
        for school in schools()
    }
