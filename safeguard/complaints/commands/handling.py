"""A complaint takes its course: acknowledged, looked into, answered, taken further."""

from dataclasses import dataclass, field

from safeguard.complaints.commands.course import (
    claim,
    keep_out,
    move,
    object_to,
    run_clock,
    said,
    tell,
    write_step,
)
from safeguard.complaints.models import Complaint, ComplaintPanelist
from safeguard.complaints.permissions.acts import Act
from safeguard.complaints.permissions.routing import OFFICES
from safeguard.complaints.permissions.seeing import (
    answered_before,
    complaint_of_school,
    complaint_visible,
    kept_out_of,
    may_handle,
    routed,
    standing_of,
)
from safeguard.complaints.permissions.subjects import subject_of
from safeguard.complaints.states import Move, State, may
from safeguard.guidance import complaints
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import heard, new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.identity.queries.people import holders_of_each, names_of
from school.web.catalogue import gettext as _

LEAST_REASON = 40
PANEL_OF = 3
# The clock of each stage, from when it begins.
STAGE_CLOCKS = {
    State.STAGE_1: "complaint_stage1",
    State.STAGE_2: "complaint_stage2",
    State.PANEL: "complaint_panel",
}
WITHDRAWN, DECIDED = "withdrawn", "decided"


@dataclass(frozen=True)
class Said:
    """Words about it."""

    words: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Assignment:
    """Who looks into it, or sees to the panel."""

    handler_ref: str
    words: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a stage, and why."""

    outcome: str
    reasons: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Panelist:
    """A member: the name, and whether from outside the school’s management."""

    name: str = field(repr=False)
    independent: bool = False


@dataclass(frozen=True)
class NewPanel:
    """Who hears it."""

    members: tuple[Panelist, ...]
    version: int | None = None


@dataclass(frozen=True)
class Ending:
    """How it ends."""

    ending: str
    words: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Linking:
    """The reference of the search or examination that it is about."""

    reference: str
    version: int | None = None


@command(Act.ACKNOWLEDGE_COMPLAINT, of=complaint_visible)
def acknowledge_complaint(actor: Actor, complaint: Complaint, said_: Said) -> str:
    """The complainant was told that it came, and what happens next. Raises Invalid."""
    claim(complaint, said_.version)
    problems: dict[str, str] = {}
    said(problems, "words", said_.words)
    object_to(problems)
    move(complaint, Move.ACKNOWLEDGE)
    run_clock(complaint, "complaint_stage1")
    write_step(complaint, "acknowledged", actor.person_ref, said_.words)
    return complaint.ref


@command(Act.ASSIGN_COMPLAINT, of=complaint_visible)
def assign_complaint(actor: Actor, complaint: Complaint, new: Assignment) -> str:
    """Give it to somebody to look into; the first time stage 1 begins with it.

    Raises Invalid for anybody who acted in what it is about, is named in it, is kept
    from it by the wall, or answered an earlier stage.
    """
    claim(complaint, new.version)
    _insist_on_handler(complaint, actor.trust_ref, new.handler_ref)
    begins = complaint.state == State.ACKNOWLEDGED
    move(complaint, Move.ASSIGN)
    complaint.handler_ref = new.handler_ref
    if begins:
        run_clock(complaint, STAGE_CLOCKS[State.STAGE_1])
    write_step(complaint, "assigned", actor.person_ref, new.words)
    tell(complaint, [new.handler_ref])
    return complaint.ref


@command(Act.ANSWER_COMPLAINT, of=complaint_visible)
def answer_complaint(actor: Actor, complaint: Complaint, new: Outcome) -> str:
    """The outcome of the stage, with reasons, as the complainant was told in writing.

    Raises Invalid; Stale where nobody looks into it, or the panel is not named.
    """
    claim(complaint, new.version)
    if actor.person_ref in answered_before(complaint):
        raise Invalid({"outcome": _("Somebody else answers this stage.")})
    problems: dict[str, str] = {}
    if new.outcome not in complaints.outcomes:
        problems["outcome"] = _("Choose what came of it.")
    said(problems, "reasons", new.reasons, LEAST_REASON)
    object_to(problems)
    move(complaint, Move.ANSWER)
    complaint.outcome = new.outcome
    write_step(complaint, "answered", actor.person_ref, new.reasons, new.outcome)
    run_clock(complaint, "complaint_further")
    note(outcome=new.outcome)
    return complaint.ref


@command(Act.TAKE_COMPLAINT_FURTHER, of=complaint_visible)
def take_complaint_further(actor: Actor, complaint: Complaint, new: Assignment) -> str:
    """The complainant is not content: the next stage, with somebody else.

    Raises Invalid; Stale after the panel, and for a type without stages.
    """
    claim(complaint, new.version)
    problems: dict[str, str] = {}
    said(problems, "words", new.words)
    object_to(problems)
    move(complaint, Move.TAKE_FURTHER)
    _insist_on_handler(complaint, actor.trust_ref, new.handler_ref)
    complaint.handler_ref = new.handler_ref
    run_clock(complaint, STAGE_CLOCKS[State(complaint.state)])
    write_step(complaint, "taken_further", actor.person_ref, new.words)
    tell(complaint, [new.handler_ref])
    return complaint.ref


@command(Act.CONVENE_PANEL, of=complaint_visible)
def convene_panel(actor: Actor, complaint: Complaint, new: NewPanel) -> str:
    """Name the panel: three people or more who had no part in it, one at least
    independent of the management and running of the school (Independent School
    Standards, Part 7). Raises Invalid.
    """
    claim(complaint, new.version)
    members = [each for each in new.members if each.name.strip()]
    _insist_on_panel(complaint, members)
    move(complaint, Move.CONVENE)
    for each in members:
        row = ComplaintPanelist(
            ref=new_ref(),
            school_ref=complaint.school_ref,
            key_ref=complaint.key_ref,
            complaint_ref=complaint.ref,
            independent=each.independent,
            recorded_at=clock.now(),
        )
        seal(row, "name", " ".join(each.name.split()))
        db.session.add(row)
    write_step(complaint, "convened", actor.person_ref)
    note(members=len(members), independent=sum(each.independent for each in members))
    return complaint.ref


@command(Act.LINK_COMPLAINT, of=complaint_visible)
def link_complaint(actor: Actor, complaint: Complaint, new: Linking) -> str:
    """Say which search or examination it is about. From then on nobody who acted in it
    reads the complaint; where one of them has it, it goes to the next above.

    Raises Invalid where no such record is of this school.
    """
    claim(complaint, new.version)
    subject = subject_of(heard(new.reference))
    if subject is None or subject.school_ref != complaint.school_ref:
        raise Invalid({"reference": _("There is no search or examination like this.")})
    if complaint.state == State.CLOSED:
        raise Stale("the complaint is closed")
    complaint.subject_ref = subject.ref
    touch(subject.ref)
    keep_out(complaint, subject.acted, "acted")
    db.session.flush()
    if complaint.handler_ref in kept_out_of(complaint):
        receivers = routed(complaint, actor.trust_ref)
        complaint.handler_ref = next(iter(receivers), None)
        tell(complaint, receivers)
    write_step(complaint, "linked", actor.person_ref)
    return complaint.ref


@command(Act.ADD_TO_COMPLAINT, of=complaint_visible)
def add_to_complaint(actor: Actor, complaint: Complaint, said_: Said) -> str:
    """Write down what was asked, heard or found. Raises Invalid; Stale once closed."""
    claim(complaint, said_.version)
    problems: dict[str, str] = {}
    said(problems, "words", said_.words)
    object_to(problems)
    if complaint.state == State.CLOSED:
        raise Stale("the complaint is closed")
    write_step(complaint, "added", actor.person_ref, said_.words)
    return complaint.ref


@command(Act.CLOSE_COMPLAINT, of=complaint_visible)
def close_complaint(actor: Actor, complaint: Complaint, new: Ending) -> str:
    """Close it: answered with reasons, or withdrawn by the complainant. Nothing is
    frozen for it any longer. Raises Invalid; Stale where it has no answer.
    """
    claim(complaint, new.version)
    problems: dict[str, str] = {}
    if new.ending not in complaints.endings:
        problems["ending"] = _("Choose how it ends.")
    elif new.ending == DECIDED and may(standing_of(complaint), Move.TAKE_FURTHER):
        problems["ending"] = _("There is a further stage. Choose how this one ended.")
    elif new.ending == WITHDRAWN:
        said(problems, "words", new.words)
    object_to(problems)
    move(complaint, Move.WITHDRAW if new.ending == WITHDRAWN else Move.CLOSE)
    complaint.closed_at, complaint.due_at = clock.now(), None
    write_step(complaint, "closed", actor.person_ref, new.words, new.ending)
    note(ending=new.ending)
    return complaint.ref


@command(Act.TELL_OF_COMPLAINT, of=complaint_of_school)
def tell_of_complaint(actor: Actor, complaint: Complaint) -> str:
    """Its clock has run out: whoever handles it and the executive head hear so, once.

    Raises Stale where somebody was quicker.
    """
    until = complaint.due_at
    if complaint.told_at is not None or until is None or until > clock.now():
        raise Stale("there is nothing to tell any more")
    complaint.told_at = clock.now()
    held = holders_of_each(complaint.school_ref, actor.trust_ref, OFFICES)
    above = held[Role.EXECUTIVE_HEAD]
    out = kept_out_of(complaint)
    heard_of = [each for each in (complaint.handler_ref, *above) if each]
    tell(complaint, [each for each in heard_of if each not in out])
    note(told=len(set(heard_of) - out))
    return complaint.ref


def _insist_on_handler(complaint: Complaint, trust_ref: str, person_ref: str) -> None:
    if not may_handle(complaint, trust_ref, person_ref):
        raise Invalid({"handler_ref": _("Choose somebody from the list.")})


def _insist_on_panel(complaint: Complaint, members: list[Panelist]) -> None:
    problems: dict[str, str] = {}
    names = [" ".join(each.name.split()).casefold() for each in members]
    if len(set(names)) < PANEL_OF:
        problems["members"] = _("Name at least three different people.")
    elif not any(each.independent for each in members):
        problems["members"] = _(
            "One of them at least is independent of the management and running of the "
            "school."
        )
    out = kept_out_of(complaint) | answered_before(complaint)
    barred = {name.casefold() for name in names_of(out).values()}
    if barred & set(names):
        problems["members"] = _("Nobody who had a part in it sits on the panel.")
    object_to(problems)
