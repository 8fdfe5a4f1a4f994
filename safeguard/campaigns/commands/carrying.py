"""Carrying a campaign on by itself: a slice of what there is to issue or to end."""

from safeguard.agreements.commands.issuing import (
    NewAgreements,
    expire_agreements,
    issue_agreements,
    withdraw_agreements,
)
from safeguard.campaigns.models import Campaign
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.permissions.course import Course, course_of
from safeguard.campaigns.permissions.seeing import campaign_visible
from safeguard.campaigns.states import CampaignState
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import command, note
from school.trail.append import take_turn

# So many agreements an act, as many as agreements take at once: a fifth of a second.
SLICE = 500


@command(Act.CARRY_ON_CAMPAIGN, of=campaign_visible)
def carry_on_campaign(actor: Actor, campaign: Campaign) -> str:
    """Do the next slice of at most 500 agreements: end those of people who have left,
    reached another key stage or are to read a new version; then issue to everybody
    who has none. Where nothing is left, a campaign that was being issued is open and
    one that was being closed is closed.

    On PostgreSQL one worker after another does a slice, and each sees what the one
    before has done: so nobody is issued to twice.
    """
    take_turn(db.session.connection(), f"campaign {campaign.ref}")
    db.session.refresh(campaign)
    course = course_of(campaign)
    done = _do(actor, campaign, course)
    left = course.size - done
    if not left and campaign.state == CampaignState.ISSUING:
        campaign.state = CampaignState.OPEN.value
    if not left and campaign.state == CampaignState.CLOSING:
        campaign.state = CampaignState.CLOSED.value
    note(done=done, left=left)
    return campaign.ref


def _do(actor: Actor, campaign: Campaign, course: Course) -> int:
    room = SLICE
    for why, refs in course.withdraw.items():
        if some := refs[:room]:
            withdraw_agreements(actor, some, why)
            room -= len(some)
    if some := course.expire[:room]:
        expire_agreements(actor, some)
        room -= len(some)
    for each in course.issue:
        if people := each.people[:room]:
            new = NewAgreements(
                campaign.ref, each.template_ref, each.kind, people, each.capacity
            )
            issue_agreements(actor, new)
            room -= len(people)
    return SLICE - room
