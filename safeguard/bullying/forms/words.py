"""What codes of a cyber-bullying process are called on a page, and lists to choose."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import format_date
from wtforms.validators import Length

from safeguard.bullying.states import Done, Result, Side, State, Tested
from school.web.catalogue import lazy_gettext as _l
from school.web.forms import NARRATIVE_LIMIT

Words = Mapping[str, Any]
LONG = Length(max=NARRATIVE_LIMIT, message=_l("This is too long."))
SHORT = Length(max=200, message=_l("Use at most 200 characters."))
SIDES: Words = {
    Side.HARMED: _l("Harmed"),
    Side.OTHER: _l("Said to have harmed"),
    Side.NEITHER: _l("Neither"),
}
ANSWERS: Words = {
    Tested.YES: _l("Yes"),
    Tested.NO: _l("No"),
    Tested.UNCLEAR: _l("Unclear"),
}
DONE: Words = {
    Done.DONE: _l("Done"),
    Done.NOT_NEEDED: _l("Not needed"),
    Done.NOT_YET: _l("Not yet"),
}
RESTORATIVE: Words = {
    "no": _l("No, or not both of them"),
    "later": _l("Perhaps later"),
    "yes": _l("Yes, both wish it"),
}
STATES: Words = {
    State.REPORTED: _l("Reported, not tested yet"),
    State.ASSESSED_BULLYING: _l("It is cyber-bullying"),
    State.ASSESSED_NOT: _l("It is not cyber-bullying"),
    State.ASSESSED_UNCLEAR: _l("Not clear yet"),
    State.INVESTIGATING: _l("Being looked into"),
    State.PLAN: _l("A plan is owed"),
    State.REVIEW_DUE: _l("Plan agreed, review owed"),
    State.RESOLVED: _l("It has stopped"),
    State.CLOSED: _l("Closed"),
}
SHAPES: Words = {
    State.REPORTED: "decide",
    State.ASSESSED_BULLYING: "decide",
    State.ASSESSED_NOT: "done",
    State.ASSESSED_UNCLEAR: "decide",
    State.INVESTIGATING: "info",
    State.PLAN: "decide",
    State.REVIEW_DUE: "clock",
    State.RESOLVED: "done",
    State.CLOSED: "done",
}
RESULTS: Words = {
    Result.BULLYING: _l("Cyber-bullying: all four are met"),
    Result.NOT: _l("Not cyber-bullying: it stays an incident"),
    Result.UNCLEAR: _l("Not clear yet"),
}


def month_named(code: str) -> str:
    """A month as people say it, from "2026-09"."""
    return str(format_date(date.fromisoformat(f"{code}-01"), "MMMM y"))
