"""Cyber-bullying as the tests tell it: a case of two, tested, planned, asked."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from safeguard.bullying.commands.course import Places
from safeguard.bullying.commands.ending import (
    NewPlan,
    Review,
    agree_bullying_plan,
    review_bullying,
)
from safeguard.bullying.commands.establishing import (
    Assessment,
    Containment,
    Facts,
    Step,
    assess_bullying,
    contain_bullying,
    open_bullying,
)
from safeguard.bullying.models import BullyingProcess
from safeguard.bullying.permissions.standing import process_of
from safeguard.bullying.queries.reading import ProcessRead, read_bullying
from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    raise_concern,
)
from safeguard.cases.models import CaseEntry
from safeguard.guidance import bullying
from school.foundation import clock
from school.foundation.database import db
from tests.cases import worked
from tests.cases.raised import WHAT
from tests.factories.world import World

PLAN = "A friend walks with Ellis; the tutor meets him every Friday."
OTHER_PLAN = "Jayden works with the mentor on what he posts, twice a week."
ON_SCREEN = "They stopped on Monday and took it down."


def pair_case(world: World, harmed: str = "ellis", other: str = "jayden") -> str:
    """An open case about one child harmed and one said to have harmed."""
    concern = concern_on(world, harmed, other)
    acknowledge_concern(worked.dsl(world), concern)
    new = NewCase("names in a group chat", "C3", "cyber_bullying")
    return open_case(worked.dsl(world), concern, new)


def concern_on(world: World, harmed: str = "ellis", other: str = "jayden") -> str:
    """A concern about the two, each with a part."""
    children = (
        ChildInIt(world[harmed], part="harmed"),
        ChildInIt(world[other], part="alleged_to_have_harmed"),
    )
    new = NewConcern(children, narrative=Narrative(WHAT))
    return raise_concern(world.acting("teacher"), new)


def places(world: World, harmed: str = "ellis", other: str = "jayden") -> Places:
    """One harmed, one said to have done it."""
    return Places(((world[harmed], "harmed"), (world[other], "alleged_to_have_harmed")))


def begun(world: World, **pair: str) -> str:
    """A case whose process has begun."""
    case = pair_case(world, **pair)
    return open_bullying(worked.dsl(world), case, places(world, **pair))


def answered(**changes: str) -> Assessment:
    """Four times yes, unless told otherwise."""
    said = dict.fromkeys(("online", "intent", "repetition", "power_imbalance"), "yes")
    said |= changes
    facts = Facts(platform="snapchat", frequency="daily", prejudices=("appearance",))
    return Assessment({name: (each, WHAT) for name, each in said.items()}, facts)


def found_bullying(world: World, **pair: str) -> str:
    """Found to be cyber-bullying."""
    return assess_bullying(worked.dsl(world), begun(world, **pair), answered())


def plan(**changes: Any) -> NewPlan:
    """A plan for both sides."""
    return NewPlan(
        **{"harmed": PLAN, "other": OTHER_PLAN, "restorative": "no", **changes}
    )


def planned(world: World, **pair: str) -> str:
    """With a plan agreed."""
    return agree_bullying_plan(worked.dsl(world), found_bullying(world, **pair), plan())


def asked(world: World, case: str, answer: str = "yes", child: str = "ellis") -> str:
    """The harmed child was asked."""
    said = Review(world[child], answer, ON_SCREEN, "Seen laughing at lunch again.")
    return review_bullying(worked.dsl(world), case, said)


def owed(world: World, **pair: str) -> str:
    """A plan of two weeks ago: today the harmed child is asked for the first time."""
    with clock.standing_at(clock.now() - timedelta(weeks=2)):
        return planned(world, **pair)


def asked_on_the_day(world: World, case: str, **said: str) -> str:
    """The harmed child was asked on the day on which the review was due."""
    with clock.standing_at(due(case)):
        return asked(world, case, **said)


def stopped(world: World, case: str, child: str = "ellis") -> str:
    """Asked on both days, and it has stopped."""
    asked_on_the_day(world, case, child=child)
    return asked_on_the_day(world, case, child=child)


def resolved(world: World, **pair: str) -> str:
    """It has stopped, said twice; the plan is seven weeks old."""
    with clock.standing_at(clock.now() - timedelta(weeks=7)):
        case = planned(world, **pair)
    return stopped(world, case, pair.get("harmed", "ellis"))


def ended(world: World, **pair: str) -> str:
    """It has stopped and is contained: nothing keeps the process from closing."""
    return contained(world, resolved(world, **pair))


def contained(world: World, case: str) -> str:
    """Each step of the checklist done, or not needed with a reason."""
    steps = tuple(
        Step(each.code, "done", clock.today(), "Tom Pellow")
        for each in bullying.containment.every()
    )
    return contain_bullying(worked.dsl(world), case, Containment(steps))


def process(case: str) -> BullyingProcess:
    """The process as it stands in the database now."""
    found = process_of(case)
    assert found
    return found


def read(world: World, case: str) -> ProcessRead:
    """The process as the DSL reads it."""
    found = read_bullying(worked.dsl(world), case).process
    assert found
    return found


def due(case: str) -> datetime:
    """When the process is looked at next."""
    at = process(case).review_due_at
    assert at
    return at


def said_in(case: str) -> list[str | None]:
    """What the chronology says of it, by code."""
    asked_for = select(CaseEntry.code).where(
        CaseEntry.case_ref == case, CaseEntry.kind == "bullying"
    )
    return list(db.session.scalars(asked_for.order_by(CaseEntry.recorded_at)))
