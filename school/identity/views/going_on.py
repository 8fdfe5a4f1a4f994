"""Where somebody goes after a step: what is still to be done first, then onward."""

from typing import Any

from flask import flash, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from school.identity.forms.signing_in import OnwardForm
from school.identity.queries import signing_in as questions
from school.identity.queries.accounts import Visit, last_visit
from school.identity.queries.signing_in import SignedIn
from school.identity.views.onward import opened, own_address
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import render, shown_at

SEE_OTHER = 303


def go_on(signed: SignedIn, form: OnwardForm) -> Any:
    """To what must be done first, or to where somebody was stopped."""
    step = first_step(signed)
    if step:
        return _first(step, form)
    return onward(signed, form)


def first_step(signed: SignedIn) -> str | None:
    """The page that comes before all others, as an endpoint, or None."""
    if signed.must_change_password:
        return "identity.change_password"
    actor = signed.actor
    lacks_one = not questions.has_second_factor(actor.user_ref)
    if lacks_one and questions.needs_second_factor(actor.roles):
        return "identity.add_authenticator"
    return None


def _first(step: str, form: OnwardForm) -> Any:
    if form.carried.data:
        return render("identity/first.html", step=url_for(step), onward_form=form)
    next_page = own_address(form.next.data)
    return redirect(url_for(step, next=next_page), SEE_OTHER)


def onward(signed: SignedIn, form: OnwardForm) -> Any:
    """The form they had written, ready to be sent; or the page they had asked for."""
    if form.carried.data:
        carried = opened(signed.actor, form.carried.data)
        if carried:
            return render("identity/send_again.html", carried=carried)
        flash(
            _(
                "Something was written here before you signed in. It was not sent: it "
                "belongs to another person, or it is more than a day old."
            ),
            "warning",
        )
    return redirect(own_address(form.next.data) or "/", SEE_OTHER)


def is_beginning() -> bool:
    """Whether a step is being begun with something carried, and not yet sent."""
    return "begin" in request.form


def begun(form: OnwardForm) -> None:
    """Take along, into the step's form, where it leads."""
    if is_beginning():
        form.next.data = own_address(request.form.get("next")) or ""
        form.carried.data = request.form.get("carried", "")
    else:
        form.next.data = own_address(request.args.get("next")) or ""


def tell_of_last_visit(signed: SignedIn) -> None:
    """Right after signing in: the last time, and what was tried since (G-20)."""
    visit = last_visit(signed.actor)
    if visit.recovery_left is not None:
        flash(_recovery(visit.recovery_left), "warning")
    if visit.last is None and not visit.failures:
        return
    told = Markup('{} <a href="{}">{}</a>').format(
        _visit(visit), url_for("identity.account"), _("Was that not you?")
    )
    flash(told, "warning" if visit.failures else "message")


def _visit(visit: Visit) -> str:
    words = []
    if visit.last:
        words.append(
            _(
                "You last signed in on %(when)s (%(device)s).",
                when=shown_at(visit.last.begun_at),
                device=visit.last.device,
            )
        )
    if visit.last_failure:
        words.append(
            ngettext(
                "One try to sign in has failed since, on %(when)s.",
                "%(num)s tries to sign in have failed since, the last on %(when)s.",
                visit.failures,
                when=shown_at(visit.last_failure.failed_at),
            )
        )
    return " ".join(words)


def _recovery(left: int) -> str:
    return ngettext(
        "You used a recovery code. One is left: print new ones on your account page.",
        "You used a recovery code. %(num)s are left.",
        left,
    )


def told_and_sent(signed: SignedIn, form: OnwardForm) -> Response | Any:
    """After signing in: tell of the last visit, then go on."""
    tell_of_last_visit(signed)
    return go_on(signed, form)
