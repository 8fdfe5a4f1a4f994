"""A line of the queue as the page shows it: why here, who, what, until when."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import url_for

from safeguard.cases.forms.words import CONCERN_STATES
from safeguard.cases.queries.lines import OPEN_A_CASE, Filter
from safeguard.cases.queries.listing import Incident, Incidents
from safeguard.cases.queries.people_in import Child
from safeguard.cases.queries.queue import Kind, Line, Queue
from safeguard.cases.states import NextStep
from safeguard.cases.views.moments import (
    by_when,
    open_for,
    opened_ago,
    since_when,
    time_left,
)
from safeguard.guidance import agencies, categories
from school.foundation import clock
from school.foundation.references import spoken
from school.web.addresses import addresses_of
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.catalogue import ngettext
from school.web.pages import shown_at, shown_time

Shown = dict[str, Any]
FILTERS = {
    Filter.DANGER: ("danger", _l("Danger today")),
    Filter.OVERDUE: ("overdue", _l("Overdue")),
    Filter.UNOPENED: ("clock", _l("Not opened")),
    Filter.DECIDE: ("decide", _l("Your next step")),
    Filter.WAITING: ("waiting", _l("Waiting for others")),
    Filter.ALL: (None, _l("All open")),
}
INCIDENT_FILTERS = {
    Incidents.OVERDUE: ("overdue", _l("Overdue")),
    Incidents.UNOPENED: ("clock", _l("Not opened")),
    Incidents.ALL: (None, _l("All")),
}
# Shape, word, and what the button says, by what a line waits for.
STEPS: dict[str, tuple[str, Any, Any]] = {
    OPEN_A_CASE: ("decide", _l("Opened"), _l("Open a case")),
    NextStep.DECIDE: ("decide", _l("Decide"), _l("Decide")),
    NextStep.REFER: ("decide", _l("Refer"), _l("Refer")),
    NextStep.WAIT: ("waiting", _l("Waiting"), _l("Look")),
    NextStep.REVIEW: ("decide", _l("Review"), _l("Review")),
    NextStep.CLOSE: ("decide", _l("Close"), _l("Close")),
}
# Why a clock ran out, said as a fact and without blame.
LATE: dict[str, Any] = {
    OPEN_A_CASE: _l("No case is open for it yet"),
    NextStep.DECIDE: _l("No decision is recorded yet"),
    NextStep.REFER: _l("The referral is not recorded yet"),
    NextStep.WAIT: _l("Nothing new from the agency is recorded yet"),
    NextStep.REVIEW: _l("Nobody has looked at it again yet"),
}


def groups_of(queue: Queue, *, leads: bool) -> list[Shown]:
    """The two groups of the page; the first urgent line alone is tinted. For whoever
    reads and does not lead, each line leads to the record, not to its next step.
    """
    in_order = sorted(queue.lines, key=lambda line: not line.unopened)
    rows = [row_of(line, leads=leads) for line in in_order]
    first = next((at for at, row in enumerate(rows) if row.kind == "danger"), None)
    if first is not None:
        rows[first] = rows[first]._replace(urgent=True, primary=True)
    unopened = sum(line.unopened for line in in_order)
    groups: list[Shown] = [
        {"title": None, "rows": rows[:unopened]},
        {"title": _("Opened: the next step is yours"), "rows": rows[unopened:]},
    ]
    return [group for group in groups if group["rows"]]


def counts_of(queue: Queue, only: Filter) -> list[Shown]:
    """The counts at the top, each a filter."""
    return [
        {
            "n": queue.counts[each],
            "text": word,
            "kind": kind,
            "href": url_for("cases.queue", only=each.value),
            "current": each is only,
        }
        for each, (kind, word) in FILTERS.items()
    ]


def incident_counts_of(counts: dict[Incidents, int], only: Incidents) -> list[Shown]:
    """The counts above the technical incidents, each a filter."""
    return [
        {
            "n": counts[each],
            "text": word,
            "kind": kind,
            "href": url_for("cases.technical_queue", only=each.value),
            "current": each is only,
        }
        for each, (kind, word) in INCIDENT_FILTERS.items()
    ]


def incident_clock(incident: Incident) -> Shown:
    """Until when a technical incident is to be taken on, or since when it is late."""
    if not incident.unopened:
        return {"kind": "info", "word": _("Opened"), "more": None}
    if incident.overdue:
        since = since_when(incident.due_at)
        return {"kind": "overdue", "word": _("Overdue"), "more": since}
    kind = "due" if _is_today(incident.due_at) else "clock"
    return {"kind": kind, "word": _("Not opened"), "more": by_when(incident.due_at)}


def incident_row(incident: Incident) -> Shown:
    """A technical incident as a line: no child, no reporter, no story."""
    due = incident_clock(incident)
    word = due["word"] if incident.unopened else CONCERN_STATES[incident.state]
    return {
        "kind": due["kind"],
        "word": word,
        "child": _(categories.named(incident.category).wording),
        "what": incident.where.online_service or "",
        "meta": shown_at(incident.recorded_at),
        "reference": spoken(incident.reference),
        "clock": due["more"],
        "clock_kind": "overdue" if incident.overdue else "clock",
        "href": url_for("cases.technical_incident", concern_ref=incident.reference),
        "action": _("Open") if incident.unopened else _("Look"),
    }


class Row(NamedTuple):
    """A line as it is drawn: all that is seen of it, and nothing else."""

    kind: str
    word: str
    child: str
    where: str
    what: str
    meta: str
    reference: str
    href: str
    action: str
    clock: str
    clock_kind: str
    clock_note: str | None
    urgent: bool = False
    primary: bool = False

    def __repr__(self) -> str:
        """Only which one: what fails must not name a child."""
        return f"<line {self.reference}>"


def row_of(line: Line, *, leads: bool) -> Row:
    """One line."""
    kind, word, action = _why(line)
    return Row(
        kind,
        word,
        names_of(line.children),
        where_of(line.children),
        line.what,
        _meta(line),
        spoken(line.reference),
        _address(line, leads=leads),
        action if leads else _("Read"),
        *_clock(line),
    )


def names_of(children: tuple[Child, ...]) -> str:
    """Whom it is about: in full, and how many more."""
    named = [child.name for child in children if child.known]
    if not named:
        return _("Name not known")
    others = len(children) - 1
    if not others:
        return named[0]
    if len(named) == len(children) == 2:
        return _("%(one)s and %(other)s", one=named[0], other=named[1])
    return ngettext(
        "%(name)s and %(num)d other",
        "%(name)s and %(num)d others",
        others,
        name=named[0],
    )


def where_of(children: tuple[Child, ...]) -> str:
    """The forms of the children, each once."""
    return ", ".join(dict.fromkeys(child.where for child in children if child.where))


def waiting_of(queue: Queue) -> list[Shown]:
    """Agencies that have not answered."""
    return [
        {
            "href": addresses_of("cases.case", "case_ref")(each.case_ref),
            "title": _(
                "%(agency)s, about %(child)s",
                agency=_(agencies.named(each.agency).short),
                child=names_of(each.children),
            ),
            "kind": "late" if each.late else "waiting",
            "word": _("Ask again") if each.late else _("In time"),
            "more": (since_when if each.late else by_when)(each.chase_at)
            if each.chase_at
            else None,
        }
        for each in queue.waiting
    ]


def to_tell_of(queue: Queue) -> list[Shown]:
    """Reporters who have heard nothing yet."""
    return [
        {
            "href": addresses_of("cases.give_feedback", "concern_ref")(
                each.concern_ref
            ),
            "title": _("Tell %(name)s what became of it", name=each.who),
        }
        for each in queue.to_tell
    ]


def _why(line: Line) -> tuple[str, str, str]:
    """Shape and word of the state, and what the button says."""
    today = bool(line.unopened and line.due_at and _is_today(line.due_at))
    return _said(
        line.awaits,
        unopened=line.unopened,
        today=today,
        late=line.overdue,
        urgent=line.urgent,
    )


# There are few such combinations, and each line is one of them.
@lru_cache(maxsize=256)
def _said(
    awaits: str, *, unopened: bool, today: bool, late: bool, urgent: bool
) -> tuple[str, str, str]:
    kind, word, action = STEPS.get(awaits, ("clock", _("Not opened"), _("Open")))
    if today:
        kind = "due"
    if late:
        kind, word = "overdue", _("Overdue")
        action = _("Chase") if awaits == NextStep.WAIT else action
    if urgent:
        kind, word = "danger", _("Danger today")
        action = _("Open now") if unopened else action
    return kind, str(word), str(action)


@lru_cache(maxsize=256)
def _kind_of(category: str) -> str:
    return _(categories.top_of(category).wording).split(":")[0]


def _is_today(at: datetime) -> bool:
    return _day_of(at) == clock.today()


@lru_cache(maxsize=2048)
def _day_of(at: datetime) -> date:
    return clock.local(at).date()


def _meta(line: Line) -> str:
    kind = _kind_of(line.category)
    at = line.begun_at
    if line.kind is Kind.CONCERN:
        when = shown_time(at) if _is_today(at) else shown_at(at)
        return " · ".join(filter(None, [kind, f"{line.whose}, {when}"]))
    return " · ".join([kind, _("led by %(name)s", name=line.whose), open_for(at)])


def _clock(line: Line) -> tuple[str, str, str | None]:
    """What the clock says, its shape, and a word more."""
    if line.due_at is None:
        return "", "clock", None
    if line.overdue:
        why = LATE.get(line.awaits) or _("Nobody has opened it yet")
        return since_when(line.due_at), "overdue", str(why)
    until = by_when(line.due_at)
    if line.urgent:
        note = ". ".join(filter(None, [until, _on_rota(line)]))
        return time_left(line.due_at), "danger", note
    note = _on_rota(line) or _opened(line) or time_left(line.due_at)
    return until, "clock", note


def _opened(line: Line) -> str | None:
    return opened_ago(line.since) if line.awaits == OPEN_A_CASE else None


def _on_rota(line: Line) -> str | None:
    if line.unopened and line.on_duty_rota:
        return _("The school is closed")
    return None


def _address(line: Line, *, leads: bool) -> str:
    if line.kind is Kind.CONCERN:
        return addresses_of("cases.concern", "concern_ref")(line.reference)
    page = "decide_case" if line.awaits == NextStep.DECIDE and leads else "case"
    return addresses_of(f"cases.{page}", "case_ref")(line.reference)
