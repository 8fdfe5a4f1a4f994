"""The person's own account: sign-ins, password, and "this was not me"."""

from typing import Any

from flask import flash, redirect, request, session, url_for

from school.foundation.actor import Actor
from school.foundation.passwords import (
    SHORTEST,
    SHORTEST_WITH_SECOND_FACTOR,
    passwords,
    weakness,
)
from school.identity.commands import accounts as acts
from school.identity.commands.proving import Held, NotProven, check_password
from school.identity.commands.signing_in import end_sign_in as end
from school.identity.forms.accounts import PasswordForm
from school.identity.queries import signing_in as questions
from school.identity.queries.accounts import keepers_of_accounts, read_own_account
from school.identity.views import entering, going_on
from school.identity.views.blueprint import bp
from school.identity.views.signing_in import held_words
from school.web.acting import current_actor, set_actor
from school.web.catalogue import gettext as _
from school.web.pages import render

SEE_OTHER = 303
UNPROCESSABLE = 422


@bp.get("/account")
def account() -> str:
    """The person's own account."""
    actor = current_actor()
    return render(
        "identity/account.html",
        account=read_own_account(actor, actor.user_ref),
        needs_factor=questions.needs_second_factor(actor.roles),
        schools=questions.schools_of(actor),
        acting_school=actor.school_ref,
    )


@bp.post("/account/sign-ins/<ref:sign_in_ref>/end")
def end_sign_in(sign_in_ref: str) -> Any:
    """End one of one's own sign-ins."""
    end(current_actor(), sign_in_ref, "ended_by_owner")
    flash(_("That sign-in has ended."), "success")
    return redirect(url_for("identity.account"), SEE_OTHER)


@bp.post("/account/sign-ins/end")
def end_other_sign_ins() -> Any:
    """End every sign-in of one's own but this one."""
    actor = current_actor()
    for shown in read_own_account(actor, actor.user_ref).sign_ins:
        if not shown.here:
            end(actor, shown.ref, "ended_by_owner")
    flash(_("Every other sign-in has ended."), "success")
    return redirect(url_for("identity.account"), SEE_OTHER)


@bp.route("/account/not-me", methods=["GET", "POST"])
def disown_sign_ins() -> Any:
    """ "This was not me": what will happen, and the doing of it."""
    actor = current_actor()
    if request.method == "GET":
        return render("identity/disown_sign_ins.html")
    acts.disown_sign_ins(actor, actor.user_ref, keepers_of_accounts(actor))
    session.clear()
    set_actor(None)
    return render("identity/disowned.html")


@bp.route("/account/password", methods=["GET", "POST"])
def change_password() -> Any:
    """Choose a new password; the first thing after a one-time password."""
    signed = entering.must_be_signed_in()
    first = signed.must_change_password
    if request.method == "GET" or going_on.is_beginning():
        form = PasswordForm(formdata=None)
        going_on.begun(form)
        return _password_page(signed.actor, form, first=first)
    form = PasswordForm()
    if form.validate() and _is_changed(signed.actor, form, first=first):
        if not first:
            flash(_("Your password is changed. Other sign-ins have ended."), "success")
        return going_on.go_on(entering.signed_in_afresh(), form)
    return _password_page(signed.actor, form, first=first), UNPROCESSABLE


def _password_page(actor: Actor, form: PasswordForm, *, first: bool) -> str:
    return render(
        "identity/change_password.html",
        form=form,
        first=first,
        shortest=_shortest(actor),
    )


def _shortest(actor: Actor) -> int:
    strong = questions.has_second_factor(actor.user_ref)
    return SHORTEST_WITH_SECOND_FACTOR if strong else SHORTEST


def _is_changed(actor: Actor, form: PasswordForm, *, first: bool) -> bool:
    new = form.password.data or ""
    known = questions.words_known_of(actor)
    fault = weakness(new, known, shortest=_shortest(actor))
    if fault:
        form.password.errors = [_fault(fault, _shortest(actor))]
        return False
    try:
        if not first:
            check_password(actor, form.present.data or "")
    except NotProven:
        form.present.errors = [_("This is not your password now.")]
        return False
    except Held as held:
        form.present.errors = [held_words(held)]
        return False
    acts.change_password(actor, actor.user_ref, passwords().hash(new))
    return True


def _fault(fault: str, shortest: int) -> str:
    words = {
        "short": _("Use at least %(n)s characters: a few words work well.", n=shortest),
        "long": _("Use at most 256 characters."),
        "common": _(
            "This would be guessed: it is made of common words, names or runs of keys. "
            "Add a few words that have nothing to do with you."
        ),
    }
    return words[fault]
