"""Having the trail prove itself, and what it said when it last did."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.permits import PERMIT
from school.foundation.sealing import decrypt
from school.gate import counted, disclosure, note
from school.identity.queries.people import org_named
from school.inspection.permissions import Act, the_operator
from school.inspection.queries.proving import Proof, prove
from school.trail.append import detail_bound_to, detail_key
from school.trail.commitments import SALT_BYTES
from school.trail.entries import DONE, read_leaf
from school.trail.models import TrailDetail, TrailLeaf

# How far back a page looks for the last verification (calendar days).
LOOKED_BACK = 35
SLICE = 1000


@dataclass(frozen=True)
class LogSize:
    """A log as a page shows it: whose, how many entries, the root's beginning."""

    name: str
    size: int
    root: str


@dataclass(frozen=True)
class Verification:
    """What the trail proved to be when it was last asked."""

    at: datetime
    holds: bool
    problems: int
    logs: list[LogSize]


@disclosure(Act.VERIFY_TRAIL)
def verify_trail(actor: Actor) -> Proof:
    """Prove the whole database against its trail, and record what came of it.

    The proving is done before the pen is asked for, so nobody waits to write for it.
    Only the operator's entry speaks of all logs: the size of another school's log,
    or of the vault's, is not for everybody.
    """
    proof = prove()
    everything = the_operator(actor, None) == PERMIT
    shown = {actor.school_ref, actor.trust_ref}
    note(
        holds=proof.holds,
        problems=_how_many_problems(proof),
        logs=[
            [log.log_ref, log.size, log.root.hex()]
            for log in proof.logs
            if everything or log.log_ref in shown
        ],
    )
    return proof


def _how_many_problems(proof: Proof) -> int:
    return len(proof.problems) + sum(len(log.problems) for log in proof.logs)


@counted
def last_verification(actor: Actor) -> Verification | None:
    """What the trail last proved to be in the actor's school; None when nobody asked
    in the last 35 calendar days.
    """
    since = clock.now() - timedelta(days=LOOKED_BACK)
    asked = (
        select(TrailLeaf.seq, TrailLeaf.leaf)
        .where(TrailLeaf.log_ref == actor.school_ref, TrailLeaf.recorded_at >= since)
        .order_by(TrailLeaf.seq.desc())
        .limit(SLICE)
    )
    before: int | None = None
    while True:
        slice_ = asked if before is None else asked.where(TrailLeaf.seq < before)
        found = db.session.execute(slice_).all()
        for seq, leaf in found:
            if Act.VERIFY_TRAIL.encode() in leaf:
                told = read_leaf(leaf)
                if (told.action, told.result) == (Act.VERIFY_TRAIL, DONE):
                    return _verification(told.at, _facts(actor.school_ref, seq))
        if len(found) < SLICE:
            return None
        before = found[-1].seq


def _facts(log_ref: str, seq: int) -> dict[str, Any]:
    asked = select(TrailDetail).where(
        TrailDetail.log_ref == log_ref, TrailDetail.seq == seq
    )
    detail = db.session.scalars(asked).one()
    opened = decrypt(
        detail_key(log_ref, detail.key_ref),
        detail.sealed,
        detail_bound_to(log_ref, seq),
    )
    facts: dict[str, Any] = json.loads(opened[SALT_BYTES:])
    return facts


def _verification(at: datetime, facts: dict[str, Any]) -> Verification:
    logs = []
    for ref, size, root in facts["logs"]:
        org = org_named(ref)
        logs.append(LogSize(org.name if org else ref, size, shortened(root)))
    return Verification(at, facts["holds"], facts["problems"], logs)


def shortened(root: str) -> str:
    """A root's first 16 hexadecimal digits, in groups of four, to be read aloud."""
    return " ".join(root[at : at + 4] for at in range(0, 16, 4))
