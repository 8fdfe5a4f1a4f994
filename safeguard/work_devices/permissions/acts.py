"""The acts on work devices, and who may do each."""

from enum import StrEnum
from typing import Any

from safeguard.work_devices.permissions.posts import POSTS, ROLES, in_line
from school.foundation.actor import WORKS_HERE, Actor, Role
from school.foundation.permits import (
    NOT_THIS_ROLE,
    PERMIT,
    Answer,
    Rule,
    all_of,
    any_of,
    granted,
    works_here,
    yes,
)
from school.identity.permissions.people import the_system_itself
from school.identity.queries.people import holders_of_each


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_OWN_DEVICES = "own_devices.read"
    ATTEST_DEVICE = "device.attested"
    READ_ATTESTATIONS = "device_attestations.read"
    EXPORT_ATTESTATIONS = "device_attestations.exported"
    READ_HELP = "device_help.read"
    GIVE_HELP = "device_help.given"
    RECORD_LOSS = "device_loss.recorded"
    READ_OWN_LOSS = "own_device_loss.read"
    READ_LOSSES = "device_losses.read"
    EXPORT_LOSSES = "device_losses.exported"
    READ_LOSS = "device_loss.read"
    RECORD_STEP = "device_loss.step_recorded"
    RECORD_FOUND = "device_loss.found"
    DECIDE_LOSS = "device_loss.decided"
    CLOSE_LOSS = "device_loss.closed"
    REMIND_OF_LOSS = "device_loss.reminded"


# What somebody answered with "no" goes to those who can help with it, and to nobody
# who leads: it is no matter of discipline.
HELPS = frozenset({Role.ICT, Role.DIGITAL_SAFETY})
LISTS = HELPS | {Role.DPO, Role.HEAD}
READS_LOSSES = LISTS | {
    *(Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.EXECUTIVE_HEAD),
}
# Policy section 9 speaks of staff.
ATTESTS = WORKS_HERE - {
    *(Role.COUNCILLOR, Role.TRUSTEE, Role.CHAIR, Role.VOLUNTEER, Role.STAND_IN_DSL),
}
DECIDES = frozenset(role for step in POSTS[Role.DPO] for role in step)


def own(actor: Actor, subject: Any) -> Answer:
    """Whoever reported it, while they work here."""
    mine = getattr(subject, "reported_by", None) == actor.person_ref
    return PERMIT if mine and actor.works_here else NOT_THIS_ROLE


def decides(actor: Actor, subject: Any) -> Answer:
    """The data protection officer; where nobody else holds the post, the executive
    head, then the chair. Never whoever lost the device (design decision 25).
    """
    if not actor.has(*DECIDES):
        return NOT_THIS_ROLE
    reporter = getattr(subject, "reported_by", "")
    held = holders_of_each(actor.school_ref, actor.trust_ref, ROLES)
    told = in_line(Role.DPO, held, reporter)
    return PERMIT if actor.person_ref in told.people else NOT_THIS_ROLE


reads_lists: Rule = granted(dict.fromkeys(LISTS, yes))
helps: Rule = granted(dict.fromkeys(HELPS, yes))
reads_losses: Rule = any_of(granted(dict.fromkeys(READS_LOSSES, yes)), decides)

RULES: dict[Act, Rule] = {
    Act.READ_OWN_DEVICES: works_here,
    Act.ATTEST_DEVICE: works_here,
    Act.READ_ATTESTATIONS: reads_lists,
    Act.EXPORT_ATTESTATIONS: reads_lists,
    Act.READ_HELP: helps,
    Act.GIVE_HELP: helps,
    Act.RECORD_LOSS: works_here,
    Act.READ_OWN_LOSS: all_of(works_here, own),
    Act.READ_LOSSES: reads_losses,
    Act.EXPORT_LOSSES: reads_losses,
    Act.READ_LOSS: reads_losses,
    Act.RECORD_STEP: any_of(reads_losses, own),
    Act.RECORD_FOUND: any_of(reads_losses, own),
    Act.DECIDE_LOSS: decides,
    Act.CLOSE_LOSS: decides,
    Act.REMIND_OF_LOSS: any_of(the_system_itself),
}
WORDINGS: dict[Act, str] = {
    Act.READ_OWN_DEVICES: "looked at what they have confirmed about their devices",
    Act.ATTEST_DEVICE: "confirmed how they keep their work device safe",
    Act.READ_ATTESTATIONS: "looked at who has confirmed how they keep devices safe",
    Act.EXPORT_ATTESTATIONS: "took away the list of who has confirmed it",
    Act.READ_HELP: "looked at who needs help with a device",
    Act.GIVE_HELP: "recorded that somebody was helped with a device",
    Act.RECORD_LOSS: "reported a work device lost or stolen",
    Act.READ_OWN_LOSS: "looked at what became of a device they reported",
    Act.READ_LOSSES: "looked at the devices lost or stolen",
    Act.EXPORT_LOSSES: "took away the list of devices lost or stolen",
    Act.READ_LOSS: "read about a device lost or stolen",
    Act.RECORD_STEP: "recorded what was done about a device lost or stolen",
    Act.RECORD_FOUND: "recorded that a device was found again",
    Act.DECIDE_LOSS: "decided whether a lost device is reported to the ICO",
    Act.CLOSE_LOSS: "closed what was recorded of a device lost or stolen",
    Act.REMIND_OF_LOSS: "reminded of the clock of a device lost or stolen",
}
