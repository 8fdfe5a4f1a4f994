"""What states and marks are called, and the shape that each is shown with."""

from collections.abc import Mapping
from typing import Any

from safeguard.hand_in.states import LossState, Mark, Standing
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
MARKS: Words = {
    Mark.HANDED_IN: _l("Handed in"),
    Mark.NOT_BROUGHT: _l("Not brought"),
    Mark.COLLECTED: _l("Collected"),
}
STANDINGS: Words = {
    Standing.EXEMPT: _l("Exempt: keeps it"),
    Standing.EXPECTED: _l("Expected"),
    Standing.NOT_MARKED: _l("Not marked"),
    Standing.HANDED_IN: _l("Handed in"),
    Standing.NOT_BROUGHT: _l("Not brought"),
    Standing.COLLECTED: _l("Collected"),
    Standing.UNCOLLECTED: _l("Not collected"),
}
SHAPES: Words = {
    Standing.EXEMPT: "info",
    Standing.EXPECTED: "planned",
    Standing.NOT_MARKED: "planned",
    Standing.HANDED_IN: "held",
    Standing.NOT_BROUGHT: "info",
    Standing.COLLECTED: "done",
    Standing.UNCOLLECTED: "late",
}
LOSSES: Words = {
    LossState.RECORDED: _l("A parent is to be told"),
    LossState.PARENT_TOLD: _l("A parent knows"),
    LossState.CLOSED: _l("Closed"),
}
LOSS_SHAPES: Words = {
    LossState.RECORDED: "due",
    LossState.PARENT_TOLD: "planned",
    LossState.CLOSED: "done",
}
