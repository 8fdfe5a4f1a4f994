"""The acts on sexual harm between children: begun, assessed, reviewed (§2.7)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm.attributes import flag_modified

from safeguard.cases.commands.chronicle import changed, worded, write_entry
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import OPEN_CASES, EntryKind
from safeguard.guidance import clocks, editions, harm
from safeguard.harm.models import HarmAssessment, HarmProcess, HarmReview
from safeguard.harm.permissions import Act
from safeguard.harm.permissions.standing import (
    assessments_of,
    process_of,
    reviews_of,
)
from safeguard.harm.states import State, after_review, may_move
from school.calendars.due import due, end_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

LEAST_REASON = 40
# Texts without which nobody is protected yet, and those that may be empty.
NEEDED = ("harmed", "other", "classes", "transport", "breaks", "checked_by")
OPTIONAL = ("others", "where_online", "condition_words")


@dataclass(frozen=True)
class NewHarm:
    """What kind, and where and when it happened: codes of guidance."""

    kind: str
    place: str
    time: str


@dataclass(frozen=True)
class NewAssessment:
    """Risk and needs by name of the text, how it is dealt with, and why."""

    texts: dict[str, str] = field(repr=False)
    option: str
    condition: str
    reason: str = field(repr=False)
    review_on: date | None = None
    version: int | None = None


@dataclass(frozen=True)
class NewReview:
    """What the review found, what both children say, and why."""

    answer: str
    reason: str = field(repr=False)
    harmed_words: str = field(default="", repr=False)
    other_words: str = field(default="", repr=False)
    review_on: date | None = None
    version: int | None = None


@command(Act.OPEN_HARM, of=case_visible)
def open_harm(actor: Actor, case: CaseFile, new: NewHarm) -> str:
    """Treat an open case as sexual harm between children; what had ended begins again.

    A clock starts for the assessment: the same day after violence. The case is serious
    from now on. Raises Invalid, and Stale where it is under way already.
    """
    kind = _insist_on_codes(new)
    if case.state not in OPEN_CASES:
        raise Stale("the case is closed")
    process = process_of(case.ref)
    if process is None:
        process = _begin(actor, case, new)
    else:
        _move(process, State.ASSESSMENT_OWED)
        process.kind, process.place, process.time = new.kind, new.place, new.time
    code = "harm_assessment_at_once" if kind.at_once else "harm_assessment"
    process.due_at = _clock(case, code)
    case.serious = True
    # Whoever closes the case meanwhile must see it: the case's version moves on.
    changed(case, None)
    touch(process.ref)
    _tell(actor, case, "opened")
    note(kind=new.kind)
    return case.ref


@command(Act.ASSESS_HARM, of=case_visible)
def assess_harm(actor: Actor, case: CaseFile, new: NewAssessment) -> str:
    """Assess the risk and needs of both children and keep them apart (§2.7).

    Each is a version of its own, the last one stands. It does not wait for the police.
    Raises Invalid with everything that is missing, for either child.
    """
    process = _under_way(case, new.version)
    _insist_on_both(new)
    row = HarmAssessment(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        process_ref=process.ref,
        number=len(assessments_of(process.ref)) + 1,
        option=new.option,
        condition=new.condition,
        edition=editions.leading(clock.today()).code,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    for name in (*NEEDED, *OPTIONAL):
        seal(row, name, new.texts.get(name) or None)
    seal(row, "reason", new.reason)
    db.session.add(row)
    _move(process, State.IN_PLACE)
    process.due_at = _review_at(case, new.review_on)
    _tell(actor, case, "assessed")
    note(number=row.number, option=row.option, edition=row.edition)
    return case.ref


@command(Act.REVIEW_HARM, of=case_visible)
def review_harm(actor: Actor, case: CaseFile, new: NewReview) -> str:
    """Look again: it holds until the next review, is assessed anew, or has an end.

    Raises Invalid, and Stale while there is nothing in place to review.
    """
    process = _under_way(case, new.version)
    if process.state != State.IN_PLACE:
        raise Stale("there is nothing in place to review")
    if new.answer not in harm.reviews:
        raise Invalid({"answer": _("Choose what the review found.")})
    answer = harm.reviews.named(new.answer)
    row = HarmReview(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        process_ref=process.ref,
        number=len(reviews_of(process.ref)) + 1,
        answer=answer.code,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "reason", worded("reason", new.reason, 10))
    seal(row, "harmed_words", new.harmed_words or None)
    seal(row, "other_words", new.other_words or None)
    if answer.ends and not (new.harmed_words.strip() and new.other_words.strip()):
        raise Invalid({"harmed_words": _("Ask both children before it ends.")})
    db.session.add(row)
    _move(process, after_review(assess_again=answer.assess_again, ends=answer.ends))
    if answer.ends:
        process.due_at = None
    elif answer.assess_again:
        process.due_at = _clock(case, "harm_assessment_at_once")
    else:
        process.due_at = _review_at(case, new.review_on)
    _tell(actor, case, f"review_{answer.code}")
    note(number=row.number, answer=answer.code)
    return case.ref


def _begin(actor: Actor, case: CaseFile, new: NewHarm) -> HarmProcess:
    process = HarmProcess(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        kind=new.kind,
        place=new.place,
        time=new.time,
        state=State.ASSESSMENT_OWED,
        opened_by=actor.person_ref,
        opened_at=clock.now(),
    )
    db.session.add(process)
    return process


def _under_way(case: CaseFile, seen_version: int | None) -> HarmProcess:
    if case.state not in OPEN_CASES:
        raise Stale("the case is closed")
    process = process_of(case.ref)
    if process is None:
        raise Hidden("the case has no such process")
    if seen_version is not None and seen_version != process.version:
        raise Stale("the process was changed meanwhile")
    # Also where no date changes: whoever acts moves its version on.
    flag_modified(process, "state")
    touch(process.ref)
    return process


def _move(process: HarmProcess, after: State) -> None:
    if not may_move(State(process.state), after):
        raise Stale("the process is not in that state any more")
    process.state = after


def _insist_on_codes(new: NewHarm) -> harm.Kind:
    problems = {}
    if new.kind not in harm.kinds:
        problems["kind"] = _("Choose what it is.")
    if new.place not in harm.places:
        problems["place"] = _("Choose where it happened.")
    if new.time not in harm.times:
        problems["time"] = _("Choose when it happened.")
    if problems:
        raise Invalid(problems)
    return harm.kinds.named(new.kind)


def _insist_on_both(new: NewAssessment) -> None:
    problems = {
        name: _("Write this down; if there is nothing to do, write why.")
        for name in NEEDED
        if not new.texts.get(name, "").strip()
    }
    if new.option not in harm.options:
        problems["option"] = _("Choose how it is dealt with.")
    if new.condition not in harm.conditions:
        problems["condition"] = _("Choose whether there are conditions.")
    told = new.texts.get("condition_words", "").strip()
    if new.condition in {"bail", "other"} and not told:
        problems["condition_words"] = _("Write what the conditions are.")
    if len(new.reason.strip()) < LEAST_REASON:
        problems["reason"] = _(
            "Write why, in at least %(n)d characters.", n=LEAST_REASON
        )
    if problems:
        raise Invalid(problems)


def _review_at(case: CaseFile, day: date | None) -> datetime:
    """The end of school on the day that was chosen, else by the clock. Raises Invalid
    for a day that is not to come within a year.
    """
    if day is None:
        return _clock(case, "harm_review")
    if day <= clock.today():
        raise Invalid({"review_on": _("Choose a day that is still to come.")})
    if clocks.is_too_far(day):
        raise Invalid(
            {
                "review_on": _(
                    "Choose a day within a year, or leave it empty: then it is looked "
                    "at again after two weeks."
                )
            }
        )
    return end_of(day, days_of(case.school_ref))


def _clock(case: CaseFile, code: str) -> datetime:
    return due(clock.now(), clocks.named(code), days_of(case.school_ref)).at


def _tell(actor: Actor, case: CaseFile, code: str) -> None:
    write_entry(actor, case, EntryKind.HARM, code=code)
