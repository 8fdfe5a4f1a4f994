"""Cyber-bullying as the tests tell it: a case of two, tested, planned, asked."""

from datetime import datetime
from typing import Any

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
from safeguard.guidance import bullying
from school.foundation import clock
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


def resolved(world: World, **pair: str) -> str:
    """It has stopped, said twice."""
    case = planned(world, **pair)
    child = pair.get("harmed", "ellis")
    asked(world, case, child=child)
    return asked(world, case, child=child)


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
