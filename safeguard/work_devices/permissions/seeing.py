"""Which losses and which helps an actor may reach: what is hidden is as if missing."""

from sqlalchemy import select

from safeguard.work_devices.models import DeviceHelp, DeviceLoss
from safeguard.work_devices.permissions.acts import READS_LOSSES, decides
from safeguard.work_devices.permissions.posts import POSTS, ROLES, Told, in_line
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.permits import PERMIT
from school.identity.queries.people import holders_of_each


def loss_of_school(actor: Actor, ref: str) -> DeviceLoss | None:
    """A loss of the school, whoever may read it."""
    asked = select(DeviceLoss).where(
        DeviceLoss.ref == ref, DeviceLoss.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def loss_visible(actor: Actor, ref: str) -> DeviceLoss | None:
    """A loss, for those who hear of losses by office and whoever decides about it."""
    found = loss_of_school(actor, ref)
    if found is None or actor.has(*READS_LOSSES) or decides(actor, found) == PERMIT:
        return found
    return None


def own_loss_visible(actor: Actor, ref: str) -> DeviceLoss | None:
    """A loss that the actor reported."""
    found = loss_of_school(actor, ref)
    return found if found and found.reported_by == actor.person_ref else None


def loss_touchable(actor: Actor, ref: str) -> DeviceLoss | None:
    """A loss that the actor hears of by office, or reported."""
    return loss_visible(actor, ref) or own_loss_visible(actor, ref)


def help_visible(actor: Actor, ref: str) -> DeviceHelp | None:
    """Help that somebody of the school needs."""
    asked = select(DeviceHelp).where(
        DeviceHelp.ref == ref, DeviceHelp.school_ref == actor.school_ref
    )
    return db.session.scalar(asked)


def who_hears(school_ref: str, trust_ref: str, without: str) -> tuple[Told, ...]:
    """Each office that hears of a loss today, and who stands in where it is vacant."""
    held = holders_of_each(school_ref, trust_ref, ROLES)
    return tuple(in_line(post, held, without) for post in POSTS)
