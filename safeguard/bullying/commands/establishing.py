"""Opening a process, placing the children, testing, containing, looking into it."""

from dataclasses import dataclass, field
from datetime import date

from safeguard.bullying.commands.course import (
    LEAST_WORDS,
    Places,
    begin,
    copy_children,
    insist_on_open,
    insist_on_state,
    move,
    next_number,
    place,
    tell,
    under_way,
)
from safeguard.bullying.models import BullyingProcess, BullyingStep, BullyingTest
from safeguard.bullying.permissions import Act
from safeguard.bullying.permissions.standing import (
    earlier_than,
    process_of,
    steps_of,
)
from safeguard.bullying.states import (
    MAY_ASSESS,
    MAY_INVESTIGATE,
    Done,
    Result,
    State,
    Tested,
    after_test,
    result_of,
)
from safeguard.cases.commands.chronicle import changed, worded
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.guidance import bullying, editions
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal, unseal
from school.gate import command, note, touch
from school.web.catalogue import gettext as _

QUESTIONS = ("online", "intent", "repetition", "power_imbalance")
FACTS = {
    "frequency": bullying.frequencies,
    "duration": bullying.durations,
    "audience": bullying.audiences,
    "platform": bullying.platforms,
}


@dataclass(frozen=True)
class Facts:
    """How often, how long, before whom, where; codes of guidance, or None."""

    frequency: str | None = None
    duration: str | None = None
    audience: str | None = None
    platform: str | None = None
    anonymous: str | None = None
    group_members: str = field(default="", repr=False)
    prejudices: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Assessment:
    """Each question of the test with its answer and why; and the facts."""

    answers: dict[str, tuple[str, str]] = field(repr=False)
    facts: Facts = Facts()
    version: int | None = None


@dataclass(frozen=True)
class Step:
    """A step of containment: done, not needed or not yet; when; by whom, or why."""

    step: str
    done: str
    done_on: date | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Containment:
    """The checklist as it was filled in."""

    steps: tuple[Step, ...]
    version: int | None = None


@dataclass(frozen=True)
class Looking:
    """Who looks into it, and into what."""

    words: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Relinking:
    """The earlier process about the same pair, and what is new."""

    process_ref: str
    words: str = field(repr=False)


@command(Act.OPEN_BULLYING, of=case_visible)
def open_bullying(actor: Actor, case: CaseFile, places: Places) -> str:
    """Treat an open case as cyber-bullying (§2.2). A case has one such process: Stale
    when there is one. Raises Invalid unless each side has somebody.
    """
    insist_on_open(case)
    if process_of(case.ref) is not None:
        raise Stale("the case has its process already")
    # Whoever closes the case meanwhile must see it: the case's version moves on.
    changed(case, None)
    process = begin(actor, case, State.REPORTED)
    place(actor, case, process, places)
    tell(actor, case, "opened")
    return case.ref


@command(Act.PLACE_CHILDREN, of=case_visible)
def place_children(actor: Actor, case: CaseFile, places: Places) -> str:
    """Say anew who was harmed and who is said to have done it. What was said before
    stays in the record.
    """
    process = under_way(case, places.version)
    place(actor, case, process, places)
    tell(actor, case, "placed")
    return case.ref


@command(Act.ASSESS_BULLYING, of=case_visible)
def assess_bullying(actor: Actor, case: CaseFile, new: Assessment) -> str:
    """Test whether it is cyber-bullying: online, intent, repetition, power (§2.2).

    The answers give the result; nobody chooses it. Each test is a row of its own, the
    last one stands. Raises Invalid with each question that lacks answer or words.
    """
    process = under_way(case, new.version)
    insist_on_state(process, MAY_ASSESS)
    result = result_of(_answers(new))
    row = BullyingTest(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        process_ref=process.ref,
        number=next_number(BullyingTest, process),
        result=result,
        edition=editions.leading(clock.today()).code,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
        **{question: new.answers[question][0] for question in QUESTIONS},
        **_codes(new.facts),
    )
    for question in QUESTIONS:
        seal(row, f"{question}_words", new.answers[question][1])
    seal(row, "group_members", new.facts.group_members or None)
    seal(row, "prejudices", ",".join(new.facts.prejudices) or None)
    db.session.add(row)
    after = after_test(State(process.state), result)
    if after != process.state:
        move(process, after)
    process.result, process.platform = result, new.facts.platform
    tell(actor, case, f"found_{result}")
    note(result=result.value, edition=row.edition)
    return case.ref


@command(Act.CONTAIN_BULLYING, of=case_visible)
def contain_bullying(actor: Actor, case: CaseFile, said: Containment) -> str:
    """Record what was done so that it spreads no further (§2.2, policy §6.2).

    Only what is new becomes a row. Raises Invalid where a step is done without day and
    name, or is not needed without a reason.
    """
    process = under_way(case, said.version)
    standing = steps_of(process.ref)
    problems: dict[str, str] = {}
    for each in said.steps:
        problems |= _problems_of(each)
    if problems:
        raise Invalid(problems)
    new = [each for each in said.steps if _is_new(each, standing.get(each.step))]
    for each in new:
        _record_step(actor, process, each)
    if new:
        tell(actor, case, "contained")
    note(**{each.step: each.done for each in new})
    return case.ref


@command(Act.INVESTIGATE_BULLYING, of=case_visible)
def investigate_bullying(actor: Actor, case: CaseFile, looking: Looking) -> str:
    """Begin to look into it: by whom, into what. No meeting of both is ever forced."""
    process = under_way(case, looking.version)
    insist_on_state(process, MAY_INVESTIGATE)
    move(process, State.INVESTIGATING)
    tell(actor, case, "investigating", worded("words", looking.words, LEAST_WORDS))
    return case.ref


@command(Act.RELINK_BULLYING, of=case_visible)
def relink_bullying(actor: Actor, case: CaseFile, new: Relinking) -> str:
    """Something new between the same two: the earlier process goes on (§2.2).

    The case's own process opens again; one of another case is gone on with here, and
    where it had been found to be bullying it need not be tested anew. Raises Invalid
    when the actor may see no such earlier process within the clock.
    """
    insist_on_open(case)
    words = worded("words", new.words, LEAST_WORDS)
    found = {row.ref: row for row in earlier_than(actor, case.ref)}
    if new.process_ref not in found:
        raise Invalid({"process_ref": _("Choose the earlier process.")})
    earlier = found[new.process_ref]
    changed(case, None)
    own = process_of(case.ref)
    if own is not None and own.ref == earlier.ref:
        own.changed_at = clock.now()
        own.review, own.review_due_at = 0, None
        move(own, State.INVESTIGATING)
        touch(own.ref)
    elif own is not None:
        own.earlier_ref, own.changed_at = earlier.ref, clock.now()
    else:
        tested = earlier.result == Result.BULLYING
        state = State.INVESTIGATING if tested else State.REPORTED
        own = begin(actor, case, state, earlier.ref)
        own.result, own.platform = earlier.result, earlier.platform
        copy_children(actor, case, earlier, own)
    tell(actor, case, "relinked", words)
    touch(earlier.ref, earlier.case_ref)
    return case.ref


def _answers(new: Assessment) -> list[Tested]:
    problems: dict[str, str] = {}
    for question in QUESTIONS:
        answer, words = new.answers.get(question, ("", ""))
        if answer not in set(Tested):
            problems[question] = _("Choose yes, no or unclear.")
        if not words.strip():
            problems[f"{question}_words"] = _("Write what you rely on.")
    if problems:
        raise Invalid(problems)
    return [Tested(new.answers[question][0]) for question in QUESTIONS]


def _codes(facts: Facts) -> dict[str, str | None]:
    """The facts that are codes. Raises Invalid for one that no list has."""
    codes = {name: getattr(facts, name) or None for name in FACTS}
    problems = {
        name: _("Choose one of the list.")
        for name, code in codes.items()
        if code is not None and code not in FACTS[name]
    }
    if any(code not in bullying.prejudices for code in facts.prejudices):
        problems["prejudices"] = _("Choose from the list.")
    if facts.anonymous and facts.anonymous not in set(Tested):
        problems["anonymous"] = _("Choose yes, no or unclear.")
    if problems:
        raise Invalid(problems)
    return {**codes, "anonymous": facts.anonymous or None}


def _problems_of(each: Step) -> dict[str, str]:
    if each.step not in bullying.containment or each.done not in set(Done):
        return {f"done_{each.step}": _("Choose done, not needed or not yet.")}
    problems: dict[str, str] = {}
    if each.done == Done.DONE and each.done_on is None:
        problems[f"on_{each.step}"] = _("Write the day on which it was done.")
    if each.done_on is not None and each.done_on > clock.today():
        problems[f"on_{each.step}"] = _("This day is still to come.")
    if each.done == Done.DONE and not each.words.strip():
        problems[f"words_{each.step}"] = _("Write who did it.")
    if each.done == Done.NOT_NEEDED and not each.words.strip():
        problems[f"words_{each.step}"] = _("Write why it is not needed.")
    return problems


def _is_new(each: Step, row: BullyingStep | None) -> bool:
    if row is None:
        return each.done != Done.NOT_YET
    said = (row.done, row.done_on, unseal(row, "words"))
    return said != (each.done, each.done_on, each.words)


def _record_step(actor: Actor, process: BullyingProcess, each: Step) -> None:
    row = BullyingStep(
        ref=new_ref(),
        school_ref=process.school_ref,
        key_ref=process.key_ref,
        process_ref=process.ref,
        number=next_number(BullyingStep, process),
        step=each.step,
        done=each.done,
        done_on=each.done_on,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "words", each.words)
    db.session.add(row)
