"""Which self-audits and rounds an actor may reach, and who can be asked for one."""

from sqlalchemy import ColumnElement, Select, and_, select

from safeguard.audits.models import AuditRound, SelfAudit
from safeguard.audits.permissions.acts import ASKED, REVIEWERS
from school.foundation import clock
from school.foundation.actor import WORKS_HERE, Actor
from school.foundation.database import db
from school.identity.models import Appointment, Person
from school.identity.permissions.roles import live_appointments


def own_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The actor's own self-audits in this school."""
    return and_(
        SelfAudit.person_ref == actor.person_ref,
        SelfAudit.school_ref == actor.school_ref,
    )


def own_visible(actor: Actor, ref: str) -> SelfAudit | None:
    """A self-audit of the actor's own."""
    asked = select(SelfAudit).where(SelfAudit.ref == ref, own_visible_to(actor))
    return db.session.scalar(asked)


def audits_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Every self-audit of the school, for those who read them; else one's own."""
    if actor.has(*REVIEWERS):
        return SelfAudit.school_ref == actor.school_ref
    return own_visible_to(actor)


def audit_visible(actor: Actor, ref: str) -> SelfAudit | None:
    """A self-audit of the school, if the actor may know that it is there."""
    asked = select(SelfAudit).where(SelfAudit.ref == ref, audits_visible_to(actor))
    return db.session.scalar(asked)


def round_visible(actor: Actor, ref: str) -> AuditRound | None:
    """A round of the school, for those who look after rounds."""
    if not actor.has(*REVIEWERS):
        return None
    asked = select(AuditRound).where(
        AuditRound.ref == ref, AuditRound.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def open_round_of(school_ref: str) -> AuditRound | None:
    """The school's round that is open, if one is."""
    asked = select(AuditRound).where(
        AuditRound.school_ref == school_ref, AuditRound.closed_at.is_(None)
    )
    newest = asked.order_by(AuditRound.school_year.desc()).limit(1)
    return db.session.scalar(newest)


def asked_at(school_ref: str) -> Select[str]:
    """Whom a round of the school asks: who works or volunteers there today."""
    working = _holding(school_ref, frozenset(role.value for role in ASKED))
    return select(Person.ref).where(Person.ref.in_(working), Person.status == "active")


def working_at(school_ref: str, trust_ref: str) -> Select[str]:
    """Everybody who works in the school or for the trust: who may be asked for one."""
    roles = frozenset(role.value for role in WORKS_HERE)
    working = _holding(school_ref, roles, trust_ref)
    return select(Person.ref).where(Person.ref.in_(working), Person.status == "active")


def _holding(school_ref: str, roles: frozenset[str], *orgs: str) -> Select[str]:
    working = live_appointments(clock.today()).where(
        Appointment.org_ref.in_([school_ref, *orgs]),
        Appointment.role.in_(sorted(roles)),
    )
    return working.with_only_columns(Appointment.person_ref)
