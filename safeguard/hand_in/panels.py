"""What home shows of phones: that some were left, to those who see to it."""

from flask import url_for
from markupsafe import Markup

from safeguard.hand_in.permissions.acts import OFFICE
from safeguard.hand_in.queries.ledger import count_left_over
from school.foundation.actor import Actor, Role
from school.web.catalogue import ngettext
from school.web.pages import panel

HEARS = OFFICE | {Role.HEAD}


def on_home(actor: Actor) -> Markup | str:
    """How many were left once school is over; nobody's name: a corridor has eyes."""
    left = count_left_over(actor.school_ref) if actor.has(*HEARS) else 0
    if not left:
        return ""
    told = ngettext(
        "%(num)d phone was not collected", "%(num)d phones were not collected", left
    )
    return panel(
        "hand_in/panels/on_home.html", href=url_for("hand_in.ledger"), told=told
    )
