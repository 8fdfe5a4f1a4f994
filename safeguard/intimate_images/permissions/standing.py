"""What the rows say: one answer for acts, pages, and the closing of a case."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, select

from safeguard.cases.models import CaseEntry, CaseFile, Concern, ConcernChild
from safeguard.cases.permissions.closing import OpenMatter
from safeguard.cases.states import ConcernState, EntryKind
from safeguard.guidance import intimate_images
from safeguard.intimate_images.models import (
    FirstReview,
    ImageChild,
    ImageProcess,
    ImageRemoval,
    ManagingDecision,
)
from safeguard.intimate_images.states import TRIGGERS, Course, Said, State
from safeguard.referrals.queries import agencies_told
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.web.catalogue import lazy_gettext as _l

T = TypeVar("T")
# Any of these answers for a yes that insists on no agency of its own.
ANY_OF = frozenset({"police", "social_care", "social_care_out_of_hours"})


@question
def _there() -> Any:
    return select(ImageProcess.ref).where(ImageProcess.case_ref == bindparam("case"))


def process_of(case_ref: str) -> ImageProcess | None:
    """The process of a case, if it has begun. Most cases have none."""
    if _there.first(case=case_ref) is None:
        return None
    asked = select(ImageProcess).where(ImageProcess.case_ref == case_ref)
    return db.session.scalar(asked)


def parts_of(kind: type[T], process_ref: str) -> list[T]:
    """All rows of one kind that a process has, the newest first."""
    model: Any = kind
    asked = select(model).where(model.process_ref == process_ref)
    return list(db.session.scalars(asked.order_by(model.number.desc())))


def open_decision(process_ref: str) -> ManagingDecision | None:
    """What the DSL has signed and a second person has not answered."""
    asked = select(ManagingDecision).where(
        ManagingDecision.process_ref == process_ref, ManagingDecision.answer.is_(None)
    )
    return db.session.scalar(asked)


def children_of(case_ref: str) -> dict[str, bool]:
    """The children of a case, by person or, without a name, by row; whether the name is
    known. Those harmed first.
    """
    asked = (
        select(ConcernChild.ref, ConcernChild.person_ref)
        .join(Concern, Concern.ref == ConcernChild.concern_ref)
        .where(Concern.case_ref == case_ref, Concern.state != ConcernState.VOID)
        .order_by(ConcernChild.part != "harmed", ConcernChild.ref)
    )
    rows = db.session.execute(asked)
    return {row.person_ref or row.ref: row.person_ref is not None for row in rows}


def without(kind: type[ImageChild] | type[ImageRemoval], process: ImageProcess) -> int:
    """How many children of the case have no entry of this kind yet."""
    entered = {row.child_ref for row in parts_of(kind, process.ref)}
    return len(set(children_of(process.case_ref)) - entered)


def is_said_to_be_grown_up(process: ImageProcess) -> bool:
    """Whether the entry that stands for somebody says that they are 18 or over."""
    standing: dict[str, str] = {}
    for row in parts_of(ImageChild, process.ref):
        standing.setdefault(row.child_ref, row.band)
    return "adult" in standing.values()


def suspected_since(case: CaseFile) -> datetime:
    """Since when the case says that an image is suspected: its own entry, else when it
    was opened.
    """
    asked = select(CaseEntry.recorded_at).where(
        CaseEntry.case_ref == case.ref, CaseEntry.kind == EntryKind.IMAGE
    )
    said = db.session.scalar(asked.order_by(CaseEntry.recorded_at.desc()).limit(1))
    return said or case.opened_at


def course_of(process: ImageProcess, reviews: Iterable[FirstReview]) -> Course:
    """All that the next step depends on."""
    return Course(
        State(process.state),
        must_refer=process.must_refer,
        unknown=process.unknown_by_at is not None,
        referred=not referrals_owed(process, reviews),
    )


def referrals_owed(
    process: ImageProcess, reviews: Iterable[FirstReview]
) -> tuple[str, ...]:
    """The agencies still to be told: one that a yes insists on, else the police where
    neither they nor social care have heard yet (§2.5).
    """
    if not process.must_refer:
        return ()
    told = agencies_told(process.case_ref, process.suspected_at)
    insisted = dict.fromkeys(
        agency
        for review in reviews
        if review.recorded_at >= process.suspected_at
        for agency in _insisted_on(review)
    )
    owed = tuple(agency for agency in insisted if agency not in told)
    if not owed and told.isdisjoint(ANY_OF):
        return ("police",)
    return owed


def answers_of(review: FirstReview) -> dict[str, str]:
    """What was answered, by question."""
    return {name: getattr(review, name) for name in TRIGGERS}


def _insisted_on(review: FirstReview) -> list[str]:
    answers = answers_of(review)
    named = (intimate_images.triggers.named(name) for name in TRIGGERS)
    return [
        each.agency for each in named if each.agency and answers[each.code] == Said.YES
    ]


def still_missing(process: ImageProcess) -> list[Any]:
    """What keeps the process from closing, in words; its state apart."""
    reviews = parts_of(FirstReview, process.ref)
    course = course_of(process, reviews)
    wanting = {
        _l("A question is still answered with unknown."): course.unknown,
        _l("A referral is still to be made."): not course.referred,
        _l("Whether the device is secured is not answered."): not process.device,
        _l("A child has no entry yet."): without(ImageChild, process) > 0,
        _l("An entry says “18 or over”, and the answers do not."): (
            is_said_to_be_grown_up(process)
            and bool(reviews)
            and reviews[0].adult != Said.YES
        ),
    }
    return [words for words, missing in wanting.items() if missing]


def is_run_out(process: ImageProcess) -> bool:
    """Whether a clock of it has run out since anybody was last reminded."""
    now = clock.now()
    both = (process.due_at, process.unknown_by_at)
    late = [at for at in both if at is not None and at < now]
    reminded = process.reminded_at
    return any(reminded is None or at > reminded for at in late)


def case_for_clocks(actor: Actor, case_ref: str) -> CaseFile | None:
    """A case of the school in which an image is suspected: for the clocks, which read
    nothing of it.
    """
    asked = select(CaseFile).where(
        CaseFile.ref == case_ref,
        CaseFile.school_ref == actor.school_ref,
        CaseFile.intimate_image.is_(True),
    )
    return db.session.scalar(asked)


def _still_open(case_ref: str) -> bool:
    """Where an image is suspected it is owed before anything of it is written."""
    process = process_of(case_ref)
    if process is not None:
        return process.state != State.CLOSED
    case = db.session.get(CaseFile, case_ref)
    return case is not None and case.intimate_image


IMAGE_DEALT_WITH = OpenMatter(
    "image_dealt_with",
    _still_open,
    _l("The suspected image: its review, its referral or two signatures, and its end"),
    "intimate_images.image",
)
