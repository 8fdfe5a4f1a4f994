"""What can be chosen when an action is set or handed over: people and days."""

from collections.abc import Iterable
from dataclasses import dataclass

from safeguard.actions.permissions.days import SHORTCUTS, DueDay, shortcut
from safeguard.actions.permissions.reminders import to_remind_of
from safeguard.actions.permissions.seeing import owners_here
from safeguard.cases.queries.leads import possible_leads
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.gate import counted
from school.identity.queries.lists import roles_here
from school.identity.queries.people import Named, full_name
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Choice:
    """A shortcut and the day it gives."""

    code: str
    due: DueDay


@counted
def owners_to_choose(actor: Actor, case_ref: str) -> list[Named]:
    """Who works here and is not walled from the case: whoever leads first, then by
    name, each with what they do.
    """
    concerned = set(wall.whom_it_concerns(case_ref))
    out = concerned | wall.those_barred_from(concerned)
    found = db.session.scalars(owners_here(actor))
    rows = [row for row in found if row.ref not in out]
    roles = roles_here(actor, (row.ref for row in rows))
    leads = {each.person_ref for each in possible_leads(actor)}
    named = [
        Named(row.ref, full_name(row), _introduced(roles.get(row.ref, ())))
        for row in rows
    ]
    return sorted(named, key=lambda one: (one.ref not in leads, one.name.casefold()))


@counted
def days_to_choose(actor: Actor) -> list[Choice]:
    """The shortcuts on the calendar of the actor's school, each day once: after hours
    and on closed days today is over, and is not offered.
    """
    offered: list[Choice] = []
    for code in SHORTCUTS:
        due = shortcut(actor.school_ref, code)
        over = code == SHORTCUTS[0] and due.on != clock.today()
        if not over and due.on not in {each.due.on for each in offered}:
            offered.append(Choice(code, due))
    return offered


@counted
def count_to_remind(school_ref: str) -> int:
    """How many actions wait for a reminder now, up to what one round sends."""
    return len(to_remind_of(school_ref))


def _introduced(roles: Iterable[Role]) -> str:
    role = leading_role(frozenset(roles))
    return _(ROLE_NAMES[role]) if role else ""
