"""How an item leaves the school: returned, to the police, or disposed of by two."""

from dataclasses import dataclass, field

from safeguard.custody.commands.chain import (
    claim,
    move,
    object_to,
    page_of,
    said,
    stop_clock,
)
from safeguard.custody.commands.handing_over import (
    ACCEPTED,
    Answer,
    answer_with,
    ask,
    insist_on_taker,
)
from safeguard.custody.models import CustodyDecision, CustodyEnding, CustodyItem
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.seeing import item_visible
from safeguard.custody.permissions.standing import open_handover, open_hold
from safeguard.custody.states import Decided, Move, Offer, Way
from safeguard.guidance import custody
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal, unseal
from school.gate import command, note
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

RETURNS = {
    Way.PARENT.value: Move.RETURN_TO_PARENT,
    Way.PUPIL.value: Move.RETURN_TO_PUPIL,
}
LEAST_REASON = 20


@dataclass(frozen=True)
class Return:
    """To whom, who took it in words that stand for a signature, and the way home."""

    way: str
    taken_by: str = field(repr=False)
    journey: str
    journey_words: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class ToPolice:
    """The officer, the force and the receipt."""

    officer: str = field(repr=False)
    force: str = field(repr=False)
    receipt: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class NewDisposal:
    """How, why, and who sees it."""

    method: str
    reason: str = field(repr=False)
    second_ref: str
    version: int | None = None


@dataclass(frozen=True)
class ItemDecision:
    """What may become of the device of a stopped record, and why."""

    outcome: str
    reason: str = field(repr=False)
    version: int | None = None


@command(Act.RETURN_ITEM, of=item_visible)
def return_item(actor: Actor, item: CustodyItem, given: Return) -> str:
    """Give it back, as the list of kinds allows, with the child's way home considered.

    Raises Invalid; Stale while a hold of the police or an undecided stop stands.
    """
    claim(item, given.version)
    _insist_on_way(item, given)
    move(item, actor.person_ref, RETURNS[given.way])
    row = _ending(item, actor.person_ref, Way(given.way))
    row.journey = given.journey
    seal(row, "taken_by", given.taken_by)
    seal(row, "journey_words", given.journey_words or None)
    seal(row, "reason", given.reason or None)
    note(way=given.way, journey=given.journey)
    return item.ref


@command(Act.HAND_TO_POLICE, of=item_visible)
def hand_to_police(actor: Actor, item: CustodyItem, given: ToPolice) -> str:
    """Hand it to the police against a receipt. A hold ends with it. Raises Invalid."""
    claim(item, given.version)
    problems: dict[str, str] = {}
    for name in ("officer", "force", "receipt"):
        said(problems, name, getattr(given, name))
    object_to(problems)
    hold = open_hold(item.ref)
    move(item, actor.person_ref, Move.HAND_TO_POLICE)
    if hold is not None:
        hold.lifted_by, hold.lifted_at = actor.person_ref, clock.now()
        seal(hold, "lifted_why", _("Handed to the police."))
    row = _ending(item, actor.person_ref, Way.POLICE)
    seal(row, "taken_by", given.officer)
    seal(row, "force", given.force)
    seal(row, "receipt", given.receipt)
    return item.ref


@command(Act.PROPOSE_DISPOSAL, of=item_visible)
def propose_disposal(actor: Actor, item: CustodyItem, new: NewDisposal) -> str:
    """Ask a second person to see it disposed of; until then its holder has it.

    Raises Invalid; Stale while a hold of the police or an undecided stop stands.
    """
    claim(item, new.version)
    problems: dict[str, str] = {}
    if Way.DISPOSAL not in custody.kinds.named(item.kind).ways:
        problems["method"] = _("This kind of item is not disposed of by the school.")
    elif new.method not in custody.methods:
        problems["method"] = _("Choose how it is disposed of.")
    said(problems, "reason", new.reason, LEAST_REASON)
    object_to(problems)
    insist_on_taker(
        item, actor.trust_ref, "second_ref", new.second_ref, to_dispose=True
    )
    move(item, actor.person_ref, Move.PROPOSE_DISPOSAL, new.second_ref)
    ask(item, Offer.DISPOSAL, new.second_ref, new.reason, new.method)
    note(method=new.method)
    return item.ref


@command(Act.DISPOSE_ITEM, of=item_visible)
def dispose_item(actor: Actor, item: CustodyItem, answer: Answer) -> str:
    """Confirm, as the second person, that one saw it disposed of (two people).

    Raises Stale where nobody proposes that any more, or a hold or stop forbids it.
    """
    claim(item, answer.version)
    asked = open_handover(item.ref)
    if asked is None:
        raise Stale("nobody proposes that any more")
    move(item, actor.person_ref, Move.DISPOSE)
    answer_with(asked, ACCEPTED, actor.person_ref, answer.words)
    row = _ending(item, asked.from_ref, Way.DISPOSAL)
    row.method, row.seen_by = asked.method, actor.person_ref
    seal(row, "reason", unseal(asked, "purpose"))
    notify(asked.from_ref, item.school_ref, WAITS, page_of(item))
    note(method=row.method)
    return item.ref


@command(Act.DECIDE_ITEM, of=item_visible)
def decide_item(actor: Actor, item: CustodyItem, new: ItemDecision) -> str:
    """Decide, as the DSL, what may become of a device on whose record an intimate image
    is suspected (§2.4): without it the police alone get it. Raises Invalid.
    """
    claim(item, new.version)
    problems: dict[str, str] = {}
    if new.outcome not in {each.value for each in Decided}:
        problems["outcome"] = _("Choose what may become of it.")
    said(problems, "reason", new.reason, LEAST_REASON)
    object_to(problems)
    move(item, actor.person_ref, Move.DECIDE, new.outcome)
    row = CustodyDecision(
        ref=new_ref(),
        school_ref=item.school_ref,
        key_ref=item.key_ref,
        item_ref=item.ref,
        outcome=new.outcome,
        decided_by=actor.person_ref,
        decided_at=clock.now(),
    )
    seal(row, "reason", new.reason)
    db.session.add(row)
    note(outcome=new.outcome)
    return item.ref


def _insist_on_way(item: CustodyItem, given: Return) -> None:
    kind = custody.kinds.named(item.kind)
    problems: dict[str, str] = {}
    if given.way not in RETURNS or given.way not in kind.ways:
        problems["way"] = _("This kind of item does not go back that way.")
    said(problems, "taken_by", given.taken_by)
    if given.journey not in custody.journeys:
        problems["journey"] = _("Choose how the child gets home.")
    elif given.journey == "other" and not given.journey_words.strip():
        problems["journey_words"] = _("Write what was arranged.")
    if given.way in kind.with_reason:
        said(problems, "reason", given.reason, LEAST_REASON)
    object_to(problems)


def _ending(item: CustodyItem, by_ref: str, way: Way) -> CustodyEnding:
    stop_clock(item)
    row = CustodyEnding(
        ref=new_ref(),
        school_ref=item.school_ref,
        key_ref=item.key_ref,
        item_ref=item.ref,
        way=way,
        ended_by=by_ref,
        ended_at=clock.now(),
    )
    db.session.add(row)
    return row
