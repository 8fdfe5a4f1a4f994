"""Actions on others' pages: beside a case, on the desk, on everybody's home page."""

from datetime import datetime
from typing import Any

from flask import render_template, url_for
from markupsafe import Markup

from safeguard.actions.forms import STATES
from safeguard.actions.permissions import Act
from safeguard.actions.permissions.acts import OWNERS
from safeguard.actions.permissions.seeing import has_open_actions
from safeguard.actions.queries import lines, work
from safeguard.actions.queries.lines import Line
from safeguard.actions.states import ActionState
from safeguard.cases.permissions.closing import OpenMatter
from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.states import CaseState
from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.queue_rows import names_of
from safeguard.cases.views.slots import Link, Running
from safeguard.guidance import closing
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import empty_panel, panel

Shown = dict[str, Any]
# How many that are done or no longer needed stand beside the chronology.
ENDED_SHOWN = 3
ACTIONS_DONE = OpenMatter(
    code="actions_done",
    still_open=has_open_actions,
    wording=_l(closing.named("actions_done").missing),
    endpoint="actions.case_actions",
)


def case_acts(case: CaseRead) -> list[Link]:
    """Under "More" of an open case, for whoever leads."""
    if case.state == CaseState.CLOSED or not _may(Act.SET_ACTION, case):
        return []
    address = url_for("actions.set_action", case_ref=case.reference)
    return [
        Link(_("Set an action"), address),
        Link(_("Hand over work"), url_for("actions.hand_over_work")),
    ]


def case_clocks(case: CaseRead) -> list[Running]:
    """The next action's clock; the others stand in the panel below."""
    still = [each for each in lines.actions_of(case) if each.is_open]
    return [
        Running(each.due_at, _("Action: %(what)s", what=each.what))
        for each in still[:1]
    ]


def beside_case(case: CaseRead) -> Markup:
    """The actions of the case: owner, due, state."""
    every = lines.actions_of(case)
    still = [each for each in every if each.is_open]
    ended = [each for each in every if not each.is_open]
    return Markup(  # noqa: S704 - a template of ours, which escapes what it is given
        render_template(
            "actions/panels/beside_case.html",
            items=[item_of(each) for each in (*still, *ended[:ENDED_SHOWN])],
            count=len(still),
            more_href=url_for("actions.case_actions", case_ref=case.reference)
            if len(ended) > ENDED_SHOWN
            else None,
            set_href=url_for("actions.set_action", case_ref=case.reference)
            if case.state != CaseState.CLOSED and _may(Act.SET_ACTION, case)
            else None,
        )
    )


def beside_queue(actor: Actor) -> Markup | str:
    """Your actions due; what others are late with; work that was left behind."""
    if not isinstance(decide(Act.READ_ACTIONS_DUE, actor), Permit):
        return ""
    # No entry for an empty desk: there is nothing of any record on it.
    any_due, left = lines.count_on_the_desk(actor), work.left_behind(actor)
    if not any_due and not left:
        return empty_panel("actions/panels/beside_queue.html", "own", "late", "left")
    desk = lines.read_actions_due(actor) if any_due else lines.OnTheDesk((), ())
    return panel(
        "actions/panels/beside_queue.html",
        own=[item_of(each, names_of(each.children)) for each in desk.own],
        late=[item_of(each, _whose(each)) for each in desk.late],
        left=left,
    )


def on_home(actor: Actor) -> Markup | str:
    """One's own actions by their clocks alone: a corridor has eyes."""
    if not actor.has(*OWNERS):
        return ""
    own = lines.own_actions_due(actor)
    if not own:
        return ""
    items = [
        {
            "href": url_for("actions.action", action_ref=each.reference),
            "title": _("Something to do"),
            **due_of(each.due_at),
        }
        for each in own
    ]
    return panel("actions/panels/on_home.html", items=items)


def item_of(each: Line, text: str | None = None) -> Shown:
    """An action as a line of a list: what, whose, and its state in shape and word."""
    return {
        "href": url_for("actions.action", action_ref=each.reference),
        "title": each.what,
        "text": each.owner if text is None else text,
        **state_of(each.state, each.due_at),
    }


def state_of(state: ActionState, due_at: datetime) -> Shown:
    """The shape and word of an action's state; while it is open, of its clock."""
    if state is ActionState.OPEN:
        return due_of(due_at)
    kind = "done" if state is ActionState.DONE else "info"
    return {"kind": kind, "word": STATES[state]}


def due_of(at: datetime) -> Shown:
    """The shape and word of a clock."""
    late = at < clock.now()
    today = clock.local(at).date() == clock.today()
    return {
        "kind": "overdue" if late else "due" if today else "clock",
        "word": _("Overdue") if late else _("Today") if today else _("Later"),
        "more": since_when(at) if late else by_when(at),
    }


def _whose(each: Line) -> str:
    child = names_of(each.children)
    return _("%(who)s, about %(child)s", who=each.owner, child=child)


def _may(act: Act, case: CaseRead) -> bool:
    return isinstance(decide(act, current_actor(), case), Permit)
