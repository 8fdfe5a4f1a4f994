"""Campaigns as the tests tell them: drafted, issued, signed, letters set."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask import current_app
from sqlalchemy import select, update

from safeguard.agreements.models import Agreement
from safeguard.agreements.permissions.texts import live_template
from safeguard.agreements.states import AgreementState
from safeguard.campaigns.commands.running import (
    Plan,
    close_campaign,
    discard_campaign,
    issue_campaign,
    start_campaign,
)
from safeguard.campaigns.models import Campaign, LetterPrint
from safeguard.campaigns.permissions.asked import Group
from safeguard.campaigns.states import UNFINISHED, Audience, CampaignState
from safeguard.installation.campaigns import carry_campaigns_on
from school.foundation import clock
from school.foundation.database import db
from school.foundation.engines import owning_engine
from school.identity.commands.people import (
    NewPerson,
    NewRelationship,
    add_person,
    relate,
)
from tests.agreements import told as texts
from tests.factories.world import World

YEARS = ("8", "9", "10")


def groups(*values: str) -> frozenset[Group]:
    """Year groups by number, classes by reference, capacities by their code."""
    return frozenset(Group(_audience(value), value) for value in values)


def _audience(value: str) -> Audience:
    if value in {"staff", "councillor", "volunteer"}:
        return Audience.CAPACITY
    return Audience.YEAR if len(value) < 3 else Audience.CLASS


def plan(*values: str, due_on: date | None = None) -> Plan:
    """Whom to ask; by in three weeks unless another day is named."""
    return Plan(
        groups(*(values or YEARS)), due_on or clock.today() + timedelta(days=21)
    )


def drafted(world: World, *values: str, by: str = "digital_safety") -> str:
    """A draft."""
    return start_campaign(world.acting(by), plan(*values))


def issued(world: World, *values: str, kinds: Iterable[str] = ("older",)) -> str:
    """A campaign that is open, with a text in force of each kind."""
    for kind in kinds:
        texts.live(world, kind)
    ref = drafted(world, *values)
    issue_campaign(world.acting("digital_safety"), ref)
    carry_campaigns_on()
    return ref


def nothing_open(world: World) -> None:
    """A school has one campaign a year: whatever is not over yet is ended."""
    carry_campaigns_on()
    db.session.remove()
    head = world.acting("head")
    asked = select(Campaign).where(
        Campaign.school_ref == world.birch,
        Campaign.state.in_(sorted(UNFINISHED)),
    )
    for each in db.session.scalars(asked).all():
        drafted = each.state == CampaignState.DRAFTED
        (discard_campaign if drafted else close_campaign)(head, each.ref)
    carry_campaigns_on()


def drafted_now(world: World) -> str:
    """A draft, and a text in force for those it asks."""
    nothing_open(world)
    if live_template(world.birch, "older") is None:
        texts.nothing_open(world, "older")
        texts.live(world)
    return drafted(world)


def open_now(world: World) -> str:
    """A campaign that is open."""
    ref = drafted_now(world)
    issue_campaign(world.acting("head"), ref)
    carry_campaigns_on()
    return ref


def campaign(ref: str) -> Campaign:
    """As it stands."""
    db.session.remove()
    found = db.session.get(Campaign, ref)
    assert found is not None
    return found


def agreements(world: World, ref: str) -> dict[str, list[str]]:
    """Who got which agreements of a campaign: by name, the states they are in."""
    db.session.remove()
    names = {person: name for name, person in world.people.items()}
    asked = select(Agreement).where(Agreement.campaign_ref == ref)
    found: dict[str, list[str]] = {}
    for row in db.session.scalars(asked.order_by(Agreement.issued_at, Agreement.ref)):
        name = names.get(row.person_ref or "", "somebody")
        found.setdefault(name, []).append(row.state)
    return found


def stands(world: World, ref: str, name: str, state: AgreementState) -> None:
    """A person's agreement stands so, past the acts of signing (tests/agreements)."""
    db.session.remove()
    engine = owning_engine(current_app.config["SAFEGUARD"].owner_url)
    changed = update(Agreement).where(
        Agreement.campaign_ref == ref, Agreement.person_ref == world[name]
    )
    with engine.begin() as connection:
        connection.execute(changed.values(state=state.value))
    engine.dispose()


def parent(
    world: World,
    pupil: str,
    given: str = "Orla",
    family: str = "Fenwick",
    **marks: bool,
) -> str:
    """An adult of a pupil, with parental responsibility and these marks."""
    ref = add_person(world.system(), NewPerson(given, family))
    relate(world.system(), NewRelationship(world[pupil], ref, "parent", True, **marks))
    return ref


def letters(ref: str) -> LetterPrint:
    """A print as it stands."""
    db.session.remove()
    found = db.session.get(LetterPrint, ref)
    assert found is not None
    return found
