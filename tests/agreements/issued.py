"""Agreements as the tests issue them, and links whose secrets the tests know."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from safeguard.agreements.commands.answering import Said
from safeguard.agreements.commands.issuing import NewAgreements, issue_agreements
from safeguard.agreements.commands.linking import NewLink, NewLinks, make_links, mint
from safeguard.agreements.commands.signing_by_link import sign_by_link
from safeguard.agreements.models import Agreement, AgreementLink, AgreementSignature
from safeguard.agreements.permissions.links import FoundLink, find_link
from safeguard.agreements.permissions.texts import live_template
from school.foundation.database import db
from school.identity.commands.people import (
    NewPerson,
    NewRelationship,
    add_person,
    relate,
)
from school.trail.entries import Leaf, read_leaf
from school.trail.models import TrailLeaf
from tests.agreements import told
from tests.factories.world import World

CAMPAIGN = "CAMPAIGN00000001"
NAME = "In my own hand"


@dataclass(frozen=True)
class Letter:
    """A letter as a parent holds it: what stands behind the #, and the code."""

    ref: str
    token: str
    code: str


def live_text(world: World, kind: str) -> str:
    """The version of a text that is in force; made, if there is none."""
    found = live_template(world.birch, kind)
    if found:
        return found.ref
    told.nothing_open(world, kind)
    return told.live(world, kind)


def issued(world: World, *people: str, kind: str = "older", **changes: Any) -> str:
    """A text is issued to these people; gives the last one's agreement to it."""
    template = changes.pop("template", None) or live_text(world, kind)
    refs = tuple(world[name] for name in people)
    campaign = changes.pop("campaign", CAMPAIGN)
    new = NewAgreements(campaign, template, kind, refs, changes.pop("capacity", None))
    issue_agreements(world.acting("digital_safety"), new)
    return agreement_of(world, people[-1], campaign)


def agreement_of(world: World, name: str, campaign: str | None = None) -> str:
    """The newest agreement of somebody, or the newest that a campaign issued."""
    asked = select(Agreement.ref).where(Agreement.person_ref == world[name])
    if campaign:
        asked = asked.where(Agreement.campaign_ref == campaign)
    found = db.session.scalars(asked.order_by(Agreement.issued_at, Agreement.ref)).all()
    return str(found[-1])


def adult(world: World, pupil: str, given: str = "Orla", mark: str = "") -> str:
    """An adult of a pupil with parental responsibility; `mark` is one of a court."""
    ref = add_person(world.system(), NewPerson(given, "Fenwick"))
    new = NewRelationship(
        *(world[pupil], ref, "parent", True),
        court_order=mark == "court_order",
        do_not_contact=mark == "do_not_contact",
    )
    relate(world.system(), new)
    return ref


def letter(
    world: World, agreement_ref: str, adult_ref: str, way: str = "letter"
) -> Letter:
    """A letter goes out; its reference is empty where none was made."""
    minted = mint()
    new = NewLink(agreement_ref, adult_ref, way, minted.token_hash, minted.code_hash)
    make_links(world.acting("roll_officer"), NewLinks((new,)))
    asked = select(AgreementLink.ref).where(
        AgreementLink.token_hash == minted.token_hash
    )
    return Letter(db.session.scalar(asked) or "", minted.token, minted.code)


def said(agreement_ref: str, **changes: Any) -> Said:
    """What somebody signs who has read the text of an agreement."""
    agreement = db.session.get(Agreement, agreement_ref)
    assert agreement
    shown = told.words(agreement.template_ref).text_hash or ""
    return Said(**{"text_hash": shown, "typed": NAME, **changes})


def signed_by(world: World, agreement_ref: str, adult_ref: str) -> str:
    """A parent signs by a letter."""
    made = letter(world, agreement_ref, adult_ref)
    found = known(made.token)
    return sign_by_link(found.actor, found.ref, said(agreement_ref))


def known(secret: str) -> FoundLink:
    """The link behind a secret that was made."""
    db.session.rollback()
    found = find_link(secret)
    assert found
    return found


def state(agreement_ref: str) -> str:
    """Where an agreement stands."""
    db.session.rollback()
    return str(
        db.session.scalar(select(Agreement.state).where(Agreement.ref == agreement_ref))
    )


def signatures(agreement_ref: str) -> list[AgreementSignature]:
    """Everything that was answered, in order."""
    db.session.rollback()
    asked = select(AgreementSignature).where(
        AgreementSignature.agreement_ref == agreement_ref
    )
    return list(db.session.scalars(asked.order_by(AgreementSignature.signed_at)))


def links() -> list[AgreementLink]:
    """All links, as they stand."""
    db.session.rollback()
    return list(db.session.scalars(select(AgreementLink)))


def entries(log_ref: str, action: str) -> list[Leaf]:
    """What the trail of a school says was done."""
    db.session.rollback()
    asked = select(TrailLeaf.leaf).where(TrailLeaf.log_ref == log_ref)
    found = [read_leaf(each) for each in db.session.scalars(asked)]
    return [each for each in found if each.action == action and each.result == "done"]
