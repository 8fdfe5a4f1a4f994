"""Second factors of one's own: authenticator app, passkeys, recovery codes."""

import io
from typing import Any

import segno
from flask import current_app, flash, jsonify, redirect, request, url_for
from markupsafe import Markup

from school.foundation import clock, passkeys, proofs
from school.foundation.actor import Actor
from school.foundation.errors import ElevationNeeded, Stale
from school.identity.commands import factors as acts
from school.identity.commands.proving import Held, NotProven, check_password
from school.identity.forms.accounts import (
    AuthenticatorForm,
    ConfirmPasswordForm,
    PasskeyForm,
)
from school.identity.forms.signing_in import OnwardForm
from school.identity.queries import signing_in as questions
from school.identity.states import RECOVERY_CODES
from school.identity.views import ceremonies, going_on
from school.identity.views.blueprint import bp
from school.identity.views.onward import opened_from_page, sealed_into_page
from school.identity.views.signing_in import held_words
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render

SEE_OTHER = 303
UNPROCESSABLE = 422
SEED = "seed"


@bp.route("/account/authenticator", methods=["GET", "POST"])
def add_authenticator() -> Any:
    """Set up an authenticator app: scan, enter the first code, print the codes."""
    actor = current_actor()
    has_factor = _must_be_fresh(actor)
    if request.method == "GET" or going_on.is_beginning():
        form = AuthenticatorForm(formdata=None)
        going_on.begun(form)
        form.seed.data = sealed_into_page(actor, SEED, proofs.new_seed())
        return _authenticator_page(actor, form, has_factor=has_factor)
    form = AuthenticatorForm()
    if form.validate() and (has_factor or _password_is_right(actor, form)):
        try:
            return _added(actor, form)
        except NotProven:
            form.code.errors = [_("This code is not right. Enter the one shown now.")]
    return _authenticator_page(actor, form, has_factor=has_factor), UNPROCESSABLE


def _must_be_fresh(actor: Actor) -> bool:
    """Whether there is a factor already; it must then have been shown just now."""
    has_factor = questions.has_second_factor(actor.user_ref)
    if has_factor and not actor.elevated:
        raise ElevationNeeded
    return has_factor


def _password_is_right(actor: Actor, form: ConfirmPasswordForm) -> bool:
    try:
        check_password(actor, form.present.data or "")
    except NotProven:
        form.present.errors = [_("This is not your password.")]
        return False
    except Held as held:
        form.present.errors = [held_words(held)]
        return False
    return True


def _authenticator_page(
    actor: Actor, form: AuthenticatorForm, *, has_factor: bool
) -> str:
    seed = opened_from_page(actor, SEED, form.seed.data or "") or proofs.new_seed()
    form.seed.data = sealed_into_page(actor, SEED, seed)
    form.code.data = ""
    address = proofs.seed_address(seed, questions.username_of(actor.user_ref))
    return render(
        "identity/add_authenticator.html",
        form=form,
        has_factor=has_factor,
        needed=questions.needs_second_factor(actor.roles),
        picture=_picture(address),
        groups=[seed[start : start + 4] for start in range(0, len(seed), 4)],
    )


def _picture(address: str) -> Markup:
    """The QR code as an inline drawing, made by us from our own text alone."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2
    )
    return Markup(out.getvalue().decode())  # noqa: S704


def _added(actor: Actor, form: AuthenticatorForm) -> Any:
    seed = opened_from_page(actor, SEED, form.seed.data or "")
    step = proofs.step_of(seed, form.code.data or "", clock.now()) if seed else None
    if seed is None or step is None:
        raise NotProven
    codes = new_recovery_codes(actor)
    new = acts.NewAuthenticator(seed, tuple(_plain(codes)), step)
    acts.add_authenticator(actor, actor.user_ref, new)
    return _codes_page(codes, form)


def new_recovery_codes(actor: Actor) -> list[str]:
    """Ten new codes for whoever has none; otherwise the printed ones stay good."""
    if questions.has_recovery_codes(actor.user_ref):
        return []
    return [proofs.new_recovery_code() for _ in range(RECOVERY_CODES)]


def _plain(codes: list[str]) -> list[str]:
    return [proofs.recovery_code(code) or "" for code in codes]


def _codes_page(codes: list[str], form: OnwardForm) -> Any:
    if not codes:
        flash(_("The new second factor works from now on."), "success")
        return redirect(url_for("identity.account"), SEE_OTHER)
    return render("identity/recovery_codes.html", codes=codes, onward_form=form)


@bp.post("/account/recovery-codes")
def renew_recovery_codes() -> Any:
    """Ten new recovery codes; the old ones stop."""
    actor = current_actor()
    codes = [proofs.new_recovery_code() for _ in range(RECOVERY_CODES)]
    acts.renew_recovery_codes(actor, actor.user_ref, tuple(_plain(codes)))
    return _codes_page(codes, OnwardForm(formdata=None))


@bp.post("/account/factors/<ref:factor_ref>/remove")
def remove_factor(factor_ref: str) -> Any:
    """Remove an app or a passkey, if another one is left."""
    try:
        acts.remove_factor(current_actor(), factor_ref)
    except Stale:
        flash(_("This is your last second factor. Add another one first."), "warning")
    else:
        flash(_("It is removed."), "success")
    return redirect(url_for("identity.account"), SEE_OTHER)


@bp.get("/account/passkey")
def add_passkey() -> Any:
    """The page that registers a passkey."""
    actor = current_actor()
    has_factor = _must_be_fresh(actor)
    form = PasskeyForm(formdata=None)
    going_on.begun(form)
    return render("identity/add_passkey.html", form=form, has_factor=has_factor)


@bp.post("/account/passkey/options")
def ask_to_add_passkey() -> Any:
    """What the browser asks the device, once the password was right."""
    actor = current_actor()
    form = PasskeyForm()
    if not _must_be_fresh(actor) and not _password_is_right(actor, form):
        return jsonify(error=str(form.present.errors[0]))
    account = (actor.user_ref, questions.username_of(actor.user_ref))
    site = current_app.config["SAFEGUARD"].site
    known = questions.passkeys_of(actor.user_ref)
    return ceremonies.begun("add", passkeys.ask_to_register(site, account, known))


@bp.post("/account/passkey")
def register_passkey() -> Any:
    """The device's answer: a new passkey, and printed codes with the first factor."""
    actor = current_actor()
    _must_be_fresh(actor)
    answer = ceremonies.answer("add")
    site = current_app.config["SAFEGUARD"].site
    try:
        found = passkeys.registered(site, answer.challenge, answer.credential)
    except passkeys.NotAnswered:
        return jsonify(error=_("The passkey could not be read. Try again."))
    label = answer.fields.get("label", "").strip()[:60] or _("Passkey")
    new = acts.NewPasskey(found.handle, found.public, found.counter, label)
    acts.add_passkey(actor, actor.user_ref, new)
    flash(_("The passkey works from now on."), "success")
    return jsonify(next=url_for("identity.account"))
