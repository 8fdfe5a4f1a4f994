"""The places in which the school keeps items, and counting what lies in them."""

from dataclasses import dataclass, field

from sqlalchemy.orm.attributes import flag_modified

from safeguard.custody.commands.chain import object_to, said
from safeguard.custody.models import CustodyCount, CustodyCountLine, CustodyStore
from safeguard.custody.permissions.acts import Act
from safeguard.custody.permissions.people import who_hears
from safeguard.custody.permissions.seeing import store_visible
from safeguard.custody.permissions.standing import items_in, open_stores
from safeguard.guidance import clocks
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal, unseal
from school.gate import about, command, note, touch
from school.identity.queries.set_up import days_of
from school.notices import NOW, notify
from school.web.catalogue import gettext as _

LONGEST_NAME = 60


@dataclass(frozen=True)
class NewStore:
    """What it is called here, as “Safe A, DSL office”."""

    name: str


@dataclass(frozen=True)
class Closing:
    """Nothing lies in it any more."""

    version: int | None = None


@dataclass(frozen=True)
class Counted:
    """What was there of what should be, and how many others; `expected` as the page
    listed them.
    """

    expected: tuple[str, ...]
    found: tuple[str, ...]
    extra: int = 0
    words: str = field(default="", repr=False)


@command(Act.ADD_STORE)
def add_store(actor: Actor, new: NewStore) -> str:
    """Add a place. Raises Invalid for no name, or one that another store has."""
    name = " ".join(new.name.split())
    problems: dict[str, str] = {}
    said(problems, "name", name)
    standing = {unseal(each, "name") for each in open_stores(actor.school_ref)}
    if name.casefold() in {str(each).casefold() for each in standing}:
        problems["name"] = _("There is a store with this name.")
    elif len(name) > LONGEST_NAME:
        problems["name"] = _("Use at most %(n)d characters.", n=LONGEST_NAME)
    object_to(problems)
    store = CustodyStore(
        ref=new_ref(),
        school_ref=actor.school_ref,
        added_by=actor.person_ref,
        added_at=clock.now(),
    )
    seal(store, "name", name)
    db.session.add(store)
    about(store)
    return store.ref


@command(Act.CLOSE_STORE, of=store_visible)
def close_store(actor: Actor, store: CustodyStore, closing: Closing) -> str:
    """Use it no longer. Raises Invalid while something lies in it."""
    if store.closed_at is not None:
        raise Stale("the store is closed")
    if items_in(store.ref):
        raise Invalid({"version": _("Put what lies in it into another store first.")})
    store.closed_by, store.closed_at = actor.person_ref, clock.now()
    store.count_due_at = None
    return store.ref


@command(Act.COUNT_STORE, of=store_visible)
def count_store(actor: Actor, store: CustodyStore, counted: Counted) -> str:
    """Record a count. Where something is missing or too much, the head hears at once.

    The next count is due on the next school day while anything lies in it. Raises
    Stale where something was put in or taken out since the page was opened.
    """
    items = items_in(store.ref)
    if {each.ref for each in items} != set(counted.expected):
        raise Stale("what should be there is another by now")
    found = [each for each in items if each.ref in set(counted.found)]
    agrees = len(found) == len(items) and counted.extra == 0
    problems: dict[str, str] = {}
    if counted.extra < 0:
        problems["extra"] = _("Write a number, in figures.")
    if not agrees:
        said(problems, "words", counted.words, 10)
    object_to(problems)
    row = CustodyCount(
        ref=new_ref(),
        school_ref=store.school_ref,
        store_ref=store.ref,
        expected=len(items),
        found=len(found),
        extra=counted.extra,
        counted_by=actor.person_ref,
        counted_at=clock.now(),
    )
    seal(row, "words", counted.words or None)
    db.session.add(row)
    for each in items:
        _line(row, each.ref, found=each in found)
        touch(each.ref)
    _next_count(store, any_left=bool(items))
    if not agrees:
        _tell(store, actor)
    note(expected=row.expected, found=row.found, extra=row.extra)
    return store.ref


def _line(count: CustodyCount, item_ref: str, *, found: bool) -> None:
    db.session.add(
        CustodyCountLine(
            ref=new_ref(),
            school_ref=count.school_ref,
            count_ref=count.ref,
            item_ref=item_ref,
            found=found,
        )
    )


def _next_count(store: CustodyStore, *, any_left: bool) -> None:
    running = clocks.named("custody_next_count")
    until = due(clock.now(), running, days_of(store.school_ref)).at
    store.count_due_at = until if any_left else None
    store.told_at = None
    flag_modified(store, "count_due_at")


def _tell(store: CustodyStore, actor: Actor) -> None:
    for person_ref in who_hears(store.school_ref, actor.trust_ref, store.ref):
        notify(person_ref, store.school_ref, NOW, f"/custody/stores/{store.ref}")
