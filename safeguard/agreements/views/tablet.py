"""A shared tablet in a class: a code or a name is tapped, one text, one signature.

Nobody is signed in on it. Each page asks the sitting's note what may be shown; every
other page of the product answers as it answers to nobody.
"""

from typing import Any

from flask import flash, redirect, request, url_for

from safeguard.agreements.commands.guessing import count_wrong_code
from safeguard.agreements.commands.sitting import (
    decline_at_sitting as decline,
)
from safeguard.agreements.commands.sitting import (
    sign_at_sitting as sign,
)
from safeguard.agreements.forms.signing import (
    AnswerForm,
    SittingCodeForm,
    variant_asked,
)
from safeguard.agreements.permissions.guesses import held_until
from safeguard.agreements.permissions.links import code_heard
from safeguard.agreements.permissions.sittings import (
    pupil_at,
    sitting_by_code,
    tablet_acting,
)
from safeguard.agreements.queries.sittings import read_at_sitting, show_names
from safeguard.agreements.views.blueprint import bp
from safeguard.agreements.views.devices import hand_over, sitting_here, take_away
from safeguard.agreements.views.showing import page as show
from safeguard.agreements.views.showing import words_of
from school.foundation.actor import Actor
from school.foundation.errors import Hidden, Repeated
from school.foundation.form_ids import FormId
from school.identity.commands.proving import Held
from school.identity.queries.signing_in import trust_ref
from school.web.acting import actor_or_none
from school.web.answering import CONFLICT, SEE_OTHER, answer
from school.web.catalogue import gettext as _
from school.web.pages import UNPROCESSABLE

NOT_FOUND = 404


@bp.get("/sitting")
def tablet() -> Any:
    """The names of those who have not signed; or the field for the teacher's code."""
    acting = _acting()
    if acting is None:
        over = sitting_here() is not None and actor_or_none() is None
        return show("join_sitting", form=SittingCodeForm(), wrong=False, over=over)
    return show("tablet", tablet=show_names(acting, acting.sign_in_ref))


@bp.post("/sitting")
def join_sitting() -> Any:
    """This tablet joins the sitting whose code was typed."""
    form = SittingCodeForm()
    if actor_or_none() is not None:
        flash(_("Sign out first: a shared tablet is nobody’s own."), "warning")
        return show("join_sitting", form=form, wrong=False), UNPROCESSABLE
    trust, address = trust_ref(), request.remote_addr or ""
    if trust is None:
        raise Hidden("nothing is founded yet")
    until = held_until(trust, address)
    if until:
        raise Held(until)
    found = sitting_by_code(trust, code_heard(form.code.data or "")[:20])
    if found is None:
        count_wrong_code(trust, address)
        return show("join_sitting", form=form, wrong=True), UNPROCESSABLE
    return hand_over(found)


@bp.post("/sitting/leave")
def leave_sitting() -> Any:
    """The tablet goes back to the trolley."""
    return take_away(url_for("agreements.tablet"))


@bp.route("/sitting/<ref:agreement_ref>", methods=["GET", "POST"])
def sign_at_sitting(agreement_ref: str) -> Any:
    """One pupil's text, and the place to sign."""
    return _answered(agreement_ref, AnswerForm(), declines=False)


@bp.post("/sitting/<ref:agreement_ref>/decline")
def decline_at_sitting(agreement_ref: str) -> Any:
    """The pupil does not want to sign."""
    return _answered(agreement_ref, AnswerForm(), declines=True)


def _answered(agreement_ref: str, form: AnswerForm, *, declines: bool) -> Any:
    acting = _acting()
    if acting is None:
        if actor_or_none() is None:
            flash(_("Nothing was signed. Give the tablet to your teacher."), "warning")
        return redirect(url_for("agreements.tablet"), SEE_OTHER)
    pupil = pupil_at(acting, agreement_ref)
    # Ended or overtaken in mid-lesson, or never there: one answer for all of them.
    if pupil is None:
        return show("not_at_sitting"), NOT_FOUND
    try:
        return _answer_of(pupil, agreement_ref, form, declines=declines)
    except Hidden:
        return show("not_at_sitting"), NOT_FOUND


def _answer_of(
    pupil: Actor, agreement_ref: str, form: AnswerForm, *, declines: bool
) -> Any:
    def done(identity: FormId) -> str:
        if declines:
            decline(pupil, agreement_ref, form.refusal(), form=identity)
            flash(_("Thank you for saying so. Talk with your teacher."), "success")
        else:
            sign(pupil, agreement_ref, form.details(), form=identity)
            flash(_("Signed. Thank you. Pass the tablet on."), "success")
        return url_for("agreements.tablet")

    def page(*, stale: bool = False) -> str:
        found = read_at_sitting(pupil, agreement_ref, variant_asked())
        if found.answered:
            return show("answered_at_sitting", seat=found, sent=form.is_submitted())
        form.show_text(found.text, renew=stale)
        words = words_of(
            found.text, "agreements.sign_at_sitting", agreement_ref=agreement_ref
        )
        return show("sign_at_sitting", seat=found, form=form, words=words, stale=stale)

    try:
        return answer(form, done, page)
    except Repeated:
        # Back, and another button of the same form.
        return page(), CONFLICT


def _acting() -> Actor | None:
    """The sitting on this device; nobody where somebody is signed in on it, so that a
    teacher's own page and a class's never lie behind one another.
    """
    ref = sitting_here()
    if ref is None or actor_or_none() is not None:
        return None
    return tablet_acting(ref)
