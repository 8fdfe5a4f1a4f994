"""One's own page, the yearly confirmation, and reporting a device."""

from typing import Any

from flask import flash, url_for

from safeguard.guidance import clocks
from safeguard.guidance import work_devices as lists
from safeguard.guidance.choosing import hints_of
from safeguard.work_devices.commands.attesting import attest_device as attest
from safeguard.work_devices.commands.reporting import record_loss as record
from safeguard.work_devices.forms.attesting import attest_device_form
from safeguard.work_devices.forms.losing import RecordLossForm
from safeguard.work_devices.forms.words import HELPS, LOSSES, SHAPES
from safeguard.work_devices.permissions import Act
from safeguard.work_devices.permissions.acts import HELPS as WHO_HELPS
from safeguard.work_devices.permissions.acts import LISTS, READS_LOSSES
from safeguard.work_devices.queries.losses import read_own_loss
from safeguard.work_devices.queries.own import read_own_devices
from safeguard.work_devices.states import HelpState, LossState
from safeguard.work_devices.views import shown
from safeguard.work_devices.views.blueprint import bp
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/devices")
def own_devices() -> str:
    """What one has confirmed, help, and what one reported."""
    actor = current_actor()
    found = read_own_devices(actor)
    return render(
        "work_devices/own_devices.html",
        own=found,
        lists=lists,
        helps=HELPS,
        needed=HelpState.NEEDED,
        losses=[
            {
                "href": url_for("work_devices.own_loss", loss_ref=each.reference),
                "reference": each.reference,
                "what": shown.what_of(each.kind, each.happening),
                "kind": SHAPES[each.state],
                "word": LOSSES[each.state],
                "at": each.reported_at,
            }
            for each in found.losses
        ],
        sees_lists=actor.has(*LISTS),
        sees_losses=actor.has(*READS_LOSSES),
        sees_help=actor.has(*WHO_HELPS),
    )


@bp.route("/devices/attest", methods=["GET", "POST"])
def attest_device() -> Any:
    """How one keeps a work device safe, once a year."""
    actor, form = current_actor(), attest_device_form()
    only_for(Act.ATTEST_DEVICE)

    def done(identity: FormId) -> str:
        attest(actor, form.details(), form=identity)
        flash(_("Thank you. It is confirmed for this school year."), "success")
        return url_for("work_devices.own_devices")

    def page(*, stale: bool = False) -> str:  # noqa: ARG001 - nobody can be quicker
        return render("work_devices/attest_device.html", form=form)

    return answer(form, done, page)


@bp.route("/devices/lost", methods=["GET", "POST"])
def record_loss() -> Any:
    """A device is lost or stolen."""
    actor, form = current_actor(), RecordLossForm()
    only_for(Act.RECORD_LOSS)

    def done(identity: FormId) -> str:
        reference = record(actor, form.details(), form=identity)
        return url_for("work_devices.own_loss", loss_ref=reference)

    def page(*, stale: bool = False) -> str:  # noqa: ARG001 - nobody can be quicker
        return render(
            "work_devices/record_loss.html",
            form=form,
            happening_hints=hints_of(lists.happenings),
        )

    return answer(form, done, page)


@bp.get("/devices/losses/<reference:loss_ref>/own")
def own_loss(loss_ref: str) -> str:
    """Who has it now, what to do, and what was done since."""
    found = read_own_loss(current_actor(), loss_ref)
    return render(
        "work_devices/own_loss.html",
        loss=found,
        line=found.line,
        what=shown.what(found.line),
        state=shown.state_of(found.line),
        steps=shown.steps_of(found),
        hears=shown.hears(found),
        vacant=shown.vacant(found),
        is_open=found.line.state != LossState.CLOSED,
        hours=clocks.named("data_breach").length,
    )
