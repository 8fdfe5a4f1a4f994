"""Setting an action, finishing it, taking it off, handing it to somebody else."""

from dataclasses import dataclass, field
from datetime import date

from flask_babel import format_date
from sqlalchemy import select

from safeguard.actions.models import ActionStep, CaseAction
from safeguard.actions.permissions.acts import Act
from safeguard.actions.permissions.days import (
    ANOTHER_DAY,
    SHORTCUTS,
    DueDay,
    chosen,
    shortcut,
)
from safeguard.actions.permissions.seeing import action_visible, in_charge, may_own
from safeguard.actions.states import ENDS, ActionState, Step
from safeguard.cases.commands.chronicle import changed, worded, write_entry
from safeguard.cases.models import CaseFile, ConcernChild
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import OPEN_CASES, EntryKind
from safeguard.guidance import clocks
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.permits import Permit
from school.foundation.references import new_ref, new_reference, spoken
from school.foundation.sealing import seal, unseal
from school.gate import command, decide, note, touch
from school.identity.queries.people import names_of
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

# What was done must still be understood in ten years.
LEAST_WORDS = 10


@dataclass(frozen=True)
class NewAction:
    """What somebody is to do, by when. `when`: a shortcut, or another day."""

    what: str = field(repr=False)
    owner_ref: str
    when: str
    due_on: date | None = None
    child_ref: str | None = None


@dataclass(frozen=True)
class Ending:
    """What was done, or why it is no longer needed."""

    words: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Passing:
    """Who has the action from now on, and why."""

    to_ref: str
    reason: str = field(default="", repr=False)
    version: int | None = None


@command(Act.SET_ACTION, of=case_visible)
def set_action(actor: Actor, case: CaseFile, new: NewAction) -> str:
    """Set an action in an open case (§2.1: owner, due, done, evidence).

    The owner works here and need not be able to read the case: they see these words,
    and a child's name only where one was chosen. They get a notice without content.
    Raises Invalid.
    """
    if case.state not in OPEN_CASES:
        raise Invalid({"page": _("The case is closed. Open it again first.")})
    # So that nobody closes the case at the same moment.
    changed(case, None)
    _may_have_it(actor, "owner_ref", new.owner_ref, case.ref)
    due_day = _due(case.school_ref, new)
    action = CaseAction(
        ref=new_reference(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        state=ActionState.OPEN,
        owner_ref=new.owner_ref,
        child_ref=_named(case, new.child_ref),
        due_on=due_day.on,
        due_at=due_day.at,
        due_why=due_day.why,
        set_by=actor.person_ref,
        set_at=clock.now(),
    )
    # One line: the first of whatever the chronology says of this action.
    seal(action, "what", " ".join(worded("what", new.what).split()))
    db.session.add(action)
    for person_ref in wall.whom_it_concerns(case.ref):
        wall.write_about(action.ref, person_ref)
    owner = names_of([new.owner_ref])[new.owner_ref]
    day = format_date(due_day.on, "EEEE d MMMM y")
    told = _("For %(name)s, by %(day)s.", name=owner, day=day)
    _step(actor, action, Step.SET, told)
    _tell(actor, action, action.owner_ref)
    touch(action.ref)
    note(due=due_day.on.isoformat(), why=due_day.why, names_child=bool(new.child_ref))
    return action.ref


@command(Act.FINISH_ACTION, of=action_visible)
def finish_action(actor: Actor, action: CaseAction, ending: Ending) -> str:
    """Record what was done: by the owner, or by whoever leads the case.

    Whoever leads the case hears of it; where they may not, the DSL and
    deputies. Raises Invalid, and Stale when the action has ended or went to somebody
    else meanwhile.
    """
    _end(actor, action, ActionState.DONE, ending)
    case = _case_of(action)
    hearing = in_charge(actor, case)
    for person_ref in hearing if actor.person_ref not in hearing else ():
        notify(person_ref, case.school_ref, WAITS, f"/cases/{spoken(case.ref)}")
    return action.ref


@command(Act.CANCEL_ACTION, of=action_visible)
def cancel_action(actor: Actor, action: CaseAction, ending: Ending) -> str:
    """Take an action off, with the reason. Raises Invalid and Stale as above."""
    _end(actor, action, ActionState.CANCELLED, ending)
    return action.ref


@command(Act.HAND_OVER_ACTION, of=action_visible)
def hand_over_action(actor: Actor, action: CaseAction, passing: Passing) -> str:
    """Give an action to somebody else who works here.

    Whoever leads may give it to anybody; an owner who does not lead may only give it
    back to whoever leads the case (where they may not, the DSL or a deputy). Raises
    Invalid and Stale.
    """
    _still_open(action, passing.version)
    case = _case_of(action)
    leads = isinstance(decide(Act.CANCEL_ACTION, actor, action), Permit)
    if not leads and passing.to_ref not in in_charge(actor, case):
        raise Invalid({"to_ref": _("You can give it back to whoever leads the case.")})
    if passing.to_ref == action.owner_ref:
        raise Invalid({"to_ref": _("This person has it already.")})
    _may_have_it(actor, "to_ref", passing.to_ref, case.ref)
    before, action.owner_ref = action.owner_ref, passing.to_ref
    names = names_of([before, passing.to_ref])
    told = _(
        "From %(before)s to %(after)s.",
        before=names.get(before, ""),
        after=names[passing.to_ref],
    )
    words = "\n".join(each for each in (told, passing.reason.strip()) if each)
    _step(actor, action, Step.HANDED_OVER, words, before)
    _tell(actor, action, passing.to_ref)
    touch(case.ref)
    note(given_back=not leads)
    return action.ref


def _end(actor: Actor, action: CaseAction, state: ActionState, ending: Ending) -> None:
    _still_open(action, ending.version)
    action.state = state
    action.ended_at = clock.now()
    _step(actor, action, ENDS[state], worded("words", ending.words, LEAST_WORDS))
    touch(action.case_ref)
    late = max((clock.today() - action.due_on).days, 0)
    note(days_late=late, by_owner=action.owner_ref == actor.person_ref)


def _still_open(action: CaseAction, seen_version: int | None) -> None:
    if action.state != ActionState.OPEN:
        raise Stale("the action is not open any more")
    if seen_version is not None and seen_version != action.version:
        raise Stale("the action was changed meanwhile")


def _step(
    actor: Actor,
    action: CaseAction,
    kind: Step,
    words: str,
    from_ref: str | None = None,
) -> None:
    """A line of the action's history; what it says stands in the chronology alone."""
    text = f"{unseal(action, 'what')}\n{words}"
    case = _case_of(action)
    entry = write_entry(actor, case, EntryKind.ACTION, text, code=kind.value)
    db.session.add(
        ActionStep(
            ref=new_ref(),
            school_ref=action.school_ref,
            action_ref=action.ref,
            entry_ref=entry.ref,
            kind=kind,
            from_ref=from_ref,
            owner_ref=action.owner_ref,
            by_ref=actor.person_ref,
            at=clock.now(),
        )
    )


def _tell(actor: Actor, action: CaseAction, person_ref: str) -> None:
    if person_ref != actor.person_ref:
        notify(person_ref, action.school_ref, WAITS, f"/actions/{spoken(action.ref)}")


def _case_of(action: CaseAction) -> CaseFile:
    return db.session.get_one(CaseFile, action.case_ref)


def _may_have_it(actor: Actor, where: str, person_ref: str, case_ref: str) -> None:
    if not may_own(actor, person_ref, case_ref):
        raise Invalid({where: _("Choose somebody who can take this on.")})


def _due(school_ref: str, new: NewAction) -> DueDay:
    today = clock.today()
    if new.when in SHORTCUTS:
        due_day = shortcut(school_ref, new.when)
        if new.when == SHORTCUTS[0] and due_day.on != today:
            raise Invalid({"when": _("School is over for today. Choose again.")})
        return due_day
    if new.when != ANOTHER_DAY:
        raise Invalid({"when": _("Choose by when.")})
    if new.due_on is None:
        raise Invalid({"due_on": _("Write the day.")})
    if new.due_on < today:
        raise Invalid({"due_on": _("This day is past.")})
    # What is further off is a review of the case, not an action.
    if clocks.is_too_far(new.due_on):
        raise Invalid(
            {
                "due_on": _(
                    "Choose a day within a year. If nothing is to be done before "
                    "that, set no action."
                )
            }
        )
    return chosen(school_ref, new.due_on)


def _named(case: CaseFile, child_ref: str | None) -> str | None:
    if not child_ref:
        return None
    within = [concern.ref for concern in concerns_read_in(case.ref)]
    asked = select(ConcernChild.ref).where(
        ConcernChild.concern_ref.in_(within), ConcernChild.person_ref == child_ref
    )
    if db.session.scalar(asked.limit(1)) is None:
        raise Invalid({"child_ref": _("Choose a child of this case.")})
    return child_ref
