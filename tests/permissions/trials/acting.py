"""Acting on a case: contacts, meetings, risk, watching, corrections of what is wrong."""

from safeguard.cases.commands.contacting import NewContact, record_contact
from safeguard.cases.permissions import Act as Case
from tests.permissions.trials.trial import WHY, Try

ACTING: list[Try] = [
    Try(
        Case.RECORD_CONTACT,
        lambda t, a: record_contact(a, t.case(), NewContact("not_told_no_need", WHY)),
    ),
]
