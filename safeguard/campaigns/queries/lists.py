"""By name: who has not signed, who declined and why; the whole list to take away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select

from safeguard.agreements.models import AgreementSignature, AgreementTemplate
from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.agreements.queries.standing import AgreementLine, lines_of
from safeguard.agreements.states import Answer, Side, Withdrawal
from safeguard.campaigns.models import Campaign
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.permissions.asked import CAPACITIES
from safeguard.campaigns.permissions.seeing import campaign_visible
from safeguard.campaigns.permissions.tally import (
    Standing,
    Stands,
    where_all_stand,
)
from safeguard.guidance.agreements import age_of
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.sealing import unseal
from school.gate import disclosure, note, touch
from school.identity.queries.people import names_of

_UNSIGNED = frozenset(Standing) - {Standing.COMPLETE}


@dataclass(frozen=True)
class PersonLine:
    """Somebody who is asked."""

    ref: str
    name: str = field(repr=False)
    # Class or, of adults, the code of the capacity.
    form: str
    year: str
    capacity: str
    kind: str
    number: int | None
    standing: Standing
    issued_at: datetime | None
    completed_at: datetime | None
    # Whether a parent's answer is missing while nobody may give it by a letter.
    without_adult: bool
    # What was issued, to be looked at or answered on paper; None: nothing yet.
    agreement_ref: str | None


@dataclass(frozen=True)
class PeopleList:
    """A list of people of a campaign, of one class or of all of them."""

    campaign_ref: str
    year: int
    class_ref: str | None
    title: str
    lines: tuple[PersonLine, ...]

    @property
    def groups(self) -> list[tuple[str, list[PersonLine]]]:
        """Class by class and capacity by capacity, in the order of the lines."""
        found: dict[str, list[PersonLine]] = defaultdict(list)
        for line in self.lines:
            found[line.form or line.capacity].append(line)
        return list(found.items())


@dataclass(frozen=True)
class Said:
    """What somebody answered, and why."""

    side: Side
    name: str = field(repr=False)
    answer: Answer
    at: datetime
    reason: str = field(repr=False)
    signer_ref: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class RefusedLine:
    """An agreement that somebody declined, with all that was said to it."""

    person: PersonLine
    said: tuple[Said, ...]
    # The number of the version it was said to, where a newer one is asked for by now
    # and whoever said it has not answered that.
    earlier: int | None = None

    @property
    def parents_differ(self) -> bool:
        """Whether one parent has signed and another declined."""
        answers = {each.answer for each in self.said if each.side is Side.PARENT}
        return len(answers) > 1


@disclosure(Act.READ_UNSIGNED, of=campaign_visible)
def read_unsigned(
    actor: Actor, campaign: Campaign, class_ref: str | None = None
) -> PeopleList:
    """Who has not signed, of one class or of everybody. Raises Hidden for a class that
    is not of the campaign.
    """
    return _list(actor, campaign, class_ref, _UNSIGNED)


@disclosure(Act.PRINT_UNSIGNED, of=campaign_visible)
def print_unsigned(
    actor: Actor, campaign: Campaign, class_ref: str | None = None
) -> PeopleList:
    """The same for paper."""
    return _list(actor, campaign, class_ref, _UNSIGNED)


@disclosure(Act.EXPORT_CAMPAIGN, of=campaign_visible)
def export_campaign(actor: Actor, campaign: Campaign) -> PeopleList:
    """Everybody who is asked, for a file."""
    return _list(actor, campaign, None, frozenset(Standing))


@disclosure(Act.READ_REFUSED, of=campaign_visible)
def read_refused(actor: Actor, campaign: Campaign) -> list[RefusedLine]:
    """Who declined or took a signature back, and why, in their own words; also what
    was said to an earlier version by those who have not answered the new one.
    """
    every = _seen(actor, where_all_stand(campaign))
    before = _of_earlier_versions(campaign)
    said = _said(
        ref
        for each in every
        for ref in (
            *([each.line.ref] if each.line else []),
            *(line.ref for line in before[each.person.person_ref]),
        )
    )
    lines = {line.ref: line for line in _lines(campaign, every)}
    numbers = _numbers(campaign.school_ref)
    found = []
    for each in every:
        person = lines[each.person.person_ref]
        now = said.get(each.line.ref, ()) if each.line else ()
        if each.line and each.standing in {Standing.DECLINED, Standing.WITHDRAWN}:
            found.append(RefusedLine(person, now))
        found += _still_open(person, now, before[person.ref], said, numbers)
    touch(*(each.person.ref for each in found))
    note(declined=len(found))
    return sorted(found, key=lambda each: _by_form(each.person))


def _of_earlier_versions(campaign: Campaign) -> dict[str, list[AgreementLine]]:
    """Of each person what ended with a new version, the earliest first."""
    found: dict[str, list[AgreementLine]] = defaultdict(list)
    for line in lines_of(campaign.ref):
        if line.ended_why == Withdrawal.NEW_VERSION:
            found[line.person_ref].append(line)
    return found


def _still_open(
    person: PersonLine,
    now: tuple[Said, ...],
    before: list[AgreementLine],
    said: dict[str, tuple[Said, ...]],
    numbers: dict[str, int],
) -> Iterator[RefusedLine]:
    """What somebody objected to last, and has not answered anew."""
    answered = {(each.side, each.signer_ref) for each in now}
    for line in reversed(before):
        objections = tuple(
            each
            for each in said.get(line.ref, ())
            if (each.side, each.signer_ref) not in answered
            and each.answer is Answer.DECLINED
        )
        answered |= {(e.side, e.signer_ref) for e in said.get(line.ref, ())}
        if objections:
            number = numbers.get(line.template_ref)
            then = replace(person, agreement_ref=line.ref, number=number)
            yield RefusedLine(then, objections, number)


def _list(
    actor: Actor,
    campaign: Campaign,
    class_ref: str | None,
    standings: frozenset[Standing],
) -> PeopleList:
    every = _seen(actor, where_all_stand(campaign))
    title = ""
    if class_ref is not None:
        every = [e for e in every if e.person.form and e.person.form.ref == class_ref]
        if not every:
            raise Hidden("no such class")
        title = every[0].person.form.title if every[0].person.form else ""
    stands = [each for each in every if each.standing in standings]
    touch(*(each.person.person_ref for each in stands))
    note(people=len(stands))
    lines = sorted(_lines(campaign, stands), key=_by_form)
    return PeopleList(campaign.ref, campaign.year, class_ref, title, tuple(lines))


def _seen(actor: Actor, stands: Iterable[Stands]) -> list[Stands]:
    """Without those of whom the actor may read nothing."""
    barred = wall.barred_from(actor.person_ref)
    return [each for each in stands if each.person.person_ref not in barred]


def _lines(campaign: Campaign, stands: list[Stands]) -> list[PersonLine]:
    names = names_of(each.person.person_ref for each in stands)
    adults = adults_who_sign(
        campaign.school_ref,
        (each.person.person_ref for each in stands if each.needs_letter),
    )
    numbers = _numbers(campaign.school_ref)
    return [
        PersonLine(
            ref=each.person.person_ref,
            name=names.get(each.person.person_ref, ""),
            form=each.person.form.title if each.person.form else "",
            year=(each.person.form.year or "") if each.person.form else "",
            capacity=each.person.capacity or "",
            kind=each.person.kind,
            number=numbers.get(each.line.template_ref) if each.line else None,
            standing=each.standing,
            issued_at=each.line.issued_at if each.line else None,
            completed_at=each.line.completed_at if each.line else None,
            without_adult=each.needs_letter and each.person.person_ref not in adults,
            agreement_ref=each.line.ref if each.line else None,
        )
        for each in stands
    ]


def _numbers(school_ref: str) -> dict[str, int]:
    columns = (AgreementTemplate.ref, AgreementTemplate.number)
    asked = select(*columns).where(AgreementTemplate.school_ref == school_ref)
    return {ref: number for ref, number in db.session.execute(asked)}  # noqa: C416


def _by_form(line: PersonLine) -> tuple[int, str, str, str]:
    family = line.name.rpartition(" ")[2].casefold()
    age = age_of(line.year) if line.form else 100 + CAPACITIES.index(line.capacity)
    return age, line.form or line.capacity, family, line.name.casefold()


def _said(agreement_refs: Iterable[str]) -> dict[str, tuple[Said, ...]]:
    """The latest answer of each signer to each agreement."""
    asked = (
        select(AgreementSignature)
        .where(AgreementSignature.agreement_ref.in_(sorted(set(agreement_refs))))
        .order_by(AgreementSignature.signed_at, AgreementSignature.ref)
    )
    rows = list(db.session.scalars(asked))
    latest: dict[tuple[str, str, str | None], AgreementSignature] = {
        (row.agreement_ref, row.side, row.signer_ref): row for row in rows
    }
    names = names_of(row.signer_ref for row in rows if row.signer_ref)
    found: dict[str, list[Said]] = defaultdict(list)
    for row in latest.values():
        found[row.agreement_ref].append(
            Said(
                Side(row.side),
                names.get(row.signer_ref or "", ""),
                Answer(row.answer),
                row.signed_at,
                unseal(row, "reason") or "",
                row.signer_ref,
            )
        )
    return {ref: tuple(said) for ref, said in found.items()}
