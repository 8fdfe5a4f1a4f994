"""What home shows of agreements: that one's own waits to be signed."""

from flask import url_for
from markupsafe import Markup

from safeguard.agreements.queries.standing import waiting_for
from school.foundation.actor import Actor
from school.web.catalogue import ngettext
from school.web.pages import panel


def on_home(actor: Actor) -> Markup | str:
    """How many of one's own agreements wait; nothing where none does."""
    waiting = len(waiting_for(actor))
    if not waiting:
        return ""
    told = ngettext("%(num)d agreement to sign", "%(num)d agreements to sign", waiting)
    return panel(
        "agreements/panels/on_home.html",
        href=url_for("agreements.own_agreements"),
        told=told,
    )
