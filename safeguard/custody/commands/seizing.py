"""An item is taken from a pupil: on its own, or inside the act of another feature."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.naming import pupils_here
from safeguard.cases.permissions.seeing import own_visible, record_visible
from safeguard.custody.commands.chain import (
    SEIZED,
    add_link,
    object_to,
    page_of,
    run_clock,
    said,
)
from safeguard.custody.models import CustodyItem
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.people import works_there
from safeguard.custody.states import HeldBy, ItemState, Offer, Sealing
from safeguard.evidence.commands.holding import hold
from safeguard.guidance import custody
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.references import new_reference
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note, touch
from school.identity.models import Person
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

OLDEST = timedelta(days=366)


@dataclass(frozen=True)
class NewItem:
    """What was taken, from whom, why, and who has it now.

    `origin_ref`: the search, concern or case in which it was taken. `holder_ref` None:
    whoever records it has it. `taken_at` None: just now. `restricted`: whose it was is
    for those who lead alone, whatever it was taken in.
    """

    kind: str
    description: str = field(repr=False)
    condition: str = field(repr=False)
    why: str = field(default="", repr=False)
    serial: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    power: str | None = None
    lock: str | None = None
    flight: str | None = None
    pupil_ref: str | None = None
    origin_ref: str | None = None
    holder_ref: str | None = None
    taken_at: datetime | None = None
    restricted: bool = False


@command(Act.SEIZE_ITEM)
def seize(actor: Actor, new: NewItem) -> str:
    """Record that an item was taken, with a key of its own (§2.4). Whoever has it is
    its holder from the moment it was taken until somebody else accepts it.

    Lawful: EIA 2006 s.94. A clock starts: school days, or the same day for what the
    police are to have. Raises Invalid, and Hidden for a record one may not see.
    """
    taken_at = new.taken_at or clock.now()
    _insist(actor, new, taken_at)
    _insist_on_origin(actor, new.origin_ref)
    holder = new.holder_ref or actor.person_ref
    item = CustodyItem(
        ref=new_reference(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        state=ItemState.SEIZED,
        kind=new.kind,
        origin_ref=new.origin_ref,
        pupil_ref=new.pupil_ref,
        restricted=new.restricted,
        power=new.power or None,
        lock=new.lock or None,
        flight=new.flight or None,
        taken_by=holder,
        taken_at=taken_at,
        recorded_by=actor.person_ref,
        recorded_at=clock.now(),
        held_by=HeldBy.STAFF,
        holder_ref=holder,
        held_since=taken_at,
        links=1,
        sealing=Sealing.NONE,
        offer=Offer.NONE,
        on_hold=False,
    )
    for name in ("description", "condition", "why"):
        seal(item, name, getattr(new, name))
    for name in ("serial", "place"):
        seal(item, name, getattr(new, name) or None)
    db.session.add(item)
    add_link(item, SEIZED, actor.person_ref, taken_at)
    _belongs_to(item)
    run_clock(item, taken_at)
    if holder != actor.person_ref:
        notify(holder, item.school_ref, WAITS, page_of(item))
    about(item)
    note(kind=item.kind, late=taken_at < clock.now() - timedelta(days=1))
    return item.ref


def _belongs_to(item: CustodyItem) -> None:
    """Whom the record of its origin concerns, the item concerns too."""
    people = [item.pupil_ref] if item.pupil_ref else []
    if item.origin_ref:
        touch(item.origin_ref)
        people += wall.whom_it_concerns(item.origin_ref)
    wall.write_about_new(item.ref, people)
    # A stop on what it was taken in holds for the item, and the other way round.
    db.session.flush()
    hold(item.ref, item.school_ref)


def _insist(actor: Actor, new: NewItem, taken_at: datetime) -> None:
    problems: dict[str, str] = {}
    _check_words(problems, new)
    if taken_at > clock.now():
        problems["happened_on"] = _("This is still to come. Say when it was taken.")
    elif taken_at < clock.now() - OLDEST:
        problems["happened_on"] = _("Choose a day within the last year.")
    if new.pupil_ref and not _is_pupil(actor, new.pupil_ref):
        problems["pupil_ref"] = _("Choose a pupil of this school.")
    if new.holder_ref and not works_there(
        new.holder_ref, actor.school_ref, actor.trust_ref
    ):
        problems["holder_ref"] = _("Choose somebody who works here.")
    object_to(problems)


def _check_words(problems: dict[str, str], new: NewItem) -> None:
    offered = {each.code for each in custody.kinds.offered(clock.today())}
    if new.kind not in offered:
        problems["kind"] = _("Choose what it is.")
    said(problems, "description", new.description)
    said(problems, "condition", new.condition)
    if not new.origin_ref:
        said(problems, "why", new.why)
    for name, shelf in (
        ("power", custody.power),
        ("lock", custody.locks),
        ("flight", custody.flight),
    ):
        if getattr(new, name) and getattr(new, name) not in shelf:
            problems[name] = _("Choose one of the answers shown.")


def _is_pupil(actor: Actor, person_ref: str) -> bool:
    asked = pupils_here(actor).where(Person.ref == person_ref)
    return db.session.scalar(asked) is not None


def _insist_on_origin(actor: Actor, origin_ref: str | None) -> None:
    """Raises Hidden for a concern or case that the actor may not see."""
    if origin_ref is None:
        return
    known = [
        db.session.scalar(select(kind.ref).where(kind.ref == origin_ref))
        for kind in (CaseFile, Concern)
    ]
    seen = record_visible(actor, origin_ref) or own_visible(actor, origin_ref)
    if any(known) and not seen:
        raise Hidden("no such record")
