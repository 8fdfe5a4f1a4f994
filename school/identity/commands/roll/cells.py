"""The cells of a roll: what is only text, and what is a date, a UPN or a job."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from school.foundation import clock
from school.foundation.actor import Role

_HERE = Path(__file__).parent
# Invisible and without a meaning of their own; they creep in with copied text.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Kinds of characters that no name holds: control, private use, half of a pair.
_NO_TEXT = {"Cc", "Co", "Cs", "Cn"}
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Reason:
    """Why a row was refused, or what to look at: a code, its column, what to show."""

    code: str
    column: str = ""
    shown: str = ""


def clean(text: str) -> str:
    """The text without what cannot be seen, and with single spaces."""
    return " ".join(text.translate(_UNSEEN).split())


def trouble_with(column: str, text: str, longest: int) -> str | None:
    """Why this cannot be kept as text, as a code, or None.

    A cell that a spreadsheet would run is refused, so that no later export carries it.
    """
    if "\ufffd" in text:
        return "unreadable_letters"
    if any(unicodedata.category(each) in _NO_TEXT or each in _TURNING for each in text):
        return "control_characters"
    if len(text) > longest:
        return "too_long"
    numbered = column == "telephone" and re.match(r"\+\d", text)
    if text.startswith(_RUN_BY_SPREADSHEETS) and not numbered:
        return "formula"
    return None


_DATES = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d %m %Y",
)


def day_in(text: str) -> date | None:
    """The day a text names, day before month as people write it here, or None."""
    plain = re.sub(r"[T ]00:00(:00)?$", "", text)
    for written in _DATES:
        try:
            return datetime.strptime(plain, written).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


# Nobody in a school today was born before it: a slip in the year.
EARLIEST_BIRTHDAY = date(1920, 1, 1)


def birthday_trouble(born_on: date, *, pupil: bool) -> tuple[str | None, str | None]:
    """What is wrong with a birthday, and what to look at, each a code or None."""
    today = clock.today()
    if born_on >= today:
        return "not_born_yet", None
    if born_on < EARLIEST_BIRTHDAY:
        return "born_too_early", None
    age = today.year - born_on.year
    return None, "age_unusual" if pupil and not 2 <= age <= 20 else None


_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(rf"[{_LETTERS}]\d{{11}}[\d{_LETTERS}]")
# "No UPN" reasons of the social-care returns: not a number, and not a mistake either.
_NO_UPN = re.compile(r"UN[1-5]")


@cache
def _authorities() -> frozenset[int]:
    told = tomllib.loads((_HERE / "local_authorities.toml").read_text("utf-8"))
    first, last = told["wales"]
    return frozenset([*told["pseudo"], *told["england"], *range(first, last + 1)])


def upn_in(text: str) -> tuple[str | None, str | None, str | None]:
    """The UPN in a text, what is wrong with it, and what to look at (codes or None).

    The check letter decides: positions 2 to 13 weigh 2 to 13, and the sum modulo 23
    is an index into 23 letters (DfE, Unique pupil numbers). An unknown authority is
    only worth a look: the list of them changes.
    """
    upn = re.sub(r"\s", "", text).upper()
    if _NO_UPN.fullmatch(upn):
        return None, None, None
    if not _UPN.fullmatch(upn):
        return None, "upn_shape", None
    total = sum(
        weight * (int(each) if each.isdigit() else _LETTERS.index(each))
        for weight, each in enumerate(upn[1:], 2)
    )
    if _LETTERS[total % len(_LETTERS)] != upn[0]:
        return None, "upn_letter", None
    return upn, None, None if int(upn[1:4]) in _authorities() else "upn_authority"


_SEXES = {
    **dict.fromkeys(("f", "female", "girl"), "female"),
    **dict.fromkeys(("m", "male", "boy"), "male"),
    **dict.fromkeys(("x", "o", "other"), "other"),
    **dict.fromkeys(("u", "n", "unspecified", "not known", "unknown"), "unspecified"),
}


def sex_in(text: str) -> str | None:
    """OneRoster's word for what is written, or None when it is none of them."""
    return _SEXES.get(text.casefold())


def year_in(text: str) -> str | None:
    """The year group as "8", "R" or "N1", or None when it is none."""
    plain = re.sub(r"^(year|yr|y)\s*\.?\s*(?=[\dr])", "", text.casefold()).strip()
    if plain in {"r", "reception", "0"}:
        return "R"
    if re.fullmatch(r"n[12]?|nursery( [12])?", plain):
        return plain.replace("nursery", "n").replace(" ", "").upper()
    number = plain.lstrip("0")
    return number if number.isdigit() and int(number) <= 14 else None


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or None when it is neither; nothing written is no."""
    plain = text.casefold()
    if plain in {"", "n", "no", "false", "0"}:
        return False
    return True if plain in {"y", "yes", "true", "1"} else None


RELATIONSHIPS: dict[str, tuple[str, ...]] = {
    "mother": ("mother", "mum", "mam", "mom"),
    "father": ("father", "dad"),
    "parent": ("parent", "adoptive parent"),
    "step_parent": ("step parent", "step-parent", "stepmother", "stepfather"),
    "grandparent": ("grandparent", "grandmother", "grandfather", "gran", "grandad"),
    "foster_carer": ("foster carer", "foster parent", "foster mother", "foster father"),
    "carer": ("carer", "main carer"),
    "guardian": ("guardian", "legal guardian"),
    "sibling": ("sibling", "brother", "sister"),
    "relative": ("relative", "aunt", "uncle", "cousin", "other family member"),
    "social_worker": ("social worker",),
    "friend": ("friend", "family friend", "neighbour"),
    "childminder": ("childminder", "child minder"),
    "other": ("other", "other contact", "other relative"),
}
_RELATIONSHIPS = {word: kind for kind, words in RELATIONSHIPS.items() for word in words}


def relationship_in(text: str) -> str | None:
    """Our word for a relationship, or None when we do not know it."""
    plain = re.sub(r"[\s_-]+", " ", text.casefold()).strip()
    found = {key.replace("-", " "): kind for key, kind in _RELATIONSHIPS.items()}
    return found.get(plain)


def is_email(text: str) -> bool:
    """Whether a text could be an e-mail address; only sending proves one."""
    return (
        re.fullmatch(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+", text) is not None
    )


@cache
def _job_titles() -> list[dict[str, Any]]:
    told = tomllib.loads((_HERE / "job_titles.toml").read_text("utf-8"))
    found: list[dict[str, Any]] = told["title"]
    return found


def job_in(text: str) -> tuple[Role, bool]:
    """The role that a job title gives, and whether its title means one that is
    granted by people (shared identity, rule 1: never by a roll).
    """
    plain = re.sub(r"[^\w&-]+", " ", text.casefold())
    head_of_something = re.search(r"\bhead of (?!school)", plain) is not None
    for entry in _job_titles():
        elsewhere = bool(entry.get("granted_elsewhere"))
        words = [word for word in entry["words"] if re.search(rf"\b{word}\b", plain)]
        if elsewhere and head_of_something:
            words = [word for word in words if word != "head"]
        if words:
            return Role(entry["role"]), elsewhere
    return Role.STAFF, False
