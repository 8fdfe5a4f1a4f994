"""Looking at visits: one, the school's, those of a case or a search, and on paper."""

from typing import Any

from flask import url_for

from safeguard.cases.views.moments import by_when, since_when
from safeguard.force.panels import of_origin as force_of
from safeguard.guidance import police as lists
from safeguard.police_visits.forms.words import SHAPES, STATES
from safeguard.police_visits.panels import state_of
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.queries.listing import (
    briefs_of_search,
    read_visits,
    read_visits_of_case,
)
from safeguard.police_visits.queries.reading import (
    VisitRead,
    print_visit,
    read_beginning,
    read_visit,
)
from safeguard.police_visits.states import GOES_ON, MOVES, OPEN, OUTCOMES, State
from safeguard.police_visits.views.blueprint import bp
from safeguard.police_visits.views.showing import shown
from school.foundation import clock
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render


@bp.get("/police")
def visits() -> str:
    """The visits of the school."""
    lines = read_visits(current_actor())
    return _lines("visits", [(each, state_of(each)) for each in lines])


@bp.get("/cases/<reference:case_ref>/police")
def visits_of_case(case_ref: str) -> str:
    """The visits that belong to a case."""
    lines = read_visits_of_case(current_actor(), case_ref)
    back = url_for("cases.case", case_ref=case_ref)
    shown_lines = [(each, state_of(each)) for each in lines]
    return _lines("visits_of_case", shown_lines, origin_ref=case_ref, back=back)


@bp.get("/searches/<reference:search_ref>/police")
def visits_of_search(search_ref: str) -> str:
    """The visits that came of a search."""
    beginning = read_beginning(current_actor(), search_ref)
    found = briefs_of_search(beginning.ref)
    return render(
        "police_visits/visits_of_search.html",
        lines=[(each, state_of(each)) for each in found],
        origin_ref=search_ref,
        back=url_for("searches.search", search_ref=search_ref),
    )


@bp.get("/police/<reference:visit_ref>")
def visit(visit_ref: str) -> str:
    """One visit, with every step."""
    read = read_visit(current_actor(), visit_ref)
    return show("visit", read, force=force_of(read.ref))


@bp.get("/police/<reference:visit_ref>/print")
def print_record(visit_ref: str) -> str:
    """The record of a visit on paper."""
    return show("print_record", print_visit(current_actor(), visit_ref))


# What the page offers, by the name of its page, where the state allows it. The first
# that is offered is the next right step.
LATE_CALL = "call_police_late"
OFFERS: dict[str, tuple[Act, frozenset[State]]] = {
    "call_police": (Act.CALL_POLICE, frozenset({State.CONSIDERED})),
    "record_attendance": (
        Act.RECORD_ATTENDANCE,
        frozenset(each for each in State if State.ATTENDED in MOVES[each]),
    ),
    "record_outcome": (
        Act.RECORD_OUTCOME,
        frozenset(each for each in State if MOVES[each] & OUTCOMES),
    ),
    "plan_aftercare": (
        Act.PLAN_AFTERCARE,
        frozenset(each for each in State if State.AFTERCARE in MOVES[each]),
    ),
    "record_adult": (Act.RECORD_ADULT, GOES_ON),
    "record_visit_parents": (Act.RECORD_PARENTS, GOES_ON),
    "close_visit": (Act.CLOSE_VISIT, frozenset({State.AFTERCARE})),
    "decide_against_visit": (Act.DECIDE_AGAINST_VISIT, frozenset({State.CONSIDERED})),
    "weigh_visit": (Act.WEIGH_VISIT, OPEN | {State.NOT_CALLED}),
    LATE_CALL: (Act.CALL_POLICE, GOES_ON - {State.CALLED}),
    "add_to_visit": (Act.ADD_TO_VISIT, frozenset(State)),
}
FIRST = {State.AFTERCARE: "close_visit"}
# What a page asks for while the police are here and nothing stands of it.
STILL = {"record_visit_parents": "police_parents", "record_adult": "police_adult"}
WAYS: dict[str, Any] = {
    "call_police": _l("The police were called"),
    "record_attendance": _l("The police are here"),
    "record_outcome": _l("Record what the police did"),
    "plan_aftercare": _l("Plan the aftercare"),
    "record_adult": _l("Who stands by the pupil"),
    "record_visit_parents": _l("What the parents know"),
    "close_visit": _l("Close it"),
    "decide_against_visit": _l("The police are not called"),
    "weigh_visit": _l("Weigh it again"),
    LATE_CALL: _l("Write down the call"),
    "add_to_visit": _l("Add to it"),
}


def show(template: str, read: VisitRead, **context: Any) -> str:
    """A page about one visit."""
    state = State(read.state)
    offered = [name for name in OFFERS if _offers(name, read, state)]
    first = FIRST.get(state, offered[0] if offered else "")
    ways = [
        (str(WAYS[name]), url_for(_endpoint(name), visit_ref=read.ref))
        for name in sorted(offered, key=lambda each: each != first)
    ]
    return render(
        f"police_visits/{template}.html",
        visit=read,
        purpose=_(lists.purposes.named(read.purpose).wording),
        steps=[shown(each) for each in read.steps],
        amiss=[_(lists.deviations.named(code).wording) for code in read.amiss],
        state=(SHAPES[state], STATES[state]),
        due=_due(read),
        still=[
            (str(WAYS[name]), url_for(_endpoint(name), visit_ref=read.ref))
            for name, step in STILL.items()
            if name in offered and not read.of(step)
        ],
        ways=ways,
        back=url_for("police_visits.visit", visit_ref=read.ref),
        record_href=_record_href(read),
        **context,
    )


def can_be_done(page: str, read: VisitRead) -> bool:
    """Whether the visit stands where what that page does may be done, by whomever."""
    names = [name for name in OFFERS if name in {page, f"{page}_late"}]
    return any(State(read.state) in OFFERS[name][1] for name in names)


def _endpoint(name: str) -> str:
    return f"police_visits.{'call_police' if name == LATE_CALL else name}"


def _offers(name: str, read: VisitRead, state: State) -> bool:
    act, where = OFFERS[name]
    if state not in where or (name == LATE_CALL and read.of("police_call")):
        return False
    return isinstance(decide(act, current_actor(), read), Permit)


def _record_href(read: VisitRead) -> str:
    if read.in_case:
        return url_for("cases.case", case_ref=read.record_ref)
    return url_for("cases.concern", concern_ref=read.record_ref)


def _lines(template: str, lines: list[Any], **context: Any) -> str:
    return render(
        f"police_visits/{template}.html",
        lines=lines,
        purpose_of=lists.purposes.named,
        **context,
    )


def _due(read: VisitRead) -> dict[str, Any] | None:
    if read.due_at is None:
        return None
    late = read.due_at < clock.now()
    return {
        "kind": "overdue" if late else "clock",
        "word": _("Overdue") if late else _("Later"),
        "more": since_when(read.due_at) if late else by_when(read.due_at),
    }
