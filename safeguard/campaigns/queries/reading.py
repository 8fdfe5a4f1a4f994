"""Campaigns as their pages show them: how far each class and role has come."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

from safeguard.agreements.permissions.parents import adults_who_sign
from safeguard.campaigns.models import Campaign, CampaignReminder
from safeguard.campaigns.permissions import Act
from safeguard.campaigns.permissions.asked import (
    CAPACITIES,
    Form,
    Group,
    everybody,
    forms_of,
    groups_of,
)
from safeguard.campaigns.permissions.course import course_of, live_versions
from safeguard.campaigns.permissions.seeing import campaign_visible, unfinished_of
from safeguard.campaigns.permissions.tally import (
    Standing,
    Stands,
    tally,
    where_all_stand,
)
from safeguard.campaigns.states import GOING_ON, Audience, CampaignState
from safeguard.guidance.agreements import age_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import counted, disclosure, note
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Row:
    """A class or a capacity in the table of progress: how many stand where."""

    ref: str
    title: str
    counts: Counter[Standing]

    @property
    def asked(self) -> int:
        """How many are asked."""
        return self.counts.total()

    @property
    def complete(self) -> int:
        """How many are complete."""
        return self.counts[Standing.COMPLETE]

    @property
    def partly(self) -> int:
        """Of pupils: one of the two has signed."""
        return self.counts[Standing.PUPIL_SIGNED] + self.counts[Standing.PARENT_SIGNED]

    @property
    def declined(self) -> int:
        """How many have said no, or taken their signature back."""
        return self.counts[Standing.DECLINED] + self.counts[Standing.WITHDRAWN]

    @property
    def nothing(self) -> int:
        """From how many nothing has come."""
        return self.asked - self.complete - self.partly - self.declined

    @property
    def percent(self) -> int:
        """How many of a hundred are complete, rounded down: 100 means all of them."""
        return self.complete * 100 // self.asked if self.asked else 0


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in the list."""

    ref: str
    year: int
    state: CampaignState
    due_on: date
    whole: Row
    # Two of one year are told apart by it.
    closed_at: datetime | None


@dataclass(frozen=True)
class CampaignRead:
    """A campaign with its progress."""

    ref: str
    year: int
    state: CampaignState
    due_on: date
    version: int
    groups: frozenset[Group]
    started_by: str = field(repr=False)
    started_at: datetime
    issued_by: str = field(repr=False)
    issued_at: datetime | None
    closed_by: str = field(repr=False)
    closed_at: datetime | None
    classes: tuple[Row, ...]
    capacities: tuple[Row, ...]
    whole: Row
    # Kinds of which no text is in force, though somebody is asked for it.
    without_text: tuple[str, ...]
    # Forms whose year group is not known, so that nobody can say which text it is.
    without_year: tuple[str, ...]
    # Pupils whose parent's answer is missing, and no adult may give it by a letter.
    without_adult: int

    @property
    def is_overdue(self) -> bool:
        """Whether the day by which all should have signed is past."""
        return self.state == CampaignState.OPEN and self.due_on < clock.today()


@dataclass(frozen=True)
class Choice:
    """A group that can be asked: how many people it has, and which text they sign."""

    group: Group
    title: str
    people: int
    kind: str


@dataclass(frozen=True)
class Going:
    """How far what goes on by itself has come."""

    done: int
    wanted: int
    state: CampaignState


@disclosure(Act.READ_CAMPAIGNS)
def read_campaigns(actor: Actor) -> list[CampaignLine]:
    """The school's campaigns, the latest first; numbers alone."""
    asked = select(Campaign).where(
        Campaign.school_ref == actor.school_ref,
        Campaign.state != CampaignState.DISCARDED,
    )
    rows = list(db.session.scalars(asked.order_by(Campaign.started_at.desc())))
    note(campaigns=len(rows))
    return [
        CampaignLine(
            row.ref,
            row.year,
            CampaignState(row.state),
            row.due_on,
            _whole(row),
            row.closed_at,
        )
        for row in rows
    ]


@disclosure(Act.READ_CAMPAIGN, of=campaign_visible)
def read_campaign(actor: Actor, campaign: Campaign) -> CampaignRead:  # noqa: ARG001
    """One campaign: how many of each class and capacity have signed, nobody's name."""
    stands = where_all_stand(campaign)
    groups = groups_of(campaign.ref)
    forms = forms_of(campaign.school_ref)
    names = names_of(
        ref
        for ref in (campaign.started_by, campaign.issued_by, campaign.closed_by)
        if ref
    )
    live = live_versions(campaign.school_ref)
    kinds = sorted({each.person.kind for each in stands if each.person.kind})
    return CampaignRead(
        ref=campaign.ref,
        year=campaign.year,
        state=CampaignState(campaign.state),
        due_on=campaign.due_on,
        version=campaign.version,
        groups=groups,
        started_by=names.get(campaign.started_by, ""),
        started_at=campaign.started_at,
        issued_by=names.get(campaign.issued_by or "", ""),
        issued_at=campaign.issued_at,
        closed_by=names.get(campaign.closed_by or "", ""),
        closed_at=campaign.closed_at,
        classes=_classes(stands, forms, groups),
        capacities=_capacities(stands, groups),
        whole=Row("", "", tally(stands)),
        without_text=tuple(kind for kind in kinds if kind not in live),
        without_year=tuple(form.title for form in forms if form.kind is None),
        without_adult=len(without_adult(campaign.school_ref, stands)),
    )


@counted
def not_over(actor: Actor) -> str | None:
    """This year's campaign while it is not over: another cannot be begun."""
    found = unfinished_of(actor.school_ref)
    return found.ref if found else None


@counted
def choices(actor: Actor) -> list[Choice]:
    """Whom a campaign can ask: year groups, the youngest first, classes, capacities."""
    people = everybody(actor.school_ref).values()
    forms = forms_of(actor.school_ref)
    in_form = Counter(each.form.ref for each in people if each.form)
    of_year = Counter(each.form.year for each in people if each.form)
    capacities = Counter(each.capacity for each in people if each.form is None)
    years = {form.year: form for form in forms if form.year}
    return [
        *(
            Choice(
                Group(Audience.YEAR, year), year, of_year[year], years[year].kind or ""
            )
            for year in sorted(years, key=age_of)
        ),
        *(
            Choice(
                Group(Audience.CLASS, form.ref),
                form.title,
                in_form[form.ref],
                form.kind or "",
            )
            for form in forms
            if form.kind
        ),
        *(
            Choice(Group(Audience.CAPACITY, each), each, capacities[each], "adults")
            for each in CAPACITIES
        ),
    ]


@counted
def how_far(actor: Actor, campaign_ref: str) -> Going | None:
    """How many agreements stand of how many, for a bar that fills; None for a campaign
    of elsewhere.
    """
    campaign = campaign_visible(actor, campaign_ref)
    if campaign is None:
        return None
    asked = tally(where_all_stand(campaign)).total()
    left = course_of(campaign).size
    state = CampaignState(campaign.state)
    if state not in {CampaignState.ISSUING, CampaignState.CLOSING}:
        return Going(asked, asked, state)
    return Going(max(0, asked - left), max(asked, left), state)


@counted
def campaigns_to_carry_on() -> list[tuple[str, str]]:
    """Campaigns of all schools with something left to do: their school, and they."""
    asked = select(Campaign).where(Campaign.state.in_(sorted(GOING_ON)))
    rows = list(db.session.scalars(asked.order_by(Campaign.started_at)))
    return [
        (row.school_ref, row.ref)
        for row in rows
        if row.state != CampaignState.OPEN or course_of(row).size
    ]


@counted
def reminded_today(campaign_ref: str) -> int:
    """How many people were reminded of a campaign today."""
    asked = select(func.count()).where(
        CampaignReminder.campaign_ref == campaign_ref,
        CampaignReminder.day == clock.today(),
    )
    return db.session.scalar(asked) or 0


@counted
def left_to_do(actor: Actor, campaign_ref: str) -> int:
    """How many agreements of a campaign are still to be issued or ended."""
    campaign = campaign_visible(actor, campaign_ref)
    return course_of(campaign).size if campaign else 0


def without_adult(school_ref: str, stands: Iterable[Stands]) -> list[Stands]:
    """Pupils whose parent's answer is missing while no adult may give it by a link or
    a letter. Why nobody may is on no list.
    """
    waiting = [each for each in stands if each.needs_letter]
    adults = adults_who_sign(school_ref, (each.person.person_ref for each in waiting))
    return [each for each in waiting if each.person.person_ref not in adults]


def _whole(campaign: Campaign) -> Row:
    return Row("", "", tally(where_all_stand(campaign)))


def _classes(
    stands: Iterable[Stands], forms: Iterable[Form], groups: frozenset[Group]
) -> tuple[Row, ...]:
    """Every class that is asked, also one in which there is no pupil."""
    by_form: dict[str, list[Stands]] = defaultdict(list)
    for each in stands:
        if each.person.form:
            by_form[each.person.form.ref].append(each)
    return tuple(
        Row(form.ref, form.title, tally(by_form[form.ref]))
        for form in forms
        if Group(Audience.YEAR, form.year or "") in groups
        or Group(Audience.CLASS, form.ref) in groups
    )


def _capacities(stands: Iterable[Stands], groups: frozenset[Group]) -> tuple[Row, ...]:
    of: dict[str, list[Stands]] = defaultdict(list)
    for each in stands:
        if each.person.capacity:
            of[each.person.capacity].append(each)
    return tuple(
        Row(each, each, tally(of[each]))
        for each in CAPACITIES
        if Group(Audience.CAPACITY, each) in groups
    )
