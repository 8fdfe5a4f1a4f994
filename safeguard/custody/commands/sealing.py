"""Bag and seal, the place it lies in, and the police hold."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from safeguard.custody.commands.chain import (
    claim,
    move,
    object_to,
    run_clock,
    said,
    stop_clock,
    store_named,
)
from safeguard.custody.models import CustodyHold, CustodyItem, CustodySeal, CustodyStore
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.seeing import item_visible
from safeguard.custody.permissions.standing import (
    open_handover,
    open_hold,
    standing_of,
)
from safeguard.custody.states import ItemState, Move, Offer, may
from safeguard.guidance import clocks, custody
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

LONGEST_NUMBER = 40


@dataclass(frozen=True)
class NewSeal:
    """The numbers on the bag and on its seal; often they are the same."""

    bag_number: str
    seal_number: str
    version: int | None = None


@dataclass(frozen=True)
class BrokenSeal:
    """How the seal came to be broken, and why."""

    how: str
    why: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Placing:
    """The store into which it is put."""

    store_ref: str
    version: int | None = None


@dataclass(frozen=True)
class NewHold:
    """Which force and officer ask for it, and their number."""

    asked_by: str = field(repr=False)
    police_ref: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Reason:
    """Why, in words."""

    words: str = field(repr=False)
    version: int | None = None


@command(Act.SEAL_ITEM, of=item_visible)
def seal_item(actor: Actor, item: CustodyItem, new: NewSeal) -> str:
    """Put it into a bag and seal that, or seal it again after a seal was broken.

    No number comes twice in a school. Raises Invalid, and Stale where it is sealed.
    """
    claim(item, new.version)
    bag, number = _tidy(new.bag_number), _tidy(new.seal_number)
    _insist_on_numbers(item, bag, number)
    move(item, actor.person_ref, Move.SEAL)
    item.bag_number, item.seal_number = bag, number
    row = CustodySeal(
        ref=new_ref(),
        school_ref=item.school_ref,
        key_ref=item.key_ref,
        item_ref=item.ref,
        bag_number=bag,
        seal_number=number,
        sealed_by=actor.person_ref,
        sealed_at=clock.now(),
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        # Two bags with one number, sealed at the same moment.
        raise Stale("the number was used meanwhile") from None
    return item.ref


@command(Act.BREAK_SEAL, of=item_visible)
def break_seal(actor: Actor, item: CustodyItem, broken: BrokenSeal) -> str:
    """Record that its seal is broken, by whom and why. Raises Invalid; Stale while a
    hold of the police freezes it.
    """
    claim(item, broken.version)
    problems: dict[str, str] = {}
    if broken.how not in custody.breaks:
        problems["how"] = _("Choose how it came to be broken.")
    said(problems, "why", broken.why, 10)
    object_to(problems)
    move(item, actor.person_ref, Move.BREAK)
    row = _seal_of(item)
    row.broken_how, row.broken_by = broken.how, actor.person_ref
    row.broken_at = clock.now()
    seal(row, "broken_why", broken.why)
    note(how=broken.how)
    return item.ref


@command(Act.STORE_ITEM, of=item_visible)
def store_item(actor: Actor, item: CustodyItem, placing: Placing) -> str:
    """Put it into a store, or from one into another; its holder stays who it is.

    The store is to be counted from now on: school days. Raises Invalid, and Stale
    where its kind must be sealed first.
    """
    claim(item, placing.version)
    store = store_named(item, placing.store_ref)
    if item.state == ItemState.STORED and item.store_ref == store.ref:
        raise Invalid({"store_ref": _("It lies there already.")})
    move(item, actor.person_ref, Move.STORE, store.ref)
    touch(store.ref)
    _is_to_be_counted(store)
    return item.ref


@command(Act.HOLD_ITEM, of=item_visible)
def hold_item(actor: Actor, item: CustodyItem, new: NewHold) -> str:
    """The police ask that it stays as it is: nobody returns it, disposes of it or opens
    it until the hold is lifted. Raises Invalid.
    """
    claim(item, new.version)
    problems: dict[str, str] = {}
    said(problems, "asked_by", new.asked_by)
    object_to(problems)
    _hold(item, actor.person_ref, new)
    stop_clock(item)
    return item.ref


def keep_for_police(item: CustodyItem, by_ref: str, why: str) -> bool:
    """Inside the act of another feature: what may be evidence stays as it is, under a
    hold, until the police have it, and a clock runs for handing it over (§2.A: as soon
    as reasonably practicable). False where it is held already or has left the school.
    """
    if not may(standing_of(item), Move.HOLD):
        return False
    claim(item, None)
    _hold(item, by_ref, NewHold(why))
    running = clocks.named("police_hand_over")
    item.due_at = due(clock.now(), running, days_of(item.school_ref)).at
    item.told_at = None
    return True


def _hold(item: CustodyItem, by_ref: str, new: NewHold) -> None:
    disposing = item.offer == Offer.DISPOSAL
    move(item, by_ref, Move.HOLD)
    if disposing:
        _end_proposal(item, by_ref)
    row = CustodyHold(
        ref=new_ref(),
        school_ref=item.school_ref,
        key_ref=item.key_ref,
        item_ref=item.ref,
        placed_by=by_ref,
        placed_at=clock.now(),
    )
    seal(row, "asked_by", new.asked_by)
    seal(row, "police_ref", new.police_ref or None)
    db.session.add(row)


@command(Act.LIFT_HOLD, of=item_visible)
def lift_hold(actor: Actor, item: CustodyItem, reason: Reason) -> str:
    """The police need it no longer, and who said so. Its clock begins again.

    Raises Invalid, and Stale where there is no hold.
    """
    claim(item, reason.version)
    problems: dict[str, str] = {}
    said(problems, "words", reason.words, 10)
    object_to(problems)
    move(item, actor.person_ref, Move.LIFT)
    row = open_hold(item.ref)
    if row is None:
        raise Stale("there is no hold")
    row.lifted_by, row.lifted_at = actor.person_ref, clock.now()
    seal(row, "lifted_why", reason.words)
    if item.state != ItemState.RETAINED:
        run_clock(item, clock.now())
    return item.ref


@command(Act.RETAIN_ITEM, of=item_visible)
def retain_item(actor: Actor, item: CustodyItem, reason: Reason) -> str:
    """Keep it in its store as evidence, and why. Its clock stands still."""
    _keep(item, actor.person_ref, Move.RETAIN, reason)
    stop_clock(item)
    return item.ref


@command(Act.RELEASE_ITEM, of=item_visible)
def release_item(actor: Actor, item: CustodyItem, reason: Reason) -> str:
    """It is needed as evidence no longer, and why. Its clock begins again."""
    _keep(item, actor.person_ref, Move.RELEASE, reason)
    run_clock(item, clock.now())
    return item.ref


def _keep(item: CustodyItem, by_ref: str, what: Move, reason: Reason) -> None:
    claim(item, reason.version)
    problems: dict[str, str] = {}
    said(problems, "words", reason.words, 10)
    object_to(problems)
    move(item, by_ref, what, words=reason.words)


def _end_proposal(item: CustodyItem, by_ref: str) -> None:
    """What was asked before the hold is over: nobody may answer it any more."""
    proposed = open_handover(item.ref)
    if proposed is not None:
        proposed.answer, proposed.answered_by = "withdrawn", by_ref
        proposed.answered_at = clock.now()


def _is_to_be_counted(store: CustodyStore) -> None:
    if store.count_due_at is None:
        running = clocks.named("custody_count")
        store.count_due_at = due(clock.now(), running, days_of(store.school_ref)).at
        store.told_at = None


def _tidy(number: str) -> str:
    return " ".join(number.split()).upper()


def _insist_on_numbers(item: CustodyItem, bag: str, number: str) -> None:
    problems = {}
    for name, typed in (("bag_number", bag), ("seal_number", number)):
        if not typed:
            problems[name] = _("Write the number that stands on it.")
        elif len(typed) > LONGEST_NUMBER or not typed.isprintable():
            problems[name] = _("Use at most %(n)d characters.", n=LONGEST_NUMBER)
    if not problems and _bag_of_another(item, bag):
        problems["bag_number"] = _("Another item is in the bag with this number.")
    if not problems and _used(item, number):
        problems["seal_number"] = _("A seal with this number was used before.")
    object_to(problems)


def _bag_of_another(item: CustodyItem, bag: str) -> bool:
    asked = select(CustodySeal.ref).where(
        CustodySeal.school_ref == item.school_ref,
        CustodySeal.bag_number == bag,
        CustodySeal.item_ref != item.ref,
    )
    return db.session.scalar(asked.limit(1)) is not None


def _used(item: CustodyItem, number: str) -> bool:
    asked = select(CustodySeal.ref).where(
        CustodySeal.school_ref == item.school_ref, CustodySeal.seal_number == number
    )
    return db.session.scalar(asked) is not None


def _seal_of(item: CustodyItem) -> CustodySeal:
    asked = select(CustodySeal).where(
        CustodySeal.item_ref == item.ref, CustodySeal.broken_at.is_(None)
    )
    return db.session.scalars(asked).one()
