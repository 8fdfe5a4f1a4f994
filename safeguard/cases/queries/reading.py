"""Reading a concern and a case: each reading is recorded before it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from safeguard.cases.models import CaseFile, Concern, ConcernChild
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import (
    concerns_read_in,
    last_decision,
    reached_by_feedback,
    standing_of,
)
from safeguard.cases.permissions.seeing import (
    case_for_referral,
    case_readable,
    cases_visible_to,
    concern_visible,
)
from safeguard.cases.queries.chronology import Happening, feedback_on, happenings_of
from safeguard.cases.queries.marks import Mark, marks_of
from safeguard.cases.queries.meetings import NextMeeting, next_meetings
from safeguard.cases.queries.people_in import (
    ADDITION,
    DONE,
    NARRATIVE,
    OWN_WORDS,
    Child,
    Words,
    children_in,
    together,
    words_of,
)
from safeguard.cases.queries.relinking import Relinked, relinkings_of
from safeguard.cases.queries.sending import Sent, sent_of
from safeguard.cases.queries.voiding import Voiding, voiding_of
from safeguard.cases.states import (
    OPEN_CASES,
    CaseState,
    Check,
    EntryKind,
    Standing,
    missing_before_closing,
)
from safeguard.guidance import agencies, numbers
from safeguard.referrals.queries import ReferralView, referrals_of
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import foresee
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of, setting

# The entry with which a case begins to be watched.
WATCHED = "begun"


@dataclass(frozen=True)
class ConcernRead:
    """A concern as those who work on it read it. Texts are kept byte for byte."""

    reference: str
    state: str
    level: str
    category: str
    version: int
    children: tuple[Child, ...]
    narrative: Words
    own_words: tuple[Words, ...]
    done: tuple[Words, ...]
    additions: tuple[Words, ...]
    steps: tuple[str, ...]
    raised_by: str
    typed_by: str | None
    on_behalf_of: str | None
    teller: str
    teller_words: str | None
    happened: "When"
    recorded_at: datetime
    where: "Where"
    flags: "Flags"
    due_at: datetime
    due_why: str
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    case_ref: str | None
    feedback: tuple[Happening, ...]
    told: tuple[str, ...]
    # Open cases about the same children: it may belong to one of them.
    related: tuple["Related", ...]
    # Whether somebody says that it was entered in error.
    voiding: Voiding | None = None
    relinked: tuple[Relinked, ...] = ()
    # Whether it was sent to another school, and what they said.
    sent: Sent | None = None


@dataclass(frozen=True)
class Related:
    """Another case about one of the children."""

    reference: str
    title: str = field(repr=False)


@dataclass(frozen=True)
class When:
    """When it happened as the reporter said: an instant, a day, or words."""

    at: datetime | None
    on: date | None
    words: str | None = field(repr=False)


@dataclass(frozen=True)
class Where:
    """Where it happened: place, online service, whose device, which network."""

    place: str | None = field(repr=False)
    online_service: str | None = field(repr=False)
    device_owner: str | None
    network: str | None


@dataclass(frozen=True)
class Flags:
    """What must be seen at the first glance."""

    in_danger: bool
    intimate_image: bool
    technical: bool
    told_dsl: bool
    on_duty_rota: bool


@dataclass(frozen=True)
class Owed:
    """A concern whose reporter was told nothing yet, and who that is."""

    concern_ref: str
    who: str = field(repr=False)


@dataclass(frozen=True)
class CaseRead:
    """A case with its whole chronology, newest first, and what it still lacks."""

    reference: str
    title: str = field(repr=False)
    state: str
    level: str
    category: str
    version: int
    lead: str
    lead_ref: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    in_danger: bool
    intimate_image: bool
    parents: str | None
    next_step: str
    agency: str | None
    due_at: datetime | None
    due_why: str | None
    children: tuple[Child, ...]
    concerns: tuple[str, ...]
    referrals: tuple[ReferralView, ...]
    happenings: tuple[Happening, ...]
    standing: Standing
    missing: tuple[Check, ...]
    owed: tuple[Owed, ...]
    meetings: tuple[NextMeeting, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def risk(self) -> Happening | None:
        """How great the risk was last said to be, if anybody said."""
        return self._newest(EntryKind.RISK)

    @property
    def watch(self) -> Happening | None:
        """What is looked for, while the case is watched."""
        if self.state != CaseState.MONITORING:
            return None
        return self._newest(EntryKind.MONITORING, WATCHED)

    def _newest(self, kind: str, code: str | None = None) -> Happening | None:
        found = (each for each in self.happenings if each.kind == kind)
        return next((each for each in found if code in {None, each.code}), None)


@dataclass(frozen=True)
class Begun:
    """A referral as it is named where nothing of it may be read."""

    ref: str
    agency: str
    state: str
    is_open: bool
    # How often the agency was asked again.
    times_asked: int


@dataclass(frozen=True)
class ReferralGround:
    """What whoever refers must know of the case, and nothing of what it says."""

    reference: str
    state: str
    version: int
    # The agency that a decision named, while its referral is still to be made.
    agency: str | None
    # The number under which that agency is reached, where one is known.
    number: str | None
    referrals: tuple[Begun, ...]


@disclosure(Act.READ_CONCERN, of=concern_visible)
def read_concern(actor: Actor, concern: Concern) -> ConcernRead:
    """The concern with the child's own words and all that was added to it."""
    texts = words_of([concern.ref]).get(concern.ref, [])
    told = reached_by_feedback(actor, concern)
    refs = [concern.reporter_ref, concern.typist_ref, concern.acknowledged_by, *told]
    names = names_of(ref for ref in refs if ref)
    if concern.case_ref:
        touch(concern.case_ref)
    blank = Words(NARRATIVE, "", concern.reporter_ref, concern.recorded_at)
    return ConcernRead(
        reference=concern.ref,
        state=concern.state,
        level=concern.level,
        category=concern.category,
        version=concern.version,
        children=children_in([concern.ref]).get(concern.ref, ()),
        narrative=next((each for each in texts if each.kind == NARRATIVE), blank),
        own_words=_of_kind(texts, OWN_WORDS),
        done=_of_kind(texts, DONE),
        additions=_of_kind(texts, ADDITION),
        steps=tuple(step for step in concern.steps.split(",") if step),
        raised_by=names.get(concern.reporter_ref, ""),
        typed_by=names.get(concern.typist_ref or ""),
        on_behalf_of=unseal(concern, "on_behalf_of"),
        teller=concern.teller,
        teller_words=unseal(concern, "teller_words"),
        happened=When(
            concern.happened_at, concern.happened_on, unseal(concern, "happened_words")
        ),
        recorded_at=concern.recorded_at,
        where=where_of(concern),
        flags=flags_of(concern),
        due_at=concern.due_at,
        due_why=concern.due_why,
        acknowledged_by=names.get(concern.acknowledged_by or ""),
        acknowledged_at=concern.acknowledged_at,
        case_ref=concern.case_ref,
        feedback=tuple(feedback_on([concern])),
        told=tuple(names.get(ref, "") for ref in told),
        related=_related(actor, concern),
        voiding=voiding_of(actor, concern),
        relinked=relinkings_of(concern),
        sent=sent_of(concern),
    )


@disclosure(Act.READ_CASE, of=case_readable)
def read_case(actor: Actor, case: Any) -> CaseRead:
    """The case with its whole chronology."""
    return case_read(actor, case)


@disclosure(Act.PRINT_CASE, of=case_readable)
def print_case(actor: Actor, case: Any) -> CaseRead:
    """The same, laid out on paper: the trail tells it from a look at the screen."""
    return case_read(actor, case)


@disclosure(Act.PREPARE_REFERRAL, of=case_for_referral)
def prepare_referral(actor: Actor, case: CaseFile) -> ReferralGround:
    """What the referral page shows: also to an executive head, who may refer a case
    without reading it (matrix, refer_to_agency).
    """
    begun = tuple(
        Begun(each.ref, each.agency, each.state, each.is_open, each.times_asked)
        for each in referrals_of(case.ref)
    )
    agency = _decided_agency(case)
    number = _number_of(actor, agency) if agency else None
    return ReferralGround(case.ref, case.state, case.version, agency, number, begun)


def where_of(concern: Concern) -> Where:
    """Where a concern happened; technical fields only, no story."""
    place, service = unseal(concern, "place"), unseal(concern, "online_service")
    return Where(place, service, concern.device_owner, concern.network)


def flags_of(concern: Concern) -> Flags:
    """What must be seen of a concern at the first glance."""
    return Flags(
        concern.in_danger,
        concern.intimate_image,
        concern.technical,
        concern.told_dsl,
        concern.on_duty_rota,
    )


def _related(actor: Actor, concern: Concern) -> tuple[Related, ...]:
    mine = select(ConcernChild.person_ref).where(
        ConcernChild.concern_ref == concern.ref, ConcernChild.person_ref.is_not(None)
    )
    others = (
        select(Concern.case_ref)
        .join(ConcernChild, ConcernChild.concern_ref == Concern.ref)
        .where(ConcernChild.person_ref.in_(mine), Concern.case_ref.is_not(None))
    )
    asked = (
        select(CaseFile)
        .where(cases_visible_to(actor), CaseFile.ref.in_(others))
        .where(CaseFile.state.in_(sorted(OPEN_CASES)))
        .where(CaseFile.ref != (concern.case_ref or ""))
        .order_by(CaseFile.opened_at.desc(), CaseFile.ref)
    )
    rows = list(db.session.scalars(asked))
    touch(*(row.ref for row in rows))
    return tuple(Related(row.ref, unseal(row, "title") or "") for row in rows)


def _of_kind(texts: list[Words], kind: str) -> tuple[Words, ...]:
    return tuple(each for each in texts if each.kind == kind)


@counted
def case_read(actor: Actor, case: Any) -> CaseRead:
    """A case as its page shows it, from its row. Only a disclosure may ask."""
    foresee("case", actor, case=[case.ref])
    concerns = concerns_read_in(case.ref)
    refs = [concern.ref for concern in concerns]
    touch(*refs)
    children = children_in(refs)
    referrals = tuple(referrals_of(case.ref))
    standing = standing_of(actor, case, concerns)
    names = names_of([case.lead_ref, case.opened_by])
    return CaseRead(
        reference=case.ref,
        title=unseal(case, "title") or "",
        state=case.state,
        level=case.level,
        category=case.category,
        version=case.version,
        lead=names.get(case.lead_ref, ""),
        lead_ref=case.lead_ref,
        opened_at=case.opened_at,
        opened_by=names.get(case.opened_by, ""),
        closed_at=case.closed_at,
        in_danger=case.in_danger,
        intimate_image=case.intimate_image,
        parents=case.parents_informed,
        next_step=case.next_step,
        agency=_decided_agency(case),
        due_at=case.due_at,
        due_why=case.due_why,
        children=together(child for ref in refs for child in children.get(ref, ())),
        concerns=tuple(refs),
        referrals=referrals,
        happenings=tuple(happenings_of(case, concerns, referrals)),
        standing=standing,
        missing=missing_before_closing(standing),
        owed=_owed(standing, concerns),
        meetings=next_meetings(case.ref),
        marks=marks_of(case.ref),
    )


def _number_of(actor: Actor, code: str) -> str | None:
    """The school's own number for the agency, else the national one."""
    agency = agencies.named(code)
    local = agency.number_setting and setting(actor.school_ref, agency.number_setting)
    return local or (numbers.named(agency.number).number if agency.number else None)


def _decided_agency(case: CaseFile) -> str | None:
    decision = last_decision(case.ref) if case.decision_ref else None
    return decision.agency if decision is not None else None


def _owed(standing: Standing, concerns: Iterable[Any]) -> tuple[Owed, ...]:
    reporters = {each.ref: each.typist_ref or each.reporter_ref for each in concerns}
    names = names_of(reporters[ref] for ref in standing.feedback_owed)
    return tuple(
        Owed(ref, names.get(reporters[ref], "")) for ref in standing.feedback_owed
    )
