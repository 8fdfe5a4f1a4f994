"""The two pages that stop somebody: sign in first, show first that it is you."""

from typing import Any

from flask import current_app, request

from school.identity.commands.signing_in import Place
from school.identity.forms.signing_in import ElevateForm, ReasonForm, SignInForm
from school.identity.queries import signing_in as questions
from school.identity.states import device_named
from school.identity.views.known_device import this_device
from school.identity.views.onward import ANYBODY, carry
from school.web.acting import actor_or_none, current_actor
from school.web.pages import render

UNAUTHORISED = 401
FORBIDDEN = 403


def by_script() -> bool:
    """Whether a script of ours asks, and not a person with a page."""
    return request.headers.get("X-Requested-With") == "script"


def here() -> Place:
    """From where somebody asks."""
    device = this_device()
    return Place(
        device=device_named(request.user_agent.string),
        address=request.remote_addr or "",
        device_ref=device.ref,
        knows=device.accounts,
    )


def demonstration_people() -> list[dict[str, Any]]:
    """Whom the demonstration invented, with their codes; nobody in real use."""
    people = current_app.extensions.get("safeguard_demo_people")
    shown = current_app.config["SAFEGUARD"].demonstration and people
    return list(people()) if shown and people else []


def sign_in_page(form: SignInForm, **context: Any) -> str:
    """The sign-in page; in a demonstration with its people and their codes."""
    return render(
        "identity/sign_in.html",
        form=form,
        founded=questions.trust_ref() is not None,
        demo=current_app.config["SAFEGUARD"].demonstration,
        demo_people=demonstration_people(),
        **context,
    )


def ask_to_sign_in(token: str | None, *, same_site: bool) -> tuple[str, int]:
    """The sign-in page, with the form that was sent sealed to whoever wrote it.

    Whoever signed out meanwhile is not known any more; the form's own id then tells
    whose it is, if the browser vouches that it came from a page of ours.
    """
    form = SignInForm(formdata=None)
    trust = questions.trust_ref()
    writer = questions.whose(token) if token else None
    if trust and (writer or same_site):
        form.carried.data = carry(trust, writer or ANYBODY)
    return sign_in_page(form, stopped=True), UNAUTHORISED


def elevate_page(form: ElevateForm, *, reason_needed: bool) -> str:
    """The elevation page, or the way to a second factor for whoever has none."""
    actor = current_actor()
    return render(
        "identity/elevate.html",
        form=form,
        by_passkey=ReasonForm(formdata=None),
        reason_needed=reason_needed,
        has_factor=questions.has_second_factor(actor.user_ref),
        has_passkey=questions.has_passkey(actor.user_ref),
        demo_code=_demonstration_code(actor.user_ref),
    )


def _demonstration_code(user_ref: str) -> str | None:
    people = demonstration_people()
    name = questions.username_of(user_ref) if people else ""
    return next((each["code"] for each in people if each["username"] == name), None)


def ask_to_elevate(*, reason_needed: bool) -> tuple[str, int]:
    """The elevation page, with the form that was sent sealed to whoever wrote it."""
    form = ElevateForm(formdata=None)
    actor = actor_or_none()
    if actor:
        form.carried.data = carry(actor.trust_ref, actor.person_ref)
    return elevate_page(form, reason_needed=reason_needed), FORBIDDEN
