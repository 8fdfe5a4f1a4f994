"""Carrying campaigns on: slice after slice, until nothing is left to issue or end."""

import logging

from safeguard.campaigns.commands.carrying import carry_on_campaign
from safeguard.campaigns.queries.reading import campaigns_to_carry_on, left_to_do
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import SafeguardError
from school.identity.permissions.roles import the_trust

log = logging.getLogger("safeguard.rounds")


def carry_campaigns_on() -> int:
    """Bring every campaign in line with the roll; how many had something to do.

    Each slice is an act of its own: stopped between two of them, the next round goes
    on where this one was; two workers do one slice after the other.
    """
    trust = the_trust()
    trust_ref = trust.ref if trust else ""
    waiting = campaigns_to_carry_on()
    db.session.remove()
    for school_ref, ref in waiting:
        _carry_on(Actor.system("campaigns", school_ref, trust_ref), ref)
    return len(waiting)


def _carry_on(actor: Actor, ref: str) -> None:
    before = None
    try:
        while True:
            carry_on_campaign(actor, ref)
            left = left_to_do(actor, ref)
            db.session.remove()
            # It ends when nothing is left, and when a slice has brought it no further.
            if not left or (before is not None and left >= before):
                return
            before = left
    except SafeguardError as error:
        # A version became another one meanwhile: the next round sees what holds then.
        log.info("a campaign waits for the next round: %s", type(error).__name__)
    finally:
        db.session.remove()
