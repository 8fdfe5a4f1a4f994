"""Cases as the tests work them: acknowledged, opened, decided, told, closed."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from safeguard.cases.commands.acknowledging import (
    Told,
    acknowledge_concern,
    give_feedback,
)
from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.cases.commands.deciding import (
    NewCase,
    NewDecision,
    decide_case,
    open_case,
)
from safeguard.cases.commands.recording import ParentsAnswer, record_parents
from safeguard.cases.commands.referring import Following, Referring
from safeguard.cases.commands.sending import Sending, send_concern
from safeguard.cases.commands.watching import Watch, watch_case
from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.sending import open_transfer
from safeguard.referrals.commands import NewStep
from safeguard.referrals.models import Referral
from safeguard.referrals.states import Outcome, StepKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from tests.cases.raised import raised
from tests.factories.world import World

TITLE = "asked to meet a stranger"
REASON = "The form tutor can meet the need and will see whether it works."
ENDED = "The tutor met Ellis weekly; there is no need left that anybody must meet."


def dsl(world: World) -> Actor:
    """The DSL of Birch, elevated with a reason."""
    return world.acting("dsl", reason="working the queue")


def acknowledged(world: World, *names: str, by: str = "teacher", **changes: Any) -> str:
    """A concern that was raised and that the DSL has acknowledged."""
    ref = raised(world, by, *names, **changes)
    return acknowledge_concern(dsl(world), ref)


def opened(
    world: World, *names: str, level: str = "C3", by: str = "teacher", **changes: Any
) -> str:
    """The reference of a case opened for a concern about these children."""
    ref = acknowledged(world, *names, by=by, **changes)
    return open_case(dsl(world), ref, NewCase(TITLE, level, "cyber_bullying"))


def decided(world: World, case: str, **changes: Any) -> str:
    """Decide about a case: support within the school, unless told otherwise."""
    said = {"outcome": "internal_support", "reason": REASON, **changes}
    return decide_case(dsl(world), case, NewDecision(**said))


def ready_to_close(world: World, case: str) -> str:
    """Decide, settle the parents, and tell each reporter."""
    decided(world, case)
    said = ParentsAnswer("told", "Ellis’s mother, by telephone, at the gate.")
    record_parents(dsl(world), case, said)
    for ref in concerns_of(case):
        give_feedback(dsl(world), ref, Told("Thank you. The tutor has met Ellis."))
    return case


def sent(world: World) -> str:
    """The reference under which Cedar finds a concern that Birch sends it."""
    concern = acknowledged(world)
    why = "The child has been on Cedar’s roll since Monday."
    send_concern(dsl(world), concern, Sending(world.cedar, why))
    row = open_transfer(concern)
    assert row
    return row.ref


def sent_here(world: World) -> str:
    """The reference under which Birch finds a concern that Cedar sends it."""
    concern = raised(world, "cedar_teacher", "cedar_pupil")
    fatima = world.acting("cedar_dsl", reason="working the queue")
    acknowledge_concern(fatima, concern)
    why = "The child has been on Birch’s roll since Monday."
    send_concern(fatima, concern, Sending(world.birch, why))
    row = open_transfer(concern)
    assert row
    return row.ref


def watched(world: World, case: str) -> str:
    """Decide, and set the case to be watched for two weeks."""
    decided(world, case)
    again = clock.today() + timedelta(days=14)
    return watch_case(dsl(world), case, Watch("Whether Ellis sits alone.", again))


def closed(world: World, case: str) -> str:
    """Close a case with everything in place."""
    return close_case(dsl(world), ready_to_close(world, case), CaseClosure(ENDED))


def rung(agency: str = "social_care", **changes: Any) -> Referring:
    """A referral by telephone, just now."""
    said = {"happened_at": clock.now(), "method": "telephone", **changes}
    return Referring(agency, NewStep(StepKind.MADE, **said))


def answered(case: str, outcome: Outcome = Outcome.ACCEPTED) -> Following:
    """What the agency of the case's newest referral said."""
    asked = select(Referral.ref).where(Referral.case_ref == case)
    ref = db.session.scalars(asked.order_by(Referral.begun_at.desc())).first()
    assert ref
    step = NewStep(StepKind.OUTCOME, outcome=outcome, happened_at=clock.now())
    return Following(ref, step)


def case_file(ref: str) -> CaseFile:
    """The case as it stands in the database now."""
    found = db.session.get(CaseFile, ref, populate_existing=True)
    assert found
    return found


def concern_row(ref: str) -> Concern:
    """The concern as it stands in the database now."""
    found = db.session.get(Concern, ref, populate_existing=True)
    assert found
    return found


def concerns_of(case: str) -> list[str]:
    """The references of a case's concerns."""
    return list(db.session.scalars(select(Concern.ref).where(Concern.case_ref == case)))
