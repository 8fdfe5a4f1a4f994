"""Which actions a person may see, who may own one, and who may lead a case."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, not_, or_, select

from safeguard.actions.models import CaseAction
from safeguard.actions.permissions.acts import OWNERS
from safeguard.actions.states import ActionState
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.receiving import CHAIN
from safeguard.cases.permissions.seeing import LEVELS, cases_visible_to, levels_of
from safeguard.cases.permissions.sending import receivers_at
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.questions import question
from school.identity.models import Appointment, Person
from school.identity.permissions.roles import live_appointments
from school.identity.queries.people import roles_of

LEADING = CHAIN[0]


def past_no_wall(person_ref: str) -> ColumnElement[bool]:
    """Actions that the wall hides neither by themselves nor through their case."""
    hidden = wall.hidden_from(person_ref)
    return and_(CaseAction.ref.not_in(hidden), CaseAction.case_ref.not_in(hidden))


def own_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The actor's own actions in this school, and never past the wall."""
    return and_(
        CaseAction.owner_ref == actor.person_ref,
        CaseAction.school_ref == actor.school_ref,
        past_no_wall(actor.person_ref),
    )


def actions_visible_to(actor: Actor) -> ColumnElement[bool]:
    """One's own actions, and those of the cases that one may see."""
    cases = select(CaseFile.ref).where(cases_visible_to(actor))
    of_cases = and_(
        CaseAction.case_ref.in_(cases),
        CaseAction.ref.not_in(wall.hidden_from(actor.person_ref)),
    )
    return or_(own_visible_to(actor), of_cases)


def action_visible(actor: Actor, ref: str) -> CaseAction | None:
    """The action, if the actor may see that it exists."""
    asked = select(CaseAction).where(CaseAction.ref == ref, actions_visible_to(actor))
    return db.session.scalar(asked)


def owners_here(actor: Actor, today: Any = None) -> Select[Person]:
    """Those who work in this school or for the trust today and can be given actions."""
    working = live_appointments(today).where(
        Appointment.org_ref.in_([actor.school_ref, actor.trust_ref]),
        Appointment.role.in_(sorted(OWNERS)),
    )
    refs = working.with_only_columns(Appointment.person_ref)
    return select(Person).where(Person.ref.in_(refs), Person.status == "active")


def may_own(actor: Actor, person_ref: str, case_ref: str) -> bool:
    """Whether that person works here and no wall stands before the case: nobody gets
    an action about themselves, their own child, or with a conflict declared.
    """
    works = owners_here(actor).where(Person.ref == person_ref)
    return db.session.scalar(works) is not None and not wall.stands_between(
        person_ref, case_ref
    )


def may_lead(actor: Actor, person_ref: str, case: CaseFile) -> bool:
    """Whether that person leads here, reads that level, and no wall stands between."""
    roles = roles_of(person_ref, actor.school_ref, actor.trust_ref)
    reached = {level for role in LEADING if role in roles for level in LEVELS[role]}
    return case.level in reached and not wall.stands_between(person_ref, case.ref)


def leads_no_longer(actor: Actor, person_ref: str) -> bool:
    """Whether somebody holds no role here any more in which cases are led."""
    return roles_of(person_ref, actor.school_ref, actor.trust_ref).isdisjoint(LEADING)


def led_by_nobody(actor: Actor, today: Any = None) -> ColumnElement[bool]:
    """Cases that whoever leads them may not lead today: the opposite of `may_lead`, as
    SQL, for the levels that the actor reaches.
    """
    working = live_appointments(today).where(
        Appointment.org_ref.in_([actor.school_ref, actor.trust_ref])
    )
    refs = working.with_only_columns(Appointment.person_ref)
    led = [
        and_(CaseFile.level == level, CaseFile.lead_ref.in_(refs.where(_leads(level))))
        for level in sorted(levels_of(actor))
    ]
    return or_(not_(or_(false(), *led)), wall.hides(CaseFile.ref, CaseFile.lead_ref))


def _leads(level: str) -> ColumnElement[bool]:
    roles = [role.value for role in LEADING if level in LEVELS[role]]
    return Appointment.role.in_(roles)


def done_by_nobody(actor: Actor, today: Any = None) -> ColumnElement[bool]:
    """Actions that whoever has them may not have today: the opposite of `may_own`."""
    works = owners_here(actor, today).where(Person.ref == CaseAction.owner_ref)
    walled = wall.hides(CaseAction.case_ref, CaseAction.owner_ref)
    return or_(~works.exists(), walled)


def in_charge(actor: Actor, case: CaseFile) -> list[str]:
    """Whoever leads the case; where they may not, the DSL and deputies who may read
    it, the DSL first. Empty: there is nobody.
    """
    if may_lead(actor, case.lead_ref, case):
        return [case.lead_ref]
    return receivers_at(case.school_ref, actor.trust_ref, case.level, case.ref)


def is_open() -> ColumnElement[bool]:
    """Actions that somebody still has to do."""
    return CaseAction.state == ActionState.OPEN


@question
def _still_open() -> Any:
    of_case = CaseAction.case_ref == bindparam("case")
    return select(CaseAction.ref).where(of_case, is_open()).limit(1)


def has_open_actions(case_ref: str) -> bool:
    """Whether something is still to be done in the case (§2.1: actions done)."""
    return _still_open.first(case=case_ref) is not None
