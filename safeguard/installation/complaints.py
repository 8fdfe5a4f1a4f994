"""Whoever handles a complaint, and the executive head, hear that its clock ran out."""

import logging

from safeguard.complaints.commands.handling import tell_of_complaint
from safeguard.complaints.queries.listing import overdue_complaints
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import SafeguardError
from school.identity.permissions.roles import the_trust

log = logging.getLogger("safeguard.rounds")


def tell_of_complaints() -> int:
    """Tell whoever must hear now; of how many complaints."""
    trust = the_trust()
    late = overdue_complaints()
    db.session.remove()
    for each in late:
        actor = Actor.system("clocks", each.school_ref, trust.ref if trust else "")
        try:
            tell_of_complaint(actor, each.ref)
        except SafeguardError as error:
            # Somebody was quicker; the others still count.
            log.info("nothing to do any more: %s", type(error).__name__)
    return len(late)
