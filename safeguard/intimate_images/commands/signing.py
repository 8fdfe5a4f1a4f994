"""Two signatures of two persons: it may be managed in school (decision 25)."""

from dataclasses import dataclass, field
from typing import Any

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.intimate_images.commands.course import (
    LEAST_REASON,
    LEAST_WORDS,
    insist,
    owe,
    runs_out,
    take,
    tell,
    under_way,
    written,
)
from safeguard.intimate_images.models import (
    FirstReview,
    ImageChild,
    ImageProcess,
    ManagingDecision,
)
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.naming import names_somebody
from safeguard.intimate_images.permissions.signing import (
    managing_visible,
    who_signs_first,
    who_signs_second,
)
from safeguard.intimate_images.permissions.standing import (
    children_of,
    is_said_to_be_grown_up,
    parts_of,
    without,
)
from safeguard.intimate_images.states import State, Step
from school import notices
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import NotNow, Refused
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.identity.queries.people import names_of
from school.web.catalogue import gettext as _

AGREED, DECLINED = "agreed", "declined"


@dataclass(frozen=True)
class NewProposal:
    """Why it may be managed in school, for whoever signs second: without a name."""

    statement: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class SecondAnswer:
    """What the second person says: agreed, or declined with words."""

    answer: str
    words: str = field(default="", repr=False)


@command(Act.PROPOSE_MANAGING, of=case_visible)
def propose_managing(actor: Actor, case: CaseFile, new: NewProposal) -> str:
    """Sign, as the DSL, that it may be managed in school: every answer was no (§2.5).

    The head signs second; else, in this order, the deputy, the executive head, the
    chair. They hear that something waits. Raises Refused for whoever is not the first
    to sign, Invalid (also where nobody is left to sign second), and Stale.
    """
    process = under_way(actor, case, new.version)
    first = who_signs_first(actor.trust_ref, case)
    if actor.person_ref not in first.people or first.role is None:
        raise Refused("signs_first")
    if process.state != State.DECISION_OWED:
        raise NotNow("there is nothing to sign")
    second = who_signs_second(actor.trust_ref, case, actor.person_ref)
    _insist_on_statement(case, process, new.statement, alone=not second.people)
    row = ManagingDecision(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        process_ref=process.ref,
        number=len(parts_of(ManagingDecision, process.ref)) + 1,
        review_ref=parts_of(FirstReview, process.ref)[0].ref,
        proposed_by=actor.person_ref,
        proposed_role=first.role.value,
        proposed_at=clock.now(),
    )
    seal(row, "statement", new.statement)
    db.session.add(row)
    take(process, Step.PROPOSE)
    owe(process, runs_out(case, "image_signature"))
    tell(actor, case, "proposed")
    path = f"/cases/{spoken(case.ref)}/image/managing/answer"
    for ref in second.people:
        notices.notify(ref, case.school_ref, notices.WAITS, path)
    note(
        asked=second.role.value if second.role else None,
        passed={each.role.value: each.why.value for each in second.passed},
    )
    return case.ref


@command(Act.ANSWER_MANAGING, of=managing_visible)
def answer_managing(actor: Actor, row: ManagingDecision, said: SecondAnswer) -> str:
    """Agree that it may be managed in school, or decline; never by whoever signed
    first (decision 25). Declined, the questions are asked again within one school day.
    Raises Invalid, Stale and SecondPersonNeeded.
    """
    problems: dict[str, Any] = {}
    if said.answer not in {AGREED, DECLINED}:
        problems["answer"] = _("Choose whether you agree.")
    if said.answer == DECLINED:
        written(problems, {"words": said.words}, LEAST_WORDS)
    insist(problems)
    process = db.session.get_one(ImageProcess, row.process_ref)
    case = db.session.get_one(CaseFile, process.case_ref)
    second = who_signs_second(actor.trust_ref, case, row.proposed_by)
    agreed = said.answer == AGREED
    take(process, Step.AGREE if agreed else Step.DECLINE)
    owe(process, runs_out(case, "image_plan" if agreed else "image_unknown"))
    row.answer, row.answered_by = said.answer, actor.person_ref
    row.answered_role = second.role.value if second.role else None
    row.answered_at = clock.now()
    seal(row, "answer_words", said.words.strip() or None)
    touch(process.ref, case.ref)
    tell(actor, case, said.answer)
    path = f"/cases/{spoken(case.ref)}/image"
    for ref in dict.fromkeys((row.proposed_by, case.lead_ref)):
        if ref != actor.person_ref:
            notices.notify(ref, case.school_ref, notices.WAITS, path)
    note(answer=said.answer, role=row.answered_role)
    return case.ref


def _insist_on_statement(
    case: CaseFile, process: ImageProcess, statement: str, *, alone: bool
) -> None:
    problems: dict[str, Any] = {}
    written(problems, {"statement": statement}, LEAST_REASON)
    known = [ref for ref, named in children_of(case.ref).items() if named]
    if names_somebody(statement, names_of(known).values()):
        problems["statement"] = _(
            "Leave the names out: whoever signs second may not read the case."
        )
    if alone:
        problems["statement"] = _(
            "Nobody is left who could sign second. Fill one of the posts on the page "
            "Roles, or refer it."
        )
    if is_said_to_be_grown_up(process):
        problems["statement"] = _(
            "An entry says “18 or over”: answer the questions again."
        )
    if missing := without(ImageChild, process):
        problems["statement"] = _(
            "First make an entry for each child; %(n)d are missing.", n=missing
        )
    insist(problems)
