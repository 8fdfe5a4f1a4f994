"""The two pages that stop somebody: sign in first, show first that it is you."""

from typing import Any

from flask import current_app, request

from school.identity.forms.signing_in import ElevateForm, SignInForm
from school.identity.queries import signing_in as questions
from school.identity.views.onward import carry
from school.web.acting import actor_or_none, current_actor
from school.web.pages import render

UNAUTHORISED = 401
FORBIDDEN = 403


def by_script() -> bool:
    """Whether a script of ours asks, and not a person with a page."""
    return request.headers.get("X-Requested-With") == "script"


def sign_in_page(form: SignInForm, **context: Any) -> str:
    """The sign-in page; in a demonstration with its people and their codes."""
    people = None
    if current_app.config["SAFEGUARD"].demonstration:
        people = current_app.extensions.get("safeguard_demo_people")
    return render(
        "identity/sign_in.html",
        form=form,
        founded=questions.trust_ref() is not None,
        demo_people=people() if people else [],
        demo=current_app.config["SAFEGUARD"].demonstration,
        **context,
    )


def ask_to_sign_in(token: str | None) -> tuple[str, int]:
    """The sign-in page, with the form that was sent sealed to whoever wrote it."""
    form = SignInForm(formdata=None)
    writer = questions.whose(token) if token else None
    trust = questions.trust_ref()
    if writer and trust:
        form.carried.data = carry(trust, writer)
    return sign_in_page(form, stopped=True), UNAUTHORISED


def elevate_page(form: ElevateForm, *, reason_needed: bool) -> str:
    """The elevation page, or the way to a second factor for whoever has none."""
    actor = current_actor()
    return render(
        "identity/elevate.html",
        form=form,
        reason_needed=reason_needed,
        has_factor=questions.has_second_factor(actor.user_ref),
    )


def ask_to_elevate(*, reason_needed: bool) -> tuple[str, int]:
    """The elevation page, with the form that was sent sealed to whoever wrote it."""
    form = ElevateForm(formdata=None)
    actor = actor_or_none()
    if actor:
        form.carried.data = carry(actor.trust_ref, actor.person_ref)
    return elevate_page(form, reason_needed=reason_needed), FORBIDDEN
