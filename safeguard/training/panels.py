"""What home shows of training: that something waits for whoever is signed in."""

from flask import url_for
from markupsafe import Markup

from safeguard.training.queries.standing import count_own_to_do
from school.foundation.actor import Actor
from school.web.catalogue import ngettext
from school.web.pages import panel


def on_home(actor: Actor) -> Markup | str:
    """How many courses wait for the reader; which ones stands on their own page."""
    waiting = count_own_to_do(actor) if actor.works_here else 0
    if not waiting:
        return ""
    told = ngettext(
        "%(num)d training course or reading waits for you",
        "%(num)d training courses or readings wait for you",
        waiting,
    )
    return panel(
        "training/panels/on_home.html", href=url_for("training.own_training"), told=told
    )
