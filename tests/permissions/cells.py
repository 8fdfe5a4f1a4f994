"""The words of the matrix, and what each of them means when somebody tries."""

import csv
import dataclasses
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path

from sqlalchemy import select

from safeguard.allegations.permissions import Act as VaultAct
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    Invalid,
    Refused,
    Repeated,
    Stale,
)
from school.foundation.references import new_ref
from school.foundation.sealing import vault_of
from school.trail.entries import read_leaf
from school.trail.models import TrailLeaf
from tests.factories.world import World

MATRIX = Path(__file__).with_name("matrix.csv")


class Level(StrEnum):
    """How far somebody has opened case content for themselves."""

    PLAIN = "plain"
    ELEVATED = "elevated"
    REASONED = "elevated with a reason"


class Came(StrEnum):
    """What came of trying."""

    IN = "permitted"
    OBJECTED = "permitted, and the act itself objected"
    TO_ELEVATE = "must elevate"
    TO_REASON = "must elevate with a reason"
    REFUSED = "refused"
    HIDDEN = "hidden"


_IN = frozenset({Came.IN, Came.OBJECTED})
SHUT = frozenset({Came.REFUSED, Came.HIDDEN})
Schedule = tuple[tuple[Level, frozenset[Came]], ...]

# What must come of it, level by level. Who is refused with a fresh second factor and a
# reason is refused without: no rule asks that somebody be less sure of.
SCHEDULES: dict[str, Schedule] = {
    "yes": ((Level.PLAIN, _IN),),
    "no": ((Level.REASONED, SHUT),),
    "elevated": (
        (Level.PLAIN, frozenset({Came.TO_ELEVATE})),
        (Level.ELEVATED, _IN),
    ),
    "elevated+reason": (
        (Level.PLAIN, frozenset({Came.TO_REASON})),
        (Level.ELEVATED, frozenset({Came.TO_REASON})),
        (Level.REASONED, _IN),
    ),
}
# Words that are one of the four above until something else has happened: a share by
# name, an approved acting right, a route, a second person, a subject access request.
# The tests after the matrix let that happen and try again.
UNTIL_THEN: dict[str, str] = {
    "named": "no",
    "cover": "no",
    "with_dsl": "no",
    "routed": "no",
    "sar": "no",
    "own": "yes",
    # Until the head has put somebody on the list; while the head's post is vacant.
    "if_authorised": "no",
    "acting_head": "no",
}

# Who stands for a column; and what a word means for that one in particular.
CAST: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "staff": (("teacher", {}), ("tutor", {}), ("volunteer", {})),
    "pupil_parent": (("a pupil", {}), ("a parent", {})),
    "machine": (("the import", {}),),
}


# Whom the head has named in the office, and for which row; for the others they are not.
OFFICERS = {"custody_hand_over": "custody_officer"}


@cache
def matrix() -> dict[str, dict[str, str]]:
    """Every cell: action, then column, then word."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["action"]: row for row in rows}
    assert len(found) == len(rows)
    for row in rows:
        for name in ("action", "note"):
            row.pop(name)
    return found


def cast_of(column: str, action: str = "") -> tuple[tuple[str, dict[str, str]], ...]:
    """Who stands for a column: the person of that name unless said otherwise."""
    if column == "office":
        officer = OFFICERS.get(action, "roll_officer")
        return (
            ("office", {}),
            *(
                (name, {"named": "yes" if name == officer else "no"})
                for name in ("roll_officer", "custody_officer")
            ),
        )
    if column == "pupil_parent" and action == "sign_agreement":
        # On a tablet or by a letter, never signed in (tests/agreements).
        return tuple((name, {"own": "no"}) for name, _ in CAST[column])
    return CAST.get(column, ((column, {}),))


def acting(world: World, name: str, level: Level = Level.PLAIN) -> Actor:
    """That person, with as much opened as the level says."""
    outside = {"a pupil": Role.STUDENT, "a parent": Role.PARENT}
    if name in outside:
        held = frozenset({outside[name]})
        actor = Actor(f"{name} {new_ref()}"[:16], world.birch, world.trust, held)
    elif name == "the import":
        actor = Actor.system("import", world.birch, world.trust)
    else:
        actor = world.acting(name)
    return dataclasses.replace(
        actor,
        elevated=level is not Level.PLAIN,
        elevation_reason="To see what may be seen" if level is Level.REASONED else None,
    )


def came_of(doing: Callable[..., object], *args: object) -> Came:
    """What came of trying. What the act itself objects to was let in by the gate."""
    try:
        doing(*args)
    except ElevationNeeded as needed:
        return Came.TO_REASON if needed.reason_needed else Came.TO_ELEVATE
    except Refused:
        return Came.REFUSED
    except Hidden:
        return Came.HIDDEN
    except (Invalid, Stale, Repeated):
        return Came.OBJECTED
    return Came.IN


def was_recorded(actor: Actor, act: str) -> bool:
    """Whether the log's last entry is this refusal."""
    inside = act in {str(each) for each in VaultAct}
    log_ref = vault_of(actor.trust_ref) if inside else actor.school_ref
    newest = select(TrailLeaf.leaf).where(TrailLeaf.log_ref == log_ref)
    leaf = read_leaf(
        db.session.scalars(newest.order_by(TrailLeaf.seq.desc()).limit(1)).one()
    )
    named = leaf.person_ref == actor.person_ref or inside
    return named and (leaf.action, leaf.result) == (act, "refused")
