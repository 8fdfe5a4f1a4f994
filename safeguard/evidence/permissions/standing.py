"""Whether a stop stands on a record: asked before every page that could take a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from safeguard.evidence.models import FileHolder
from safeguard.evidence.permissions.holders import (
    HolderKind,
    belongs_to,
    holder_visible,
)
from school.foundation.actor import Actor
from school.foundation.questions import one_of, question


@question
def _held() -> Any:
    asked = select(FileHolder.ref, FileHolder.stopped_at)
    return asked.where(one_of(FileHolder.ref, "refs"))


@dataclass(frozen=True)
class Standing:
    """Whether a record holds files or a stop, and whether it is stopped."""

    holds: bool
    stopped: bool


def standing_of(kind: HolderKind, holder_ref: str) -> Standing:
    """How a record stands. Most hold nothing, and that is one question for a case."""
    row = _held.first(refs=[holder_ref])
    if row is not None and row.stopped_at is not None:
        return Standing(holds=True, stopped=True)
    stopped = not kind.bundled and is_any_stopped(belongs_to(holder_ref))
    return Standing(row is not None, stopped)


def is_stopped(holder_ref: str) -> bool:
    """Whether an intimate image is suspected here, or in whatever this is linked to."""
    return is_any_stopped([holder_ref])


def is_any_stopped(refs: Iterable[str]) -> bool:
    """Whether one of these records is stopped, or belongs to one that is."""
    seen: set[str] = set()
    asked = list(dict.fromkeys(refs))
    while asked:
        if any(row.stopped_at is not None for row in _held(refs=asked)):
            return True
        seen |= set(asked)
        beyond = {each for ref in asked for each in belongs_to(ref)}
        asked = sorted(beyond - seen)
    return False


def seen_stopped(actor: Actor, refs: list[str]) -> str | None:
    """The first of these that is stopped and that the actor may see: to others a stop
    must not tell that there is such a record.
    """
    stopped = (ref for ref in refs if is_stopped(ref))
    return next((ref for ref in stopped if holder_visible(actor, ref)), None)


def is_any_holder(refs: list[str]) -> bool:
    """Whether one of these records holds files or a stop."""
    return bool(_held(refs=refs))
