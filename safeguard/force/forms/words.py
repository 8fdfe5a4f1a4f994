"""What states and texts of a record of force are called, on forms and pages."""

from collections.abc import Mapping
from typing import Any

from safeguard.force.states import State
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
STATES: Words = {
    State.OWED: _l("To be written down"),
    State.RECORDED: _l("Parents to be told"),
    State.PARENTS_TOLD: _l("Parents told, to be reviewed"),
    State.COUNCIL_TOLD: _l("Council told, to be reviewed"),
    State.REVIEWED: _l("Reviewed"),
}
SHAPES: Words = {
    State.OWED: "decide",
    State.RECORDED: "decide",
    State.PARENTS_TOLD: "waiting",
    State.COUNCIL_TOLD: "waiting",
    State.REVIEWED: "done",
}
# In the order of the printed record.
TEXTS: Words = {
    "lead_up": _l("What led up to it"),
    "calming": _l("What was tried to calm it first"),
    "actions": _l("What was done, by whom"),
    "necessary": _l("Why it was necessary"),
    "own_words": _l("What the pupil says, in their own words"),
    "pupil_injury_words": _l("The pupil’s injuries, and what was done"),
    "staff_injury_words": _l("Colleagues’ injuries, and what was done"),
    "support": _l("Support afterwards, for the pupil and for colleagues"),
    "room_words": _l("Which room, who was there, and why"),
}
