"""What states, steps and texts of a visit are called, on forms and pages."""

from collections.abc import Mapping
from typing import Any

from safeguard.police_visits.states import State
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
STATES: Words = {
    State.CONSIDERED: _l("Weighed, not called yet"),
    State.NOT_CALLED: _l("Not called"),
    State.CALLED: _l("Called, not here yet"),
    State.ATTENDED: _l("The police are here"),
    State.NONE: _l("No search; aftercare to be planned"),
    State.SEARCH: _l("Searched; aftercare to be planned"),
    State.STRIP_SEARCH: _l("Strip search; aftercare to be planned"),
    State.AFTERCARE: _l("Aftercare planned"),
    State.CLOSED: _l("Closed"),
}
SHAPES: Words = {
    State.CONSIDERED: "decide",
    State.NOT_CALLED: "done",
    State.CALLED: "waiting",
    State.ATTENDED: "danger",
    State.NONE: "decide",
    State.SEARCH: "decide",
    State.STRIP_SEARCH: "decide",
    State.AFTERCARE: "clock",
    State.CLOSED: "done",
}
KINDS: Words = {
    State.NONE: _l("No search"),
    State.SEARCH: _l("A search, nothing more than outer clothing taken off"),
    State.STRIP_SEARCH: _l("A strip search"),
}
# The title of each step, by its table; of a note, by its kind.
STEPS: Words = {
    "police_weighing": _l("Weighed in writing"),
    "police_call": _l("The police were called"),
    "police_attendance": _l("The police came"),
    "police_adult": _l("The appropriate adult"),
    "police_parents": _l("The parents"),
    "police_outcome": _l("What the police did"),
    "police_aftercare": _l("Aftercare"),
    "not_called": _l("Not called"),
    "addition": _l("Added later"),
    "closing": _l("Closed"),
}
TEXTS: Words = {
    "concern": _l("What is feared, and why the police are thought of"),
    "less_invasive": _l("What less was tried or offered first"),
    "harm": _l("The harm to the child, against that of not finding it"),
    "reason": _l("Why"),
    "police_force": _l("Which police force"),
    "police_reference": _l("Their reference"),
    "officers": _l("Which officers came: names, numbers, ranks"),
    "power_words": _l("What they said about their power"),
    "advocate_words": _l("What was said for the pupil"),
    "name": _l("The adult’s name"),
    "wish_words": _l("What the pupil said about it, in their own words"),
    "whom": _l("Who was told"),
    "words": _l("What happened"),
    "place": _l("Where"),
    "present_words": _l("Who was in the room, and as what"),
    "plan": _l("How the pupil is looked after now"),
    "own_words": _l("What the pupil says, in their own words"),
    "follow_up": _l("What the DSL follows up, with whom"),
    "referral_reason": _l("Why a referral, or why not"),
}
