"""Who has confirmed this year and who has not; and who needs help with what."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from safeguard.work_devices.models import DeviceAttestation, DeviceHelp
from safeguard.work_devices.permissions import Act
from safeguard.work_devices.permissions.acts import ATTESTS, HELPS
from safeguard.work_devices.permissions.seeing import help_visible
from safeguard.work_devices.states import HelpState
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.role_names import ROLE_NAMES, leading_role
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, note, touch
from school.identity.models import Appointment, Person
from school.identity.permissions.roles import live_appointments
from school.identity.queries.people import names_of
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class AttestationLine:
    """Somebody on the staff: whether they have confirmed, and use a device at all.
    Nothing of what they answered.
    """

    name: str = field(repr=False)
    role: str
    attested_at: datetime | None
    has_device: bool


@dataclass(frozen=True)
class AttestationList:
    """All of a school's staff for one academic year; who has not confirmed, first."""

    year: int
    lines: tuple[AttestationLine, ...]

    @property
    def missing(self) -> int:
        """How many have not confirmed."""
        return sum(line.attested_at is None for line in self.lines)


@dataclass(frozen=True)
class HelpLine:
    """Somebody who would like help with a precaution."""

    ref: str
    name: str = field(repr=False)
    precaution: str
    words: str = field(repr=False)
    asked_at: datetime
    version: int


@disclosure(Act.READ_ATTESTATIONS)
def read_attestations(actor: Actor) -> AttestationList:
    """Who has confirmed this academic year."""
    return _attestations(actor)


@disclosure(Act.EXPORT_ATTESTATIONS)
def export_attestations(actor: Actor) -> AttestationList:
    """The same, to be taken away."""
    return _attestations(actor)


@disclosure(Act.READ_HELP)
def read_help(actor: Actor) -> tuple[HelpLine, ...]:
    """What people need help with, the longest waiting first."""
    asked = select(DeviceHelp).where(
        DeviceHelp.school_ref == actor.school_ref, DeviceHelp.state == HelpState.NEEDED
    )
    rows = list(db.session.scalars(asked.order_by(DeviceHelp.asked_at, DeviceHelp.ref)))
    return _help_lines(rows)


@disclosure(Act.READ_HELP, of=help_visible)
def read_one_help(actor: Actor, row: DeviceHelp) -> HelpLine:  # noqa: ARG001
    """One of them."""
    return _help_lines([row])[0]


@counted
def count_help(actor: Actor) -> int:
    """How many wait for help, for those who give it; else nought."""
    if not actor.has(*HELPS):
        return 0
    asked = select(func.count()).select_from(DeviceHelp)
    found = db.session.scalar(
        asked.where(
            DeviceHelp.school_ref == actor.school_ref,
            DeviceHelp.state == HelpState.NEEDED,
        )
    )
    return found or 0


def _attestations(actor: Actor) -> AttestationList:
    year = school_year_of(clock.today())
    roles = _staff_of(actor.school_ref)
    attested = _attested(roles, year)
    names = names_of(roles)
    lines = []
    for ref, held in roles.items():
        row = attested.get(ref)
        leading = leading_role(frozenset(held))
        lines.append(
            AttestationLine(
                name=names.get(ref, ""),
                role=_(ROLE_NAMES[leading]) if leading else "",
                attested_at=row.attested_at if row else None,
                has_device=bool(row and row.has_device),
            )
        )
    touch(*roles)
    lines.sort(key=lambda line: (line.attested_at is not None, line.name.casefold()))
    found = AttestationList(year, tuple(lines))
    note(year=year, people=len(lines), missing=found.missing)
    return found


def _staff_of(school_ref: str) -> dict[str, set[Role]]:
    asked = (
        live_appointments()
        .join(Person, Person.ref == Appointment.person_ref)
        .where(
            Appointment.org_ref == school_ref,
            Appointment.role.in_(sorted(role.value for role in ATTESTS)),
            Person.status == "active",
        )
        .with_only_columns(Appointment.person_ref, Appointment.role)
    )
    found: dict[str, set[Role]] = {}
    for row in db.session.execute(asked):
        found.setdefault(row.person_ref, set()).add(Role(row.role))
    return found


def _attested(people: dict[str, set[Role]], year: int) -> dict[str, DeviceAttestation]:
    """The latest confirmation of each, in whichever school they gave it."""
    asked = select(DeviceAttestation).where(
        DeviceAttestation.year == year,
        DeviceAttestation.person_ref.in_(sorted(people)),
    )
    rows = db.session.scalars(asked.order_by(DeviceAttestation.attested_at))
    return {row.person_ref: row for row in rows}


def _help_lines(rows: list[DeviceHelp]) -> tuple[HelpLine, ...]:
    touch(*(row.ref for row in rows))
    names = names_of(row.person_ref for row in rows)
    return tuple(
        HelpLine(
            ref=row.ref,
            name=names.get(row.person_ref, ""),
            precaution=row.precaution,
            words=unseal(row, "words") or "",
            asked_at=row.asked_at,
            version=row.version,
        )
        for row in rows
    )
