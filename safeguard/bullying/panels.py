"""What a case, the queue and the list of cases show of cyber-bullying."""

from flask import url_for
from markupsafe import Markup

from safeguard.bullying.forms.words import SHAPES, STATES
from safeguard.bullying.permissions import Act
from safeguard.bullying.queries.patterns import count_reviews_due, read_reviews_due
from safeguard.bullying.queries.reading import brief_of, count_earlier
from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.states import CaseState
from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.slots import Link, Running
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import empty_panel, panel

REVIEWS = {
    1: _l("First review: has the bullying stopped?"),
    2: _l("Second review: has the bullying stopped?"),
}


def acts_of_case(case: CaseRead) -> list[Link]:
    """The way to the process, for those who may read the case."""
    href = url_for("bullying.bullying", case_ref=case.reference)
    return [Link(_("Cyber-bullying"), href)] if _reads(case) else []


def clocks_of_case(case: CaseRead) -> list[Running]:
    """The review that is due."""
    brief = brief_of(case.reference) if _reads(case) else None
    if brief is None or brief.review_due_at is None:
        return []
    return [Running(brief.review_due_at, REVIEWS[brief.review])]


def beside_case(case: CaseRead) -> Markup | str:
    """Where the process stands."""
    brief = brief_of(case.reference) if _reads(case) else None
    if brief is None:
        return ""
    return panel(
        "bullying/panels/beside_case.html",
        case_ref=case.reference,
        word=STATES[brief.state],
        kind=SHAPES[brief.state],
    )


def alerts_of_case(case: CaseRead) -> Markup | str:
    """A review that is overdue, and an earlier process about the same pair."""
    if case.state == CaseState.CLOSED or not _reads(case):
        return ""
    brief = brief_of(case.reference)
    due_at = brief.review_due_at if brief else None
    overdue = due_at if due_at and due_at < clock.now() else None
    again = count_earlier(current_actor(), case.reference)
    if not overdue and not again:
        return ""
    return panel(
        "bullying/panels/alerts_of_case.html",
        case_ref=case.reference,
        since=since_when(overdue) if overdue else None,
        again=again,
    )


def beside_queue(actor: Actor) -> Markup | str:
    """The reviews due by now or within a week; with the way to the patterns."""
    if not isinstance(decide(Act.READ_REVIEWS_DUE, actor), Permit):
        return ""
    # No entry for an empty list: there is nothing of any record in it.
    if not count_reviews_due(actor):
        return empty_panel("bullying/panels/beside_queue.html", "items")
    items = [
        {
            "href": url_for("bullying.bullying", case_ref=each.case_ref),
            "title": ", ".join(child.name for child in each.children),
            "kind": "overdue" if each.due_at < clock.now() else "clock",
            "word": _("Overdue") if each.due_at < clock.now() else _("Later"),
            "more": since_when(each.due_at)
            if each.due_at < clock.now()
            else by_when(each.due_at),
        }
        for each in read_reviews_due(actor)
    ]
    return panel("bullying/panels/beside_queue.html", items=items)


def _reads(case: CaseRead) -> bool:
    return isinstance(decide(Act.READ_BULLYING, current_actor(), case), Permit)
