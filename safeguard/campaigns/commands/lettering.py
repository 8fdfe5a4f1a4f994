"""Letters to parents: asked for, taken by one worker, set in slices, finished.

A letter holds what alone lets somebody sign, so it is made when it is printed: its code
goes into the letter and its hash into the database. Whoever prints again replaces what
was printed before.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from safeguard.agreements.commands.linking import NewLinks, make_links
from safeguard.campaigns.models import Campaign, LetterPrint
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.permissions.asked import forms_of
from safeguard.campaigns.permissions.seeing import campaign_visible, letters_visible
from safeguard.campaigns.states import CampaignState, LettersState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow, Stale
from school.foundation.references import new_ref
from school.foundation.sealed_files import SealedFile
from school.foundation.sealing import reseal, seal
from school.gate import about, command, note, touch
from school.trail.append import take_turn
from school.web.catalogue import gettext as _

# A worker that has said nothing for so long has died: another begins anew.
DEAD_AFTER = timedelta(minutes=2)


@dataclass(frozen=True)
class NewLetters:
    """Of one class or of all; the words of a first letter or of a reminder."""

    class_ref: str | None = None
    again: bool = False


@dataclass(frozen=True)
class Batch:
    """The links of one slice of letters, and how many letters there are by then."""

    worker: str
    links: NewLinks
    done: int


@dataclass(frozen=True)
class Finished:
    """The file, or None where there was nobody to write to."""

    worker: str
    file: SealedFile | None = None


@command(Act.ASK_LETTERS, of=campaign_visible)
def ask_letters(actor: Actor, campaign: Campaign, new: NewLetters) -> str:
    """Ask for letters to all adults who may sign and have not; the workshop sets them.

    Raises Invalid for a class that is not of the school, and Stale unless the campaign
    is open, or while letters that the same person asked for are being set.
    """
    if campaign.state != CampaignState.OPEN:
        raise NotNow("the campaign is not open")
    take_turn(db.session.connection(), f"letters {campaign.ref}")
    if new.class_ref and new.class_ref not in {
        form.ref for form in forms_of(campaign.school_ref)
    }:
        raise Invalid({"class_ref": _("Choose one of the classes shown.")})
    if _being_set(actor, campaign):
        raise Stale("letters are being set")
    row = LetterPrint(
        ref=new_ref(),
        school_ref=campaign.school_ref,
        campaign_ref=campaign.ref,
        class_ref=new.class_ref,
        again=new.again,
        state=LettersState.ASKED.value,
        asked_by=actor.person_ref,
        asked_at=clock.now(),
    )
    seal(row, "file_key", None)
    db.session.add(row)
    about(row)
    return row.ref


@command(Act.TAKE_LETTERS, of=letters_visible)
def take_letters(actor: Actor, letters: LetterPrint, worker: str, wanted: int) -> str:
    """Begin to set them, from the first. Raises Stale while another worker does."""
    take_turn(db.session.connection(), f"letters {letters.ref}")
    db.session.refresh(letters)
    now = clock.now()
    if letters.state != LettersState.ASKED:
        raise Stale("they are set")
    if letters.worker_until is not None and letters.worker_until > now:
        raise Stale("another worker sets them")
    letters.worker, letters.worker_until = worker, now + DEAD_AFTER
    letters.wanted, letters.done = wanted, 0
    note(wanted=wanted)
    return letters.ref


@command(Act.SET_LETTERS, of=letters_visible)
def set_letters(actor: Actor, letters: LetterPrint, batch: Batch) -> str:
    """Make the links of one slice. They replace those of earlier letters to the same
    adults about the same agreements. Raises Stale where another worker took over.
    """
    _insist_on_worker(letters, batch.worker)
    make_links(actor, batch.links)
    letters.done = batch.done
    letters.worker_until = clock.now() + DEAD_AFTER
    touch(letters.campaign_ref)
    note(letters=len(batch.links.links))
    return letters.ref


@command(Act.FINISH_LETTERS, of=letters_visible)
def finish_letters(actor: Actor, letters: LetterPrint, finished: Finished) -> str:
    """The file is there, for an hour. Raises Stale where another worker took over."""
    _insist_on_worker(letters, finished.worker)
    letters.worker_until = None
    if finished.file is None:
        letters.state = LettersState.STOPPED.value
        return letters.ref
    letters.state, letters.ready_at = LettersState.READY.value, clock.now()
    letters.file_ref, letters.file_size = finished.file.ref, finished.file.size
    reseal(letters, file_key=finished.file.key.hex())
    note(letters=letters.done)
    return letters.ref


def _being_set(actor: Actor, campaign: Campaign) -> bool:
    asked = select(LetterPrint.ref).where(
        LetterPrint.campaign_ref == campaign.ref,
        LetterPrint.asked_by == actor.person_ref,
        LetterPrint.state == LettersState.ASKED,
    )
    return db.session.scalar(asked) is not None


def _insist_on_worker(letters: LetterPrint, worker: str) -> None:
    if letters.state != LettersState.ASKED or letters.worker != worker:
        raise Stale("another worker sets them")
