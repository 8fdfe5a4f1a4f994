"""Reading how a case deals with an intimate image."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.queries.people_in import Child, children_in, together
from safeguard.cases.states import OPEN_CASES
from safeguard.guidance import clocks
from safeguard.intimate_images.models import (
    FirstReview,
    ImageChild,
    ImageEnding,
    ImageNumber,
    ImagePlan,
    ImageProcess,
    ImageRemoval,
    ManagingDecision,
    PlanReview,
    ViewingDecision,
)
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.signing import (
    Passed,
    who_signs_first,
    who_signs_second,
)
from safeguard.intimate_images.permissions.standing import (
    answers_of,
    parts_of,
    process_of,
    referrals_owed,
    still_missing,
    suspected_since,
)
from safeguard.intimate_images.states import State
from safeguard.referrals.queries import agencies_told
from school.calendars.due import due
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of
from school.identity.queries.set_up import days_of

FIRST_TEXTS = (
    *("attendees", "relationship", "platforms", "other_schools", "removal_plan"),
    "rationale",
)
FIRST_CODES = ("met_on", "nature", "spread", "ai_made", "need_to_view", "refer_anyway")
PLAN_TEXTS = ("at_school", "spreading", "support", "checked_by")


@dataclass(frozen=True)
class Row:
    """One row of the process: its codes, its texts opened, by whom and when."""

    number: int
    codes: dict[str, Any]
    texts: dict[str, str] = field(repr=False)
    by: str = field(repr=False)
    at: datetime
    child: str = field(default="", repr=False)


@dataclass(frozen=True)
class Signing:
    """A decision that it may be managed in school: who signed, who is to sign, and the
    posts that were passed on the way.
    """

    statement: str = field(repr=False)
    first: str = field(repr=False)
    first_role: str
    first_at: datetime
    answer: str | None
    second: str = field(repr=False)
    second_role: str | None
    second_at: datetime | None
    words: str = field(repr=False)
    passed: tuple[Passed, ...] = ()


@dataclass(frozen=True)
class ToSign:
    """Who signs first today, whether that is the reader, which posts were passed."""

    mine: bool
    role: str | None
    passed: tuple[Passed, ...]


@dataclass(frozen=True)
class ProcessRead:
    """How the case deals with it, as those who lead the case read it."""

    state: str
    version: int
    must_refer: bool
    suspected_at: datetime
    due_at: datetime | None
    unknown_by_at: datetime | None
    device: str | None
    device_words: str = field(repr=False)
    reviews: tuple[Row, ...]
    entries: dict[str, Row] = field(repr=False)
    signings: tuple[Signing, ...]
    to_sign: ToSign
    plans: tuple[Row, ...]
    removals: tuple[Row, ...]
    numbers: tuple[Row, ...]
    viewings: tuple[Row, ...]
    plan_reviews: tuple[Row, ...]
    endings: tuple[Row, ...]
    # Agencies that must be told and were not; those that were.
    owed: tuple[str, ...]
    told: frozenset[str]
    missing: tuple[Any, ...]
    # Who may have agreed to the viewing exception.
    may_agree: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class ImageRead:
    """A case as its page on the intimate image shows it."""

    reference: str
    title: str = field(repr=False)
    level: str
    is_open: bool
    children: tuple[Child, ...]
    process: ProcessRead


@disclosure(Act.READ_IMAGE, of=case_visible)
def read_image(actor: Actor, case: CaseFile) -> ImageRead:
    """How the case deals with it. Raises Hidden where no image is suspected."""
    return image_read(actor, case)


@counted
def image_read(actor: Actor, case: CaseFile) -> ImageRead:
    """The same, for a disclosure of the case: it adds what it reads to its entry."""
    if not case.intimate_image:
        raise Hidden("no image is suspected in this case")
    refs = [concern.ref for concern in concerns_read_in(case.ref)]
    touch(*refs)
    found = children_in(refs)
    children = together(child for ref in refs for child in found.get(ref, ()))
    touch(*(ref_of(each) for each in children))
    return ImageRead(
        reference=case.ref,
        title=unseal(case, "title") or "",
        level=case.level,
        is_open=case.state in OPEN_CASES,
        children=children,
        process=_process(actor, case, {ref_of(each): each.name for each in children}),
    )


@counted
def ref_of(child: Child) -> str:
    """What stands for a child here: the person, else the row in the concern."""
    return child.person_ref or child.row_ref


def _process(actor: Actor, case: CaseFile, named: dict[str, str]) -> ProcessRead:
    process = process_of(case.ref)
    if process is None:
        # Owed from the moment the flag stands, whether anything was written or not.
        process = _to_be(case)
    else:
        touch(process.ref)
    rows = {kind: parts_of(kind, process.ref) for kind in _KINDS}
    decisions = parts_of(ManagingDecision, process.ref)
    first = who_signs_first(actor.trust_ref, case)
    second = who_signs_second(actor.trust_ref, case, actor.person_ref)
    names = names_of(_people(rows, decisions, second.people))
    shown = {
        kind: tuple(_row(row, *_KINDS[kind], names, named) for row in found)
        for kind, found in rows.items()
    }
    reviews: Any = rows[FirstReview]
    return ProcessRead(
        state=process.state,
        version=process.version or 0,
        must_refer=process.must_refer,
        suspected_at=process.suspected_at,
        due_at=process.due_at,
        unknown_by_at=process.unknown_by_at,
        device=process.device,
        device_words=unseal(process, "device_words") or "",
        reviews=tuple(
            _with_answers(row, each)
            for row, each in zip(shown[FirstReview], reviews, strict=True)
        ),
        entries=_standing(shown[ImageChild]),
        signings=tuple(signing_of(actor, case, row, names) for row in decisions),
        to_sign=ToSign(
            actor.person_ref in first.people,
            first.role.value if first.role else None,
            first.passed,
        ),
        plans=shown[ImagePlan],
        removals=shown[ImageRemoval],
        numbers=shown[ImageNumber],
        viewings=shown[ViewingDecision],
        plan_reviews=shown[PlanReview],
        endings=shown[ImageEnding],
        owed=referrals_owed(process, reviews),
        told=agencies_told(case.ref, process.suspected_at),
        missing=tuple(still_missing(process)),
        may_agree=tuple((ref, names.get(ref, "")) for ref in second.people),
    )


@counted
def signing_of(
    actor: Actor, case: CaseFile, row: ManagingDecision, names: dict[str, str]
) -> Signing:
    """A decision as it is shown. While it waits: whom it passes on the way to whom."""
    second = who_signs_second(actor.trust_ref, case, row.proposed_by)
    waits = row.answer is None
    to_sign = second.role.value if waits and second.role else None
    return Signing(
        statement=unseal(row, "statement") or "",
        first=names.get(row.proposed_by, ""),
        first_role=row.proposed_role,
        first_at=row.proposed_at,
        answer=row.answer,
        second=names.get(row.answered_by or "", ""),
        second_role=row.answered_role or to_sign,
        second_at=row.answered_at,
        words=unseal(row, "answer_words") or "",
        passed=second.passed if waits else (),
    )


# Codes and sealed texts of each kind of row, by name.
_KINDS: dict[Any, tuple[tuple[str, ...], tuple[str, ...]]] = {
    FirstReview: (FIRST_CODES, FIRST_TEXTS),
    ImageChild: (
        ("child_ref", "part", "band", "send", "parents"),
        ("wishes", "support", "parents_words"),
    ),
    ImagePlan: ((), PLAN_TEXTS),
    ImageRemoval: (
        ("child_ref", "outcome", "confirmed_at"),
        ("police_agreed", "words"),
    ),
    ImageNumber: (("child_ref", "kind"), ("given",)),
    ViewingDecision: (
        ("agreed_by", "agreed_at", "same_sex", "viewed_at"),
        ("why", "present", "same_sex_words", "place"),
    ),
    PlanReview: (("answer",), ("childrens_words", "reason")),
    ImageEnding: (("outcome_21",), ("why_not_told", "summary")),
}


def _to_be(case: CaseFile) -> ImageProcess:
    since = suspected_since(case)
    running = clocks.named("image_review")
    return ImageProcess(
        ref="",
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        state=State.REPORTED,
        must_refer=False,
        due_at=due(since, running, days_of(case.school_ref)).at,
        suspected_at=since,
    )


def _people(
    rows: dict[Any, list[Any]], decisions: list[ManagingDecision], may: tuple[str, ...]
) -> set[str]:
    found = {row.by_ref for each in rows.values() for row in each} | set(may)
    found |= {row.agreed_by for row in rows[ViewingDecision]}
    return found | {
        ref for row in decisions for ref in (row.proposed_by, row.answered_by) if ref
    }


def _row(
    row: Any,
    codes: tuple[str, ...],
    texts: tuple[str, ...],
    names: dict[str, str],
    named: dict[str, str],
) -> Row:
    told = {name: getattr(row, name) for name in codes}
    if "agreed_by" in told:
        told["agreed_by"] = names.get(told["agreed_by"], "")
    return Row(
        number=row.number,
        codes=told,
        texts={name: unseal(row, name) or "" for name in texts},
        by=names.get(row.by_ref, ""),
        at=row.recorded_at,
        child=named.get(told.get("child_ref") or "", ""),
    )


def _with_answers(row: Row, review: FirstReview) -> Row:
    return replace(row, codes={**row.codes, "answers": answers_of(review)})


def _standing(rows: tuple[Row, ...]) -> dict[str, Row]:
    """The newest entry of each child."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.codes["child_ref"], row)
    return found
