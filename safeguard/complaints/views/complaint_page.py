"""A complaint as its pages show it, and which acts on it are this person's now."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from safeguard.cases.views.moments import by_when, since_when
from safeguard.complaints.forms import SHAPES, STATES, STEPS
from safeguard.complaints.permissions import Act
from safeguard.complaints.queries.reading import ComplaintRead, StepRead
from safeguard.complaints.states import Move, State, may
from safeguard.guidance import complaints
from school.foundation import clock
from school.foundation.permits import NEEDS_ELEVATION, Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render, shown_at

Shown = dict[str, Any]


@dataclass(frozen=True)
class Doing:
    """An act on a complaint: its verb, when it can be done, its words on a button."""

    verb: str
    act: Act
    moves: tuple[Move, ...]
    text: Any


# In the order in which they are offered; the first stands on the button.
DOINGS = (
    Doing("acknowledge_complaint", Act.ACKNOWLEDGE_COMPLAINT, (Move.ACKNOWLEDGE,),
          _l("Acknowledge it")),
    Doing("convene_panel", Act.CONVENE_PANEL, (Move.CONVENE,), _l("Name the panel")),
    Doing("answer_complaint", Act.ANSWER_COMPLAINT, (Move.ANSWER,), _l("Answer it")),
    Doing("close_complaint", Act.CLOSE_COMPLAINT, (Move.CLOSE, Move.WITHDRAW),
          _l("Close it")),
    Doing("take_complaint_further", Act.TAKE_COMPLAINT_FURTHER, (Move.TAKE_FURTHER,),
          _l("Take it further")),
    Doing("assign_complaint", Act.ASSIGN_COMPLAINT, (Move.ASSIGN,),
          _l("Give it to somebody")),
    Doing("add_to_complaint", Act.ADD_TO_COMPLAINT, (Move.WITHDRAW,), _l("Add a note")),
    Doing("link_complaint", Act.LINK_COMPLAINT, (Move.WITHDRAW,),
          _l("Say what it is about")),
)  # fmt: skip
BY_VERB = {each.verb: each for each in DOINGS}


def can_be_done(found: ComplaintRead, doing: Doing) -> bool:
    """Whether its state lets it be done now, by whomever."""
    return any(may(found.standing, move) for move in doing.moves)


def _is_mine(found: ComplaintRead, doing: Doing) -> bool:
    answer = decide(doing.act, current_actor(), found)
    return isinstance(answer, Permit) or answer == NEEDS_ELEVATION


def _offered(found: ComplaintRead) -> list[Doing]:
    """What can be done now, the next right step on top: looked into before anything
    else once it was acknowledged; withdrawn only under "More".
    """
    doings = [
        each for each in DOINGS if can_be_done(found, each) and _is_mine(found, each)
    ]
    first = ""
    if found.standing.state is State.ACKNOWLEDGED:
        first = "assign_complaint"
    last = "" if found.standing.answered else "close_complaint"
    return sorted(doings, key=lambda each: (each.verb != first, each.verb == last))


def complaint_page(template: str, found: ComplaintRead, **context: Any) -> str:
    """A page about one complaint."""
    return render(
        template,
        complaint=found,
        type=complaints.types.named(found.type),
        lists=complaints,
        state=state_of(found.standing.state, answered=found.standing.answered),
        due=_due(found),
        doings=[
            {
                "href": url_for(
                    f"complaints.{each.verb}", complaint_ref=found.reference
                ),
                "text": str(each.text),
            }
            for each in _offered(found)
        ],
        about_href=_about(found),
        steps=[_step(each) for each in found.steps],
        **context,
    )


def _about(found: ComplaintRead) -> str | None:
    if found.about is None:
        return None
    where: Shown = {found.about.argument: found.about.ref}
    return url_for(found.about.page, **where)


def state_of(state: State, *, answered: bool) -> Shown:
    """The shape and word of where it stands."""
    if answered and state is not State.CLOSED:
        word = _("%(stage)s, answered", stage=STATES[state])
        return {"kind": "waiting", "word": word}
    return {"kind": SHAPES[state], "word": STATES[state]}


def _due(found: ComplaintRead) -> Shown | None:
    if found.due_at is None:
        return None
    late = found.due_at < clock.now()
    return {
        "kind": "overdue" if late else "clock",
        "word": _("Overdue") if late else _("Later"),
        "more": since_when(found.due_at) if late else by_when(found.due_at),
    }


def _step(step: StepRead) -> Shown:
    more = ""
    if step.kind == "answered" and step.code:
        more = _(complaints.outcomes.named(step.code).wording)
    elif step.kind == "closed" and step.code:
        more = _(complaints.endings.named(step.code).wording)
    elif step.kind in {"assigned", "taken_further"}:
        more = step.handler
    return {
        "icon": {"answered": "decide", "closed": "done"}.get(step.kind, "dot"),
        "title": STEPS[step.kind],
        "more": more,
        "stage": STATES[State(step.state)],
        "by": step.by,
        "at": shown_at(step.at),
        "words": step.words,
    }
