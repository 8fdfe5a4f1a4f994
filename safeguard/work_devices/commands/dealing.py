"""What is done about a lost device: steps, found again, the decision, the end."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from safeguard.guidance import work_devices
from safeguard.guidance.shelf import Shelf
from safeguard.work_devices.commands.steps import Entry, claim, tell, write_step
from safeguard.work_devices.models import DeviceLoss
from safeguard.work_devices.permissions.acts import Act
from safeguard.work_devices.permissions.seeing import (
    loss_of_school,
    loss_touchable,
    loss_visible,
    who_hears,
)
from safeguard.work_devices.states import LossState, may_move, stage_at
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.errors import Invalid, Stale
from school.foundation.sealing import seal
from school.gate import command, note
from school.identity.queries.people import holders_of_each
from school.web.catalogue import gettext as _

LEAST, LEAST_REASON, LONGEST, SHORT = 3, 20, 5_000, 100
REPORTED = "reported"


@dataclass(frozen=True)
class NewStep:
    """What was done, in words where they help, and the number that comes with it."""

    step: str
    words: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Found:
    """Where and how it came back."""

    words: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Decision:
    """What was decided and why; of a report when and under which reference; whether
    those whose data it is hear of it.
    """

    decision: str
    reasons: str = field(repr=False)
    affected: str = ""
    ico_at: datetime | None = None
    ico_reference: str = field(default="", repr=False)
    late_because: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Ending:
    """How it ends."""

    ending: str
    words: str = field(default="", repr=False)
    version: int | None = None


@command(Act.RECORD_STEP, of=loss_touchable)
def record_step(actor: Actor, loss: DeviceLoss, new: NewStep) -> str:
    """Record what was done about it. Raises Invalid; Stale once it is closed."""
    problems: dict[str, str] = {}
    if new.step not in _offered(work_devices.steps):
        problems["step"] = _("Choose what was done.")
    elif work_devices.steps.named(new.step).asks and not new.number.strip():
        problems["number"] = _("Give the number, or write that there is none yet.")
    elif new.step == "other" and len(new.words.strip()) < LEAST:
        problems["words"] = _("Write down what was done.")
    _too_long(problems, new.words)
    if len(new.number) > SHORT:
        problems["number"] = _("Use at most 100 characters.")
    _object_to(problems)
    claim(loss, new.version)
    said = Entry("done", new.step, words=new.words.strip(), number=new.number.strip())
    write_step(loss, said, actor.person_ref)
    note(step=new.step)
    return loss.ref


@command(Act.RECORD_FOUND, of=loss_touchable)
def record_found(actor: Actor, loss: DeviceLoss, found: Found) -> str:
    """It is back. The clock still runs: whoever had it may have looked. Raises Invalid,
    and Stale where that is known or it is closed.
    """
    problems: dict[str, str] = {}
    if len(found.words.strip()) < LEAST:
        problems["words"] = _("Write down where it was, and who had it.")
    _too_long(problems, found.words)
    _object_to(problems)
    if loss.found_at is not None:
        raise Stale("it was found already")
    claim(loss, found.version)
    loss.found_at = clock.now()
    write_step(loss, Entry("found", words=found.words.strip()), actor.person_ref)
    _tell_who_decides(actor, loss)
    return loss.ref


@command(Act.DECIDE_LOSS, of=loss_visible)
def decide_loss(actor: Actor, loss: DeviceLoss, new: Decision) -> str:
    """Decide whether it is reported to the ICO, with reasons; the clock stops. It may
    be decided anew when more is known.

    Raises Invalid: of a report when it was made, and after the 72 hours why so late
    (ICO, reporting a breach); Stale once it is closed.
    """
    _insist(loss, new)
    if not may_move(LossState(loss.state), LossState.DECIDED):
        raise Stale("it is closed")
    claim(loss, new.version)
    loss.state = LossState.DECIDED
    loss.decision, loss.affected = new.decision, new.affected
    loss.decided_at = clock.now()
    is_reported = new.decision == REPORTED
    loss.ico_at = new.ico_at if is_reported else None
    reference = new.ico_reference.strip() if is_reported else ""
    seal(loss, "ico_reference", reference or None)
    words = new.reasons.strip()
    if is_reported and new.late_because.strip():
        words = f"{words}\n\n{_('Why so late:')} {new.late_because.strip()}"
    said = Entry("decided", new.decision, words=words, number=reference)
    write_step(loss, said, actor.person_ref)
    note(decision=new.decision, affected=new.affected, late=_is_late(loss, new))
    return loss.ref


@command(Act.CLOSE_LOSS, of=loss_visible)
def close_loss(actor: Actor, loss: DeviceLoss, new: Ending) -> str:
    """Close it. Raises Invalid; Stale before it was decided about."""
    problems: dict[str, str] = {}
    if new.ending not in _offered(work_devices.endings):
        problems["ending"] = _("Choose how it ends.")
    elif new.ending == "back" and loss.found_at is None:
        problems["ending"] = _("Record first that it was found.")
    _too_long(problems, new.words)
    _object_to(problems)
    if not may_move(LossState(loss.state), LossState.CLOSED):
        raise Stale("it is not decided about")
    claim(loss, new.version)
    loss.state = LossState.CLOSED
    loss.ending, loss.closed_at = new.ending, clock.now()
    said = Entry("closed", new.ending, words=new.words.strip())
    write_step(loss, said, actor.person_ref)
    note(ending=new.ending)
    return loss.ref


@command(Act.REMIND_OF_LOSS, of=loss_of_school)
def remind_of_loss(actor: Actor, loss: DeviceLoss) -> str:
    """Its clock runs, and nobody has decided: those who decide hear so again; when it
    has run out, the executive head and the head too. Each time once, in real time.

    Raises Stale where there is nothing to say any more.
    """
    stage = _stage(loss)
    if loss.state != LossState.REPORTED or stage <= loss.reminded:
        raise Stale("there is nothing to tell any more")
    heard = who_hears(loss.school_ref, actor.trust_ref, loss.reported_by)
    people = [ref for each in heard if each.post is Role.DPO for ref in each.people]
    if clock.now() >= loss.due_at:
        people += _those_above(loss, actor.trust_ref)
    loss.reminded = stage
    told = tell(loss, people)
    code = _by_time()[stage - 1].code
    write_step(loss, Entry("reminded", code, people=told), actor.person_ref)
    note(reminder=code, told=told)
    return loss.ref


def _by_time() -> list[work_devices.Reminder]:
    """The reminders, the earliest first."""
    every = work_devices.reminders.every()
    return sorted(every, key=lambda each: -each.hours_before)


def _stage(loss: DeviceLoss) -> int:
    hours = tuple(each.hours_before for each in _by_time())
    return stage_at(clock.now(), loss.due_at, hours)


def _those_above(loss: DeviceLoss, trust_ref: str) -> list[str]:
    above = (Role.EXECUTIVE_HEAD, Role.HEAD)
    held = holders_of_each(loss.school_ref, trust_ref, above)
    return [ref for role in above for ref in held[role] if ref != loss.reported_by]


def _tell_who_decides(actor: Actor, loss: DeviceLoss) -> None:
    heard = who_hears(loss.school_ref, actor.trust_ref, loss.reported_by)
    people = [ref for each in heard if each.post is Role.DPO for ref in each.people]
    tell(loss, (ref for ref in people if ref != actor.person_ref))


def _insist(loss: DeviceLoss, new: Decision) -> None:
    problems: dict[str, str] = {}
    if new.decision not in _offered(work_devices.decisions):
        problems["decision"] = _("Choose what is decided.")
    if new.affected not in _offered(work_devices.affected):
        problems["affected"] = _("Choose whether they are told.")
    if len(new.reasons.strip()) < LEAST_REASON:
        problems["reasons"] = _(
            "Write the reasons down, in at least %(n)d characters.", n=LEAST_REASON
        )
    _too_long(problems, new.reasons, "reasons")
    if new.decision == REPORTED:
        _insist_on_report(problems, loss, new)
    _object_to(problems)


def _insist_on_report(
    problems: dict[str, str], loss: DeviceLoss, new: Decision
) -> None:
    if new.ico_at is None:
        problems["ico_on"] = _("Say when it was reported.")
    elif new.ico_at > clock.now():
        problems["ico_on"] = _("This is still to come. Report it first.")
    elif new.ico_at < loss.aware_at:
        problems["ico_on"] = _("That was before anybody noticed the loss.")
    elif _is_late(loss, new) and len(new.late_because.strip()) < LEAST_REASON:
        problems["late_because"] = _(
            "It was reported after more than 72 hours. Write down why, as the ICO was "
            "told."
        )
    if not new.ico_reference.strip():
        problems["ico_reference"] = _("Give the reference, or write that none came.")
    elif len(new.ico_reference) > SHORT:
        problems["ico_reference"] = _("Use at most 100 characters.")
    _too_long(problems, new.late_because, "late_because")


def _is_late(loss: DeviceLoss, new: Decision) -> bool:
    if new.decision != REPORTED or new.ico_at is None:
        return False
    return new.ico_at > loss.due_at


def _offered(shelf: Shelf[Any]) -> set[str]:
    return {each.code for each in shelf.offered(clock.today())}


def _too_long(problems: dict[str, str], words: str, name: str = "words") -> None:
    if len(words) > LONGEST:
        problems[name] = _("This is too long. Use fewer words.")


def _object_to(problems: dict[str, str]) -> None:
    if problems:
        raise Invalid(problems)
