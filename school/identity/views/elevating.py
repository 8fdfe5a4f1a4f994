"""Opening case content for a short time, closing it, blanking the screen, moving."""

from typing import Any

from flask import current_app, jsonify, redirect, request, url_for

from school.foundation.actor import Actor
from school.foundation.errors import Invalid
from school.foundation.passkeys import NotAnswered, ask_for_one
from school.identity.commands.elevating import (
    Asked,
    check_reason,
    elevate_by_passkey,
    fail_elevation,
    try_to_elevate,
)
from school.identity.commands.elevating import drop_elevation as drop
from school.identity.commands.proving import Held, NotProven
from school.identity.commands.signing_in import Move, switch_school
from school.identity.forms.signing_in import ElevateForm
from school.identity.queries import signing_in as questions
from school.identity.views import asking, ceremonies, entering, going_on
from school.identity.views.blueprint import bp
from school.identity.views.onward import own_address
from school.identity.views.signing_in import held_words
from school.web.acting import actor_or_none, current_actor, set_actor
from school.web.catalogue import gettext as _
from school.web.pages import render

SEE_OTHER = 303
UNPROCESSABLE = 422


@bp.route("/elevate", methods=["GET", "POST"])
def elevate() -> Any:
    """The page, and the fresh second factor."""
    actor = current_actor()
    if request.method == "POST":
        return _try_to_elevate(actor, ElevateForm())
    form = ElevateForm(formdata=None)
    form.next.data = own_address(request.args.get("next")) or ""
    return asking.elevate_page(form, reason_needed="reason" in request.args)


def _try_to_elevate(actor: Actor, form: ElevateForm) -> Any:
    asked = form.asked(request.remote_addr or "")
    if form.validate():
        try:
            token = try_to_elevate(actor, form.code.data or "", asked)
        except NotProven:
            form.code.errors = [_("This code is not right, or it was used already.")]
        except Held as held:
            form.code.errors = [held_words(held)]
        except Invalid:
            form.reason.errors = [_thin_reason()]
        else:
            return going_on.onward(entering.go_on_with(token), form)
    page = asking.elevate_page(form, reason_needed=asked.reason is not None)
    return page, UNPROCESSABLE


def _thin_reason() -> str:
    return _("Write in a few words why you open it, at least 10 characters.")


@bp.post("/elevate/passkey/options")
def ask_for_own_passkey() -> Any:
    """What the browser asks the person's own passkeys."""
    site = current_app.config["SAFEGUARD"].site
    known = questions.passkeys_of(current_actor().user_ref)
    return ceremonies.begun("elevate", ask_for_one(site, known))


@bp.post("/elevate/passkey")
def elevate_with_passkey() -> Any:
    """The device's answer."""
    actor, answer = current_actor(), ceremonies.answer("elevate")
    asked = Asked(answer.fields.get("reason"), request.remote_addr or "")
    known = questions.passkey_named(actor.trust_ref, answer.handle)
    try:
        check_reason(asked.reason)
        checked = ceremonies.checked(known, answer)
        token = elevate_by_passkey(actor, checked, asked)
    except Invalid:
        return jsonify(error=_thin_reason())
    except NotAnswered:
        fail_elevation(actor, actor, "passkey")
        return jsonify(error=_("This passkey is not known here, or did not fit."))
    except NotProven:
        return jsonify(error=_("This passkey is not one of yours."))
    entering.go_on_with(token)
    return ceremonies.done(answer)


@bp.post("/elevate/close")
def drop_elevation() -> Any:
    """Close case content now."""
    actor = current_actor()
    if actor.elevated:
        drop(actor, actor.sign_in_ref, "closed")
    return redirect("/", SEE_OTHER)


@bp.route("/blank", methods=["GET", "POST"])
def blank() -> Any:
    """Empty the screen and close case content; the sign-in stays. Then a page that
    says nothing about anybody.
    """
    actor = actor_or_none()
    if request.method == "POST":
        if actor and actor.elevated:
            drop(actor, actor.sign_in_ref, "blanked")
        return redirect(url_for("identity.blank"), SEE_OTHER)
    set_actor(None)
    return render("identity/blank.html")


@bp.post("/acting-school")
def switch_acting_school() -> Any:
    """Act in another of one's schools; what was open in the first one closes."""
    actor = current_actor()
    if actor.elevated:
        drop(actor, actor.sign_in_ref, "school_switched")
    switch_school(actor, Move(actor.person_ref, request.form.get("school_ref", "")))
    return redirect("/", SEE_OTHER)
