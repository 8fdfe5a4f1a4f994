"""What other pages show of complaints: on a search, and on home."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.slots import Link
from safeguard.complaints.permissions import Act
from safeguard.complaints.queries.freezing import shown_freeze
from safeguard.complaints.queries.listing import own_open
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.foundation.references import spoken
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import panel


def acts_of_search(search: Any) -> list[Link]:
    """Under "More": whoever is told of a complaint writes it down, whoever they are."""
    if not isinstance(decide(Act.RECORD_COMPLAINT, current_actor()), Permit):
        return []
    href = url_for("complaints.record_complaint", subject_ref=search.reference)
    return [Link(_("Record a complaint"), href)]


def alerts_of_search(search: Any) -> Markup | str:
    """That an open complaint freezes it, for whomever may know of the complaint."""
    if not shown_freeze(current_actor(), search.reference):
        return ""
    return panel("complaints/panels/alerts_of_search.html")


def on_home(actor: Actor) -> Markup | str:
    """The complaints that one handles, by their references and clocks alone."""
    own = own_open(actor)
    if not own:
        return ""
    items = []
    for reference, due_at in own:
        late = due_at is not None and due_at < clock.now()
        item = {
            "href": url_for("complaints.complaint", complaint_ref=reference),
            "title": spoken(reference),
            "code": True,
        }
        if due_at is not None:
            item |= {
                "kind": "overdue" if late else "clock",
                "word": _("Overdue") if late else _("To be done"),
                "more": since_when(due_at) if late else by_when(due_at),
            }
        items.append(item)
    return panel("complaints/panels/on_home.html", items=items)
