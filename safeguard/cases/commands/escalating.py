"""Telling those above the leads that nobody has opened a concern in time."""

from safeguard.cases.models import Concern
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.receiving import CHAIN, Receiver, Sent, storey_above
from safeguard.cases.permissions.seeing import unopened_here
from school.foundation.actor import Actor
from school.gate import command, note
from school.notices import NOW, notify


@command(Act.ESCALATE_CONCERN, of=unopened_here)
def escalate_concern(actor: Actor, concern: Concern) -> str:
    """Tell the next storey of the chain with somebody in it (R0.11): stand-ins and the
    head, then the executive head, then the trust's lead. They hear that something
    needs them now, and nothing of what it says; a stand-in may take cover.
    """
    sent = Sent(concern.school_ref, actor.trust_ref, concern.level, concern.ref)
    told: list[Receiver] = []
    while not told and concern.storeys_told < len(CHAIN) - 1:
        concern.storeys_told += 1
        told = storey_above(sent, concern.storeys_told)
    for each in told:
        notify(each.person_ref, concern.school_ref, NOW, "/cover")
    note(storey=concern.storeys_told, told=[each.role.value for each in told])
    return concern.ref
