"""Signing in and out, elevating, blanking the screen, turning to another school."""

from typing import Any

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _

from school.foundation import proofs
from school.foundation.actor import Actor
from school.foundation.errors import Hidden, Invalid
from school.identity.commands.elevating import Fresh, drop_elevation as drop
from school.identity.commands.elevating import try_to_elevate
from school.identity.commands.signing_in import (
    Blocked,
    Held,
    Move,
    NotProven,
    SecondFactor,
    Try,
    end_sign_in,
    switch_school,
    try_to_sign_in,
)
from school.identity.forms.signing_in import ElevateForm, OnwardForm, SignInForm
from school.identity.queries import signing_in as questions
from school.identity.states import device_named
from school.identity.views import asking, entering
from school.identity.views.blueprint import bp
from school.identity.views.onward import opened, own_address
from school.web.acting import actor_or_none, current_actor, set_actor
from school.web.pages import render, shown_time

SEE_OTHER = 303
UNPROCESSABLE = 422


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    """The page, and the try."""
    if request.method == "POST":
        return _try_to_sign_in()
    if actor_or_none():
        return redirect(own_address(request.args.get("next")) or "/", SEE_OTHER)
    form = SignInForm(formdata=None)
    form.next.data = own_address(request.args.get("next")) or ""
    return asking.sign_in_page(form)


def _try_to_sign_in() -> Any:
    form = SignInForm()
    if not form.validate():
        return asking.sign_in_page(form), UNPROCESSABLE
    try:
        token = try_to_sign_in(_trust(), _typed(form))
    except NotProven:
        form.form_errors.append(_does_not_match())
        return asking.sign_in_page(form), UNPROCESSABLE
    except Held as held:
        form.form_errors.append(held_until(held))
        return asking.sign_in_page(form), held.status
    except Blocked as blocked:
        return asking.sign_in_page(form, blocked=True), blocked.status
    signed = entering.come_in(token)
    return go_on(signed.actor, form)


def _trust() -> str:
    trust = questions.trust_ref()
    if trust is None:
        raise Hidden("nothing is founded yet")
    return trust


def _typed(form: SignInForm) -> Try:
    return Try(
        username=form.username.data or "",
        password=form.password.data or "",
        code=form.code.data or "",
        device=device_named(request.user_agent.string),
        address=request.remote_addr or "",
    )


def _does_not_match() -> str:
    return _(
        "Something does not match: the user name, the password or the one-time code. "
        "If you use an authenticator app, its code is needed too."
    )


def held_until(held: Held) -> str:
    """What somebody reads who has tried too often."""
    return _(
        "There were too many tries. The next one counts from %(time)s on.",
        time=shown_time(held.until),
    )


def go_on(actor: Actor, form: OnwardForm) -> Any:
    """On to where somebody was stopped: the form they had written, or the page."""
    if form.carried.data:
        carried = opened(actor, form.carried.data)
        if carried:
            return render("identity/send_again.html", carried=carried)
        flash(
            _(
                "A form was sent before you signed in. It could not be opened for you: "
                "it belongs to another person, or it is more than a day old."
            ),
            "warning",
        )
    return redirect(own_address(form.next.data) or "/", SEE_OTHER)


@bp.post("/sign-out")
def sign_out() -> Any:
    """End this sign-in, with whatever it had opened."""
    actor = actor_or_none()
    if actor:
        if actor.elevated:
            drop(actor, actor.sign_in_ref, "signed_out")
        end_sign_in(actor, actor.sign_in_ref, "signed_out")
    session.clear()
    set_actor(None)
    return redirect(url_for("identity.sign_in"), SEE_OTHER)


@bp.route("/elevate", methods=["GET", "POST"])
def elevate() -> Any:
    """The page, and the fresh second factor."""
    actor = current_actor()
    if request.method == "POST":
        return _try_to_elevate(actor)
    form = ElevateForm(formdata=None)
    form.next.data = own_address(request.args.get("next")) or ""
    return asking.elevate_page(form, reason_needed="reason" in request.args)


def _try_to_elevate(actor: Actor) -> Any:
    form = ElevateForm()
    reason_needed = "reason" in request.form
    if form.validate():
        token = proofs.new_token()
        fresh = Fresh(
            person_ref=actor.person_ref,
            proof=SecondFactor("none"),
            token=token,
            reason=form.reason.data if reason_needed else None,
            address=request.remote_addr or "",
        )
        try:
            try_to_elevate(actor, form.code.data or "", fresh)
        except NotProven:
            form.code.errors = [_("This code is not right, or it was used already.")]
        except Held as held:
            form.code.errors = [held_until(held)]
        except Invalid:
            form.reason.errors = [_("Write in a few words why you open it.")]
        else:
            return go_on(entering.go_on_with(token).actor, form)
    return asking.elevate_page(form, reason_needed=reason_needed), UNPROCESSABLE


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
    """Act in another of one's schools."""
    actor = current_actor()
    if actor.elevated:
        drop(actor, actor.sign_in_ref, "school_switched")
    switch_school(actor, Move(actor.person_ref, request.form.get("school_ref", "")))
    return redirect("/", SEE_OTHER)


@bp.get("/account")
def account() -> str:
    """The person's own account."""
    current_actor()
    return render("identity/account.html")


@bp.get("/account/password")
def change_password() -> str:
    """To be."""
    return "…"
