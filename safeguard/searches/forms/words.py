"""What states, moves, occasions and answers are called on the pages of searching."""

from collections.abc import Mapping
from typing import Any

from safeguard.searches.queries.waiting import Waits
from safeguard.searches.states import Move, State
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
YES_NO: Words = {"yes": _l("Yes"), "no": _l("No")}
STATES: Words = {
    State.PROPOSED: _l("Grounds recorded"),
    State.URGENCY_ASSESSED: _l("Urgency weighed"),
    State.ADVICE_REQUESTED: _l("Waiting for advice"),
    State.ADVICE_GIVEN: _l("Advice given"),
    State.AUTHORISED: _l("Authorised"),
    State.REFUSED: _l("Not authorised"),
    State.EXPLAINED: _l("Explained to the pupil"),
    State.COOPERATING: _l("The pupil co-operates"),
    State.NOT_COOPERATING: _l("The pupil does not co-operate"),
    State.CONDUCTED: _l("Search done"),
    State.NOTHING_FOUND: _l("Nothing found"),
    State.ITEM_FOUND: _l("Something found"),
    State.PARENTS_INFORMED: _l("Parents settled"),
    State.DSL_REVIEWED: _l("Reviewed for safeguarding"),
    State.CLOSED: _l("Closed"),
    State.CLOSED_WITH_DEVIATIONS: _l("Closed with deviations"),
    State.NOT_SEARCHED: _l("Not searched"),
}
SHAPES: Words = {
    **dict.fromkeys(State, "decide"),
    State.ADVICE_REQUESTED: "waiting",
    State.REFUSED: "held",
    State.CLOSED: "done",
    State.CLOSED_WITH_DEVIATIONS: "late",
    State.NOT_SEARCHED: "done",
}
# The next right step, as its button says.
MOVES: Words = {
    Move.ASSESS_URGENCY: _l("How urgent is it?"),
    Move.REQUEST_ADVICE: _l("Ask for advice"),
    Move.CHECK_AUTHORITY: _l("Check your authority"),
    Move.EXPLAIN: _l("Explain it to the pupil"),
    Move.RECORD_COOPERATION: _l("Does the pupil co-operate?"),
    Move.CONDUCT: _l("Record the search"),
    Move.RECORD_FINDING: _l("What was found?"),
    Move.INFORM_PARENTS: _l("Tell the parents"),
    Move.REVIEW: _l("Review it for safeguarding"),
    Move.CLOSE: _l("Close it"),
}
# Under which name the page of a step goes.
PAGES: dict[Move, str] = {
    Move.ASSESS_URGENCY: "assess_urgency",
    Move.REQUEST_ADVICE: "request_advice",
    Move.CHECK_AUTHORITY: "check_authority",
    Move.EXPLAIN: "explain_search",
    Move.RECORD_COOPERATION: "record_cooperation",
    Move.CONDUCT: "conduct_search",
    Move.RECORD_FINDING: "record_finding",
    Move.INFORM_PARENTS: "inform_parents",
    Move.REVIEW: "review_search",
    Move.CLOSE: "close_search",
}
ROUTES: Words = {
    "started": _l("Recorded step by step"),
    "after": _l("Recorded after it was done"),
    "emergency": _l("Emergency, recorded after it was done"),
}
HOLDS_BY: Words = {
    "office": _l("Yes: head of school"),
    "listing": _l("Yes: on the head’s list"),
    "none": _l("No"),
}
OCCASIONS: Words = {
    "started": _l("When it was started"),
    "checked": _l("Before the search"),
    "conducted": _l("At the search"),
    "recorded": _l("At the search, asked afterwards"),
}
SEXES: Words = {
    "": _l("As the school’s record says"),
    "female": _l("Female"),
    "male": _l("Male"),
    "other": _l("Other"),
    "unspecified": _l("Not said"),
}
EXPLOITED: Words = {
    "no": _l("No sign of it"),
    "yes": _l("Yes, or it may be"),
    "not_sure": _l("Cannot be said yet"),
}
WAITS: Words = {
    Waits.ADVICE: _l("Advice is asked of you"),
    Waits.DEVIATIONS: _l("Deviations wait for your answer"),
    Waits.REVIEW: _l("Waits for your review"),
    Waits.PARENTS: _l("Parents to be told"),
    Waits.CLOSE: _l("Can be closed"),
    Waits.NEXT_STEP: _l("Go on with it"),
}
