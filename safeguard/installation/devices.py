"""Those who decide about a lost device hear again, before the 72 hours are over."""

import logging

from safeguard.work_devices.commands.dealing import remind_of_loss
from safeguard.work_devices.queries.losses import losses_to_remind_of
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import SafeguardError
from school.identity.permissions.roles import the_trust

log = logging.getLogger("safeguard.rounds")


def remind_of_losses() -> int:
    """Remind whoever must hear now; of how many devices."""
    trust = the_trust()
    waiting = losses_to_remind_of()
    db.session.remove()
    for each in waiting:
        actor = Actor.system("clocks", each.school_ref, trust.ref if trust else "")
        try:
            remind_of_loss(actor, each.ref)
        except SafeguardError as error:
            # Somebody was quicker; the others still count.
            log.info("nothing to do any more: %s", type(error).__name__)
    return len(waiting)
