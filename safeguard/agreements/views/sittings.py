"""Sittings as teachers see them: which classes, open one, follow it, hand it over."""

from typing import Any

from flask import current_app, flash, redirect, session, url_for

from safeguard.agreements.commands import sitting as sittings_done
from safeguard.agreements.forms.signing import EndSittingForm, OpenSittingForm
from safeguard.agreements.queries.sittings import (
    prepare_sitting,
    read_sitting,
    read_sittings,
)
from safeguard.agreements.views.blueprint import bp
from safeguard.agreements.views.devices import hand_over
from safeguard.agreements.views.showing import page as show
from school.foundation.form_ids import FormId
from school.identity.commands.elevating import drop_elevation
from school.identity.commands.signing_in import end_sign_in
from school.web.acting import current_actor, set_actor
from school.web.answering import SEE_OTHER, answer
from school.web.catalogue import gettext as _


@bp.get("/agreements/sittings")
def sittings() -> str:
    """The classes that are to sign, and how many of each have not."""
    return show("sittings", lines=read_sittings(current_actor()))


@bp.route("/agreements/sittings/with/<ref:class_ref>", methods=["GET", "POST"])
def open_sitting(class_ref: str) -> Any:
    """A class is about to sign, on one tablet or on several."""
    actor, form = current_actor(), OpenSittingForm()

    def done(identity: FormId) -> str:
        ref = sittings_done.open_sitting(
            actor, class_ref, form.details(), form=identity
        )
        return url_for("agreements.sitting", sitting_ref=ref)

    def page(*, stale: bool = False) -> str:
        found = prepare_sitting(actor, class_ref)
        return show("open_sitting", line=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.get("/agreements/sittings/<ref:sitting_ref>")
def sitting(sitting_ref: str) -> str:
    """The code for the tablets, and who has signed."""
    return _sitting_page(sitting_ref, EndSittingForm())


@bp.post("/agreements/sittings/<ref:sitting_ref>/use-here")
def use_here(sitting_ref: str) -> Any:
    """This device becomes the class's: whoever is signed in on it is signed out, and
    nothing but a note of the sitting stays on it.
    """
    actor = current_actor()
    found = read_sitting(actor, sitting_ref)
    if not found.running:
        flash(_("This sitting is over. Open another one."), "warning")
        return redirect(url_for("agreements.sittings"), SEE_OTHER)
    if actor.elevated:
        drop_elevation(actor, actor.sign_in_ref, "signed_out")
    end_sign_in(actor, actor.sign_in_ref, "signed_out")
    session.clear()
    set_actor(None)
    return hand_over(found.ref)


@bp.post("/agreements/sittings/<ref:sitting_ref>/end")
def end_sitting(sitting_ref: str) -> Any:
    """The class has signed."""
    form = EndSittingForm()

    def done(identity: FormId) -> str:
        sittings_done.end_sitting(current_actor(), sitting_ref, form=identity)
        flash(_("The sitting is over. No tablet shows a name now."), "success")
        return url_for("agreements.sittings")

    def page(*, stale: bool = False) -> str:  # noqa: ARG001
        return _sitting_page(sitting_ref, form)

    return answer(form, done, page)


def _sitting_page(sitting_ref: str, form: EndSittingForm) -> str:
    found = read_sitting(current_actor(), sitting_ref)
    site = current_app.config["SAFEGUARD"].site
    address = f"{site}{url_for('agreements.tablet')}"
    return show("sitting", sitting=found, form=form, address=address)
