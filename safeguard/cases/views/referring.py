"""Turning to an agency, and what follows."""

from typing import Any

from flask import flash, request, url_for

from safeguard.cases.commands import referring
from safeguard.cases.forms.deciding import FollowReferralForm, ReferCaseForm
from safeguard.cases.permissions import Act
from safeguard.cases.queries.reading import Begun, ReferralGround, prepare_referral
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.no_longer import no_longer, past_of_case
from safeguard.guidance import agencies
from safeguard.referrals.forms import STATE_WORDS
from safeguard.referrals.states import ReferralState, StepKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.route("/cases/<reference:case_ref>/refer", methods=["GET", "POST"])
def refer_case(case_ref: str) -> Any:
    """Which agency, who there, when, how, what was shared or kept back, and why."""
    actor, form = current_actor(), ReferCaseForm()

    def page(*, stale: bool = False) -> str:
        ground = prepare_referral(actor, case_ref)
        over = past_of_case("refer_case", ground)
        if over is not None:
            return no_longer(case_ref, over, form)
        form.begin(ground.agency)
        form.show_version(ground.version, renew=stale)
        return render(
            "cases/refer_case.html",
            ground=ground,
            form=form,
            stale=stale,
            agencies=agencies.offered(clock.today()),
            # One question at a time: the agency that was decided, unless another is
            # asked for.
            decided=agencies.named(ground.agency)
            if ground.agency and "another" not in request.args
            else None,
            named=agencies.named,
            state_words=STATE_WORDS,
        )

    def act(identity: Any) -> str:
        referring.refer_case(actor, case_ref, form.referring(), form=identity)
        flash(_told(form), "success")
        return _after(actor, case_ref)

    return answer(form, act, page)


@bp.route(
    "/cases/<reference:case_ref>/referrals/<ref:referral_ref>",
    methods=["GET", "POST"],
)
def follow_referral(case_ref: str, referral_ref: str) -> Any:
    """What followed: confirmed, chased, answered, challenged."""
    actor, form = current_actor(), FollowReferralForm()

    def page(*, stale: bool = False) -> str:
        ground = prepare_referral(actor, case_ref)
        found = _one_of(ground, referral_ref)
        form.offer(ReferralState(found.state))
        return render(
            "cases/follow_referral.html",
            ground=ground,
            referral=found,
            agency=agencies.named(found.agency),
            form=form,
            stale=stale,
            state_words=STATE_WORDS,
        )

    def act(identity: Any) -> str:
        referring.follow_referral(
            actor, case_ref, form.following(referral_ref), form=identity
        )
        flash(_("Recorded."), "success")
        return _after(actor, case_ref)

    return answer(form, act, page)


def _told(form: ReferCaseForm) -> str:
    if form.how.data == StepKind.MADE.value:
        return _("Recorded. The case waits for their answer.")
    return _("Recorded. The agency has not been told.")


def _one_of(ground: ReferralGround, referral_ref: str) -> Begun:
    found = [each for each in ground.referrals if each.ref == referral_ref]
    if not found:
        raise Hidden("no such referral in this case")
    return found[0]


def _after(actor: Actor, case_ref: str) -> str:
    """Back to the case; to those who refer without reading it, the page they know."""
    reads = isinstance(decide(Act.READ_CASE, actor), Permit)
    return url_for("cases.case" if reads else "cases.refer_case", case_ref=case_ref)
