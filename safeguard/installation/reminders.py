"""Reminding people, and keeping up with the staff, school by school, on each round."""

from collections.abc import Callable

from safeguard.actions.commands.reminding import remind_owners
from safeguard.actions.queries.choosing import count_to_remind
from safeguard.audits.commands.keeping import (
    keep_up_self_audits,
    remind_of_self_audits,
)
from safeguard.audits.queries import counting as audits
from safeguard.hand_in.commands.reminding import remind_of_phones
from safeguard.hand_in.queries.ledger import count_left
from safeguard.training.commands.reminding import remind_of_training as remind
from safeguard.training.queries.standing import count_to_remind as count_untaught
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.permissions.roles import the_trust
from school.identity.queries.people import schools


def remind_of_actions() -> int:
    """Send the reminders that are due now; in how many schools there were any."""
    return _in_each_school(count_to_remind, remind_owners)


def remind_of_left_phones() -> int:
    """Tell of phones that nobody collected; in how many schools there were any."""
    return _in_each_school(count_left, remind_of_phones)


def keep_up_audits() -> int:
    """Ask new colleagues for a self-audit, let leavers go; in how many schools."""
    return _in_each_school(audits.count_upkeep, keep_up_self_audits)


def remind_of_audits() -> int:
    """Remind whoever has not answered; in how many schools there was anybody."""
    return _in_each_school(audits.count_to_remind, remind_of_self_audits)


def remind_of_training() -> int:
    """Tell people of training that is due, expires or is over; in how many schools."""
    return _in_each_school(count_untaught, remind)


def _in_each_school(count: Callable[[str], int], tell: Callable[[Actor], str]) -> int:
    trust = the_trust()
    waiting = [each.ref for each in schools() if count(each.ref)]
    trust_ref = trust.ref if trust else ""
    db.session.remove()
    for school_ref in waiting:
        tell(Actor.system("clocks", school_ref, trust_ref))
    return len(waiting)
