"""Campaigns: all of them, one with its progress, and what is done with it."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from safeguard.campaigns.commands import reminding, running
from safeguard.campaigns.forms import ConfirmForm, PlanForm
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.queries import reading
from safeguard.campaigns.states import CampaignState
from safeguard.campaigns.views.bars import bars_of
from safeguard.campaigns.views.blueprint import bp, shown
from school.foundation import bell
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import number_only

# While a campaign stands so, its acts can be done; else no form is shown for them.
CHANGED_WHILE = frozenset({CampaignState.DRAFTED, CampaignState.OPEN})
DONE_WHILE = {
    "issue_campaign": CampaignState.DRAFTED,
    "discard_campaign": CampaignState.DRAFTED,
    "close_campaign": CampaignState.OPEN,
    "remind_of_campaign": CampaignState.OPEN,
}


@bp.get("/campaigns")
def campaigns() -> str:
    """The latest first."""
    actor = current_actor()
    found = reading.read_campaigns(actor)
    return shown("campaigns", campaigns=found, not_over=reading.not_over(actor))


@bp.get("/campaigns/<ref:campaign_ref>")
def campaign(campaign_ref: str) -> str:
    """How far each class and each role has come."""
    actor = current_actor()
    found = reading.read_campaign(actor, campaign_ref)
    going = found.state in {CampaignState.ISSUING, CampaignState.CLOSING}
    return shown(
        "campaign",
        campaign=found,
        bars=bars_of,
        going=reading.how_far(actor, campaign_ref) if going else None,
    )


@bp.get("/campaigns/<ref:campaign_ref>/progress")
def progress(campaign_ref: str) -> Response:
    """How many agreements are issued or ended, for the bar: a number alone."""
    only_for(Act.READ_CAMPAIGN)
    going = reading.how_far(current_actor(), campaign_ref)
    if going is None:
        raise Hidden("no such campaign")
    return number_only(going.done)


@bp.route("/campaigns/start", methods=["GET", "POST"])
def start_campaign() -> Any:
    """Whom to ask, and until when."""
    actor, form = current_actor(), PlanForm()
    form.offer(reading.choices(actor))

    def done(identity: FormId) -> str:
        ref = running.start_campaign(actor, form.details(), form=identity)
        flash(_("Drafted. Nobody has been asked yet."), "success")
        return _page_of(ref)

    def page(*, stale: bool = False) -> str:
        only_for(Act.START_CAMPAIGN)
        not_over = reading.not_over(actor)
        return shown("start_campaign", form=form, stale=stale, not_over=not_over)

    return answer(form, done, page)


@bp.route("/campaigns/<ref:campaign_ref>/change", methods=["GET", "POST"])
def change_campaign(campaign_ref: str) -> Any:
    """Ask more people, or give more time."""
    actor, form = current_actor(), PlanForm()
    form.offer(reading.choices(actor))

    def done(identity: FormId) -> str:
        running.change_campaign(actor, campaign_ref, form.details(), form=identity)
        bell.ring()
        flash(_("Changed."), "success")
        return _page_of(campaign_ref)

    def page(*, stale: bool = False) -> Any:
        found = reading.read_campaign(actor, campaign_ref)
        if not (form.is_submitted() or found.state in CHANGED_WHILE):
            return not_now("campaigns.campaign", campaign_ref=campaign_ref)
        form.show(found)
        form.show_version(found.version, renew=stale)
        return shown("change_campaign", form=form, campaign=found, stale=stale)

    return answer(form, done, page)


@bp.route("/campaigns/<ref:campaign_ref>/issue", methods=["GET", "POST"])
def issue_campaign(campaign_ref: str) -> Any:
    """Let it begin."""
    return _confirmed("issue_campaign", campaign_ref, running.issue_campaign, str)


@bp.route("/campaigns/<ref:campaign_ref>/close", methods=["GET", "POST"])
def close_campaign(campaign_ref: str) -> Any:
    """End it."""
    return _confirmed("close_campaign", campaign_ref, running.close_campaign, str)


@bp.route("/campaigns/<ref:campaign_ref>/discard", methods=["GET", "POST"])
def discard_campaign(campaign_ref: str) -> Any:
    """Give a draft up."""
    act = running.discard_campaign
    return _confirmed(
        "discard_campaign", campaign_ref, act, lambda: _("Discarded."), away=True
    )


@bp.route("/campaigns/<ref:campaign_ref>/remind", methods=["GET", "POST"])
def remind_of_campaign(campaign_ref: str) -> Any:
    """Adults who have not signed, and teachers of classes that have not."""
    act = _without_version(reminding.remind_of_campaign)

    def said() -> str:
        return ngettext(
            "%(num)d person has been reminded today; nobody twice.",
            "%(num)d people have been reminded today; nobody twice.",
            reading.reminded_today(campaign_ref),
        )

    return _confirmed("remind_of_campaign", campaign_ref, act, said)


def _without_version(act: Callable[..., str]) -> Callable[..., str]:
    def do(actor: Any, ref: str, _version: int | None, *, form: FormId) -> str:
        return act(actor, ref, form=form)

    return do


def _confirmed(
    template: str,
    campaign_ref: str,
    act: Callable[..., str],
    said: Callable[[], str],
    *,
    away: bool = False,
) -> Any:
    """A page that says what will happen, with one button."""
    actor, form = current_actor(), ConfirmForm()

    def done(identity: FormId) -> str:
        act(actor, campaign_ref, form.seen(), form=identity)
        bell.ring()
        if words := said():
            flash(words, "success")
        return url_for("campaigns.campaigns") if away else _page_of(campaign_ref)

    def page(*, stale: bool = False) -> Any:
        found = reading.read_campaign(actor, campaign_ref)
        if not (form.is_submitted() or found.state is DONE_WHILE[template]):
            return not_now("campaigns.campaign", campaign_ref=campaign_ref)
        form.show_version(found.version, renew=stale)
        return shown(template, form=form, campaign=found, stale=stale)

    return answer(form, done, page)


def _page_of(campaign_ref: str) -> str:
    return url_for("campaigns.campaign", campaign_ref=campaign_ref)
