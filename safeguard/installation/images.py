"""Suspected images on each round: the process begins, and clocks that ran out."""

import logging
from collections.abc import Callable

from safeguard.intimate_images.commands.opening import begin_image
from safeguard.intimate_images.commands.reminding import remind_of_image
from safeguard.intimate_images.queries.clocks import Ticking, to_begin, to_remind_of
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import SafeguardError
from school.identity.permissions.roles import the_trust

log = logging.getLogger("safeguard.rounds")


def begin_image_processes() -> int:
    """Begin what nobody has begun by hand; how many there were."""
    return _each(to_begin, begin_image)


def remind_of_images() -> int:
    """Tell whoever must hear of each clock that ran out; how many there were."""
    return _each(to_remind_of, remind_of_image)


def _each(waiting: Callable[[], list[Ticking]], act: Callable[..., str]) -> int:
    trust = the_trust()
    found = waiting() if trust else []
    db.session.remove()
    for each in found:
        actor = Actor.system("clocks", each.school_ref, trust.ref if trust else "")
        try:
            act(actor, each.case_ref)
        except SafeguardError as error:
            # Somebody was quicker; the others still count.
            log.info("nothing to do any more: %s", type(error).__name__)
    return len(found)
