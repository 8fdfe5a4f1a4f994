"""What states are called, and the shape that each is shown with."""

from collections.abc import Mapping
from typing import Any

from safeguard.training.commands.attending import ATTENDANCE
from safeguard.training.commands.recording import ATTESTED, EVIDENCE
from safeguard.training.states import NeedState, SeatState, SessionState, Status
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
STATUSES: Words = {
    Status.DONE: _l("Done"),
    Status.BOOKED: _l("Booked"),
    Status.DUE: _l("Due"),
    Status.EXPIRING: _l("Expiring"),
    Status.OVERDUE: _l("Overdue"),
}
SHAPES: Words = {
    Status.DONE: "done",
    Status.BOOKED: "planned",
    Status.DUE: "waiting",
    Status.EXPIRING: "due",
    Status.OVERDUE: "overdue",
}
NEEDS: Words = {
    NeedState.OPEN: _l("Not planned yet"),
    NeedState.PLANNED: _l("Planned"),
    NeedState.DONE: _l("Training was had"),
    NeedState.ENDED: _l("Ended without training"),
}
NEED_SHAPES: Words = {
    NeedState.OPEN: "waiting",
    NeedState.PLANNED: "planned",
    NeedState.DONE: "done",
    NeedState.ENDED: "held",
}
SESSIONS: Words = {
    SessionState.PLANNED: _l("Planned"),
    SessionState.HELD: _l("Held"),
    SessionState.CANCELLED: _l("Cancelled"),
}
SESSION_SHAPES: Words = {
    SessionState.PLANNED: "planned",
    SessionState.HELD: "done",
    SessionState.CANCELLED: "late",
}
SEATS: Words = {
    SeatState.BOOKED: _l("Has a seat"),
    SeatState.GIVEN_UP: _l("Given up"),
    SeatState.ATTENDED: _l("Came"),
    SeatState.ABSENT: _l("Did not come"),
}
WAYS: Words = {
    ATTENDANCE: _l("Came to a session"),
    EVIDENCE: _l("Shown by evidence"),
    ATTESTED: _l("Read, in their own word"),
}
EVERYTHING: Words = {
    "statuses": STATUSES,
    "shapes": SHAPES,
    "needs": NEEDS,
    "need_shapes": NEED_SHAPES,
    "sessions": SESSIONS,
    "session_shapes": SESSION_SHAPES,
    "seats": SEATS,
    "ways": WAYS,
}
