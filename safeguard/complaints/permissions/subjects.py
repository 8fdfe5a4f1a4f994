"""What a complaint can be about; the registry says which kinds of records there are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Subject:
    """A record that is complained of: who acted in it, whom it concerns, what belongs
    to it. References alone.
    """

    ref: str
    school_ref: str
    acted: frozenset[str]
    pupil_ref: str | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubjectKind:
    """A kind of record that can be complained of.

    `find` asks nobody's permission: whoever is told of a complaint need not be able to
    see what it is about. `page` and `argument` make the address of its page.
    """

    code: str
    wording: Any
    find: Callable[[str], Subject | None]
    page: str
    argument: str


KINDS: dict[str, SubjectKind] = {}


def can_be_complained_of(kind: SubjectKind) -> None:
    """Let records of this kind be complained of. The registry says it once."""
    KINDS[kind.code] = kind


def subject_of(ref: str | None) -> Subject | None:
    """The record with this reference, whatever kind it is."""
    found = kind_and_subject(ref)
    return found[1] if found else None


def kind_and_subject(ref: str | None) -> tuple[SubjectKind, Subject] | None:
    """The same, with its kind."""
    if not ref:
        return None
    for kind in KINDS.values():
        subject = kind.find(ref)
        if subject is not None:
            return kind, subject
    return None
