"""Handing over work: cases that one leads and actions that one owns, to another."""

from dataclasses import dataclass, field
from datetime import date

from flask_babel import format_date

from safeguard.actions.commands.acting import Passing, hand_over_action
from safeguard.actions.models import CaseHandover, WorkHandover
from safeguard.actions.permissions.acts import Act
from safeguard.actions.permissions.seeing import (
    action_visible,
    leads_no_longer,
    may_lead,
    may_own,
)
from safeguard.cases.commands.chronicle import changed, write_entry
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import OPEN_CASES, EntryKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import about, command, note
from school.identity.queries.people import names_of
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Handover:
    """What goes to whom. `of_ref`: the colleague whose work it is, who cannot work on
    it; None: one's own. The days say for how long; they change nothing by themselves.
    """

    to_ref: str
    case_refs: tuple[str, ...] = ()
    action_refs: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    words: str = field(default="", repr=False)
    of_ref: str | None = None


@dataclass(frozen=True)
class CasePassing:
    """One case of a handing over: who leads it now, who will, and what is said."""

    from_ref: str
    to_ref: str
    handover_ref: str
    words: str = field(repr=False)


@command(Act.HAND_OVER_WORK)
def hand_over_work(actor: Actor, handover: Handover) -> str:
    """Hand over cases and open actions to somebody who may read them (R0.11).

    All go or none. Each case gets an entry of its chronology, whoever leads now one
    notice. Coming back is the same act by the other. Raises Invalid, and Stale when
    one of them is no longer that person's.
    """
    from_ref = handover.of_ref or actor.person_ref
    _check(actor, handover, from_ref)
    row = WorkHandover(
        ref=new_ref(),
        school_ref=actor.school_ref,
        key_ref=None,
        from_ref=from_ref,
        to_ref=handover.to_ref,
        by_ref=actor.person_ref,
        from_on=handover.from_on,
        until_on=handover.until_on,
        at=clock.now(),
    )
    seal(row, "note", handover.words.strip() or None)
    db.session.add(row)
    about(row)
    words = _in_words(handover)
    for ref in handover.case_refs:
        passing = CasePassing(from_ref, handover.to_ref, row.ref, words)
        hand_over_case(actor, ref, passing)
    for ref in handover.action_refs:
        hand_over_action(actor, ref, Passing(handover.to_ref, words))
    if handover.case_refs and handover.to_ref != actor.person_ref:
        notify(handover.to_ref, actor.school_ref, WAITS, "/away")
    note(
        cases=len(handover.case_refs),
        actions=len(handover.action_refs),
        for_somebody_else=handover.of_ref is not None,
    )
    return row.ref


@command(Act.HAND_OVER_CASE, of=case_visible)
def hand_over_case(actor: Actor, case: CaseFile, passing: CasePassing) -> str:
    """Let somebody else lead an open case: a step of handing work over."""
    if case.lead_ref != passing.from_ref or case.state not in OPEN_CASES:
        raise Stale("somebody else leads the case by now, or it is closed")
    changed(case, None)
    case.lead_ref = passing.to_ref
    db.session.add(
        CaseHandover(
            ref=new_ref(),
            school_ref=case.school_ref,
            case_ref=case.ref,
            handover_ref=passing.handover_ref,
            from_ref=passing.from_ref,
            to_ref=passing.to_ref,
            at=clock.now(),
        )
    )
    names = names_of([passing.from_ref, passing.to_ref])
    told = _(
        "From %(before)s to %(after)s.",
        before=names.get(passing.from_ref, ""),
        after=names.get(passing.to_ref, ""),
    )
    text = "\n".join(each for each in (told, passing.words) if each)
    write_entry(actor, case, EntryKind.HANDED_OVER, text)
    return case.ref


def _check(actor: Actor, handover: Handover, from_ref: str) -> None:
    if not handover.case_refs and not handover.action_refs:
        raise Invalid({"cases": _("Choose at least one case or action.")})
    if handover.to_ref == from_ref or leads_no_longer(actor, handover.to_ref):
        raise Invalid({"to_ref": _("Choose who takes it on.")})
    if handover.of_ref and _can_work_on(actor, handover.of_ref, handover):
        raise Invalid({"page": _("This colleague works on it and can hand it over.")})
    first, last = handover.from_on or clock.today(), handover.until_on
    if last is not None and last < max(first, clock.today()):
        raise Invalid({"until_on": _("This is before it begins.")})
    _check_reading(actor, handover)


def _can_work_on(actor: Actor, person_ref: str, handover: Handover) -> bool:
    """Whether that person may go on with any of it themselves."""
    cases = [case_visible(actor, ref) for ref in handover.case_refs]
    actions = [action_visible(actor, ref) for ref in handover.action_refs]
    return any(each and may_lead(actor, person_ref, each) for each in cases) or any(
        each and may_own(actor, person_ref, each.case_ref) for each in actions
    )


def _check_reading(actor: Actor, handover: Handover) -> None:
    """Whoever takes it on may read all of it; what not, is said by reference."""
    cases = [case_visible(actor, ref) for ref in handover.case_refs]
    out = [
        spoken(case.ref)
        for case in cases
        if case is not None and not may_lead(actor, handover.to_ref, case)
    ]
    if out:
        which = ", ".join(out)
        told = _("Choose somebody else, or leave these out: %(which)s.", which=which)
        raise Invalid({"to_ref": told})
    actions = [action_visible(actor, ref) for ref in handover.action_refs]
    if any(
        each is not None and not may_own(actor, handover.to_ref, each.case_ref)
        for each in actions
    ):
        told = _("Choose somebody else: an action cannot go to this person.")
        raise Invalid({"to_ref": told})


def _in_words(handover: Handover) -> str:
    """From when until when, and what is said with it."""
    first, last = handover.from_on, handover.until_on
    days = [format_date(day, "d MMMM y") if day else "" for day in (first, last)]
    said = ""
    if first and last:
        said = _("From %(first)s until %(last)s.", first=days[0], last=days[1])
    elif last:
        said = _("Until %(last)s.", last=days[1])
    elif first:
        said = _("From %(first)s on.", first=days[0])
    return "\n".join(each for each in (said, handover.words.strip()) if each)
