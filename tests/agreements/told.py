"""Texts of agreements, brought as far as a test needs them."""

from sqlalchemy import select

from safeguard.agreements.commands.templates import (
    LIVE_VERSION,
    OPEN,
    STARTING_TEXT,
    Approval,
    NewTemplate,
    approve_template,
    discard_template,
    make_template_live,
    start_template,
)
from safeguard.agreements.models import AgreementTemplate
from safeguard.agreements.permissions.texts import TemplateRead, known_template
from school.foundation.database import db
from tests.factories.world import World

READ = Approval(translations_read=True)


def started(
    world: World,
    kind: str = "older",
    by: str = "digital_safety",
    basis: str = STARTING_TEXT,
) -> str:
    """A draft of a text."""
    return start_template(world.acting(by), NewTemplate(kind, basis))


def approved(world: World, kind: str = "older", basis: str = STARTING_TEXT) -> str:
    """A version that the head has approved."""
    draft = started(world, kind, basis=basis)
    return approve_template(world.acting("head"), draft, READ)


def nothing_open(world: World, kind: str) -> None:
    """Whatever version of a text is begun and not in force is discarded."""
    asked = select(AgreementTemplate.ref).where(
        AgreementTemplate.school_ref == world.birch,
        AgreementTemplate.kind == kind,
        AgreementTemplate.state.in_(OPEN),
    )
    for ref in db.session.scalars(asked).all():
        discard_template(world.acting("head"), ref)


def live(world: World, kind: str = "older", basis: str = STARTING_TEXT) -> str:
    """A version that is in force."""
    ref = approved(world, kind, basis)
    return make_template_live(world.acting("head"), ref)


def live_again(world: World, kind: str = "older") -> str:
    """A further version that is in force, with the same words."""
    return live(world, kind, LIVE_VERSION)


def words(ref: str) -> TemplateRead:
    """A version with its words as they stand."""
    found = known_template(ref)
    assert found is not None
    return found


def live_elsewhere(world: World) -> str:
    """The adults' text, in force in the other school."""
    lead = world.acting("cedar_dsl")
    ref = start_template(lead, NewTemplate("adults", STARTING_TEXT))
    approve_template(world.acting("cedar_head"), ref, READ)
    return make_template_live(lead, ref)
