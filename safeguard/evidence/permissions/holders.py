"""The kinds of records that hold files; each feature above tells of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from school.foundation.actor import Actor
from school.foundation.permits import Rule


@dataclass(frozen=True)
class Kin:
    """A record's school, and the records that it belongs together with."""

    school_ref: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class HolderKind:
    """A kind of record that can hold files.

    `kin` finds the record's school and whatever a stop must hold for as well, or
    nothing where no record of this kind has the reference; nobody's permission is
    asked. `visible` loads it for an actor, as the feature's own acts do. `attaches`
    and `views` are asked with the record. `page` is the endpoint of its page and
    `argument` what the reference is called in that address.

    `bundled`: its kin know of it too, and each link is made as it comes about. What is
    no holder of this kind has no kin that is one. Of all other kinds it is asked
    afresh each time whether a stop stands on whatever they belong to.
    """

    code: str
    kin: Callable[[str], Kin | None]
    visible: Callable[[Actor, str], Any]
    attaches: Rule
    views: Rule
    page: str
    argument: str
    bundled: bool = False


KINDS: dict[str, HolderKind] = {}


def holds_files(kind: HolderKind) -> None:
    """Let records of this kind hold files. The registry says it once."""
    KINDS[kind.code] = kind


@dataclass(frozen=True)
class Holder:
    """A record that somebody sees, as one that holds files."""

    ref: str
    school_ref: str
    key_ref: str | None
    kind: HolderKind
    record: Any = field(repr=False)


def holder_visible(actor: Actor, ref: str) -> Holder | None:
    """The record with this reference, if the actor may see that it exists."""
    for kind in KINDS.values():
        record = kind.visible(actor, ref)
        if record is not None:
            return Holder(ref, record.school_ref, record.key_ref, kind, record)
    return None


def belongs_to(ref: str) -> tuple[str, ...]:
    """What a record belongs to that may not know of it: for kinds not `bundled`."""
    loose = (each for each in KINDS.values() if not each.bundled)
    return next((kin.refs for each in loose if (kin := each.kin(ref))), ())


def kin_of(ref: str) -> Kin | None:
    """Where a record belongs and with what, whatever kind it is."""
    return next((kin for each in KINDS.values() if (kin := each.kin(ref))), None)
