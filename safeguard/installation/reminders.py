"""Reminding people of their actions, school by school, on each round."""

from safeguard.actions.commands.reminding import remind_owners
from safeguard.actions.queries.choosing import count_to_remind
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.permissions.roles import the_trust
from school.identity.queries.people import schools


def remind_of_actions() -> int:
    """Send the reminders that are due now; in how many schools there were any."""
    trust = the_trust()
    waiting = [each.ref for each in schools() if count_to_remind(each.ref)]
    trust_ref = trust.ref if trust else ""
    db.session.remove()
    for school_ref in waiting:
        remind_owners(Actor.system("clocks", school_ref, trust_ref))
    return len(waiting)
