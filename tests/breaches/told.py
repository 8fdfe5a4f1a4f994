"""A case with a pupil whose agreement held that day, and a clause cited from it."""

from typing import Any

from safeguard.agreements.commands.issuing import NewAgreements, issue_agreements
from safeguard.agreements.permissions.texts import live_template
from safeguard.breaches.commands import Citation, cite_clause
from safeguard.breaches.models import ClauseBreach
from school.foundation import clock
from school.foundation.database import db
from school.foundation.references import new_ref
from tests.agreements import told as texts
from tests.cases import worked
from tests.factories.world import World

CLAUSE = "older_language"
WORDS = "He wrote it in the class chat during maths."


def issued(world: World, *pupils: str) -> str:
    """The text in force is given out to pupils; gives its version."""
    found = live_template(world.birch, "older")
    if found is None:
        texts.nothing_open(world, "older")
    template = found.ref if found else texts.live(world)
    refs = tuple(world[name] for name in pupils or ("ellis",))
    new = NewAgreements(new_ref(), template, "older", refs)
    issue_agreements(world.acting("digital_safety"), new)
    return template


def case_with_agreement(world: World) -> str:
    """A case about Ellis, to whom the text was given out today."""
    issued(world)
    return worked.opened(world)


def citation(world: World, **changes: Any) -> Citation:
    """Of today, about Ellis."""
    said: dict[str, Any] = {
        "pupil_ref": world["ellis"],
        "on_day": clock.today(),
        "clause": CLAUSE,
        "words": WORDS,
    }
    return Citation(**{**said, **changes})


def cited(world: World, case: str | None = None) -> str:
    """A case that cites a clause."""
    case = case or case_with_agreement(world)
    return cite_clause(worked.dsl(world), case, citation(world))


def breaches(case: str) -> list[ClauseBreach]:
    """The rows, as they stand."""
    asked = db.select(ClauseBreach).where(ClauseBreach.case_ref == case)
    return list(db.session.scalars(asked))
