"""Letters to parents: who gets one, prints that were asked for, and the file itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from safeguard.agreements.models import AgreementLink
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.campaigns.models import Campaign, LetterPrint
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.permissions.asked import Form, forms_of
from safeguard.campaigns.permissions.seeing import campaign_visible, letters_visible
from safeguard.campaigns.permissions.tally import Stands, where_all_stand
from safeguard.campaigns.queries.prints import (
    Gone,
    letters_out,
    ready_until,
    why_gone,
)
from safeguard.campaigns.queries.reading import without_adult
from safeguard.campaigns.states import CampaignState, LettersState
from safeguard.guidance.agreements import age_of
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.questions import one_of, question
from school.foundation.sealed_files import SealedFile, sealed_files
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, note
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class LetterTo:
    """One letter: to which adult, about which pupil's agreement."""

    agreement_ref: str
    adult_ref: str
    adult: str = field(repr=False)
    pupil: str = field(repr=False)
    form: str


@dataclass(frozen=True)
class ToSet:
    """A print that waits to be set, and in whose name."""

    ref: str
    school_ref: str
    campaign_ref: str
    class_ref: str | None
    again: bool
    asked_by: str


@dataclass(frozen=True)
class PrintLine:
    """A print that the reader asked for."""

    ref: str
    title: str
    again: bool
    state: LettersState
    asked_at: datetime
    wanted: int
    done: int
    ready_until: datetime | None
    # Why its letters no longer open, where they do not.
    gone: Gone | None

    @property
    def is_here(self) -> bool:
        """Whether it can be taken away now."""
        if self.gone or self.ready_until is None:
            return False
        return self.ready_until > clock.now()


@dataclass(frozen=True)
class ClassLetters:
    """How many letters a class would get, and how many of those that were printed
    earlier would no longer open.
    """

    ref: str
    title: str
    pupils: int
    letters: int
    replaced: int


@dataclass(frozen=True)
class NoAdult:
    """A pupil to whose adults no letter goes."""

    name: str = field(repr=False)
    form: str


@dataclass(frozen=True)
class LettersPage:
    """What can be printed, what was asked for, and to whom nothing can be written."""

    campaign_ref: str
    year: int
    is_open: bool
    classes: tuple[ClassLetters, ...]
    prints: tuple[PrintLine, ...]
    no_adult: tuple[NoAdult, ...]

    @property
    def letters(self) -> int:
        """How many letters there are to print in all."""
        return sum(each.letters for each in self.classes)

    @property
    def replaced(self) -> int:
        """How many letters that are out would no longer open."""
        return sum(each.replaced for each in self.classes)


@disclosure(Act.READ_LETTERS, of=campaign_visible)
def read_letters(actor: Actor, campaign: Campaign) -> LettersPage:
    """Letters of a campaign, and one's own prints of today."""
    due = _due(actor.person_ref, campaign, None)
    adults = adults_who_sign(campaign.school_ref, (e.person.person_ref for e in due))
    nobody = without_adult(campaign.school_ref, due)
    names = names_of(each.person.person_ref for each in nobody)
    note(without_adult=len(nobody))
    titles = {form.ref: form.title for form in forms_of(campaign.school_ref)}
    return LettersPage(
        campaign_ref=campaign.ref,
        year=campaign.year,
        is_open=campaign.state == CampaignState.OPEN,
        classes=tuple(_per_class(due, adults, letters_out(campaign.ref))),
        prints=tuple(_line(row, titles) for row in _prints(actor, campaign)),
        no_adult=tuple(
            NoAdult(names.get(each.person.person_ref, ""), _title(each))
            for each in nobody
        ),
    )


@disclosure(Act.DOWNLOAD_LETTERS, of=letters_visible)
def download_letters(actor: Actor, letters: LetterPrint) -> bytes:  # noqa: ARG001
    """The file. Raises Hidden before it is ready, once its hour is over, and where a
    letter in it no longer opens.
    """
    until = ready_until(letters)
    if until is None or until <= clock.now() or letters.file_ref is None:
        raise Hidden("no such file")
    if why_gone(letters):
        raise Hidden("its letters are dead")
    if not sealed_files().path(letters.file_ref).exists():
        # Backups do not carry it: it was gone before anybody could restore one.
        raise Hidden("no such file")
    key = bytes.fromhex(unseal(letters, "file_key") or "")
    file = SealedFile(letters.file_ref, letters.file_size, key)
    note(letters=letters.done)
    return sealed_files().read(letters.school_ref, file)


@counted
def letters_done(actor: Actor, letters_ref: str) -> PrintLine | None:
    """How far a print has come, for a bar that fills."""
    row = letters_visible(actor, letters_ref)
    return _line(row, {}) if row else None


@counted
def letters_to_set() -> list[ToSet]:
    """Prints of all schools that nobody sets, the first asked first."""
    asked = select(LetterPrint).where(
        LetterPrint.state == LettersState.ASKED,
        or_(LetterPrint.worker_until.is_(None), LetterPrint.worker_until < clock.now()),
    )
    return [
        ToSet(
            row.ref,
            row.school_ref,
            row.campaign_ref,
            row.class_ref,
            row.again,
            row.asked_by,
        )
        for row in db.session.scalars(asked.order_by(LetterPrint.asked_at))
    ]


@counted
def letters_of(to_set: ToSet) -> list[LetterTo]:
    """The letters of a print: one to each adult who may sign about each pupil whose
    parent has not answered, by class and family name. To an adult with a court order
    or who is not to be contacted, none; nor about a child of whom whoever asked may
    read nothing.
    """
    campaign = db.session.get(Campaign, to_set.campaign_ref)
    if campaign is None or campaign.state != CampaignState.OPEN:
        return []
    due = _due(to_set.asked_by, campaign, to_set.class_ref)
    adults = adults_who_sign(campaign.school_ref, (e.person.person_ref for e in due))
    names = names_of(
        [
            *(each.person.person_ref for each in due),
            *(ref for refs in adults.values() for ref in refs),
        ]
    )
    due.sort(key=lambda each: _by_class(each, names))
    return [
        LetterTo(
            each.line.ref,
            adult,
            names.get(adult, ""),
            names.get(each.person.person_ref, ""),
            _title(each),
        )
        for each in due
        if each.line
        for adult in adults.get(each.person.person_ref, ())
        if adult != to_set.asked_by
    ]


@question
def _kept() -> Any:
    return select(AgreementLink.token_hash).where(
        one_of(AgreementLink.token_hash, "hashes"), AgreementLink.revoked_at.is_(None)
    )


@counted
def links_kept(hashes: Iterable[str]) -> set[str]:
    """Of these hashes of tokens, those by which somebody can sign: what became
    impossible meanwhile is not printed.
    """
    return {row.token_hash for row in _kept(hashes=sorted(hashes))}


def _due(reader_ref: str, campaign: Campaign, class_ref: str | None) -> list[Stands]:
    barred = wall.barred_from(reader_ref)
    return [
        each
        for each in where_all_stand(campaign)
        if each.needs_letter
        and each.person.person_ref not in barred
        and class_ref in {None, each.person.form.ref if each.person.form else ""}
    ]


def _per_class(
    due: Iterable[Stands], adults: dict[str, list[str]], out: set[tuple[str, str]]
) -> Iterable[ClassLetters]:
    found: dict[Form, list[set[tuple[str, str]]]] = {}
    for each in due:
        if each.person.form and each.line:
            to = {
                (each.line.ref, adult)
                for adult in adults.get(each.person.person_ref, ())
            }
            found.setdefault(each.person.form, []).append(to)
    for form in sorted(found, key=lambda form: (age_of(form.year), form.title)):
        letters = set().union(*found[form])
        yield ClassLetters(
            form.ref, form.title, len(found[form]), len(letters), len(letters & out)
        )


def _prints(actor: Actor, campaign: Campaign) -> list[LetterPrint]:
    asked = select(LetterPrint).where(
        LetterPrint.campaign_ref == campaign.ref,
        LetterPrint.asked_by == actor.person_ref,
        LetterPrint.asked_at > clock.now() - timedelta(days=1),
    )
    return list(db.session.scalars(asked.order_by(LetterPrint.asked_at.desc())))


def _line(row: LetterPrint, titles: dict[str, str]) -> PrintLine:
    return PrintLine(
        row.ref,
        titles.get(row.class_ref or "", ""),
        row.again,
        LettersState(row.state),
        row.asked_at,
        row.wanted,
        row.done,
        ready_until(row),
        why_gone(row),
    )


def _title(each: Stands) -> str:
    return each.person.form.title if each.person.form else ""


def _by_class(each: Stands, names: dict[str, str]) -> tuple[int, str, str, str]:
    form, name = each.person.form, names.get(each.person.person_ref, "")
    family = name.rpartition(" ")[2].casefold()
    return age_of(form.year if form else None), _title(each), family, name.casefold()
