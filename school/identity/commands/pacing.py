"""Slowing down whoever asks too often: guessed references, proofs of the record."""

from dataclasses import dataclass
from datetime import datetime

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import command, note, upkeep
from school.identity.commands.proving import Held, slate_of
from school.identity.permissions import SigningAct
from school.identity.permissions.signing_in import user_mac
from school.identity.states import GUESSES, Pace, hold_after
from school.trail.append import take_turn


@dataclass(frozen=True)
class Slowed:
    """Who must wait now, for what, and after how often."""

    person_ref: str
    why: str
    times: int


@dataclass(frozen=True)
class _Counted:
    times: int
    held_until: datetime | None


def count_guess(actor: Actor) -> None:
    """Count that a record was not to be found, whether it is hidden or is not there.

    The first time that somebody must wait for it stands in the trail, in codes.
    """
    counted = _count(actor, GUESSES)
    if counted.times == GUESSES.free:
        slow_down(actor, Slowed(actor.person_ref, GUESSES.purpose, counted.times))


def keep_pace(actor: Actor, pace: Pace) -> None:
    """Count what is about to be done. Raises Held when it was done too often."""
    counted = _count(actor, pace)
    if counted.held_until:
        raise Held(counted.held_until)


@upkeep("throttle.counted")
def _count(actor: Actor, pace: Pace) -> _Counted:
    """Count once more. Whoever must wait already is not counted again, and is told
    until when.
    """
    take_turn(db.session.connection(), "throttle")
    now = clock.now()
    row = slate_of(user_mac(actor, pace.purpose), now, pace.forgotten)
    if row.held_until and row.held_until > now:
        return _Counted(0, row.held_until)
    row.tries += 1
    hold = hold_after(row.tries, pace.free)
    row.held_until = now + hold if hold else None
    return _Counted(row.tries, None)


@command(SigningAct.SLOW_DOWN)
def slow_down(actor: Actor, slowed: Slowed) -> str:
    """Record that somebody must wait from now on: why, and after how many times."""
    note(why=slowed.why, times=slowed.times)
    return actor.sign_in_ref
