"""What a case and the queue show of sexual harm between children."""

from flask import url_for
from markupsafe import Markup

from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.states import CaseState
from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.slots import Link, Running
from safeguard.harm.forms import SHAPES, STATES
from safeguard.harm.permissions import Act
from safeguard.harm.queries import brief_of, count_reviews_due, read_reviews_due
from safeguard.harm.states import State
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import empty_panel, panel

OWED = {
    State.ASSESSMENT_OWED: _l("Assess risk and needs of both children"),
    State.IN_PLACE: _l("Review how the children are kept safe"),
}


def acts_of_case(case: CaseRead) -> list[Link]:
    """The way to it, for those who may read the case."""
    href = url_for("harm.harm", case_ref=case.reference)
    return [Link(_("Sexual harm between children"), href)] if _reads(case) else []


def clocks_of_case(case: CaseRead) -> list[Running]:
    """The assessment or review that is owed."""
    brief = brief_of(case.reference) if _reads(case) else None
    if brief is None or brief.due_at is None:
        return []
    return [Running(brief.due_at, OWED[State(brief.state)])]


def beside_case(case: CaseRead) -> Markup | str:
    """Where it stands."""
    brief = brief_of(case.reference) if _reads(case) else None
    if brief is None:
        return ""
    return panel(
        "harm/panels/beside_case.html",
        case_ref=case.reference,
        word=STATES[brief.state],
        kind=SHAPES[brief.state],
    )


def alerts_of_case(case: CaseRead) -> Markup | str:
    """What is overdue."""
    if case.state == CaseState.CLOSED or not _reads(case):
        return ""
    brief = brief_of(case.reference)
    if brief is None or brief.due_at is None or brief.due_at >= clock.now():
        return ""
    tail = "assess_harm" if brief.state == State.ASSESSMENT_OWED else "review_harm"
    return panel(
        "harm/panels/alerts_of_case.html",
        href=url_for(f"harm.{tail}", case_ref=case.reference),
        text=OWED[State(brief.state)],
        since=since_when(brief.due_at),
    )


def beside_queue(actor: Actor) -> Markup | str:
    """Assessments and reviews due by now or within a week."""
    if not isinstance(decide(Act.READ_REVIEWS_DUE, actor), Permit):
        return ""
    # No entry for an empty list: there is nothing of any record in it.
    if not count_reviews_due(actor):
        return empty_panel("harm/panels/beside_queue.html", "items")
    items = [
        {
            "href": url_for("harm.harm", case_ref=each.case_ref),
            "title": ", ".join(child.name for child in each.children),
            "kind": "overdue" if each.due_at < clock.now() else "clock",
            "word": _("Overdue") if each.due_at < clock.now() else _("Later"),
            "more": since_when(each.due_at)
            if each.due_at < clock.now()
            else by_when(each.due_at),
            "text": OWED[State(each.state)],
        }
        for each in read_reviews_due(actor)
    ]
    return panel("harm/panels/beside_queue.html", items=items)


def _reads(case: CaseRead) -> bool:
    return isinstance(decide(Act.READ_HARM, current_actor(), case), Permit)
