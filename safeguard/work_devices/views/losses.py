"""The list of devices lost or stolen, one of them, and the list to take away."""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from safeguard.guidance import numbers
from safeguard.guidance import work_devices as lists
from safeguard.work_devices.forms.words import clock_of
from safeguard.work_devices.permissions import Act
from safeguard.work_devices.queries import losses as reading
from safeguard.work_devices.queries.losses import CLOSED, OPEN, LossRead
from safeguard.work_devices.states import LossState
from safeguard.work_devices.views import shown
from safeguard.work_devices.views.blueprint import bp
from school.foundation import clock
from school.foundation.references import spoken
from school.identity.views.allowing import may
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render
from school.web.sheets import as_csv, as_xlsx


def taken_away(name: str, heads: list[str], rows: list[list[Any]]) -> Response:
    """A list as the file that was asked for: a workbook, or else CSV."""
    make = as_xlsx if request.args.get("as") == "xlsx" else as_csv
    return make(name, heads, rows)


@bp.get("/devices/losses")
def losses() -> str:
    """What runs out first on top."""
    closed = request.args.get("only") == CLOSED
    found = reading.read_losses(current_actor(), CLOSED if closed else OPEN)
    rows = [
        shown.row_of(each, url_for("work_devices.loss", loss_ref=each.reference))
        for each in found
    ]
    return render("work_devices/losses.html", rows=rows, closed=closed)


@bp.get("/devices/losses/export")
def export_losses() -> Response:
    """All of the school, without a word of what anybody wrote."""
    found = reading.export_losses(current_actor())
    heads = [
        *(_("Reference"), _("Device"), _("Reported by"), _("Noticed"), _("Reported")),
        *(_("Encrypted"), _("72 hours until"), _("Decision"), _("Found"), _("Closed")),
    ]
    rows = [
        [
            *(spoken(each.reference), shown.what(each), each.name),
            *(each.aware_at, each.reported_at),
            _(lists.encryption.named(each.encrypted).wording),
            each.due_at,
            _(lists.decisions.named(each.decision).wording) if each.decision else "",
            *(each.found_at, each.closed_at),
        ]
        for each in found
    ]
    return taken_away(f"lost-devices-{clock.today().isoformat()}", heads, rows)


@bp.get("/devices/losses/<reference:loss_ref>")
def loss(loss_ref: str) -> str:
    """One in full."""
    found = reading.read_loss(current_actor(), loss_ref)
    return loss_page("loss", found)


def loss_page(template: str, found: LossRead, **context: Any) -> str:
    """A page about one loss."""
    line = found.line
    return render(
        f"work_devices/{template}.html",
        loss=found,
        line=line,
        lists=lists,
        what=shown.what(line),
        state=shown.state_of(line),
        clock=clock_of(line),
        steps=shown.steps_of(found),
        vacant=shown.vacant(found),
        hears=shown.hears(found),
        is_open=line.state != LossState.CLOSED,
        is_decided=line.state == LossState.DECIDED,
        decides=may(Act.DECIDE_LOSS, found),
        ico=numbers.named("ico"),
        **context,
    )
