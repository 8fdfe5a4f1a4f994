"""Reminding: adults who have not signed, and teachers whose class has not."""

from sqlalchemy import select

from safeguard.campaigns.models import Campaign, CampaignReminder
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.permissions.reminders import who_is_reminded
from safeguard.campaigns.permissions.seeing import campaign_visible
from safeguard.campaigns.states import CampaignState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import NotNow
from school.foundation.references import new_ref
from school.gate import command, note
from school.notices import WAITS, notify
from school.trail.append import take_turn


@command(Act.REMIND_OF_CAMPAIGN, of=campaign_visible)
def remind_of_campaign(actor: Actor, campaign: Campaign) -> str:
    """Tell each adult who has not signed that something waits, and the teachers of
    each class in which pupils have not; once a day, however often it is pressed.
    Neither notice nor mail says a name or a number. Raises NotNow unless it is open.
    """
    if campaign.state != CampaignState.OPEN:
        raise NotNow("the campaign is not open")
    take_turn(db.session.connection(), f"campaign {campaign.ref}")
    before = _reminded_today(campaign)
    told = 0
    for person_ref, path in sorted(who_is_reminded(campaign).items()):
        if person_ref in before:
            continue
        db.session.add(
            CampaignReminder(
                ref=new_ref(),
                school_ref=campaign.school_ref,
                campaign_ref=campaign.ref,
                person_ref=person_ref,
                day=clock.today(),
                reminded_by=actor.person_ref,
            )
        )
        notify(person_ref, campaign.school_ref, WAITS, path)
        told += 1
    note(reminded=told)
    return campaign.ref


def _reminded_today(campaign: Campaign) -> set[str]:
    asked = select(CampaignReminder.person_ref).where(
        CampaignReminder.campaign_ref == campaign.ref,
        CampaignReminder.day == clock.today(),
    )
    return set(db.session.scalars(asked))
