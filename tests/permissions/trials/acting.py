"""Acting on a case: contacts, meetings, risk, watching, errors put right."""

from datetime import date, timedelta

from safeguard.cases.commands.contacting import NewContact, record_contact
from safeguard.cases.commands.meeting import NewMeeting, record_meeting
from safeguard.cases.commands.watching import (
    NewRisk,
    Review,
    Watch,
    review_case,
    set_risk,
    watch_case,
)
from safeguard.cases.permissions import Act as Case
from school.foundation import clock
from tests.permissions.trials.trial import WHY, Try


def later() -> date:
    """A day on which a case is looked at again."""
    return clock.today() + timedelta(days=14)


ACTING: list[Try] = [
    Try(
        Case.RECORD_CONTACT,
        lambda t, a: record_contact(a, t.case(), NewContact("not_told_no_need", WHY)),
    ),
    Try(
        Case.RECORD_MEETING,
        lambda t, a: record_meeting(a, t.case(), NewMeeting("internal", "Us.", WHY)),
    ),
    Try(Case.SET_RISK, lambda t, a: set_risk(a, t.case(), NewRisk("low", WHY))),
    Try(
        Case.WATCH_CASE,
        lambda t, a: watch_case(a, t.decided(), Watch(WHY, later())),
    ),
    Try(
        Case.REVIEW_CASE,
        lambda t, a: review_case(a, t.watched(), Review(WHY, "on", later())),
    ),
]
