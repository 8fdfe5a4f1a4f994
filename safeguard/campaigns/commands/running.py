"""Drafting a campaign, changing it, issuing it and closing it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from safeguard.campaigns.models import Campaign, CampaignGroup
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.permissions.asked import (
    CAPACITIES,
    Group,
    everybody,
    forms_of,
    groups_of,
    of_groups,
)
from safeguard.campaigns.permissions.course import live_versions
from safeguard.campaigns.permissions.seeing import campaign_visible, unfinished_of
from safeguard.campaigns.states import (
    Audience,
    CampaignState,
    may_move,
)
from safeguard.guidance import clocks
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref
from school.gate import command, insist_on_version, note, touch
from school.trail.append import take_turn
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Plan:
    """Whom a campaign asks, and by which day they should have signed."""

    groups: frozenset[Group]
    due_on: date | None
    version: int | None = None


@command(Act.START_CAMPAIGN)
def start_campaign(actor: Actor, plan: Plan) -> str:
    """Draft the campaign of the academic year that runs today. Nobody is asked yet.

    Raises Invalid, and where another campaign of that year is not over.
    """
    take_turn(db.session.connection(), f"campaigns {actor.school_ref}")
    problems = _problems(actor.school_ref, plan)
    if unfinished_of(actor.school_ref):
        problems["form"] = _("This year’s campaign is not over yet. Change that one.")
    if problems:
        raise Invalid(problems)
    row = Campaign(
        ref=new_ref(),
        school_ref=actor.school_ref,
        year=school_year_of(clock.today()),
        state=CampaignState.DRAFTED.value,
        due_on=plan.due_on,
        started_by=actor.person_ref,
        started_at=clock.now(),
    )
    db.session.add(row)
    _add_groups(row, plan.groups)
    touch(row.ref)
    note(groups=len(plan.groups))
    return row.ref


@command(Act.CHANGE_CAMPAIGN, of=campaign_visible)
def change_campaign(actor: Actor, campaign: Campaign, plan: Plan) -> str:
    """Change whom it asks and by when, as long as it is a draft or open. Whoever is
    asked for the first time is issued to by itself; nobody is asked no more.

    Raises Invalid, and Stale where somebody else was quicker or it is over.
    """
    _insist_on_state(campaign, {CampaignState.DRAFTED, CampaignState.OPEN})
    insist_on_version(campaign, plan.version)
    before = groups_of(campaign.ref)
    problems = _problems(campaign.school_ref, plan)
    if campaign.state == CampaignState.OPEN and before - plan.groups:
        problems["groups"] = _(
            "Whoever was asked stays asked. Close the campaign to start anew."
        )
    if problems:
        raise Invalid(problems)
    campaign.due_on = plan.due_on or campaign.due_on
    for row in _rows_of(campaign):
        if Group(Audience(row.audience), row.value) not in plan.groups:
            db.session.delete(row)
    _add_groups(campaign, plan.groups - before)
    note(groups=len(plan.groups))
    return campaign.ref


@command(Act.DISCARD_CAMPAIGN, of=campaign_visible)
def discard_campaign(
    actor: Actor, campaign: Campaign, version: int | None = None
) -> str:
    """Give a draft up. Raises Stale where it was issued."""
    insist_on_version(campaign, version)
    _move(campaign, CampaignState.DISCARDED)
    return campaign.ref


@command(Act.ISSUE_CAMPAIGN, of=campaign_visible)
def issue_campaign(actor: Actor, campaign: Campaign, version: int | None = None) -> str:
    """Let it begin: from now on the rounds issue to everybody, slice after slice.

    Raises Invalid where no text is in force for any of those it asks, and Stale where
    it was issued already.
    """
    insist_on_version(campaign, version)
    if not may_move(CampaignState(campaign.state), CampaignState.ISSUING):
        raise NotNow("the campaign was issued already")
    live = live_versions(campaign.school_ref)
    people = of_groups(
        everybody(campaign.school_ref).values(), groups_of(campaign.ref)
    ).values()
    if not any(each.kind in live for each in people):
        raise Invalid({"form": _("No text is in force for anybody it asks.")})
    _move(campaign, CampaignState.ISSUING)
    campaign.issued_by, campaign.issued_at = actor.person_ref, clock.now()
    note(asked=len(people))
    return campaign.ref


@command(Act.CLOSE_CAMPAIGN, of=campaign_visible)
def close_campaign(actor: Actor, campaign: Campaign, version: int | None = None) -> str:
    """End it: what nobody completed expires, slice after slice, and the codes on
    letters with it. What was signed holds. Nobody loses anything by it (§2.9).

    Raises Stale unless it is open.
    """
    insist_on_version(campaign, version)
    _move(campaign, CampaignState.CLOSING)
    campaign.closed_by, campaign.closed_at = actor.person_ref, clock.now()
    return campaign.ref


def _problems(school_ref: str, plan: Plan) -> dict[str, str]:
    found = {}
    if not plan.groups:
        found["groups"] = _("Choose at least one group of people.")
    elif not plan.groups <= _known(school_ref):
        found["groups"] = _("Choose from the groups shown.")
    if (
        plan.due_on is None
        or plan.due_on < clock.today()
        or clocks.is_too_far(plan.due_on)
    ):
        found["due_on"] = _("Choose a day that is still to come, within a year.")
    return found


def _known(school_ref: str) -> set[Group]:
    forms = forms_of(school_ref)
    return {
        *(Group(Audience.YEAR, form.year) for form in forms if form.year),
        *(Group(Audience.CLASS, form.ref) for form in forms),
        *(Group(Audience.CAPACITY, capacity) for capacity in CAPACITIES),
    }


def _rows_of(campaign: Campaign) -> list[CampaignGroup]:
    asked = select(CampaignGroup).where(CampaignGroup.campaign_ref == campaign.ref)
    return list(db.session.scalars(asked.order_by(CampaignGroup.ref)))


def _add_groups(campaign: Campaign, groups: frozenset[Group]) -> None:
    for group in sorted(groups, key=lambda each: (each.audience, each.value)):
        row = CampaignGroup(
            ref=new_ref(),
            school_ref=campaign.school_ref,
            campaign_ref=campaign.ref,
            audience=group.audience.value,
            value=group.value,
        )
        db.session.add(row)


def _move(campaign: Campaign, after: CampaignState) -> None:
    if not may_move(CampaignState(campaign.state), after):
        raise NotNow("the campaign stands elsewhere by now")
    campaign.state = after.value


def _insist_on_state(campaign: Campaign, states: set[CampaignState]) -> None:
    if CampaignState(campaign.state) not in states:
        raise NotNow("the campaign stands elsewhere by now")
