"""Each act on a device lost or stolen, as a page of one question."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for

from safeguard.guidance import work_devices as lists
from safeguard.guidance.choosing import hints_of
from safeguard.work_devices.commands import dealing
from safeguard.work_devices.forms import losing
from safeguard.work_devices.permissions import Act
from safeguard.work_devices.queries.losses import LossRead, read_loss, read_own_loss
from safeguard.work_devices.states import LossState
from safeguard.work_devices.views.blueprint import bp
from safeguard.work_devices.views.losses import loss_page
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import SEE_OTHER, answer
from school.web.catalogue import gettext as _

SHELVES = {
    "step": lists.steps,
    "decision": lists.decisions,
    "affected": lists.affected,
    "ending": lists.endings,
}


def _read(loss_ref: str) -> tuple[LossRead, str]:
    """The loss, and the page to come back to: its own for whoever hears of it by
    office, else the one of whoever reported it.
    """
    actor = current_actor()
    try:
        return read_loss(actor, loss_ref), "work_devices.loss"
    except Hidden:
        return read_own_loss(actor, loss_ref), "work_devices.own_loss"


def _ask(
    template: str, act: Act, loss_ref: str, form: Any, perform: Callable[..., str]
) -> Any:
    actor = current_actor()

    def done(identity: FormId) -> str:
        perform(actor, loss_ref, form.details(), form=identity)
        flash(_("Recorded."), "success")
        return url_for(_read(loss_ref)[1], loss_ref=loss_ref)

    def page(*, stale: bool = False) -> Any:
        found, back = _read(loss_ref)
        only_for(act, found)
        href = url_for(back, loss_ref=loss_ref)
        if not stale and not _can_be_done(act, found):
            flash(_("That cannot be done with it now."), "warning")
            return redirect(href, SEE_OTHER)
        form.show_version(found.version, renew=stale)
        hints = {
            name: hints_of(shelf) for name, shelf in SHELVES.items() if name in form
        }
        return loss_page(
            template, found, form=form, stale=stale, back_href=href, hints=hints
        )

    return answer(form, done, page)


def _can_be_done(act: Act, found: LossRead) -> bool:
    if act is Act.CLOSE_LOSS:
        return found.line.state == LossState.DECIDED
    if act is Act.RECORD_FOUND and found.line.found_at is not None:
        return False
    return found.line.state != LossState.CLOSED


@bp.route("/devices/losses/<reference:loss_ref>/step", methods=["GET", "POST"])
def record_step(loss_ref: str) -> Any:
    """What was done about it."""
    form = losing.RecordStepForm()
    return _ask("record_step", Act.RECORD_STEP, loss_ref, form, dealing.record_step)


@bp.route("/devices/losses/<reference:loss_ref>/found", methods=["GET", "POST"])
def record_found(loss_ref: str) -> Any:
    """It is back."""
    form = losing.RecordFoundForm()
    return _ask("record_found", Act.RECORD_FOUND, loss_ref, form, dealing.record_found)


@bp.route("/devices/losses/<reference:loss_ref>/decide", methods=["GET", "POST"])
def decide_loss(loss_ref: str) -> Any:
    """Reported to the ICO or not, and why."""
    form = losing.DecideLossForm()
    return _ask("decide_loss", Act.DECIDE_LOSS, loss_ref, form, dealing.decide_loss)


@bp.route("/devices/losses/<reference:loss_ref>/close", methods=["GET", "POST"])
def close_loss(loss_ref: str) -> Any:
    """How it ends."""
    form = losing.CloseLossForm()
    return _ask("close_loss", Act.CLOSE_LOSS, loss_ref, form, dealing.close_loss)
