"""A school's settings, terms and hours, and what is still missing."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from school.calendars.days import Hours, SchoolCalendar
from school.calendars.models import Closure, Term
from school.calendars.reading import calendar_of
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.questions import question_of_the_year
from school.gate import counted, disclosure, note
from school.identity.models import Appointment, OrgSetting
from school.identity.permissions import Act
from school.identity.permissions.known import holders_of
from school.identity.permissions.settings import GIVEN, SETTINGS
from school.identity.permissions.signing_in import account_of, live_credentials
from school.identity.queries.cover import OnDuty, duty_rota, uncovered_day

# How long before the last term ends somebody should enter the next ones.
SOON = timedelta(days=60)
_FACTORS = ("totp", "passkey")


@dataclass(frozen=True)
class Gap:
    """Something that is missing: a code, and where it is mended."""

    code: str
    place: str
    serious: bool = True


@dataclass(frozen=True)
class SettingsShown:
    """Everything on a school's settings page."""

    values: dict[str, str]
    terms: list[Term]
    duty: list[OnDuty]
    closures: list[Closure]


@disclosure(Act.READ_SETTINGS)
def read_settings(actor: Actor) -> SettingsShown:
    """The school's numbers and hours, with what is given until somebody says more, its
    terms and closures from last year's on.
    """
    since = date(clock.today().year - 1, 9, 1)
    terms = select(Term).where(
        Term.school_ref == actor.school_ref, Term.ends_on >= since
    )
    closures = select(Closure).where(
        Closure.school_ref == actor.school_ref, Closure.ends_on >= since
    )
    return SettingsShown(
        values={**GIVEN, **settings_of(actor.school_ref)},
        duty=duty_rota(actor.school_ref),
        terms=list(db.session.scalars(terms.order_by(Term.begins_on))),
        closures=list(db.session.scalars(closures.order_by(Closure.begins_on))),
    )


@question_of_the_year
def _settings() -> Any:
    return select(OrgSetting.name, OrgSetting.value).where(
        OrgSetting.org_ref == bindparam("org"), OrgSetting.name.in_(SETTINGS)
    )


@counted
def settings_of(org_ref: str) -> dict[str, str]:
    """The settings that somebody has filled in, by name."""
    return {row.name: row.value for row in _settings(org=org_ref) if row.value}


@counted
def hours_of(school_ref: str) -> Hours:
    """When the school opens and ends, for every clock that runs on its days."""
    values = {**GIVEN, **settings_of(school_ref)}
    return Hours(
        school_opens=time.fromisoformat(values["school_opens"]),
        school_ends=time.fromisoformat(values["school_ends"]),
    )


@counted
def days_of(school_ref: str) -> SchoolCalendar:
    """The school's calendar with its own hours: what every clock of ours runs on."""
    return calendar_of(school_ref, hours_of(school_ref))


@disclosure(Act.READ_SET_UP)
def read_set_up(actor: Actor) -> list[Gap]:
    """What is missing, the serious first (decision 35)."""
    found = [*_posts(actor), *_accounts(actor), *_numbers(actor), *_days(actor)]
    found.sort(key=lambda gap: not gap.serious)
    note(gaps=len(found))
    return found


def _posts(actor: Actor) -> list[Gap]:
    leads, deputies, heads, stand_ins = (
        set(holders_of(actor, role))
        for role in (Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.STAND_IN_DSL)
    )
    # One person in two posts is one person: a deputy or stand-in who is the DSL takes
    # nothing over, and two signatures are two persons' (decision 25).
    missing = {
        "no_dsl": not leads,
        "no_deputy": not deputies - leads,
        "no_head": not heads,
        "no_stand_in": not stand_ins - leads,
        "no_second_signature": len(leads | deputies | heads) == 1,
    }
    found = [Gap(code, "appointments") for code, is_so in missing.items() if is_so]
    # Security brief §4.4: a concern about the head goes to the executive head and the
    # chair. Whoever is the head as well can receive nothing about herself.
    above = {
        ref
        for role in (Role.EXECUTIVE_HEAD, Role.CHAIR)
        for ref in holders_of(actor, role)
    }
    if not above - heads:
        found.append(Gap("nobody_above_the_head", "appointments"))
    waiting = select(Appointment.ref).where(
        Appointment.org_ref == actor.school_ref,
        Appointment.needs_approval.is_(True),
        Appointment.approved_at.is_(None),
        Appointment.ended_at.is_(None),
    )
    if db.session.scalar(waiting.limit(1)):
        found.append(Gap("role_waits", "appointments", serious=False))
    return found


def _accounts(actor: Actor) -> list[Gap]:
    found = []
    for role, name in ((Role.DSL, "dsl"), (Role.DEPUTY_DSL, "deputy")):
        held = holders_of(actor, role)
        accounts = [each for ref in held if (each := account_of(ref))]
        if len(accounts) < len(held):
            found.append(Gap(f"{name}_without_account", "accounts"))
        elif not all(live_credentials(each.ref, *_FACTORS) for each in accounts):
            found.append(Gap(f"{name}_without_factor", "accounts"))
    return found


def _numbers(actor: Actor) -> list[Gap]:
    held = settings_of(actor.school_ref)
    wanted = {
        "dsl_telephone": "no_dsl_telephone",
        "social_care_number": "no_mash_number",
        "lado_number": "no_lado_number",
        "social_care_out_of_hours_number": "no_night_number",
    }
    return [Gap(code, "settings") for name, code in wanted.items() if name not in held]


def _days(actor: Actor) -> list[Gap]:
    return [*_terms(actor), *_duty(actor)]


def _duty(actor: Actor) -> list[Gap]:
    day = uncovered_day(actor.school_ref)
    return [Gap("nobody_on_duty", "settings", serious=False)] if day else []


def _terms(actor: Actor) -> list[Gap]:
    known_until = calendar_of(actor.school_ref).known_until
    if known_until < clock.today():
        return [Gap("no_terms", "settings")]
    if known_until - clock.today() < SOON:
        return [Gap("terms_end_soon", "settings", serious=False)]
    return []
