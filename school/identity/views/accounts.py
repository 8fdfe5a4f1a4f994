"""Keeping the accounts of a school: opening, issuing, blocking, opening again."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from school.foundation import clock, proofs
from school.foundation.actor import Actor
from school.foundation.errors import Hidden, Invalid
from school.foundation.passwords import passwords
from school.identity.commands import accounts as acts
from school.identity.forms.accounts import (
    BLOCKING_WHYS,
    RESET_WHYS,
    STEPS,
    BlockForm,
    FactorResetForm,
    OpenAccountForm,
    UnblockForm,
)
from school.identity.queries.accounts import (
    AccountShown,
    read_accounts,
    read_kept_account,
    suggested_username,
)
from school.identity.states import FIRST_PASSWORD_LIVES
from school.identity.views.blueprint import bp
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render

SEE_OTHER = 303
UNPROCESSABLE = 422


@bp.get("/accounts")
def accounts() -> str:
    """Whose account is open, blocked or not there yet."""
    shown = read_accounts(current_actor())
    return render("identity/accounts.html", accounts=shown, whys=BLOCKING_WHYS)


@bp.get("/accounts/<ref:person_ref>")
def kept_account(person_ref: str) -> Any:
    """One person's account, with what can be done about it."""
    actor = current_actor()
    form = OpenAccountForm(formdata=None)
    shown = read_kept_account(actor, person_ref)
    if shown.state == "none":
        form.username.data = suggested_username(actor, person_ref)
    return _page(shown, form)


def _page(shown: AccountShown, form: OpenAccountForm) -> str:
    return render(
        "identity/kept_account.html",
        account=shown,
        form=form,
        whys=BLOCKING_WHYS,
        reset_whys=RESET_WHYS,
    )


@bp.post("/accounts/<ref:person_ref>/open")
def open_account(person_ref: str) -> Any:
    """Open the account and show the slip, once."""
    actor, form = current_actor(), OpenAccountForm()
    if form.validate():
        first = proofs.new_first_password()
        new = acts.NewAccount(
            person_ref, form.username.data or "", passwords().hash(first)
        )
        try:
            acts.open_account(actor, new)
        except Invalid as fault:
            form.take_back({name: _taken(why) for name, why in fault.problems.items()})
        else:
            return _slip(actor, person_ref, first)
    return _page(read_kept_account(actor, person_ref), form), UNPROCESSABLE


def _taken(why: str) -> str:
    if why == "has_account":
        return _("This person has an account already: issue a new password instead.")
    return _("Another account has this user name. Choose another one.")


def _slip(actor: Actor, person_ref: str, first: str) -> str:
    """The slip with a one-time password: shown now, kept nowhere."""
    return render(
        "identity/slip.html",
        account=read_kept_account(actor, person_ref),
        first_password=first,
        lapses_at=clock.now() + FIRST_PASSWORD_LIVES,
    )


@bp.post("/accounts/<ref:person_ref>/password")
def issue_password(person_ref: str) -> Any:
    """A new one-time password and its slip; the person's sign-ins end."""
    actor = current_actor()
    first = proofs.new_first_password()
    user_ref = _user_ref(actor, person_ref)
    acts.issue_password(actor, user_ref, passwords().hash(first))
    return _slip(actor, person_ref, first)


@bp.post("/accounts/<ref:person_ref>/slip")
def hand_over_slip(person_ref: str) -> Any:
    """The slip is in its owner's hand."""
    actor = current_actor()
    acts.hand_over_slip(actor, _user_ref(actor, person_ref))
    flash(_("Recorded: you handed the slip over."), "success")
    return _back(person_ref)


def _user_ref(actor: Actor, person_ref: str) -> str:
    found = read_kept_account(actor, person_ref).user_ref
    if not found:
        raise Hidden("no account")
    return found


@bp.route("/accounts/<ref:person_ref>/block", methods=["GET", "POST"])
def block_account(person_ref: str) -> Any:
    """Block an account at once."""

    def do(actor: Actor, user_ref: str, form: BlockForm) -> Any:
        acts.block_account(actor, user_ref, form.why.data)
        flash(_("The account is blocked, and every sign-in has ended."), "success")
        return _back(person_ref)

    return _asked(person_ref, BlockForm, "identity/block_account.html", do)


@bp.route("/accounts/<ref:person_ref>/unblock", methods=["GET", "POST"])
def unblock_account(person_ref: str) -> Any:
    """Open a blocked account again, after speaking with its owner (G-23)."""

    def do(actor: Actor, user_ref: str, form: UnblockForm) -> Any:
        first = proofs.new_first_password()
        details = form.details(passwords().hash(first))
        if set(details.steps) != set(STEPS):
            form.steps.errors = [_("Do all of these first, and tick them.")]
            return None
        acts.unblock_account(actor, user_ref, details)
        return _slip(actor, person_ref, first)

    return _asked(person_ref, UnblockForm, "identity/unblock_account.html", do)


@bp.route("/accounts/<ref:person_ref>/factors", methods=["GET", "POST"])
def request_factor_reset(person_ref: str) -> Any:
    """The first of two: ask that somebody's second factors be removed."""

    def do(actor: Actor, user_ref: str, form: FactorResetForm) -> Any:
        acts.request_factor_reset(actor, user_ref, form.why.data)
        flash(
            _("Asked. Another keeper of accounts must agree within 7 days."), "success"
        )
        return _back(person_ref)

    return _asked(person_ref, FactorResetForm, "identity/request_factor_reset.html", do)


@bp.post("/accounts/<ref:person_ref>/factors/<ref:reset_ref>/agree")
def reset_factors(person_ref: str, reset_ref: str) -> Any:
    """The second of two agrees."""
    acts.reset_factors(current_actor(), reset_ref)
    flash(_("The second factors are removed, and every sign-in has ended."), "success")
    return _back(person_ref)


def _back(person_ref: str) -> Any:
    return redirect(url_for("identity.kept_account", person_ref=person_ref), SEE_OTHER)


def _asked(
    person_ref: str, kind: type[Any], page: str, do: Callable[[Actor, str, Any], Any]
) -> Any:
    """A page with one form, and the act once the form is right."""
    actor = current_actor()
    form = kind()
    status = 200
    if request.method == "POST":
        user_ref = _user_ref(actor, person_ref)
        answer = do(actor, user_ref, form) if form.validate() else None
        if answer is not None:
            return answer
        status = UNPROCESSABLE
    shown = read_kept_account(actor, person_ref)
    return render(page, account=shown, form=form), status
