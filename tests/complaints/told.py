"""Complaints as the tests tell them: recorded, given to somebody, answered."""

from typing import Any

from safeguard.complaints.commands.handling import (
    Assignment,
    Ending,
    NewPanel,
    Outcome,
    Panelist,
    Said,
    acknowledge_complaint,
    answer_complaint,
    assign_complaint,
    close_complaint,
    convene_panel,
    take_complaint_further,
)
from safeguard.complaints.commands.recording import NewComplaint, record_complaint
from safeguard.complaints.models import Complaint
from school.foundation.actor import Actor
from school.foundation.database import db
from tests.factories.world import World
from tests.searches import told as searches

MOTHER = "Mrs Thornbury, his mother; she rings back after five"
WORDS = "He was searched in the corridor and everybody in his class saw it."
WANTED = "That it does not happen again, and an apology."
REASONS = "Two people who were there were heard. It was done in sight of other pupils."
STRANGERS = ("Ola Fenwick", "Bram Castellane", "Yusra Hale")


def searched(world: World, **changes: Any) -> str:
    """A search that was done, by the searcher before another teacher."""
    searches.authorised(world)
    return searches.done(world, **changes)


def new(world: World, **changes: Any) -> NewComplaint:
    """A mother complains of how her son was searched."""
    said: dict[str, Any] = {
        "type": "searching",
        "who": "parent",
        "complainant": MOTHER,
        "words": WORDS,
        "channel": "spoken",
        "wanted": WANTED,
        "pupil_ref": world["ellis"],
    }
    return NewComplaint(**{**said, **changes})


def recorded(world: World, by: str = "office", **changes: Any) -> str:
    """Whoever picked up the telephone wrote it down."""
    return record_complaint(world.acting(by), new(world, **changes))


def who(world: World, name: str) -> Actor:
    """Somebody with a fresh second factor."""
    return world.acting(name, elevated=True)


def acknowledged(world: World, ref: str, by: str = "head") -> str:
    """She was told."""
    said = Said("By letter, with the leaflet on the procedure.")
    return acknowledge_complaint(who(world, by), ref, said)


def assigned(world: World, ref: str, to: str = "tutor", by: str = "head") -> str:
    """Somebody looks into it."""
    return assign_complaint(who(world, by), ref, Assignment(world[to]))


def answered(world: World, ref: str, by: str = "tutor") -> str:
    """A stage has its answer."""
    return answer_complaint(who(world, by), ref, Outcome("partly_upheld", REASONS))


def further(world: World, ref: str, to: str, by: str = "head") -> str:
    """She is not content."""
    new = Assignment(world[to], "Nobody spoke with her son, she says.")
    return take_complaint_further(who(world, by), ref, new)


def panel(*independent: bool, names: tuple[str, ...] = STRANGERS) -> NewPanel:
    """Three people, of whom these are independent."""
    members = zip(names, independent or (True, False, False), strict=False)
    return NewPanel(tuple(Panelist(*each) for each in members))


def convened(world: World, ref: str, by: str = "head") -> str:
    """The panel is named."""
    return convene_panel(who(world, by), ref, panel())


def ended(world: World, ref: str, ending: str = "content", by: str = "head") -> str:
    """Closed."""
    return close_complaint(who(world, by), ref, Ending(ending, "She wrote so."))


def at_stage_1(world: World, **changes: Any) -> str:
    """Given to the tutor."""
    return assigned(world, acknowledged(world, recorded(world, **changes)))


def at_panel(world: World, **changes: Any) -> str:
    """Answered twice; it is to be heard."""
    ref = answered(world, at_stage_1(world, **changes))
    ref = answered(world, further(world, ref, "counsellor"), "counsellor")
    return further(world, ref, "office")


def row(ref: str) -> Complaint:
    """As it stands in the database now."""
    db.session.expire_all()
    return db.session.get_one(Complaint, ref)
