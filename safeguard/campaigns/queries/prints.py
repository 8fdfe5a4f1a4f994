"""Prints of letters: whether their codes still open, and what a further print ends."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from safeguard.agreements.models import Agreement, AgreementLink, AgreementTemplate
from safeguard.agreements.states import TemplateState
from safeguard.campaigns.models import Campaign, LetterPrint
from safeguard.campaigns.states import CampaignState, LettersState
from safeguard.evidence.commands.sweeping import LET_LIE
from school.foundation import clock
from school.foundation.database import db
from school.foundation.questions import question
from school.gate import counted

# The sweeper takes a sealed file that belongs to no evidence away after an hour.
READY_FOR = timedelta(seconds=LET_LIE) - timedelta(minutes=5)
LETTER = "letter"


class Gone(StrEnum):
    """Why the letters of a print no longer open."""

    CLOSED = "closed"
    NEW_VERSION = "new_version"
    REPLACED = "replaced"


def ready_until(letters: LetterPrint) -> datetime | None:
    """Until when a print can be taken away; None before it is ready."""
    return letters.ready_at + READY_FOR if letters.ready_at else None


def why_gone(letters: LetterPrint) -> Gone | None:
    """Why a print that was set must not be given out any more; None: it may be.

    One letter that was replaced is enough: nobody can tell the dead from the good on
    paper.
    """
    if letters.ready_at is None:
        return None
    campaign = db.session.get(Campaign, letters.campaign_ref)
    if campaign is None or campaign.state != CampaignState.OPEN:
        return Gone.CLOSED
    asked = {
        "campaign": letters.campaign_ref,
        "asker": letters.asked_by,
        "since": letters.asked_at,
        "until": letters.ready_at,
    }
    if _of_an_earlier_version.first(**asked):
        return Gone.NEW_VERSION
    return Gone.REPLACED if _replaced.first(**asked) else None


def _links_of_print() -> Any:
    """Whoever asks waits for one print before asking for another: so what was made in
    their name from the asking until it was ready is of this print.
    """
    return (
        select(AgreementLink.ref)
        .join(Agreement, Agreement.ref == AgreementLink.agreement_ref)
        .where(
            Agreement.campaign_ref == bindparam("campaign"),
            AgreementLink.way == LETTER,
            AgreementLink.made_by == bindparam("asker"),
            AgreementLink.made_at >= bindparam("since"),
            AgreementLink.made_at <= bindparam("until"),
        )
        .limit(1)
    )


@question
def _of_an_earlier_version() -> Any:
    return (
        _links_of_print()
        .join(AgreementTemplate, AgreementTemplate.ref == Agreement.template_ref)
        .where(AgreementTemplate.state != TemplateState.LIVE.value)
    )


@question
def _replaced() -> Any:
    later = aliased(AgreementLink)
    return _links_of_print().join(
        later,
        and_(
            later.agreement_ref == AgreementLink.agreement_ref,
            later.signer_ref == AgreementLink.signer_ref,
            later.way == LETTER,
            later.made_at > AgreementLink.made_at,
            # A print that was begun anew replaced codes that nobody has seen.
            or_(
                later.made_by != bindparam("asker"),
                later.made_at > bindparam("until"),
            ),
        ),
    )


@question
def _open() -> Any:
    return (
        select(AgreementLink.agreement_ref, AgreementLink.signer_ref)
        .join(Agreement, Agreement.ref == AgreementLink.agreement_ref)
        .where(
            Agreement.campaign_ref == bindparam("campaign"),
            AgreementLink.way == LETTER,
            AgreementLink.used_at.is_(None),
            AgreementLink.revoked_at.is_(None),
            AgreementLink.expires_at > bindparam("now"),
        )
    )


def letters_out(campaign_ref: str) -> set[tuple[str, str]]:
    """Letters that were printed and still open, as (agreement, adult): whoever prints
    one of them again ends it.
    """
    rows = _open(campaign=campaign_ref, now=clock.now())
    return {(row.agreement_ref, row.signer_ref) for row in rows}


@counted
def files_to_drop() -> list[str]:
    """Sealed files of prints that still lie there, and of which letters are dead."""
    asked = select(LetterPrint).where(
        LetterPrint.state == LettersState.READY,
        LetterPrint.file_ref.is_not(None),
        LetterPrint.ready_at > clock.now() - timedelta(seconds=LET_LIE),
    )
    return [
        row.file_ref
        for row in db.session.scalars(asked)
        if row.file_ref and why_gone(row)
    ]
