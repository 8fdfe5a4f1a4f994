"""How the tests raise a concern about an adult, and what they look at afterwards."""

from typing import Any

from sqlalchemy import select

from safeguard.allegations.commands.raising import (
    RECEIVED,
    NewAdultConcern,
    raise_adult_concern,
)
from school.foundation.database import db
from school.foundation.sealing import vault_of
from school.notices import Notice
from tests.factories.world import TUESDAY, World

WHAT = "He asked Maya to stay behind alone and shut the door."
TABLES = (
    "adult_concern",
    "adult_concern_subject",
    "adult_concern_recipient",
    "adult_concern_step",
    "adult_draft",
)
OWN_WORDS = "He said I am not to tell anyone."


def raised(world: World, by: str, about: str, **more: Any) -> str:
    """A concern by one of the world's people about another: its reference."""
    new = NewAdultConcern(
        subjects=(world[about],), what=WHAT, own_words=OWN_WORDS, **more
    )
    return raise_adult_concern(world.acting(by), new)


def vault(world: World) -> str:
    """The vault's domain, which is also the name of its log."""
    return vault_of(world.trust)


def told(world: World) -> set[str]:
    """Who has such a notice, by the names the tests use."""
    asked = select(Notice.person_ref).where(
        Notice.made_at >= TUESDAY, Notice.path == RECEIVED
    )
    refs = set(db.session.scalars(asked))
    return {name for name, ref in world.people.items() if ref in refs}


def notices(world: World) -> set[tuple[str, str]]:
    """Kind and address of today's notices: all there is to tell them apart by."""
    asked = select(Notice.kind, Notice.path).where(Notice.made_at >= TUESDAY)
    return {(row.kind, row.path) for row in db.session.execute(asked)}
