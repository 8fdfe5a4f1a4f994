"""What is agreed about a pupil's phone: permissions, the exemption, what went wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from safeguard.hand_in.models import PhoneExemption, PhoneLoss, PhonePermission
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.seeing import (
    KnownPupil,
    exemption_visible,
    pupil_visible,
    visible_to,
)
from safeguard.hand_in.queries.losses import LossLine, lines_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.permits import Permit
from school.foundation.sealing import unseal
from school.gate import counted, decide, disclosure, touch
from school.identity.permissions.known import adults_of
from school.identity.queries.people import classes_of, names_of


@dataclass(frozen=True)
class PermissionRead:
    """A parent's permission."""

    ref: str
    reason: str
    begins_on: date
    until_on: date | None
    given_by: str = field(repr=False)
    given_on: date
    recorded_by: str = field(repr=False)
    ended_at: datetime | None
    in_force: bool


@dataclass(frozen=True)
class ExemptionRead:
    """A pupil who keeps the phone. Kind and words are empty for those who may only
    know that it is so.
    """

    ref: str
    pupil_ref: str
    name: str = field(repr=False)
    form: str
    kind: str
    begins_on: date
    adjustment: str = field(repr=False)
    approved_by: str = field(repr=False)
    approved_at: datetime
    review_at: datetime
    reviewed_by: str = field(repr=False)
    reviewed_at: datetime | None
    review_note: str = field(repr=False)
    ended_at: datetime | None
    version: int

    @property
    def is_overdue(self) -> bool:
        """Whether somebody should have looked at it again."""
        return self.ended_at is None and self.review_at < clock.now()


@dataclass(frozen=True)
class PupilPhone:
    """Everything that is agreed about one pupil's phone."""

    ref: str
    name: str = field(repr=False)
    form: str
    permissions: tuple[PermissionRead, ...]
    exemptions: tuple[ExemptionRead, ...]
    losses: tuple[LossLine, ...]

    @property
    def is_exempt(self) -> bool:
        """Whether an exemption is in force."""
        return any(each.ended_at is None for each in self.exemptions)

    def permission(self, ref: str) -> PermissionRead | None:
        """The permission with this reference."""
        return next((each for each in self.permissions if each.ref == ref), None)


@disclosure(Act.READ_PUPIL_PHONE, of=pupil_visible)
def read_pupil_phone(actor: Actor, pupil: KnownPupil) -> PupilPhone:
    """Permissions, exemption and losses of one pupil. Why the pupil is exempt is shown
    to those alone who may read exemptions.
    """
    told = isinstance(decide(Act.READ_EXEMPTION, actor), Permit)
    return PupilPhone(
        ref=pupil.ref,
        name=names_of([pupil.ref]).get(pupil.ref, ""),
        form=classes_of([pupil.ref]).get(pupil.ref, ""),
        permissions=_permissions(actor, pupil),
        exemptions=_exemptions(actor, PhoneExemption.pupil_ref == pupil.ref, told=told),
        losses=lines_of(visible_to(actor, PhoneLoss), PhoneLoss.pupil_ref == pupil.ref),
    )


@disclosure(Act.READ_EXEMPTIONS)
def read_exemptions(actor: Actor) -> tuple[ExemptionRead, ...]:
    """Who keeps the phone in this school, what is to be looked at again first."""
    return _exemptions(actor, PhoneExemption.ended_at.is_(None), told=True)


@disclosure(Act.READ_EXEMPTION, of=exemption_visible)
def read_exemption(actor: Actor, exemption: PhoneExemption) -> ExemptionRead:
    """One exemption, to be looked at again."""
    return _exemptions(actor, PhoneExemption.ref == exemption.ref, told=True)[0]


@counted
def adults_to_choose(actor: Actor, pupil_ref: str) -> list[tuple[str, str]]:
    """The adults of a pupil, for the question who gave the permission."""
    refs = [each.adult_ref for each in adults_of(actor.school_ref, pupil_ref)]
    names = names_of(refs)
    return [(ref, names[ref]) for ref in refs if ref in names]


@counted
def count_reviews_due(actor: Actor) -> int:
    """How many exemptions should have been looked at again."""
    asked = select(PhoneExemption.ref).where(
        visible_to(actor, PhoneExemption),
        PhoneExemption.ended_at.is_(None),
        PhoneExemption.review_at < clock.now(),
    )
    return len(list(db.session.scalars(asked)))


def _permissions(actor: Actor, pupil: KnownPupil) -> tuple[PermissionRead, ...]:
    asked = select(PhonePermission).where(
        visible_to(actor, PhonePermission), PhonePermission.pupil_ref == pupil.ref
    )
    rows = list(db.session.scalars(asked.order_by(PhonePermission.begins_on.desc())))
    touch(*(row.ref for row in rows))
    names = names_of(_people(rows, "given_by_ref", "recorded_by"))
    return tuple(
        PermissionRead(
            ref=row.ref,
            reason=row.reason,
            begins_on=row.begins_on,
            until_on=row.until_on,
            given_by=_given_by(row, names),
            given_on=row.given_on,
            recorded_by=names.get(row.recorded_by, ""),
            ended_at=row.ended_at,
            in_force=_in_force(row),
        )
        for row in rows
    )


def _given_by(row: PhonePermission, names: dict[str, str]) -> str:
    said = [names.get(row.given_by_ref or "", ""), unseal(row, "given_by") or ""]
    return ", ".join(part for part in said if part)


def _in_force(row: PhonePermission) -> bool:
    today = clock.today()
    until = row.until_on is None or row.until_on >= today
    return row.ended_at is None and row.begins_on <= today and until


def _exemptions(actor: Actor, *where: object, told: bool) -> tuple[ExemptionRead, ...]:
    asked = select(PhoneExemption).where(visible_to(actor, PhoneExemption), *where)  # type: ignore[arg-type]
    rows = list(db.session.scalars(asked.order_by(PhoneExemption.review_at)))
    touch(*(row.ref for row in rows), *(row.pupil_ref for row in rows))
    names = names_of(_people(rows, "pupil_ref", "approved_by", "reviewed_by"))
    forms = classes_of(row.pupil_ref for row in rows)
    return tuple(
        ExemptionRead(
            ref=row.ref,
            pupil_ref=row.pupil_ref,
            name=names.get(row.pupil_ref, ""),
            form=forms.get(row.pupil_ref, ""),
            kind=row.kind if told else "",
            begins_on=row.begins_on,
            adjustment=(unseal(row, "adjustment") or "") if told else "",
            approved_by=names.get(row.approved_by, ""),
            approved_at=row.approved_at,
            review_at=row.review_at,
            reviewed_by=names.get(row.reviewed_by or "", ""),
            reviewed_at=row.reviewed_at,
            review_note=(unseal(row, "review_note") or "") if told else "",
            ended_at=row.ended_at,
            version=row.version,
        )
        for row in rows
    )


def _people(rows: Iterable[object], *columns: str) -> list[str]:
    return [
        ref
        for row in rows
        for name in columns
        if (ref := getattr(row, name)) is not None
    ]
