"""What the reporter keeps: a receipt at the very address of every other receipt.

Whoever looks over a shoulder, or through the addresses that a browser remembers, can
not tell it from the receipt of a concern about a child.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request, url_for

from safeguard.allegations.queries import naming
from safeguard.allegations.queries.reading import (
    count_receipts,
    has_receipt,
    read_adult_receipt,
    read_adult_receipts,
)
from safeguard.allegations.states import Standing
from safeguard.allegations.views.blueprint import bp
from school.calendars.due import Why
from school.calendars.wordings import WORDINGS
from school.foundation.actor import Actor
from school.foundation.role_names import ROLE_NAMES
from school.web.acting import actor_or_none
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render

# The words of the other list, so that a line of it tells nothing either.
STANDINGS = {
    Standing.RECEIVED: ("clock", _l("Sent")),
    Standing.LOOKED_AT: ("info", _l("Being worked on")),
    Standing.FINISHED: ("done", _l("Closed")),
}
# Pages on which somebody looks at what they raised.
OWN_PAGES = {"cases.receipt", "cases.own_concern"}


@dataclass(frozen=True)
class HomeItem:
    """One line of "What you raised" on the home page."""

    reference: str
    raised_at: datetime
    kind: str
    word: Any
    url: str
    answered_at: datetime | None = None


@bp.before_app_request
def answer_for_the_vault() -> str | None:
    """The receipt of a concern about an adult, where one's own concern is looked at."""
    if request.method != "GET" or request.endpoint not in OWN_PAGES:
        return None
    actor = actor_or_none()
    reference = (request.view_args or {}).get("concern_ref", "")
    if actor is None or not has_receipt(actor, reference):
        return None
    return _receipt(actor, reference)


def home_items(actor: Actor) -> list[HomeItem]:
    """What the actor raised, for the home page; nothing is read where there is none."""
    if not count_receipts(actor):
        return []
    return [
        HomeItem(
            reference,
            raised_at,
            *STANDINGS[standing],
            url=url_for("cases.own_concern", concern_ref=reference),
        )
        for reference, raised_at, standing in read_adult_receipts(actor)
    ]


def _receipt(actor: Actor, reference: str) -> str:
    receipt = read_adult_receipt(actor, reference)
    return render(
        "allegations/receipt.html",
        receipt=receipt,
        standing=STANDINGS[receipt.standing],
        why=WORDINGS[Why(receipt.due_why)],
        role_names=ROLE_NAMES,
        ring=naming.to_ring(actor),
    )
