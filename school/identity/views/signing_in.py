"""Signing in and out."""

from typing import Any

from flask import current_app, flash, jsonify, redirect, request, session, url_for

from school.foundation.errors import Hidden
from school.foundation.passkeys import NotAnswered, ask_for_one
from school.identity.commands.elevating import drop_elevation
from school.identity.commands.proving import Blocked, Held, NotProven
from school.identity.commands.signing_in import (
    device_knows,
    end_sign_in,
    fail_by_passkey,
    sign_in_by_passkey,
    try_to_sign_in,
)
from school.identity.forms.signing_in import OnwardForm, SignInForm
from school.identity.queries import signing_in as questions
from school.identity.views import asking, ceremonies, entering, going_on
from school.identity.views.blueprint import bp
from school.identity.views.known_device import remember_device
from school.identity.views.onward import own_address
from school.web.acting import actor_or_none, set_actor
from school.web.catalogue import gettext as _
from school.web.pages import shown_time

SEE_OTHER = 303
UNPROCESSABLE = 422


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    """The page, and the try."""
    if request.method == "POST":
        return _try_to_sign_in(SignInForm())
    if actor_or_none():
        return redirect(own_address(request.args.get("next")) or "/", SEE_OTHER)
    form = SignInForm(formdata=None)
    form.next.data = own_address(request.args.get("next")) or ""
    return asking.sign_in_page(form)


def _try_to_sign_in(form: SignInForm) -> Any:
    if not form.validate():
        return asking.sign_in_page(form), UNPROCESSABLE
    typed = form.details()
    # A code works once: it is never shown again.
    form.code.data = ""
    try:
        token = try_to_sign_in(_trust(), typed, asking.here())
    except NotProven:
        form.form_errors.append(_does_not_match())
        return asking.sign_in_page(form), UNPROCESSABLE
    except Held as held:
        form.form_errors.append(held_words(held))
        return asking.sign_in_page(form), held.status
    except Blocked as blocked:
        form.form_errors.append(blocked_words())
        return asking.sign_in_page(form), blocked.status
    remember_device(device_knows(_trust(), typed.username))
    return going_on.told_and_sent(entering.come_in(token), form)


def _trust() -> str:
    trust = questions.trust_ref()
    if trust is None:
        raise Hidden("nothing is founded yet")
    return trust


def _does_not_match() -> str:
    return _(
        "Something does not match: the user name, the password or the one-time code. "
        "If you use an authenticator app, its code is needed too, and each code works "
        "once."
    )


def held_words(held: Held) -> str:
    """What somebody reads who has tried too often."""
    return _(
        "There were too many tries. Wait, and try again from %(time)s on.",
        time=shown_time(held.until),
    )


def blocked_words() -> str:
    """What somebody reads whose account is blocked: neutral, and whom to see (G-22)."""
    return _(
        "You cannot sign in at the moment. Speak in person to whoever keeps the "
        "accounts at your school, or to the headteacher."
    )


@bp.post("/sign-in/passkey/options")
def ask_for_passkey() -> Any:
    """What the browser asks any passkey device of the person's."""
    asked = ask_for_one(current_app.config["SAFEGUARD"].site, [])
    return ceremonies.begun("sign_in", asked)


@bp.post("/sign-in/passkey")
def sign_in_with_passkey() -> Any:
    """The device's answer."""
    trust, answer = _trust(), ceremonies.answer("sign_in")
    known = questions.passkey_named(trust, answer.handle)
    try:
        checked = ceremonies.checked(known, answer)
        token = sign_in_by_passkey(trust, checked, asking.here())
    except NotAnswered:
        fail_by_passkey(trust, answer.handle, asking.here())
        return jsonify(error=_("This passkey is not known here, or did not fit."))
    except (NotProven, Blocked):
        return jsonify(error=blocked_words())
    signed = entering.come_in(token)
    going_on.tell_of_last_visit(signed)
    return ceremonies.done(answer)


@bp.post("/go-on")
def go_on() -> Any:
    """On to where somebody was stopped, after a passkey or printed codes."""
    signed = entering.must_be_signed_in()
    return going_on.go_on(signed, OnwardForm())


@bp.post("/sign-out")
def sign_out() -> Any:
    """End this sign-in, with whatever it had opened."""
    actor = actor_or_none()
    if actor:
        if actor.elevated:
            drop_elevation(actor, actor.sign_in_ref, "signed_out")
        end_sign_in(actor, actor.sign_in_ref, "signed_out")
    session.clear()
    set_actor(None)
    flash(_("You are signed out."), "success")
    return redirect(url_for("identity.sign_in"), SEE_OTHER)
