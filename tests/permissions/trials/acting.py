"""Acting on a case: contacts, meetings, risk, watching, errors put right."""

from datetime import date, timedelta

from safeguard.cases.commands.contacting import NewContact, record_contact
from safeguard.cases.commands.marking import NewMark, mark_body
from safeguard.cases.commands.meeting import NewMeeting, record_meeting
from safeguard.cases.commands.relinking import Relinking, relink_concern
from safeguard.cases.commands.sanctioning import SanctionNumber, refer_to_sanction
from safeguard.cases.commands.sending import (
    Receipt,
    Sending,
    answer_transfer,
    send_concern,
)
from safeguard.cases.commands.voiding import (
    NewProposal,
    SecondAnswer,
    answer_void,
    propose_void,
)
from safeguard.cases.commands.watching import (
    NewRisk,
    Review,
    Watch,
    review_case,
    set_risk,
    watch_case,
)
from safeguard.cases.permissions import Act as Case
from safeguard.cases.queries.sending import read_transfer
from school.foundation import clock
from school.foundation.actor import Actor
from tests.permissions.trials.trial import WHY, Trial, Try


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
    Try(
        Case.RELINK_CONCERN,
        lambda t, a: relink_concern(
            a, t.acknowledged(), Relinking(WHY, None, t.world["jayden"])
        ),
    ),
    Try(
        Case.REFER_TO_SANCTION,
        lambda t, a: refer_to_sanction(a, t.case(), SanctionNumber("BEH-1")),
    ),
    Try(
        Case.MARK_BODY,
        lambda t, a: mark_body(
            a, t.case(), NewMark(t.world["ellis"], "hand", "back", "bruise", WHY)
        ),
    ),
    Try(
        Case.SEND_CONCERN,
        lambda t, a: send_concern(a, t.acknowledged(), Sending(t.world.cedar, WHY)),
    ),
    Try(Case.READ_TRANSFER, lambda t, a: read_transfer(a, t.sent_here())),
    Try(
        Case.ANSWER_TRANSFER,
        lambda t, a: answer_transfer(a, t.sent_here(), Receipt("accepted")),
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


def _proposed_to(trial: Trial, actor: Actor) -> str:
    """A concern that somebody else than this person proposes to void."""
    is_dsl = actor.person_ref == trial.world["dsl"]
    return trial.in_error("deputy_dsl" if is_dsl else "dsl")


VOIDING: dict[str, list[Try]] = {
    "void_concern": [
        Try(
            Case.PROPOSE_VOID,
            lambda t, a: propose_void(a, t.acknowledged(), NewProposal(WHY)),
            {"two": "elevated"},
        ),
        Try(
            Case.ANSWER_VOID,
            lambda t, a: answer_void(a, _proposed_to(t, a), SecondAnswer("agreed")),
            {"two": "elevated"},
        ),
    ],
}
