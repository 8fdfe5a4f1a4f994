"""Which clauses a case cites, and which agreement held for a pupil on a day."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

from safeguard.agreements.queries.standing import LiveAgreement, live_on
from safeguard.agreements.queries.templates import (
    TemplateRead,
    is_as_signed,
    known_template,
)
from safeguard.agreements.states import AgreementState
from safeguard.breaches.models import ClauseBreach
from safeguard.breaches.permissions import Act
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.cases.permissions.parents import pupils_of
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.queries.people_in import Child, children_in, together
from safeguard.cases.states import OPEN_CASES
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Cited:
    """A clause as it is cited. `is_intact`: its words are still those of that day."""

    ref: str
    pupil: str = field(repr=False)
    on_day: date
    wording: str
    number: int
    stood: AgreementState
    is_intact: bool
    words: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime
    withdrawn_by: str = field(repr=False)
    withdrawn_at: datetime | None
    why_withdrawn: str = field(repr=False)


@dataclass(frozen=True)
class BreachesRead:
    """A case as its page on agreements shows it."""

    reference: str
    title: str = field(repr=False)
    level: str
    is_open: bool
    children: tuple[Child, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class CitedBrief:
    """What stands beside a case that somebody has just read."""

    wording: str
    on_day: date


@disclosure(Act.READ_BREACHES, of=case_visible)
def read_breaches(actor: Actor, case: CaseFile) -> BreachesRead:  # noqa: ARG001
    """The clauses that a case cites, the latest first, those taken back too."""
    refs = [concern.ref for concern in concerns_read_in(case.ref)]
    touch(*refs)
    found = children_in(refs)
    cited = _cited(case.ref)
    touch(*(each.ref for each in cited))
    return BreachesRead(
        reference=case.ref,
        title=unseal(case, "title") or "",
        level=case.level,
        is_open=case.state in OPEN_CASES,
        children=together(child for ref in refs for child in found.get(ref, ())),
        cited=cited,
    )


@disclosure(Act.READ_HELD, of=case_visible)
def read_held(
    actor: Actor,  # noqa: ARG001
    case: CaseFile,
    pupil_ref: str,
    on_day: date,
) -> LiveAgreement | None:
    """Which agreement held for a pupil of the case at the end of a London day, and who
    had signed it. Raises Hidden for somebody who is not in the case.
    """
    if pupil_ref not in pupils_of(case.ref):
        raise Hidden("not a pupil of this case")
    touch(pupil_ref)
    return live_on(case.school_ref, pupil_ref, on_day)


@counted
def cited_in(case_ref: str) -> list[CitedBrief]:
    """The clauses that stand, for beside the case. No name, no words of the case."""
    asked = (
        select(ClauseBreach.template_ref, ClauseBreach.clause, ClauseBreach.on_day)
        .where(ClauseBreach.case_ref == case_ref, ClauseBreach.withdrawn_at.is_(None))
        .order_by(ClauseBreach.on_day, ClauseBreach.ref)
    )
    texts: dict[str, TemplateRead | None] = {}
    return [
        CitedBrief(_wording(texts, row.template_ref, row.clause), row.on_day)
        for row in db.session.execute(asked)
    ]


@counted
def count_cited(school_ref: str, since: datetime, until: datetime) -> dict[str, int]:
    """How often each clause was cited in a school in a time (UTC), by its code; those
    taken back are not counted.
    """
    asked = (
        select(ClauseBreach.clause, func.count())
        .where(
            ClauseBreach.school_ref == school_ref,
            ClauseBreach.withdrawn_at.is_(None),
            ClauseBreach.recorded_at >= since,
            ClauseBreach.recorded_at < until,
        )
        .group_by(ClauseBreach.clause)
    )
    return {row[0]: row[1] for row in db.session.execute(asked)}


def _cited(case_ref: str) -> tuple[Cited, ...]:
    asked = (
        select(ClauseBreach)
        .where(ClauseBreach.case_ref == case_ref)
        .order_by(ClauseBreach.recorded_at.desc(), ClauseBreach.ref)
    )
    rows = list(db.session.scalars(asked))
    people = {row.pupil_ref for row in rows} | {row.by_ref for row in rows}
    names = names_of(people | {row.withdrawn_by for row in rows if row.withdrawn_by})
    texts: dict[str, TemplateRead | None] = {}
    return tuple(
        Cited(
            ref=row.ref,
            pupil=names.get(row.pupil_ref, ""),
            on_day=row.on_day,
            wording=_wording(texts, row.template_ref, row.clause),
            number=_number(texts, row.template_ref),
            stood=AgreementState(row.stood),
            is_intact=is_as_signed(row.template_ref, row.text_hash),
            words=unseal(row, "words") or "",
            by=names.get(row.by_ref, ""),
            at=row.recorded_at,
            withdrawn_by=names.get(row.withdrawn_by or "", ""),
            withdrawn_at=row.withdrawn_at,
            why_withdrawn=unseal(row, "why_withdrawn") or "",
        )
        for row in rows
    )


def _wording(
    texts: dict[str, TemplateRead | None], template_ref: str, code: str
) -> str:
    """A clause's words as they stand; empty where somebody took it out since."""
    text = _text(texts, template_ref)
    clause = text.clause(code) if text else None
    return clause.wording if clause else ""


def _number(texts: dict[str, TemplateRead | None], template_ref: str) -> int:
    text = _text(texts, template_ref)
    return text.number if text else 0


def _text(
    texts: dict[str, TemplateRead | None], template_ref: str
) -> TemplateRead | None:
    if template_ref not in texts:
        texts[template_ref] = known_template(template_ref)
    return texts[template_ref]
