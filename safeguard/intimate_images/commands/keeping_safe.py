"""The safety plan, what became of the image, numbers that services gave, reviews."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.guidance import intimate_images as lists
from safeguard.intimate_images.commands.course import (
    LEAST_WORDS,
    chosen,
    insist,
    one_of_the_children,
    owe,
    part_of,
    review_at,
    runs_out,
    take,
    tell,
    under_way,
    written,
)
from safeguard.intimate_images.models import (
    FirstReview,
    ImageNumber,
    ImagePlan,
    ImageProcess,
    ImageRemoval,
    PlanReview,
)
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.standing import (
    ANY_OF,
    parts_of,
    referrals_owed,
    without,
)
from safeguard.intimate_images.states import Step
from safeguard.referrals.queries import agencies_told
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import seal
from school.gate import command, note
from school.web.catalogue import gettext as _

PLAN_TEXTS = ("at_school", "spreading", "support", "checked_by")


@dataclass(frozen=True)
class NewPlan:
    """How the children are kept safe, by name of the text; when it is looked at."""

    texts: dict[str, str] = field(repr=False)
    review_on: date | None = None
    version: int | None = None


@dataclass(frozen=True)
class NewRemoval:
    """What became of the image with one child. `confirmed_at` (UTC): when the young
    person said that it was deleted.
    """

    child_ref: str
    outcome: str
    words: str = field(repr=False)
    confirmed_at: datetime | None = None
    police_agreed: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class NewNumber:
    """A number that a service gave: which service, for which child if for one."""

    kind: str
    given: str = field(repr=False)
    child_ref: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class NewReview:
    """What the review found, what the children say, and why."""

    answer: str
    reason: str = field(repr=False)
    childrens_words: str = field(default="", repr=False)
    review_on: date | None = None
    version: int | None = None


@command(Act.PLAN_SAFETY, of=case_visible)
def plan_safety(actor: Actor, case: CaseFile, new: NewPlan) -> str:
    """Plan how the children are kept safe. Each is a version, the last one stands. It
    waits for no agency. Raises Invalid, and Stale before anything is decided.
    """
    process = under_way(actor, case, new.version)
    problems: dict[str, Any] = {}
    written(problems, {name: new.texts.get(name, "") for name in PLAN_TEXTS})
    insist(problems)
    take(process, Step.PLAN)
    owe(process, review_at(case, new.review_on))
    row = part_of(actor, ImagePlan, process)
    for name in PLAN_TEXTS:
        seal(row, name, new.texts[name])
    db.session.add(row)
    tell(actor, case, "planned")
    note(number=row.number)
    return case.ref


@command(Act.RECORD_REMOVAL, of=case_visible)
def record_removal(actor: Actor, case: CaseFile, new: NewRemoval) -> str:
    """Record what became of the image with one child.

    The young person deletes, never staff; where it was referred, only once the police
    agree (§2.5). Raises Invalid, and Stale before there is a plan.
    """
    process = under_way(actor, case, new.version)
    problems: dict[str, Any] = {}
    one_of_the_children(problems, case, new.child_ref)
    chosen(problems, lists.removals, outcome=new.outcome)
    written(problems, {"words": new.words})
    if new.outcome in lists.removals and lists.removals.named(new.outcome).deleted:
        _may_be_deleted(problems, process, new)
    insist(problems)
    take(process, Step.REMOVE)
    row = part_of(
        actor,
        ImageRemoval,
        process,
        child_ref=new.child_ref,
        outcome=new.outcome,
        confirmed_at=new.confirmed_at,
    )
    seal(row, "police_agreed", new.police_agreed.strip() or None)
    seal(row, "words", new.words)
    db.session.add(row)
    tell(actor, case, f"removal_{new.outcome}")
    note(number=row.number, outcome=new.outcome)
    return case.ref


@command(Act.ADD_NUMBER, of=case_visible)
def add_number(actor: Actor, case: CaseFile, new: NewNumber) -> str:
    """Keep the number that Report Remove, CEOP or the IWF gave: letters, digits and
    dashes, so that no address and no words come in. Raises Invalid.
    """
    process = under_way(actor, case, new.version)
    problems: dict[str, Any] = {}
    chosen(problems, lists.numbers, kind=new.kind)
    if new.child_ref is not None:
        one_of_the_children(problems, case, new.child_ref)
    given = new.given.strip()
    known = new.kind in lists.numbers
    if known and not re.fullmatch(lists.numbers.named(new.kind).pattern, given):
        problems["given"] = _(
            "Only the number they gave: letters, digits and dashes, at least 4 of them."
        )
    insist(problems)
    row = part_of(actor, ImageNumber, process, kind=new.kind, child_ref=new.child_ref)
    seal(row, "given", given)
    db.session.add(row)
    tell(actor, case, f"number_{new.kind}")
    note(kind=new.kind)
    return case.ref


@command(Act.REVIEW_PLAN, of=case_visible)
def review_plan(actor: Actor, case: CaseFile, new: NewReview) -> str:
    """Look at the plan again: it holds, the questions are asked anew, or it ends.

    It ends when it is known of each child what became of the image, and each was heard.
    Raises Invalid, and Stale while there is no plan.
    """
    process = under_way(actor, case, new.version)
    problems: dict[str, Any] = {}
    chosen(problems, lists.reviews, answer=new.answer)
    written(problems, {"reason": new.reason}, LEAST_WORDS)
    insist(problems)
    answer = lists.reviews.named(new.answer)
    if answer.ends:
        _may_end(process, new)
    step = (
        Step.ENDS if answer.ends else Step.ASK_AGAIN if answer.ask_again else Step.HOLDS
    )
    take(process, step)
    if answer.ends:
        owe(process, runs_out(case, "image_plan"))
    elif answer.ask_again:
        owe(process, runs_out(case, "image_review"))
    else:
        owe(process, review_at(case, new.review_on))
    row = part_of(actor, PlanReview, process, answer=answer.code)
    heard = new.childrens_words if new.childrens_words.strip() else None
    seal(row, "childrens_words", heard)
    seal(row, "reason", new.reason)
    db.session.add(row)
    tell(actor, case, f"plan_{answer.code}")
    note(number=row.number, answer=answer.code)
    return case.ref


def _may_be_deleted(
    problems: dict[str, Any], process: ImageProcess, new: NewRemoval
) -> None:
    if new.confirmed_at is None or new.confirmed_at > clock.now():
        problems["confirmed_on"] = _("Say when the young person said it was done.")
    if referrals_owed(process, parts_of(FirstReview, process.ref)):
        problems["outcome"] = _(
            "It must be referred first. Nothing is deleted before the police agree."
        )
    told = agencies_told(process.case_ref, process.suspected_at)
    referred = process.must_refer or not told.isdisjoint(ANY_OF)
    if referred and len(new.police_agreed.strip()) < LEAST_WORDS:
        problems["police_agreed"] = _(
            "It was referred: write who at the police agreed, and when."
        )


def _may_end(process: ImageProcess, new: NewReview) -> None:
    problems: dict[str, Any] = {}
    if missing := without(ImageRemoval, process):
        problems["answer"] = _(
            "First record for each child what became of the image; %(n)d are missing.",
            n=missing,
        )
    if not new.childrens_words.strip():
        problems["childrens_words"] = _("Hear each child before it ends.")
    insist(problems)
