"""What states, occasions and answers are called, and the shape of each state."""

from collections.abc import Mapping
from typing import Any

from safeguard.audits.states import AuditState, Withdrawal
from school.web.catalogue import lazy_gettext as _l

Words = Mapping[str, Any]
# As whoever reviews reads them.
STATES: Words = {
    AuditState.ASSIGNED: _l("Not answered"),
    AuditState.SUBMITTED: _l("To be read"),
    AuditState.REVIEWED: _l("To be planned"),
    AuditState.TRAINING_PLANNED: _l("Planned"),
    AuditState.DONE: _l("Done"),
    AuditState.WITHDRAWN: _l("Withdrawn"),
}
# As whoever answered reads them.
OWN_STATES: Words = {
    AuditState.ASSIGNED: _l("To be answered"),
    AuditState.SUBMITTED: _l("Sent; somebody will read it"),
    AuditState.REVIEWED: _l("Read; something is being planned"),
    AuditState.TRAINING_PLANNED: _l("Planned for you"),
    AuditState.DONE: _l("Done"),
    AuditState.WITHDRAWN: _l("No longer asked for"),
}
SHAPES: Words = {
    AuditState.ASSIGNED: "planned",
    AuditState.SUBMITTED: "decide",
    AuditState.REVIEWED: "decide",
    AuditState.TRAINING_PLANNED: "clock",
    AuditState.DONE: "done",
    AuditState.WITHDRAWN: "info",
}
ANSWERS: Words = {"yes": _l("Yes"), "no": _l("No")}
WITHDRAWALS: Words = {
    Withdrawal.AWAY: _l("The colleague is away for long"),
    Withdrawal.MISTAKE: _l("It was asked for by mistake"),
    Withdrawal.LEFT: _l("The colleague has left"),
    Withdrawal.ROUND_CLOSED: _l("The round was closed"),
}
