"""Words for states, answers and deviations, and choices from the lists of guidance."""

from collections.abc import Mapping
from typing import Any

from safeguard.examinations.states import Erase, Evidence, State
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
STATES: Words = {
    State.NOT_REQUESTED: _l("Not asked for"),
    State.GOOD_REASON_RECORDED: _l("Good reason recorded"),
    State.AUTHORISED: _l("Authorised, being examined"),
    State.EXAMINED: _l("Examined, outcome owed"),
    State.HALTED: _l("Halted: an indecent image is suspected"),
    State.DECLINED: _l("Not examined"),
    State.NOTHING_FOUND: _l("Nothing found"),
    State.MATERIAL_FOUND: _l("Material found, response owed"),
    State.RESPONSE_DECIDED: _l("Response decided"),
}
SHAPES: Words = {
    State.NOT_REQUESTED: "clock",
    State.GOOD_REASON_RECORDED: "clock",
    State.AUTHORISED: "clock",
    State.EXAMINED: "decide",
    State.HALTED: "danger",
    State.DECLINED: "done",
    State.NOTHING_FOUND: "done",
    State.MATERIAL_FOUND: "decide",
    State.RESPONSE_DECIDED: "done",
}
ERASES: Words = {
    Erase.NOT_CONSIDERED: _l("Not considered"),
    Erase.OPEN: _l("It is no evidence; erasing may be proposed"),
    Erase.PROPOSED: _l("Proposed, a second signature is owed"),
    Erase.AGREED: _l("Agreed by two people, not done yet"),
    Erase.ERASED: _l("Erased"),
    Erase.CLOSED: _l("Closed for good: for the police"),
}
EVIDENCE: Words = {
    Evidence.NO: _l("No"),
    Evidence.YES: _l("Yes"),
    Evidence.UNSURE: _l("Unsure"),
}
YES_NO: Words = {"yes": _l("Yes"), "no": _l("No")}
FOUND: Words = {
    "nothing": _l("Nothing"),
    "material": _l("Material that should not be there"),
}
SIGNS: Words = {"signed": _l("I sign"), "declined": _l("I decline")}
