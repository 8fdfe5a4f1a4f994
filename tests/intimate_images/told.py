"""Intimate images as the tests tell it: suspected, answered, signed, planned, ended."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from sqlalchemy import select

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    raise_concern,
)
from safeguard.cases.commands.referring import refer_case
from safeguard.cases.models import CaseEntry
from safeguard.intimate_images.commands.ending import (
    NewEnding,
    NewViewing,
    close_image,
)
from safeguard.intimate_images.commands.keeping_safe import (
    PLAN_TEXTS,
    NewPlan,
    NewRemoval,
    plan_safety,
    record_removal,
    review_plan,
)
from safeguard.intimate_images.commands.keeping_safe import NewReview as NewLook
from safeguard.intimate_images.commands.reviewing import (
    NEEDED,
    DeviceAnswer,
    NewEntry,
    NewReview,
    enter_child,
    review_first,
    secure_device,
)
from safeguard.intimate_images.commands.signing import (
    AGREED,
    NewProposal,
    SecondAnswer,
    answer_managing,
    propose_managing,
)
from safeguard.intimate_images.models import ImageProcess
from safeguard.intimate_images.permissions.standing import process_of
from safeguard.intimate_images.queries.reading import ProcessRead, read_image
from safeguard.intimate_images.states import TRIGGERS
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import spoken
from school.notices import Notice
from tests.cases.worked import dsl, rung
from tests.factories.world import World

REASON = "Both were heard alone; what each says fits together, and nobody was pressed."
STATEMENT = "Two of the same age shared it by agreement, and both regret it now."
PAIR = ("ellis", "jayden")


def image_case(world: World, *names: str) -> str:
    """An open case in which an image is suspected, of these children or the pair."""
    children = tuple(ChildInIt(world[name]) for name in names or PAIR)
    said = Narrative("Two pupils told me that a picture goes round in their year.")
    new = NewConcern(children, said, category="intimate_image", image_suspected=True)
    concern = raise_concern(world.acting("teacher"), new)
    acknowledge_concern(dsl(world), concern)
    about = NewCase("a picture goes round", "C3", "intimate_image")
    return open_case(dsl(world), concern, about)


def review(**changes: Any) -> NewReview:
    """Every answer no, unless told otherwise: `adult="yes"`."""
    answers = dict.fromkeys(TRIGGERS, "no")
    answers |= {name: changes.pop(name) for name in TRIGGERS if name in changes}
    said: dict[str, Any] = {
        "met_on": clock.today(),
        "answers": answers,
        "nature": "experimental",
        "spread": "peers",
        "ai_made": "unknown",
        "texts": dict.fromkeys(NEEDED, "Ruth Adeyemi and Tom Pellow; as was said."),
        "rationale": REASON,
    }
    return NewReview(**{**said, **changes})


def answered(world: World, case: str | None = None, **changes: Any) -> str:
    """The questions are answered, with no unless told otherwise."""
    case = case or image_case(world)
    return review_first(dsl(world), case, review(**changes))


def entry(child_ref: str, **changes: Any) -> NewEntry:
    """A child of 14 who is in the image."""
    said: dict[str, Any] = {
        "part": "pictured",
        "band": "from_13",
        "send": "no",
        "support": "Tom Pellow sees the child each morning.",
        "parents": "involved",
    }
    return NewEntry(child_ref, **{**said, **changes})


def entered(world: World, case: str, names: Iterable[str] = PAIR) -> str:
    """Each child has an entry."""
    for name in names:
        enter_child(dsl(world), case, entry(world[name]))
    return case


def secured(world: World, case: str) -> str:
    """The device is in the safe."""
    return secure_device(dsl(world), case, DeviceAnswer("secured"))


def all_no(world: World) -> str:
    """Everything is answered with no, and each child has an entry: the DSL may sign."""
    return answered(world, entered(world, secured(world, image_case(world))))


def proposed(world: World) -> str:
    """The DSL has signed."""
    return propose_managing(dsl(world), all_no(world), NewProposal(STATEMENT))


def managed(world: World) -> str:
    """The head has signed too."""
    head = world.acting("head", elevated=True)
    return answer_managing(head, proposed(world), SecondAnswer(AGREED))


def referred(world: World, *, agency: str = "police", **answers: str) -> str:
    """A yes, and the agency was told."""
    answers = answers or {"coercion": "yes"}
    case = entered(world, secured(world, image_case(world)))
    answered(world, case, **answers)
    refer_case(dsl(world), case, rung(agency))
    return case


def plan(**changes: Any) -> NewPlan:
    """A plan for both."""
    return NewPlan(dict.fromkeys(PLAN_TEXTS, "Tom Pellow, each morning."), **changes)


def planned(world: World, case: str | None = None) -> str:
    """A plan is in place."""
    return plan_safety(dsl(world), case or managed(world), plan())


def removal(child_ref: str, **changes: Any) -> NewRemoval:
    """The young person deleted it, just now."""
    said: dict[str, Any] = {
        "outcome": "deleted",
        "words": "Phone, cloud and both accounts; with a parent beside them.",
        "confirmed_at": clock.now(),
    }
    return NewRemoval(child_ref, **{**said, **changes})


def removed(world: World, case: str | None = None, **changes: Any) -> str:
    """Of each child it is known what became of it."""
    case = case or planned(world)
    for name in PAIR:
        record_removal(dsl(world), case, removal(world[name], **changes))
    return case


def look(answer: str = "holds", **changes: Any) -> NewLook:
    """The plan is looked at; both were heard."""
    said = {"childrens_words": "We are fine now.", "reason": "Nothing went further."}
    return NewLook(answer, **{**said, **changes})


def ended(world: World, case: str | None = None) -> str:
    """The plan is no longer needed."""
    return review_plan(dsl(world), removed(world, case), look("ends"))


def ending(**changes: Any) -> NewEnding:
    """Nobody outside was told, and why."""
    said: dict[str, Any] = {
        "outcome_21": "not_told",
        "summary": "Deleted by both; their parents know; the year was spoken with.",
        "why_not_told": "No answer was yes, and two of us signed.",
    }
    return NewEnding(**{**said, **changes})


def closed(world: World) -> str:
    """The process is closed."""
    return close_image(dsl(world), ended(world), ending())


def dealt_with(world: World, case: str, *names: str) -> str:
    """The process of a case about these children, from its beginning to its end."""
    entered(world, secured(world, case), names)
    answered(world, case)
    propose_managing(dsl(world), case, NewProposal(STATEMENT))
    head = world.acting("head", elevated=True)
    answer_managing(head, case, SecondAnswer(AGREED))
    planned(world, case)
    for name in names:
        record_removal(dsl(world), case, removal(world[name]))
    review_plan(dsl(world), case, look("ends"))
    return close_image(dsl(world), case, ending())


def viewing(world: World, **changes: Any) -> NewViewing:
    """Agreed by the head, with the deputy there."""
    said: dict[str, Any] = {
        "why": "The police asked whether it is of a pupil here; no other way is left.",
        "agreed_by": world["head"],
        "agreed_at": clock.now(),
        "present": "Tom Pellow, deputy DSL",
        "same_sex": "yes",
        "place": "The head’s office",
        "viewed_at": clock.now(),
        "signed": True,
    }
    return NewViewing(**{**said, **changes})


def process(case: str) -> ImageProcess:
    """As it stands in the database now."""
    found = process_of(case)
    assert found
    return found


def read(world: World, case: str) -> ProcessRead:
    """The process as the DSL reads it."""
    return read_image(dsl(world), case).process


def told(person_ref: str) -> set[tuple[str, str]]:
    """The notices somebody has: how urgent, and where they lead."""
    asked = select(Notice.kind, Notice.path).where(Notice.person_ref == person_ref)
    return {(kind, path) for kind, path in db.session.execute(asked)}


def objected(doing: Callable[..., object], *args: object) -> dict[str, Any]:
    """What an act objects to, by field."""
    with pytest.raises(Invalid) as refused:
        doing(*args)
    return dict(refused.value.problems)


def page_of(case: str, tail: str = "") -> str:
    """The address of the process."""
    return f"/cases/{spoken(case)}/image{tail}"


def said_in(case: str) -> list[str | None]:
    """What the chronology says of it, by code."""
    asked = select(CaseEntry.code).where(
        CaseEntry.case_ref == case, CaseEntry.kind == "intimate_image"
    )
    return list(db.session.scalars(asked.order_by(CaseEntry.recorded_at)))
