"""What home shows of self-audits: one's own to answer, and how many wait to be read."""

from flask import url_for
from markupsafe import Markup

from safeguard.audits.permissions.acts import REVIEWERS
from safeguard.audits.queries.counting import count_to_review, own_to_answer
from safeguard.audits.states import AuditState
from school.foundation import clock
from school.foundation.actor import Actor
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import panel, shown_on


def on_home(actor: Actor) -> Markup | str:
    """A line for what is to be answered, and one for what is to be read."""
    items = []
    waiting = own_to_answer(actor) if actor.works_here else None
    if waiting is not None:
        ref, due_on = waiting
        late = due_on < clock.today()
        item = {
            "href": url_for("audits.submit_self_audit", audit_ref=ref),
            "title": _("Your self-audit of online safety"),
            "kind": "overdue" if late else "clock",
            "word": _("Please answer it") if late else _("To be answered"),
            "more": _("by %(day)s", day=shown_on(due_on)),
        }
        items.append(item)
    if actor.has(*REVIEWERS):
        items += _to_review(actor)
    return panel("audits/panels/on_home.html", items=items) if items else ""


def _to_review(actor: Actor) -> list[dict[str, str]]:
    counts = count_to_review(actor)
    read, plan = (
        counts.get(each, 0) for each in (AuditState.SUBMITTED, AuditState.REVIEWED)
    )
    href = url_for("audits.colleagues")
    told = []
    if read:
        said = ngettext(
            "%(num)d self-audit to read", "%(num)d self-audits to read", read
        )
        told.append({"href": href, "title": said})
    if plan:
        said = ngettext(
            "%(num)d self-audit to plan for", "%(num)d self-audits to plan for", plan
        )
        told.append({"href": href, "title": said})
    return told
