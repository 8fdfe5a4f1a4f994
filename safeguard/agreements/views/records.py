"""One agreement as it is kept, a paper recorded, one ended; visitors at the desk."""

from typing import Any

from flask import flash, url_for

from safeguard.agreements.commands import desk
from safeguard.agreements.commands import paper as papers
from safeguard.agreements.forms.signing import (
    PaperForm,
    VisitorForm,
    WithdrawForm,
    variant_asked,
)
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.queries.records import (
    AgreementRecord,
    read_agreement,
    read_visitors,
    text_for_visitors,
)
from safeguard.agreements.views.blueprint import bp
from safeguard.agreements.views.showing import page as show
from safeguard.agreements.views.showing import words_of
from safeguard.guidance.agreements import STANDARD
from school.foundation.form_ids import FormId
from school.identity.views.allowing import may, only_for
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import gettext as _


@bp.get("/agreements/kept/<ref:agreement_ref>")
def agreement(agreement_ref: str) -> str:
    """What was shown, who answered in which capacity, how, before whom, when."""
    return show("agreement", **_kept(agreement_ref, "agreements.agreement"))


@bp.route("/agreements/kept/<ref:agreement_ref>/paper", methods=["GET", "POST"])
def record_paper(agreement_ref: str) -> Any:
    """Somebody brought a paper."""
    actor, form = current_actor(), PaperForm()

    def done(identity: FormId) -> str:
        papers.record_paper(actor, agreement_ref, form.paper(), form=identity)
        flash(_("The paper is recorded. Keep it with the others."), "success")
        return url_for("agreements.agreement", agreement_ref=agreement_ref)

    def page(*, stale: bool = False) -> Any:
        found = _kept(agreement_ref, "agreements.record_paper")
        asked = found["kept"].agreement.is_open and found["kept"].signers
        if not form.is_submitted() and not asked:
            return not_now("agreements.agreement", agreement_ref=agreement_ref)
        form.offer(found["kept"].signers)
        form.show_text(found["kept"].text, renew=stale)
        return show("record_paper", **found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/agreements/kept/<ref:agreement_ref>/withdraw", methods=["GET", "POST"])
def withdraw_agreement(agreement_ref: str) -> Any:
    """One agreement holds no longer."""
    actor, form = current_actor(), WithdrawForm()

    def done(identity: FormId) -> str:
        why = form.why.data or ""
        papers.withdraw_agreement(actor, agreement_ref, why, form=identity)
        flash(_("It holds no longer. It stays to be read."), "success")
        return url_for("agreements.agreement", agreement_ref=agreement_ref)

    def page(*, stale: bool = False) -> Any:
        found = _kept(agreement_ref, "agreements.withdraw_agreement")
        if not form.is_submitted() and not found["kept"].agreement.is_open:
            return not_now("agreements.agreement", agreement_ref=agreement_ref)
        return show("withdraw_agreement", **found, form=form, stale=stale)

    return answer(form, done, page)


@bp.get("/agreements/visitors")
def visitors() -> str:
    """Which visitors have signed, and the way to have one sign."""
    return show(
        "visitors",
        lines=read_visitors(current_actor()),
        reads=may(SigningAct.READ_AGREEMENT),
    )


@bp.route("/agreements/visitors/sign", methods=["GET", "POST"])
def sign_for_visitor() -> Any:
    """A visitor signs on the screen of the front desk."""
    actor, form = current_actor(), VisitorForm()

    def done(identity: FormId) -> str:
        desk.sign_for_visitor(actor, form.visit(), form=identity)
        flash(_("The visitor has signed."), "success")
        return url_for("agreements.visitors")

    def page(*, stale: bool = False) -> str:
        only_for(SigningAct.SIGN_FOR_VISITOR)
        variant = variant_asked() or STANDARD
        text = text_for_visitors(actor.school_ref, desk.KIND, variant)
        words = []
        if text:
            form.show_text(text, renew=stale)
            words = words_of(text, "agreements.sign_for_visitor")
        return show("sign_for_visitor", text=text, words=words, form=form, stale=stale)

    return answer(form, done, page)


def _kept(agreement_ref: str, endpoint: str) -> dict[str, Any]:
    variant = variant_asked() or STANDARD
    kept: AgreementRecord = read_agreement(current_actor(), agreement_ref, variant)
    words = words_of(kept.text, endpoint, agreement_ref=agreement_ref)
    return {"kept": kept, "words": words}
