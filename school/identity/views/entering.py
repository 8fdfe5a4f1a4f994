"""Before every page: who is this? And what happens when nobody is, or not enough."""

from typing import Any

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from school.foundation.errors import ElevationNeeded, Refused
from school.foundation.passwords import Passwords
from school.identity.commands.elevating import touch_elevation
from school.identity.commands.signing_in import touch_sign_in
from school.identity.forms.signing_in import SignInForm
from school.identity.queries import signing_in as questions
from school.identity.queries.signing_in import SignedIn
from school.identity.views import asking
from school.identity.views.blueprint import bp
from school.identity.views.frame import frame, role_words
from school.identity.views.onward import as_sent, this_page
from school.identity.views.pacing import hold_back
from school.web.acting import SignInNeeded, set_actor
from school.web.catalogue import gettext as _
from school.web.errors import answer
from school.web.forms import was_given_to_this_person
from school.web.pages import render

SEE_OTHER = 303
TOKEN = "_user_id"  # noqa: S105 - where Flask-Login keeps what the cookie holds
# What somebody who must first choose a password may open.
_BEFORE_THE_PASSWORD = {
    "identity.change_password",
    "identity.go_on",
    "identity.sign_in",
    "identity.sign_out",
    "identity.blank",
}


class Entered(UserMixin):
    """Whoever is signed in, as Flask-Login wants to see it."""

    def __init__(self, token: str, signed_in: SignedIn) -> None:
        self.token = token
        self.signed_in = signed_in

    def get_id(self) -> str:
        """What the cookie holds: the sign-in's random token."""
        return self.token


def _load(token: str) -> Entered | None:
    watch = current_app.extensions["safeguard_watch"]
    found = questions.signed_in(token, request.remote_addr or "", watch)
    return Entered(token, found) if found else None


@bp.record_once
def _set_up(state: Any) -> None:
    app: Flask = state.app
    settings = app.config["SAFEGUARD"]
    app.extensions["safeguard_passwords"] = Passwords(
        settings.argon2_memory_kib, settings.argon2_rounds
    )
    app.extensions.setdefault("safeguard_frame", frame)
    app.jinja_env.filters["role_names"] = role_words
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)
    # First of all: whatever fails later, its page knows who asked.
    app.before_request_funcs.setdefault(None, []).insert(0, enter)


def enter() -> Response | None:
    """Find out who asks, keep the sign-in alive, send away what may not come in."""
    set_actor(None)
    if request.endpoint == "static":
        return None
    if _is_looking_ahead():
        return Response(status=503)
    if request.method == "POST" and _comes_from_elsewhere():
        raise Refused("cross_site")
    signed = signed_in_or_none()
    if signed is None:
        return None
    set_actor(signed.actor)
    _keep_alive(signed)
    hold_back(signed.actor)
    if signed.must_change_password and request.endpoint not in _BEFORE_THE_PASSWORD:
        return redirect(url_for("identity.change_password"), SEE_OTHER)
    return None


def signed_in_or_none() -> SignedIn | None:
    """The live sign-in of this request, or None."""
    found: SignedIn | None = getattr(current_user, "signed_in", None)
    return found


def must_be_signed_in() -> SignedIn:
    """The live sign-in of this request. Raises SignInNeeded."""
    signed = signed_in_or_none()
    if signed is None:
        raise SignInNeeded
    return signed


def signed_in_afresh() -> SignedIn:
    """The sign-in as it stands now, after an act of this request changed it."""
    return go_on_with(str(session.get(TOKEN)))


def come_in(token: str) -> SignedIn:
    """Put a new sign-in's token into a new cookie; nothing of the old one stays."""
    session.clear()
    g.pop("csrf_token", None)
    return go_on_with(token)


def go_on_with(token: str) -> SignedIn:
    """Put the sign-in's next token into the cookie. Raises SignInNeeded."""
    entered = _load(token)
    if entered is None:
        raise SignInNeeded
    login_user(entered)
    set_actor(entered.signed_in.actor)
    return entered.signed_in


def _is_looking_ahead() -> bool:
    """A page that a browser fetches before anybody opens it would be a disclosure to
    nobody (decision 13).
    """
    purposes = (
        request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz")
    )
    return any("prefetch" in purpose for purpose in purposes)


def _comes_from_elsewhere() -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {
        "same-origin",
        "none",
    }


def _keep_alive(signed: SignedIn) -> None:
    # A page that asks by itself for a number must not keep a sign-in alive.
    if request.method == "GET" and asking.by_script():
        return
    if signed.touch_due:
        touch_sign_in(signed.actor)
    if signed.elevation_touch_due and signed.elevation_ref:
        touch_elevation(signed.actor, signed.elevation_ref)


@bp.app_errorhandler(SignInNeeded)
def nobody(_error: SignInNeeded) -> Any:
    """To the sign-in page; a form that was sent comes along, sealed to its writer."""
    if asking.by_script():
        return Response(status=401)
    if request.method != "POST":
        return redirect(url_for("identity.sign_in", next=this_page()), SEE_OTHER)
    return asking.ask_to_sign_in(session.get(TOKEN), same_site=_is_ours())


@bp.app_errorhandler(ElevationNeeded)
def not_enough(error: ElevationNeeded) -> Any:
    """To the elevation page, likewise."""
    if asking.by_script():
        return Response(status=403)
    reason = "1" if error.reason_needed else None
    if request.method != "POST":
        place = url_for("identity.elevate", next=this_page(), reason=reason)
        return redirect(place, SEE_OTHER)
    return asking.ask_to_elevate(reason_needed=error.reason_needed)


@bp.app_errorhandler(CSRFError)
def forged_or_late(_error: CSRFError) -> Any:
    """A form without a good token did nothing. If the browser vouches that it came
    from a page of ours, it was open too long: what was typed is offered for sending.
    """
    if not _is_ours() or asking.by_script():
        return answer(400, "form_expired")
    if request.endpoint == "identity.sign_in":
        return _sign_in_again()
    signed = signed_in_or_none()
    if signed is None:
        return asking.ask_to_sign_in(session.get(TOKEN), same_site=True)
    if not was_given_to_this_person(request.form.get("form_id")):
        return answer(400, "form_expired")
    return render("identity/send_again.html", carried=as_sent())


def _sign_in_again() -> tuple[str, int]:
    form = SignInForm()
    form.password.data = form.code.data = ""
    form.begin_afresh()
    form.form_errors.append(_("This page was open for long. Please sign in again."))
    return asking.sign_in_page(form), 400


def _is_ours() -> bool:
    # Set by the browser alone; a page of another site cannot.
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
