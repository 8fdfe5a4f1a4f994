"""What states and steps are called, and the shape that each is shown with."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from safeguard.work_devices.queries.losses import LossLine
from safeguard.work_devices.states import HelpState, LossState
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.catalogue import ngettext
from school.web.pages import shown_at

Words = Mapping[str, Any]
Shown = dict[str, Any]
HOUR = timedelta(hours=1)
# With less than a day left it is shown as due.
SOON = timedelta(hours=24)
LOSSES: Words = {
    LossState.REPORTED: _l("To be decided"),
    LossState.DECIDED: _l("Decided"),
    LossState.CLOSED: _l("Closed"),
}
SHAPES: Words = {
    LossState.REPORTED: "clock",
    LossState.DECIDED: "decide",
    LossState.CLOSED: "done",
}
HELPS: Words = {
    HelpState.NEEDED: _l("Help is on its way"),
    HelpState.GIVEN: _l("Helped"),
}
STEPS: Words = {
    "reported": _l("Reported"),
    "told": _l("Told"),
    "done": _l("Done"),
    "found": _l("Found again"),
    "decided": _l("Decided"),
    "reminded": _l("Reminded"),
    "closed": _l("Closed"),
}
ICONS: Words = {"found": "done", "decided": "decide", "closed": "done"}


def clock_of(line: LossLine) -> Shown | None:
    """How long is left of the 72 hours (real time); None once it was decided."""
    if line.state != LossState.REPORTED:
        return None
    left = line.due_at - clock.now()
    if left <= timedelta():
        more = _("since %(when)s", when=shown_at(line.due_at))
        return {"kind": "overdue", "word": _("72 hours are over"), "more": more}
    more = _("until %(when)s", when=shown_at(line.due_at))
    return {
        "kind": "due" if left < SOON else "clock",
        "word": _left(left),
        "more": more,
    }


def _left(left: timedelta) -> str:
    hours = left // HOUR
    if hours:
        return ngettext("%(num)d hour left", "%(num)d hours left", hours)
    return _("Less than an hour left")
