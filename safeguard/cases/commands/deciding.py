"""Opening a case, putting a concern into one, and deciding what is to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from safeguard.cases.commands.chronicle import (
    changed,
    decide_afresh,
    move,
    wait_for,
    worded,
    write_entry,
)
from safeguard.cases.models import CaseFile, Concern, Decision
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import (
    concerns_in,
    last_decision,
    next_chase,
    open_referrals,
)
from safeguard.cases.permissions.holding import SUSPECTED
from safeguard.cases.permissions.seeing import (
    LEVELS,
    case_visible,
    concern_visible,
    levels_of,
)
from safeguard.cases.states import (
    OPEN_CASES,
    CaseState,
    ConcernState,
    EntryKind,
    NextStep,
)
from safeguard.evidence.commands.holding import link_where_held, stop
from safeguard.guidance import agencies, categories, clocks, decisions, editions
from safeguard.guidance.decisions import Outcome
from school import wall
from school.calendars.due import end_of
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, new_reference
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note, touch
from school.identity.queries.people import roles_of
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

REFER, ELSEWHERE, NOTHING_MORE = "refer", "allegation", "no_action"
LEADING = (Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL)
# In the words of the form: nobody but the rules knows the codes.
LEVEL_NAMES: Mapping[str, Any] = {
    "C2": _l("Online safety"),
    "C3": _l("Child protection"),
    "C4": _l("Restricted"),
}


@dataclass(frozen=True)
class NewCase:
    """A case to be. `lead_ref` None: whoever opens it leads it."""

    title: str = field(repr=False)
    level: str
    category: str
    lead_ref: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class Joining:
    """The open case that a concern belongs to."""

    case_ref: str
    version: int | None = None


@dataclass(frozen=True)
class NewDecision:
    """What is to be done and why. `agency` where the outcome is to refer."""

    outcome: str
    reason: str = field(repr=False)
    agency: str | None = None
    review_on: date | None = None
    version: int | None = None


@command(Act.OPEN_CASE, of=concern_visible)
def open_case(actor: Actor, concern: Concern, new: NewCase) -> str:
    """Open a case, with a key of its own, for an acknowledged concern (§2.1).

    It concerns whomever the concern does. A clock starts for the decision: school
    days, the council's when the school is closed. Raises Invalid, and Stale when the
    concern was not acknowledged or already has a case.
    """
    _take_out_of_the_queue(concern, new.version)
    category = categories.named(new.category)
    _check_level(actor, new.level, max(category.level, _least_level(concern)))
    lead_ref = _check_lead(actor, concern, new)
    case = new_case(concern, replace(new, lead_ref=lead_ref), actor.person_ref)
    about(case)
    note(level=case.level, category=case.category, clock=case.due_why)
    return case.ref


def new_case(concern: Concern, new: NewCase, opened_by: str) -> CaseFile:
    """The case itself, with its key, its clock and its concern: a step of the acts
    that open one. `new.lead_ref` is settled already.
    """
    category = categories.named(new.category)
    case = CaseFile(
        ref=new_reference(),
        school_ref=concern.school_ref,
        key_ref=keyring().take(concern.school_ref),
        state=CaseState.TRIAGED,
        level=new.level,
        category=category.code,
        lead_ref=new.lead_ref,
        opened_by=opened_by,
        opened_at=clock.now(),
        changed_at=clock.now(),
        serious=category.serious or concern.intimate_image,
        in_danger=concern.in_danger,
        intimate_image=concern.intimate_image or category.suggests_intimate_image,
    )
    seal(case, "title", worded("title", new.title))
    decide_afresh(case)
    db.session.add(case)
    _put_into(concern, case)
    _hold_files_together(case, concern)
    return case


@command(Act.JOIN_CASE, of=concern_visible)
def join_case(actor: Actor, concern: Concern, joining: Joining) -> str:
    """Put an acknowledged concern into an open case of the school (§2.1).

    Case and concerns take the strictest of their levels, the image flag is handed on,
    and a fresh decision is due. Raises Invalid when there is no such open case.
    """
    _take_out_of_the_queue(concern, joining.version)
    case = case_visible(actor, joining.case_ref)
    if case is None or case.state not in OPEN_CASES:
        raise Invalid({"case_ref": _("There is no open case with this reference.")})
    case.level = max(case.level, concern.level)
    case.serious |= categories.named(concern.category).serious
    case.in_danger |= concern.in_danger
    brings_image = concern.intimate_image and not case.intimate_image
    case.intimate_image |= concern.intimate_image
    _put_into(concern, case)
    for other in concerns_in(case.ref):
        other.level = case.level
        other.intimate_image |= case.intimate_image
    decide_afresh(case)
    changed(case, None)
    write_entry(actor, case, EntryKind.JOINED, concern_ref=concern.ref)
    if brings_image:
        write_entry(actor, case, EntryKind.IMAGE)
    touch(case.ref)
    _hold_files_together(case, concern)
    note(level=case.level)
    return case.ref


@command(Act.DECIDE_CASE, of=case_visible)
def decide_case(actor: Actor, case: CaseFile, new: NewDecision) -> str:
    """Decide about the case, with the reason, also when it is not to refer (R0.1).

    A decision is never changed: the next one supersedes it. A decision to refer waits
    for the referral. A concern about an adult leaves a neutral cross-reference here
    and nothing else (§2.8); its words belong to the vault. Raises Invalid and Stale.
    """
    changed(case, new.version)
    outcome = _outcome(new.outcome)
    if outcome.code == ELSEWHERE:
        write_entry(actor, case, EntryKind.ELSEWHERE)
        return case.ref
    agency = _agency(outcome, new)
    earlier = last_decision(case.ref)
    decision = Decision(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        outcome=outcome.code,
        agency=agency,
        review_on=_review_on(new),
        edition=editions.leading(clock.today()).code,
        supersedes_ref=earlier.ref if earlier else None,
        decided_by=actor.person_ref,
        decided_at=clock.now(),
    )
    seal(decision, "reason", worded("reason", new.reason, outcome.reason_min))
    db.session.add(decision)
    _follow(case, decision, outcome)
    note(outcome=outcome.code, agency=agency, edition=decision.edition)
    return case.ref


def _take_out_of_the_queue(concern: Concern, seen_version: int | None) -> None:
    if concern.state != ConcernState.ACKNOWLEDGED:
        raise Stale("the concern is not waiting for a case")
    if seen_version is not None and seen_version != concern.version:
        raise Stale("the concern was changed meanwhile")


def _least_level(concern: Concern) -> str:
    # A picture of a child is a matter of child protection, whatever the category.
    protected = categories.Level.CHILD_PROTECTION
    return protected if concern.intimate_image else categories.Level.ONLINE_SAFETY


def _check_level(actor: Actor, level: str, least: str) -> None:
    if level not in {"C2", "C3", "C4"}:
        raise Invalid({"level": _("Choose a level.")})
    if level < least:
        raise Invalid(
            {
                "level": _(
                    "This category needs a stricter level: %(name)s.",
                    name=LEVEL_NAMES[least],
                )
            }
        )
    if level not in levels_of(actor):
        raise Invalid({"level": _("Ask the DSL to open a restricted case.")})


def _check_lead(actor: Actor, concern: Concern, new: NewCase) -> str:
    lead_ref = new.lead_ref or actor.person_ref
    roles = roles_of(lead_ref, actor.school_ref, actor.trust_ref)
    reached = {level for role in LEADING if role in roles for level in LEVELS[role]}
    if new.level not in reached or wall.stands_between(lead_ref, concern.ref):
        raise Invalid({"lead_ref": _("Choose somebody who may read this case.")})
    return lead_ref


def _put_into(concern: Concern, case: CaseFile) -> None:
    concern.state = ConcernState.TRIAGED
    concern.case_ref = case.ref
    concern.level = case.level
    concern.intimate_image |= case.intimate_image
    _wall_alike([case.ref, concern.ref, *(each.ref for each in concerns_in(case.ref))])


def _wall_alike(record_refs: list[str]) -> None:
    """What hides one record of a case hides all of them: a concern that joins brings
    its people with it, and finds those of the others.
    """
    people = {one for ref in record_refs for one in wall.whom_it_concerns(ref)}
    for record_ref in dict.fromkeys(record_refs):
        for person_ref in sorted(people):
            wall.write_about(record_ref, person_ref)


def _hold_files_together(case: CaseFile, concern: Concern) -> None:
    """A stop on the one holds for the other; their files stand in one bundle."""
    link_where_held(case.ref, concern.ref)
    if case.intimate_image:
        stop(case.ref, SUSPECTED)


def _outcome(code: str) -> Outcome:
    offered = {each.code: each for each in decisions.offered(clock.today())}
    if code not in offered:
        raise Invalid({"outcome": _("Choose what you will do.")})
    return offered[code]


def _agency(outcome: Outcome, new: NewDecision) -> str | None:
    if not outcome.needs_agency:
        return None
    open_to_us = {each.code for each in agencies.offered(clock.today())}
    walled = {each.code for each in agencies.every() if each.walled}
    if new.agency not in open_to_us - walled:
        raise Invalid({"agency": _("Choose the agency.")})
    return new.agency


def _review_on(new: NewDecision) -> date | None:
    day = new.review_on
    if day is not None and day < clock.today():
        raise Invalid({"review_on": _("This day is past.")})
    if day is not None and clocks.is_too_far(day):
        raise Invalid(
            {
                "review_on": _(
                    "Choose a day within a year. If nothing is to be done before "
                    "that, decide that nothing more is needed, and close the case."
                )
            }
        )
    return day


def _follow(case: CaseFile, decision: Decision, outcome: Outcome) -> None:
    """What a decision changes: state, next step and clock."""
    case.decision_ref = decision.ref
    case.serious |= outcome.serious
    waiting = bool(open_referrals(case.ref))
    move(case, CaseState.REFERRED if waiting else CaseState.ACTIVE)
    if decision.outcome == REFER:
        wait_for(case, NextStep.REFER, agencies.named(str(decision.agency)).clock)
    elif waiting:
        wait_for(case, NextStep.WAIT)
        case.due_at = next_chase(case.ref)
    elif decision.outcome == NOTHING_MORE:
        wait_for(case, NextStep.CLOSE)
    elif decision.review_on is None:
        # It comes back all the same: no case is forgotten.
        wait_for(case, NextStep.REVIEW, "case_review")
    else:
        wait_for(case, NextStep.REVIEW)
        case.due_at = end_of(decision.review_on, days_of(case.school_ref))
