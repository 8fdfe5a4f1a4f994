"""The head hears of items kept too long and of stores nobody counted, on each round."""

import logging
from collections.abc import Callable

from safeguard.custody.commands.telling import tell_of_item, tell_of_store
from safeguard.custody.queries.stores import Overdue, overdue_items, uncounted_stores
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import SafeguardError
from school.identity.permissions.roles import the_trust

log = logging.getLogger("safeguard.rounds")


def tell_of_custody() -> int:
    """Tell whoever must hear now; of how many items and stores."""
    trust = the_trust()
    trust_ref = trust.ref if trust else ""
    items, stores = overdue_items(), uncounted_stores()
    db.session.remove()
    for each in items:
        _tell(tell_of_item, each, trust_ref)
    for each in stores:
        _tell(tell_of_store, each, trust_ref)
    return len(items) + len(stores)


def _tell(act: Callable[..., str], late: Overdue, trust_ref: str) -> None:
    try:
        act(Actor.system("clocks", late.school_ref, trust_ref), late.ref)
    except SafeguardError as error:
        # Somebody was quicker; the others still count.
        log.info("nothing to do any more: %s", type(error).__name__)
