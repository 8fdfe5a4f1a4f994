"""A wrong code is counted, and whoever brings too many must wait (T11)."""

from safeguard.agreements.permissions.guesses import Subject, counts_of
from safeguard.agreements.permissions.signing import SigningAct
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import command, note, upkeep
from school.identity.commands.proving import slate_of
from school.identity.states import hold_after
from school.trail.append import take_turn


def count_wrong_code(trust_ref: str, address: str) -> None:
    """Count a code or link that signs nothing, by address and all together. The first
    time that somebody must wait for it stands in the trail: why, and after how many.
    """
    nobody = Actor.nobody(trust_ref)
    for subject in _count(nobody, counts_of(trust_ref, address)):
        slow_links(nobody, subject)


@command(SigningAct.SLOW_LINKS)
def slow_links(actor: Actor, subject: Subject) -> str:
    """Record that wrong codes must wait from now on."""
    note(why=subject.why, times=subject.free)
    return actor.school_ref


@upkeep("throttle.counted")
def _count(actor: Actor, subjects: tuple[Subject, ...]) -> list[Subject]:
    """Count once more; gives the counts that must wait from this time on."""
    take_turn(db.session.connection(), "throttle")
    now, begun = clock.now(), []
    rows = [(slate_of(each.fingerprint, now, each.rest), each) for each in subjects]
    for row, each in rows:
        row.tries += 1
        hold = hold_after(row.tries, each.free)
        row.held_until = now + hold if hold else None
        if row.tries == each.free:
            begun.append(each)
    return begun
