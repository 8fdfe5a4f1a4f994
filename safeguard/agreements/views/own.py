"""One's own agreements: the list, one of them, signing, declining, taking back."""

from typing import Any

from flask import flash, url_for

from safeguard.agreements.commands import signing
from safeguard.agreements.forms.signing import (
    DeclineForm,
    SignForm,
    TakeBackForm,
    variant_asked,
)
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.queries.own import (
    read_own_agreement,
    read_own_agreements,
    sits_with_a_class,
)
from safeguard.agreements.states import AgreementState
from safeguard.agreements.views.blueprint import bp
from safeguard.agreements.views.showing import page as show
from safeguard.agreements.views.showing import words_of
from safeguard.guidance.agreements import STANDARD
from school.foundation.form_ids import FormId
from school.identity.views.allowing import may
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import gettext as _


@bp.get("/agreements/yours")
def own_agreements() -> str:
    """What waits for one, and what one has signed."""
    return show(
        "own_agreements",
        lines=read_own_agreements(current_actor()),
        with_a_class=sits_with_a_class(current_actor()),
        at_the_desk=may(SigningAct.READ_VISITORS),
    )


@bp.get("/agreements/yours/<ref:agreement_ref>")
def own_agreement(agreement_ref: str) -> str:
    """One's own agreement, to be read, printed or kept."""
    return show("own_agreement", **_own(agreement_ref, "agreements.own_agreement"))


@bp.route("/agreements/yours/<ref:agreement_ref>/sign", methods=["GET", "POST"])
def sign_agreement(agreement_ref: str) -> Any:
    """Read it, and sign it."""
    actor, form = current_actor(), SignForm()

    def done(identity: FormId) -> str:
        signing.sign_agreement(actor, agreement_ref, form.details(), form=identity)
        flash(_("Signed. You can read it here at any time."), "success")
        return url_for("agreements.own_agreement", agreement_ref=agreement_ref)

    def page(*, stale: bool = False) -> str:
        found = _own(agreement_ref, "agreements.sign_agreement")
        form.show_text(found["own"].text, renew=stale)
        return show("sign_agreement", **found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/agreements/yours/<ref:agreement_ref>/decline", methods=["GET", "POST"])
def decline_agreement(agreement_ref: str) -> Any:
    """Say no, with or without a reason."""
    actor, form = current_actor(), DeclineForm()

    def done(identity: FormId) -> str:
        signing.decline_agreement(actor, agreement_ref, form.details(), form=identity)
        flash(_("Recorded. Somebody will talk with you about it."), "success")
        return url_for("agreements.own_agreement", agreement_ref=agreement_ref)

    def page(*, stale: bool = False) -> Any:
        found = _own(agreement_ref, "agreements.decline_agreement")
        asked = found["own"].agreement.is_open and found["own"].agreement.in_force
        if not form.is_submitted() and not asked:
            return not_now("agreements.own_agreement", agreement_ref=agreement_ref)
        form.show_text(found["own"].text, renew=stale)
        return show("decline_agreement", **found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/agreements/yours/<ref:agreement_ref>/take-back", methods=["GET", "POST"])
def take_back_agreement(agreement_ref: str) -> Any:
    """What one signed holds no longer."""
    actor, form = current_actor(), TakeBackForm()

    def done(identity: FormId) -> str:
        signing.take_back_agreement(actor, agreement_ref, form=identity)
        flash(_("Taken back. It stays to be read."), "success")
        return url_for("agreements.own_agreement", agreement_ref=agreement_ref)

    def page(*, stale: bool = False) -> Any:
        found = _own(agreement_ref, "agreements.take_back_agreement")
        if (
            not form.is_submitted()
            and found["own"].agreement.state != AgreementState.COMPLETE
        ):
            return not_now("agreements.own_agreement", agreement_ref=agreement_ref)
        return show("take_back_agreement", **found, form=form, stale=stale)

    return answer(form, done, page)


def _own(agreement_ref: str, endpoint: str) -> dict[str, Any]:
    variant = variant_asked() or STANDARD
    own = read_own_agreement(current_actor(), agreement_ref, variant)
    words = words_of(own.text, endpoint, agreement_ref=agreement_ref)
    return {"own": own, "words": words}
