"""Lost or damaged while the school had it: recording it, the parent, the end."""

from typing import Any

from flask import flash, url_for

from safeguard.guidance import hand_in as lists
from safeguard.hand_in.commands import losing
from safeguard.hand_in.forms.registers import (
    CloseLossForm,
    RecordLossForm,
    TellParentForm,
)
from safeguard.hand_in.forms.words import LOSS_SHAPES, LOSSES
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.queries import losses as reading
from safeguard.hand_in.states import LossState
from safeguard.hand_in.views.blueprint import bp
from school.foundation.form_ids import FormId
from school.identity.views.allowing import may, only_for
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.forms import SeenForm
from school.web.pages import render


@bp.get("/phones/losses")
def losses() -> str:
    """What is open first."""
    return _page("losses", losses=reading.read_losses(current_actor()))


@bp.get("/phones/losses/<ref:loss_ref>")
def loss(loss_ref: str) -> str:
    """One note in full."""
    found = reading.read_loss(current_actor(), loss_ref)
    return _page("loss", loss=found, line=found.line)


@bp.route("/phones/pupils/<ref:pupil_ref>/losses/record", methods=["GET", "POST"])
def record_loss(pupil_ref: str) -> Any:
    """What happened to it."""
    actor, form = current_actor(), RecordLossForm()

    def done(identity: FormId) -> str:
        ref = losing.record_loss(actor, pupil_ref, form.details(), form=identity)
        flash(_("Recorded."), "success")
        if may(Act.READ_LOSS):
            return url_for("hand_in.loss", loss_ref=ref)
        return url_for("hand_in.ledger")

    def page(*, stale: bool = False) -> str:
        found = reading.prepare_loss(actor, pupil_ref)
        return _page("record_loss", pupil=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/phones/losses/<ref:loss_ref>/tell-parent", methods=["GET", "POST"])
def tell_parent(loss_ref: str) -> Any:
    """A parent knows."""
    actor, form = current_actor(), TellParentForm()

    def done(identity: FormId) -> str:
        losing.tell_parent(actor, loss_ref, form.details(), form=identity)
        return url_for("hand_in.loss", loss_ref=loss_ref)

    return answer(form, done, lambda **said: _step("tell_parent", loss_ref, form, said))


@bp.route("/phones/losses/<ref:loss_ref>/close", methods=["GET", "POST"])
def close_loss(loss_ref: str) -> Any:
    """How it ended."""
    actor, form = current_actor(), CloseLossForm()

    def done(identity: FormId) -> str:
        losing.close_loss(actor, loss_ref, form.details(), form=identity)
        return url_for("hand_in.loss", loss_ref=loss_ref)

    def page(**said: bool) -> str:
        only_for(Act.CLOSE_LOSS)
        return _step("close_loss", loss_ref, form, said)

    return answer(form, done, page)


def _step(template: str, loss_ref: str, form: SeenForm, said: dict[str, bool]) -> str:
    found = reading.read_loss(current_actor(), loss_ref)
    form.show_version(found.version, renew=said.get("stale", False))
    return _page(template, loss=found, line=found.line, form=form, **said)


def _page(template: str, **context: Any) -> str:
    return render(
        f"hand_in/{template}.html",
        lists=lists,
        states=LOSSES,
        shapes=LOSS_SHAPES,
        is_open=LossState.RECORDED,
        is_told=LossState.PARENT_TOLD,
        closes=may(Act.CLOSE_LOSS),
        **context,
    )
