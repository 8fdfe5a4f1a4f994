"""The device, each child's own entry, and the questions that force a referral."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from safeguard.cases.commands.chronicle import changed
from safeguard.cases.commands.contacting import must_not_wait
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.guidance import editions
from safeguard.guidance import intimate_images as lists
from safeguard.intimate_images.commands.course import (
    LEAST_REASON,
    chosen,
    insist,
    one_of_the_children,
    owe,
    part_of,
    runs_out,
    take,
    tell,
    under_way,
    with_words,
    written,
)
from safeguard.intimate_images.models import FirstReview, ImageChild, ImageProcess
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.signing import who_signs_first
from safeguard.intimate_images.permissions.standing import (
    course_of,
    is_said_to_be_grown_up,
    open_decision,
    parts_of,
)
from safeguard.intimate_images.states import (
    TRIGGERS,
    Course,
    Said,
    State,
    Step,
    reviewed,
)
from school import notices
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import spoken
from school.foundation.sealing import reseal, seal
from school.gate import command, note
from school.web.catalogue import gettext as _

WITHDRAWN, INVOLVED = "withdrawn", "involved"
# Texts of the initial review: those it cannot do without, and the others.
NEEDED = ("attendees", "platforms", "removal_plan")
OPTIONAL = ("relationship", "other_schools")


@dataclass(frozen=True)
class DeviceAnswer:
    """Whether the device is secured, and words where it is not."""

    device: str
    words: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class NewEntry:
    """A child's own entry. `wishes`: in the child's own words."""

    child_ref: str
    part: str
    band: str
    send: str
    support: str = field(repr=False)
    parents: str
    parents_words: str = field(default="", repr=False)
    wishes: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class NewReview:
    """The initial review of §2.5: the six answers, the facts as codes, and texts."""

    met_on: date | None
    answers: dict[str, str]
    nature: str
    spread: str
    ai_made: str
    texts: dict[str, str] = field(repr=False)
    rationale: str = field(repr=False)
    need_to_view: str = Said.NO.value
    refer_anyway: bool = False
    version: int | None = None


@command(Act.SECURE_DEVICE, of=case_visible)
def secure_device(actor: Actor, case: CaseFile, said: DeviceAnswer) -> str:
    """Record whether the device is where nobody can reach it, and again when that
    changes. Nobody opens it. Raises Invalid and Stale.
    """
    process = under_way(actor, case, said.version)
    problems: dict[str, Any] = {}
    chosen(problems, lists.devices, device=said.device)
    with_words(problems, lists.devices, said.device, "words", said.words)
    insist(problems)
    take(process, Step.SECURE)
    process.device = said.device
    reseal(process, device_words=said.words.strip() or None)
    tell(actor, case, f"device_{said.device}")
    note(device=said.device)
    return case.ref


@command(Act.ENTER_CHILD, of=case_visible)
def enter_child(actor: Actor, case: CaseFile, new: NewEntry) -> str:
    """Make or renew a child's own entry: the part, the band of age and no more of it,
    needs, wishes, support, and the parents: involved, or why not (§2.5).

    Raises Invalid, also for parents who are involved while an agency asks to wait.
    """
    process = under_way(actor, case, new.version)
    problems: dict[str, Any] = {}
    one_of_the_children(problems, case, new.child_ref)
    chosen(problems, lists.parts, part=new.part)
    chosen(problems, lists.bands, band=new.band)
    chosen(problems, lists.parents, parents=new.parents)
    _answered(problems, send=new.send)
    written(problems, {"support": new.support})
    with_words(problems, lists.parents, new.parents, "parents_words", new.parents_words)
    insist(problems)
    if new.parents == INVOLVED:
        must_not_wait(case, "parents")
    row = part_of(
        actor,
        ImageChild,
        process,
        child_ref=new.child_ref,
        part=new.part,
        band=new.band,
        send=new.send,
        parents=new.parents,
    )
    seal(row, "wishes", new.wishes if new.wishes.strip() else None)
    seal(row, "support", new.support)
    seal(row, "parents_words", new.parents_words.strip() or None)
    db.session.add(row)
    tell(actor, case, "child_entered")
    note(number=row.number, part=new.part, band=new.band, parents=new.parents)
    return case.ref


@command(Act.REVIEW_FIRST, of=case_visible)
def review_first(actor: Actor, case: CaseFile, new: NewReview) -> str:
    """Answer what decides (§2.5). Each time is a version of its own, the last stands.

    Any yes is referred at once and never taken back; an unknown is asked again within
    one school day; all no waits for two signatures, and what had been signed before is
    withdrawn. Raises Invalid with everything that is missing, and Stale.
    """
    process = under_way(actor, case, new.version)
    _insist_on_answers(process, new)
    before = parts_of(FirstReview, process.ref)
    course = reviewed(course_of(process, before), new.answers, refer=new.refer_anyway)
    row = part_of(
        actor,
        FirstReview,
        process,
        met_on=new.met_on,
        **new.answers,
        refer_anyway=new.refer_anyway,
        nature=new.nature,
        spread=new.spread,
        ai_made=new.ai_made,
        need_to_view=new.need_to_view,
        edition=editions.in_force(clock.today(), "images")[-1].code,
    )
    for name in (*NEEDED, *OPTIONAL):
        seal(row, name, new.texts.get(name, "").strip() or None)
    seal(row, "rationale", new.rationale)
    db.session.add(row)
    _withdraw(actor, process)
    _go_on(case, process, course)
    _say(actor, case, course)
    note(
        number=row.number,
        state=course.state.value,
        yes=_those(new.answers, Said.YES),
        unknown=_those(new.answers, Said.UNKNOWN),
        edition=row.edition,
    )
    return case.ref


def _insist_on_answers(process: ImageProcess, new: NewReview) -> None:
    problems: dict[str, Any] = {}
    if new.met_on is None or new.met_on > clock.today():
        problems["met_on"] = _("Give the day on which you looked at it.")
    _answered(problems, **{name: new.answers.get(name, "") for name in TRIGGERS})
    _answered(problems, ai_made=new.ai_made)
    if new.need_to_view not in {Said.YES, Said.NO}:
        problems["need_to_view"] = _("Choose one of the answers shown.")
    chosen(problems, lists.natures, nature=new.nature)
    chosen(problems, lists.spreads, spread=new.spread)
    written(problems, {name: new.texts.get(name, "") for name in NEEDED})
    written(problems, {"rationale": new.rationale}, LEAST_REASON)
    if new.answers.get("adult") != Said.YES and is_said_to_be_grown_up(process):
        problems["adult"] = _("An entry says “18 or over”: answer with yes.")
    insist(problems)


def _answered(problems: dict[str, Any], **given: str) -> None:
    for name, answer in given.items():
        if answer not in set(Said):
            problems[name] = _("Choose yes, no or unknown.")


def _withdraw(actor: Actor, process: ImageProcess) -> None:
    """Newer answers: nobody signs the older ones any more."""
    waiting = open_decision(process.ref)
    if waiting is not None:
        waiting.answer, waiting.answered_by = WITHDRAWN, actor.person_ref
        waiting.answered_at = clock.now()


def _go_on(case: CaseFile, process: ImageProcess, course: Course) -> None:
    before = State(process.state)
    if before is State.CLOSED:
        # It happened again: whoever was told before has not been told of this.
        process.suspected_at = clock.now()
        changed(case, None)
    process.state, process.must_refer = course.state, course.must_refer
    unknown = runs_out(case, "image_unknown") if course.unknown else None
    process.unknown_by_at, process.reminded_at = unknown, None
    if course.state is State.REFERRAL:
        owe(process, runs_out(case, "image_plan"))
    elif course.state is State.MORE_INFO:
        owe(process, unknown)
    elif course.state is State.DECISION_OWED:
        owe(process, runs_out(case, "image_signature"))
    elif course.state is not before:
        owe(process, runs_out(case, "image_plan_review"))


def _say(actor: Actor, case: CaseFile, course: Course) -> None:
    if course.must_refer:
        tell(actor, case, "reviewed_refer")
    elif course.unknown:
        tell(actor, case, "reviewed_unknown")
    else:
        tell(actor, case, "reviewed_all_no")
        path = f"/cases/{spoken(case.ref)}/image"
        for ref in who_signs_first(actor.trust_ref, case).people:
            if ref != actor.person_ref:
                notices.notify(ref, case.school_ref, notices.WAITS, path)


def _those(answers: dict[str, str], said: Said) -> list[str]:
    return [name for name in TRIGGERS if answers[name] == said]
