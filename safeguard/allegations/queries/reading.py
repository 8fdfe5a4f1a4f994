"""Reading concerns about adults: the whole for whom it went to, else a receipt."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from safeguard.allegations.models import (
    AdultConcern,
    AdultDraft,
    AdultStep,
    AdultSubject,
)
from safeguard.allegations.permissions import Act
from safeguard.allegations.permissions.hands import (
    Hands,
    in_whose_hands,
    particulars_of,
)
from safeguard.allegations.permissions.inside import (
    VaultActor,
    in_vault,
    vaulted,
    who,
)
from safeguard.allegations.permissions.seeing import (
    all_refs,
    draft_visible,
    drafts_visible_to,
    hands_of,
    own,
    own_visible_to,
    routed,
    visible_to,
)
from safeguard.allegations.states import AdultConcernState, Standing, standing_of
from safeguard.guidance import clocks
from school.calendars.due import due
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.role_names import leading_role
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, note
from school.identity.queries.people import names_of, org_named, roles_of
from school.identity.queries.set_up import days_of


@dataclass(frozen=True)
class SubjectView:
    """An adult whom it is about: a name, or a kind and words."""

    name: str = field(default="", repr=False)
    kind: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class ReviewStep:
    """What was recorded of it; `happened_at` only where that is another time."""

    kind: str
    by: str = field(repr=False)
    recorded_at: datetime
    happened_at: datetime | None
    text: str = field(repr=False)
    spoke_to: str = field(repr=False)
    agency_reference: str = field(repr=False)
    outcome: str


@dataclass(frozen=True)
class AdultConcernView:
    """A concern about an adult, whole, for those it went to."""

    reference: str
    state: str
    version: int
    school: str
    recorded_at: datetime
    subjects: tuple[SubjectView, ...]
    what: str = field(repr=False)
    own_words: str = field(repr=False)
    done: str = field(repr=False)
    happened_on: date | None
    happened_words: str = field(repr=False)
    children: tuple[str, ...] = field(repr=False)
    child_described: str = field(repr=False)
    reporter: str = field(repr=False)
    on_behalf_of: str = field(repr=False)
    in_danger: bool
    leads: tuple[str, ...] = field(repr=False)
    told: tuple[str, ...] = field(repr=False)
    review_keys: bool
    lado_directly: bool
    lado_by: datetime
    steps: tuple[ReviewStep, ...]
    may_record: bool

    @property
    def lado_contacted(self) -> bool:
        """Whether the LADO has heard of it."""
        return any(step.kind == "lado_contacted" for step in self.steps)


@dataclass(frozen=True)
class WaitingItem:
    """A line in the list of those it went to: no name, no word of it."""

    reference: str
    state: str
    recorded_at: datetime
    in_danger: bool
    may_record: bool


@dataclass(frozen=True)
class Holder:
    """Somebody who looks into it: a name and a role."""

    name: str = field(repr=False)
    role: Role | None


@dataclass(frozen=True)
class AdultReceipt:
    """All that the reporter keeps: the reference, who has it, how far it is."""

    reference: str
    raised_at: datetime
    in_danger: bool
    standing: Standing
    with_whom: tuple[Holder, ...]
    due_at: datetime
    due_why: str
    on_duty_rota: bool


@dataclass(frozen=True)
class OpenAdultDraft:
    """A draft as its author left it."""

    ref: str
    typed: list[tuple[str, list[str]]] = field(repr=False)
    saved_at: datetime


@vaulted
@disclosure(Act.READ, of=routed)
def read_adult_concern(actor: VaultActor, concern: AdultConcern) -> AdultConcernView:
    """A concern about an adult, for somebody it went to and is not about."""
    whose = hands_of(actor)[concern.ref]
    note(**who(actor), sent_by_name=_sent_to(actor, whose))
    said = particulars_of(concern)
    subjects, steps = _subjects(concern), _steps(concern)
    people = [
        said["reporter"],
        *whose.leads,
        *whose.told,
        *said["children"],
        *(each["person"] for each in subjects if "person" in each),
        *(body["by"] for _row, body in steps),
    ]
    names = names_of(people)
    school = org_named(said["school"])
    day = said["happened_on"]
    return AdultConcernView(
        reference=concern.ref,
        state=concern.state,
        version=concern.version,
        school=school.name if school else "",
        recorded_at=concern.recorded_at,
        subjects=_subject_views(subjects, names),
        what=unseal(concern, "what") or "",
        own_words=unseal(concern, "own_words") or "",
        done=unseal(concern, "done") or "",
        happened_on=date.fromisoformat(day) if day else None,
        happened_words=said["happened_words"],
        children=_names(said["children"], names),
        child_described=said["child_described"],
        reporter=names.get(said["reporter"], ""),
        on_behalf_of=said["on_behalf_of"],
        in_danger=said["in_danger"],
        leads=_names(whose.leads, names),
        told=_names(whose.told, names),
        review_keys=said["review_keys"],
        lado_directly=said["lado"],
        lado_by=_lado_by(concern, said["school"]),
        steps=tuple(_step(row, body, names) for row, body in steps),
        may_record=actor.behind.person_ref in whose.leads,
    )


@vaulted
@disclosure(Act.READ_ALL)
def read_adult_concerns(actor: VaultActor) -> list[WaitingItem]:
    """What went to the actor, newest first; nothing of what it says."""
    asked = (
        select(AdultConcern)
        .where(visible_to(actor))
        .order_by(AdultConcern.recorded_at.desc(), AdultConcern.ref)
    )
    rows, whose = list(db.session.scalars(asked)), hands_of(actor)
    # In the sealed facts: side by side in a leaf they would show what goes together.
    note(**who(actor), refs=[row.ref for row in rows])
    return [
        WaitingItem(
            row.ref,
            row.state,
            row.recorded_at,
            in_danger=particulars_of(row)["in_danger"],
            may_record=actor.behind.person_ref in whose[row.ref].leads,
        )
        for row in rows
    ]


@vaulted
@disclosure(Act.READ_RECEIPT, of=own)
def read_adult_receipt(actor: VaultActor, concern: AdultConcern) -> AdultReceipt:
    """The receipt of a concern that the actor raised, and no word of it."""
    note(**who(actor))
    said = particulars_of(concern)
    whose = in_whose_hands(actor.school_ref, actor.trust_ref)[concern.ref]
    # The ordinary clock: a receipt says nothing by which this one could be told.
    running = clocks.named("acknowledge_danger" if said["in_danger"] else "acknowledge")
    ends = due(concern.recorded_at, running, days_of(said["school"]))
    return AdultReceipt(
        reference=concern.ref,
        raised_at=concern.recorded_at,
        in_danger=said["in_danger"],
        standing=standing_of(concern.state),
        with_whom=_holders(whose, said["school"], actor.trust_ref),
        due_at=ends.at,
        due_why=ends.why,
        on_duty_rota=ends.falls_to_duty_rota,
    )


@vaulted
@disclosure(Act.READ_RECEIPTS)
def read_adult_receipts(actor: VaultActor) -> list[tuple[str, datetime, Standing]]:
    """What the actor raised, newest first: reference, when, how far it is."""
    asked = (
        select(AdultConcern)
        .where(own_visible_to(actor, all_refs(actor.school_ref)))
        .order_by(AdultConcern.recorded_at.desc(), AdultConcern.ref)
    )
    rows = list(db.session.scalars(asked))
    note(**who(actor), refs=[row.ref for row in rows])
    return [(row.ref, row.recorded_at, standing_of(row.state)) for row in rows]


@vaulted
@disclosure(Act.READ_DRAFT, of=draft_visible)
def read_adult_draft(actor: VaultActor, draft: AdultDraft) -> OpenAdultDraft:
    """One's own draft, to go on with it."""
    note(**who(actor))
    body = json.loads(unseal(draft, "body") or "[]")
    typed = [(name, values) for name, values in body]
    return OpenAdultDraft(draft.ref, typed, draft.saved_at)


@counted
def newest_adult_draft(actor: Actor) -> tuple[str, datetime] | None:
    """Which draft the actor saved last, and when; nothing of it."""
    asked = select(AdultDraft.ref, AdultDraft.saved_at).where(
        drafts_visible_to(in_vault(actor, ""))
    )
    found = db.session.execute(asked.order_by(AdultDraft.saved_at.desc())).first()
    return (found.ref, found.saved_at) if found else None


@counted
def count_waiting(actor: Actor) -> int:
    """How many of those that went to the actor nobody has begun to look into."""
    inside = in_vault(actor, "")
    asked = (
        select(func.count())
        .select_from(AdultConcern)
        .where(
            visible_to(inside),
            AdultConcern.state == AdultConcernState.RAISED,
        )
    )
    return db.session.scalar(asked) or 0


@counted
def count_receipts(actor: Actor) -> int:
    """How many concerns about adults the actor raised."""
    inside = in_vault(actor, "")
    asked = (
        select(func.count())
        .select_from(AdultConcern)
        .where(own_visible_to(inside, all_refs(inside.school_ref)))
    )
    return db.session.scalar(asked) or 0


@counted
def has_receipt(actor: Actor, reference: str) -> bool:
    """Whether the reference is of a concern about an adult that the actor raised."""
    return own(in_vault(actor, ""), reference) is not None


def _sent_to(actor: VaultActor, whose: Hands) -> bool:
    """Whether it was sent to the actor, who else came into the office later."""
    return actor.behind.person_ref in whose.sent


def _subjects(concern: AdultConcern) -> list[dict[str, str]]:
    asked = select(AdultSubject).where(AdultSubject.concern_ref == concern.ref)
    rows = db.session.scalars(asked)
    return [json.loads(unseal(row, "who") or "{}") for row in rows]


def _steps(concern: AdultConcern) -> list[tuple[AdultStep, dict[str, Any]]]:
    asked = select(AdultStep).where(AdultStep.concern_ref == concern.ref)
    rows = db.session.scalars(asked.order_by(AdultStep.place))
    return [(row, json.loads(unseal(row, "body") or "{}")) for row in rows]


def _subject_views(
    said: list[dict[str, str]], names: dict[str, str]
) -> tuple[SubjectView, ...]:
    """Those with a name first, by name; then those who were described."""
    views = [
        SubjectView(name=names.get(each["person"], ""))
        if "person" in each
        else SubjectView(kind=each["kind"], words=each["words"])
        for each in said
    ]
    return tuple(sorted(views, key=lambda view: (not view.name, view.name, view.words)))


def _step(row: AdultStep, body: dict[str, Any], names: dict[str, str]) -> ReviewStep:
    happened = body.get("happened_at")
    return ReviewStep(
        kind=row.kind,
        by=names.get(body["by"], ""),
        recorded_at=row.recorded_at,
        happened_at=datetime.fromisoformat(happened) if happened else None,
        text=body["text"],
        spoke_to=body.get("spoke_to", ""),
        agency_reference=body.get("agency_reference", ""),
        outcome=body.get("outcome", ""),
    )


def _names(refs: Iterable[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[ref] for ref in refs if ref in names)


def _holders(whose: Hands, school_ref: str, trust_ref: str) -> tuple[Holder, ...]:
    names = names_of(whose.leads)
    return tuple(
        Holder(names[ref], leading_role(roles_of(ref, school_ref, trust_ref)))
        for ref in whose.leads
        if ref in names
    )


def _lado_by(concern: AdultConcern, school_ref: str) -> datetime:
    running = clocks.named("lado_contact")
    return due(concern.recorded_at, running, days_of(school_ref)).at
