"""Reminding whoever leads, and whoever stands above, of a clock that ran out."""

from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.receiving import Sent, receivers, storey_above
from safeguard.cases.states import OPEN_CASES
from safeguard.intimate_images.commands.opening import path_of
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.standing import (
    case_for_clocks,
    is_run_out,
    process_of,
)
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Stale
from school.gate import command, note, touch
from school.notices import NOW, notify


@command(Act.REMIND_OF_IMAGE, of=case_for_clocks)
def remind_of_image(actor: Actor, case: CaseFile) -> str:
    """Tell the leads, and the next storey above them, that a clock of an intimate image
    ran out: once for each clock. Those above hear only that something waits. Raises
    Stale where somebody was quicker. Source: R0.11, §2.5.
    """
    process = process_of(case.ref)
    if process is None or case.state not in OPEN_CASES or not is_run_out(process):
        raise Stale("no clock has run out")
    process.reminded_at = clock.now()
    touch(process.ref)
    sent = Sent(case.school_ref, actor.trust_ref, case.level, case.ref)
    told = receivers(sent)
    above = storey_above(sent, 1) if any(each.leads for each in told) else []
    for each in told:
        path = path_of(case.ref) if each.leads else "/"
        notify(each.person_ref, case.school_ref, NOW, path)
    for each in above:
        notify(each.person_ref, case.school_ref, NOW, "/")
    note(state=process.state, told=[each.role.value for each in (*told, *above)])
    return case.ref
