"""A sanction, by its number in the behaviour system alone; never its story (§2.1)."""

import re
from dataclasses import dataclass

from safeguard.cases.commands.chronicle import write_entry
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import EntryKind
from school.foundation.actor import Actor
from school.foundation.errors import Invalid
from school.gate import command
from school.web.catalogue import gettext as _

# A number as behaviour systems give them out: no spaces, so that no sentence fits.
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}")


@dataclass(frozen=True)
class SanctionNumber:
    """The number that the behaviour system gave the sanction."""

    number: str


@command(Act.REFER_TO_SANCTION, of=case_visible)
def refer_to_sanction(actor: Actor, case: CaseFile, given: SanctionNumber) -> str:
    """Note under which number the behaviour system has the sanction. Raises Invalid
    for anything longer or with spaces: the story belongs there.
    """
    number = given.number.strip()
    if not _NUMBER.fullmatch(number):
        raise Invalid(
            {"number": _("Only the number: letters and digits, no spaces, no words.")}
        )
    write_entry(actor, case, EntryKind.SANCTION, number)
    return case.ref
