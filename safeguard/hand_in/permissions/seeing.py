"""Which classes, pupils and registers an actor may reach, and never past the wall."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from safeguard.hand_in.models import PhoneExemption, PhoneLoss, PhonePermission
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.identity.models import SchoolClass
from school.identity.permissions.known import pupil_once_here

Register = type[PhonePermission] | type[PhoneExemption] | type[PhoneLoss]


@dataclass(frozen=True)
class KnownPupil:
    """A pupil of the actor's school, also one who has left: the phone may be here."""

    ref: str
    school_ref: str


def class_visible(actor: Actor, ref: str) -> SchoolClass | None:
    """A form of the actor's school."""
    asked = select(SchoolClass).where(
        SchoolClass.ref == ref,
        SchoolClass.school_ref == actor.school_ref,
        SchoolClass.kind == "homeroom",
    )
    return db.session.scalar(asked)


def pupil_visible(actor: Actor, ref: str) -> KnownPupil | None:
    """A pupil of the school; never one of whom the actor may read nothing."""
    if ref in wall.barred_from(actor.person_ref):
        return None
    person = pupil_once_here(actor, ref)
    return KnownPupil(person.ref, actor.school_ref) if person else None


def visible_to(actor: Actor, model: Register) -> ColumnElement[bool]:
    """Entries of a register of the school, and never past the wall."""
    return and_(
        model.school_ref == actor.school_ref,
        model.ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def permission_visible(actor: Actor, ref: str) -> PhonePermission | None:
    """A parent's permission."""
    asked = select(PhonePermission).where(
        PhonePermission.ref == ref, visible_to(actor, PhonePermission)
    )
    return db.session.scalar(asked)


def exemption_visible(actor: Actor, ref: str) -> PhoneExemption | None:
    """An exemption."""
    asked = select(PhoneExemption).where(
        PhoneExemption.ref == ref, visible_to(actor, PhoneExemption)
    )
    return db.session.scalar(asked)


def loss_visible(actor: Actor, ref: str) -> PhoneLoss | None:
    """A note of loss or damage."""
    asked = select(PhoneLoss).where(PhoneLoss.ref == ref, visible_to(actor, PhoneLoss))
    return db.session.scalar(asked)
