"""From one holder to the next: the giver offers, the taker accepts, each signed in.

Until somebody has accepted, the giver stays its holder.
"""

from dataclasses import dataclass, field

from safeguard.custody.commands.chain import claim, move, object_to, page_of, said
from safeguard.custody.models import CustodyHandover, CustodyItem
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.people import (
    cannot_hand_over,
    takers_here,
    who_hears,
)
from safeguard.custody.permissions.seeing import item_visible
from safeguard.custody.permissions.standing import open_handover
from safeguard.custody.states import Move, Offer
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.identity.models import Person
from school.notices import NOW, WAITS, notify
from school.web.catalogue import gettext as _

ACCEPTED, DECLINED, WITHDRAWN = "accepted", "declined", "withdrawn"


@dataclass(frozen=True)
class NewOffer:
    """To whom, and for what purpose."""

    to_ref: str
    purpose: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Answer:
    """What is said with the answer, which may be nothing."""

    words: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Charge:
    """Why the holder cannot hand it over."""

    words: str = field(repr=False)
    version: int | None = None


@command(Act.OFFER_ITEM, of=item_visible)
def offer_item(actor: Actor, item: CustodyItem, new: NewOffer) -> str:
    """Ask somebody to take it over. They hear that something waits, nothing of what.

    Raises Invalid, and Stale where somebody was asked already.
    """
    claim(item, new.version)
    problems: dict[str, str] = {}
    said(problems, "purpose", new.purpose)
    object_to(problems)
    insist_on_taker(item, actor.trust_ref, "to_ref", new.to_ref)
    move(item, actor.person_ref, Move.OFFER, new.to_ref)
    ask(item, Offer.HAND_OVER, new.to_ref, new.purpose)
    return item.ref


@command(Act.ACCEPT_ITEM, of=item_visible)
def accept_item(actor: Actor, item: CustodyItem, answer: Answer) -> str:
    """Take it over: from this instant the actor is its holder, and the giver is not.

    Raises Stale where it is not offered any more.
    """
    claim(item, answer.version)
    asked = _asked(item)
    move(item, actor.person_ref, Move.ACCEPT, actor.person_ref)
    answer_with(asked, ACCEPTED, actor.person_ref, answer.words)
    notify(asked.from_ref, item.school_ref, WAITS, page_of(item))
    return item.ref


@command(Act.DECLINE_ITEM, of=item_visible)
def decline_item(actor: Actor, item: CustodyItem, answer: Answer) -> str:
    """Not take it, or not see it disposed of: the giver still has it, and hears why."""
    claim(item, answer.version)
    asked = _asked(item)
    problems: dict[str, str] = {}
    said(problems, "words", answer.words)
    object_to(problems)
    move(item, actor.person_ref, Move.DECLINE)
    answer_with(asked, DECLINED, actor.person_ref, answer.words)
    notify(asked.from_ref, item.school_ref, WAITS, page_of(item))
    return item.ref


@command(Act.WITHDRAW_ITEM, of=item_visible)
def withdraw_item(actor: Actor, item: CustodyItem, answer: Answer) -> str:
    """Take back what one has asked of somebody who has not answered yet."""
    claim(item, answer.version)
    asked = _asked(item)
    move(item, actor.person_ref, Move.WITHDRAW)
    answer_with(asked, WITHDRAWN, actor.person_ref, answer.words)
    return item.ref


@command(Act.TAKE_CHARGE, of=item_visible)
def take_charge(actor: Actor, item: CustodyItem, charge: Charge) -> str:
    """Take over without the holder's confirmation: one who works here no longer, or has
    kept it beyond its clock, so that the head knows. Both hear of it, and the chain
    says that one side alone confirmed. Raises Invalid.
    """
    claim(item, charge.version)
    problems: dict[str, str] = {}
    said(problems, "words", charge.words, 10)
    object_to(problems)
    before = item.holder_ref
    if before == actor.person_ref:
        raise Invalid({"words": _("You hold it already.")})
    if before and not cannot_hand_over(item, actor.trust_ref):
        raise Invalid({"words": _("Ask its holder to offer it to you.")})
    asked = open_handover(item.ref)
    move(item, actor.person_ref, Move.TAKE_CHARGE, actor.person_ref, charge.words)
    if asked is not None:
        answer_with(asked, WITHDRAWN, actor.person_ref, "")
    heard = {before, *who_hears(item.school_ref, actor.trust_ref, item.ref)}
    for person_ref in sorted(each for each in heard if each):
        if person_ref != actor.person_ref:
            notify(person_ref, item.school_ref, NOW, page_of(item))
    note(one_side=True)
    return item.ref


def ask(
    item: CustodyItem, kind: Offer, to_ref: str, purpose: str, method: str | None = None
) -> None:
    """Ask somebody, who hears that something waits."""
    row = CustodyHandover(
        ref=new_ref(),
        school_ref=item.school_ref,
        key_ref=item.key_ref,
        item_ref=item.ref,
        kind=kind,
        from_ref=item.holder_ref,
        to_ref=to_ref,
        method=method,
        offered_at=clock.now(),
    )
    seal(row, "purpose", purpose)
    db.session.add(row)
    notify(to_ref, item.school_ref, WAITS, page_of(item))


def answer_with(asked: CustodyHandover, answer: str, by_ref: str, words: str) -> None:
    """Keep the answer, by whom and when."""
    asked.answer, asked.answered_by = answer, by_ref
    asked.answered_at = clock.now()
    if words:
        seal(asked, "answer_words", words)


def insist_on_taker(
    item: CustodyItem,
    trust_ref: str,
    name: str,
    person_ref: str,
    *,
    to_dispose: bool = False,
) -> None:
    """Somebody else who may, and from whom no wall keeps it. Raises Invalid; it says no
    more of somebody behind the wall than of anybody else.
    """
    here = takers_here(item.school_ref, trust_ref, to_dispose=to_dispose)
    may = db.session.scalar(here.where(Person.ref == person_ref)) is not None
    walled = wall.stands_between(person_ref, item.ref)
    if not may or walled or person_ref == item.holder_ref:
        raise Invalid({name: _("Choose somebody from the list.")})


def _asked(item: CustodyItem) -> CustodyHandover:
    asked = open_handover(item.ref)
    if asked is None:
        raise Stale("nobody is asked to take it any more")
    return asked
