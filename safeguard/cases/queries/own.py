"""What a reporter may see: what they raised, their drafts, what waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from safeguard.cases.models import CaseFile, Concern, ConcernText, Draft, Feedback
from safeguard.cases.permissions import Act
from safeguard.cases.permissions.drafts import (
    draft_typed_into,
    draft_visible,
    drafts_visible_to,
)
from safeguard.cases.permissions.own import is_walled, walled_from
from safeguard.cases.permissions.seeing import (
    concerns_visible_to,
    levels_of,
    own_visible,
    own_visible_to,
)
from safeguard.cases.queries.calling import (
    Recipient,
    ToRing,
    passes_over_the_dsl,
    recipients,
    recipients_above,
    to_ring,
)
from safeguard.cases.states import CaseState, ConcernState
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.cover import OnDuty, on_duty
from school.identity.queries.people import names_of

NEWEST = 10


class Standing(StrEnum):
    """Where one's own concern stands, as far as it is the reporter's to know (R0.4)."""

    SENT = "sent"
    OPENED = "opened"
    WORKED_ON = "worked_on"
    WITH_AGENCY = "with_agency"
    CLOSED = "closed"
    IN_ERROR = "in_error"


@dataclass(frozen=True)
class Told:
    """What the reporter was told became of it, by whom and when."""

    text: str = field(repr=False)
    by: str = field(repr=False)
    given_at: datetime


@dataclass(frozen=True)
class Own:
    """One's own concern in a list: never a child's name (a corridor has eyes), so of
    an answer only when it was given.
    """

    reference: str
    raised_at: datetime
    standing: Standing
    answered_at: datetime | None = None


@dataclass(frozen=True)
class OwnWords:
    """A text of one's own concern; kind is narrative, own_words or done."""

    kind: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class OwnConcern:
    """One's own concern: the words until it is acknowledged, then what became of it."""

    own: Own
    words: tuple[OwnWords, ...]
    added_at: tuple[datetime, ...]
    opened_at: datetime | None
    may_add: bool
    receipt: "Receipt"
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """Who has it and by when. Nothing of what it says."""

    reference: str
    raised_at: datetime
    in_danger: bool
    due_at: datetime
    due_why: str
    on_duty_rota: bool
    recipients: tuple[Recipient, ...]
    above: tuple[Recipient, ...]
    # Nothing about it leads to the DSL: not a name, not a number.
    past_the_dsl: bool
    lines: tuple[ToRing, ...]
    # Whoever is on duty while the school is closed, and where they are reached.
    duty: OnDuty | None = None


@dataclass(frozen=True)
class OpenDraft:
    """A draft as its author left it."""

    ref: str
    body: str = field(repr=False)
    saved_at: datetime


@disclosure(Act.READ_OWN_CONCERNS)
def read_own_concerns(actor: Actor, newest: int | None = NEWEST) -> list[Own]:
    """What the actor raised or typed, newest first; status, and when answered."""
    asked = (
        select(Concern)
        .where(own_visible_to(actor))
        .order_by(Concern.recorded_at.desc(), Concern.ref)
        .limit(newest)
    )
    rows = list(db.session.scalars(asked))
    touch(*(row.ref for row in rows))
    asked_walled = select(Concern.ref).where(own_visible_to(actor), walled_from(actor))
    walled = set(db.session.scalars(asked_walled))
    open_rows = [row for row in rows if row.ref not in walled]
    cases = _cases_of(open_rows)
    answered = _answered(row.ref for row in open_rows)
    return [
        Own(row.ref, row.recorded_at, Standing.SENT)
        if row.ref in walled
        else Own(
            row.ref,
            row.recorded_at,
            _standing(row, cases),
            answered.get(row.ref),
        )
        for row in rows
    ]


@disclosure(Act.READ_OWN_CONCERN, of=own_visible)
def read_own_concern(actor: Actor, concern: Concern) -> OwnConcern:
    """One's own concern; whoever is concerned by it keeps the receipt only.

    Matrix, read_own_concern: own text until acknowledged, then reference, status
    and feedback (decision 23).
    """
    if is_walled(actor, concern):
        own = Own(concern.ref, concern.recorded_at, Standing.SENT)
        return OwnConcern(
            own, (), (), None, may_add=False, receipt=_receipt(actor, concern)
        )
    standing = _standing(concern, _cases_of([concern]))
    told = _told([concern.ref]).get(concern.ref, ())
    unopened = concern.state == ConcernState.SUBMITTED
    texts = _texts(concern) if unopened else []
    return OwnConcern(
        own=Own(
            concern.ref,
            concern.recorded_at,
            standing,
            told[0].given_at if told else None,
        ),
        words=tuple(
            OwnWords(row.kind, unseal(row, "text") or "")
            for row in texts
            if row.kind != "addition"
        ),
        added_at=tuple(row.recorded_at for row in texts if row.kind == "addition"),
        opened_at=concern.acknowledged_at,
        may_add=unopened,
        receipt=_receipt(actor, concern),
        told=told,
    )


@disclosure(Act.READ_DRAFT, of=draft_visible)
def read_draft(actor: Actor, draft: Draft) -> OpenDraft:  # noqa: ARG001
    """One's own draft, to go on with it."""
    return OpenDraft(draft.ref, unseal(draft, "body") or "", draft.saved_at)


@counted
def own_drafts(actor: Actor) -> list[tuple[str, datetime]]:
    """Which drafts the actor has and when each was last kept; nothing of them."""
    asked = (
        select(Draft.ref, Draft.saved_at)
        .where(drafts_visible_to(actor))
        .order_by(Draft.saved_at.desc())
    )
    return [(row.ref, row.saved_at) for row in db.session.execute(asked)]


@counted
def draft_of_form(actor: Actor, form_ref: str) -> str | None:
    """Which draft belongs to a form the actor is typing into, if one was kept."""
    draft = draft_typed_into(actor, form_ref)
    return draft.ref if draft else None


@counted
def count_unopened(actor: Actor) -> int | None:
    """How many concerns wait to be opened by the actor; None where that is no duty."""
    if not levels_of(actor):
        return None
    asked = (
        select(func.count())
        .select_from(Concern)
        .where(concerns_visible_to(actor), Concern.state == ConcernState.SUBMITTED)
    )
    return db.session.scalar(asked) or 0


def _standing(concern: Concern, cases: dict[str, str]) -> Standing:
    if concern.state == ConcernState.VOID:
        return Standing.IN_ERROR
    match cases.get(concern.case_ref or ""):
        case CaseState.CLOSED:
            return Standing.CLOSED
        case CaseState.REFERRED:
            return Standing.WITH_AGENCY
        case str():
            return Standing.WORKED_ON
    if concern.state == ConcernState.SUBMITTED:
        return Standing.SENT
    return Standing.OPENED


def _cases_of(rows: Iterable[Concern]) -> dict[str, str]:
    refs = sorted({row.case_ref for row in rows if row.case_ref})
    if not refs:
        return {}
    asked = select(CaseFile.ref, CaseFile.state).where(CaseFile.ref.in_(refs))
    return {row.ref: row.state for row in db.session.execute(asked)}


def _answered(concern_refs: Iterable[str]) -> dict[str, datetime]:
    """When each was last answered; nothing is unsealed for it."""
    asked = (
        select(Feedback.concern_ref, Feedback.given_at)
        .where(Feedback.concern_ref.in_(sorted(concern_refs)))
        .order_by(Feedback.given_at)
    )
    return {row.concern_ref: row.given_at for row in db.session.execute(asked)}


def _told(concern_refs: Iterable[str]) -> dict[str, tuple[Told, ...]]:
    refs = sorted(concern_refs)
    asked = (
        select(Feedback)
        .where(Feedback.concern_ref.in_(refs))
        .order_by(Feedback.given_at.desc())
    )
    rows = list(db.session.scalars(asked)) if refs else []
    names = names_of(row.by_ref for row in rows)
    found: dict[str, tuple[Told, ...]] = {}
    for row in rows:
        told = Told(unseal(row, "text") or "", names.get(row.by_ref, ""), row.given_at)
        found[row.concern_ref] = (*found.get(row.concern_ref, ()), told)
    return found


def _texts(concern: Concern) -> list[ConcernText]:
    asked = (
        select(ConcernText)
        .where(ConcernText.concern_ref == concern.ref)
        .order_by(ConcernText.recorded_at, ConcernText.ref)
    )
    return list(db.session.scalars(asked))


def _receipt(actor: Actor, concern: Concern) -> Receipt:
    told = tuple(recipients(actor, concern.level, concern.ref))
    past_the_dsl = passes_over_the_dsl(actor, concern.ref)
    return Receipt(
        reference=concern.ref,
        raised_at=concern.recorded_at,
        in_danger=concern.in_danger,
        due_at=concern.due_at,
        due_why=concern.due_why,
        on_duty_rota=concern.on_duty_rota,
        recipients=told,
        above=tuple(recipients_above(actor, concern.level, concern.ref)),
        past_the_dsl=past_the_dsl,
        lines=tuple(to_ring(actor, told if past_the_dsl else None)),
        duty=_duty(concern),
    )


def _duty(concern: Concern) -> OnDuty | None:
    turn = on_duty(concern.school_ref) if concern.on_duty_rota else None
    if turn is None or wall.stands_between(turn.person_ref, concern.ref):
        return None
    return turn
