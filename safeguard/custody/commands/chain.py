"""Steps of the acts on an item: claim it, move it, add the next link of its chain."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from safeguard.custody.models import CustodyHolding, CustodyItem, CustodyStore
from safeguard.custody.permissions.standing import open_stores, standing_of
from safeguard.custody.states import Move, Standing, moved
from safeguard.guidance import clocks, custody
from school.calendars.due import due
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import note
from school.identity.queries.set_up import days_of
from school.web.catalogue import gettext as _

SEIZED = "seize"
LONGEST = 4000


def claim(item: CustodyItem, seen_version: int | None) -> None:
    """Be the only one who does something with the item: whoever comes at the same
    moment is told so before either has written anything else. Raises Stale.
    """
    if seen_version is not None and seen_version != item.version:
        raise Stale("the item was changed meanwhile")
    flag_modified(item, "state")
    db.session.flush()


def move(
    item: CustodyItem, by_ref: str, what: Move, to: str | None = None, words: str = ""
) -> Standing:
    """Do it, as the states allow, and add a link where state, holder or place is
    another now. Raises Stale where it cannot be done any more.
    """
    before = standing_of(item)
    after = moved(before, what, to)
    if after is None:
        raise Stale("that cannot be done with the item now")
    item.state, item.sealing = after.state, after.sealing
    item.held_by, item.holder_ref = after.held_by, after.holder
    item.store_ref = after.store
    item.offer, item.offered_to = after.offer, after.offered_to
    item.on_hold, item.decided = after.on_hold, after.decided
    if _link_of(before) != _link_of(after):
        if (before.holder, before.held_by) != (after.holder, after.held_by):
            item.held_since = clock.now()
        item.links += 1
        add_link(item, what, by_ref, clock.now(), words)
    note(move=what.value, state=after.state.value)
    return after


def _link_of(standing: Standing) -> tuple[Any, ...]:
    return standing.state, standing.held_by, standing.holder, standing.store


def add_link(
    item: CustodyItem, kind: str, by_ref: str, since: datetime, words: str = ""
) -> None:
    """The next link: who holds it and where it lies from then on (UTC)."""
    row = CustodyHolding(
        ref=new_ref(),
        school_ref=item.school_ref,
        key_ref=item.key_ref,
        item_ref=item.ref,
        number=item.links,
        kind=kind,
        state=item.state,
        held_by=item.held_by,
        holder_ref=item.holder_ref,
        store_ref=item.store_ref,
        by_ref=by_ref,
        since=since,
        recorded_at=clock.now(),
    )
    seal(row, "words", words or None)
    db.session.add(row)


def run_clock(item: CustodyItem, since: datetime) -> None:
    """By when it is to be returned or handed on: school days; what the police are to
    have, by the end of the day. Nobody has heard of it yet.
    """
    at_once = custody.kinds.named(item.kind).at_once
    running = clocks.named("police_hand_over" if at_once else "custody_kept")
    item.due_at = due(since, running, days_of(item.school_ref)).at
    item.told_at = None


def stop_clock(item: CustodyItem) -> None:
    """It waits for others, or has left the school."""
    item.due_at = None


def said(problems: dict[str, str], field: str, text: str, least: int = 1) -> str:
    """A text that must be there, as it was typed; what is wrong goes to `problems`."""
    if len(text.strip()) < least:
        problems[field] = (
            _("Write this down.")
            if least == 1
            else _("Write at least %(n)d characters.", n=least)
        )
    elif len(text) > LONGEST:
        problems[field] = _("This is too long. Use fewer words.")
    return text


def object_to(problems: dict[str, str]) -> None:
    """Raises Invalid with everything that is wrong, if anything is."""
    if problems:
        raise Invalid(problems)


def store_named(item: CustodyItem, store_ref: str) -> CustodyStore:
    """An open store of the item's school. Raises Invalid."""
    for each in open_stores(item.school_ref):
        if each.ref == store_ref:
            return each
    raise Invalid({"store_ref": _("Choose a store of this school.")})


def page_of(item: CustodyItem) -> str:
    """The address of the item's page: a reference only."""
    return f"/custody/{spoken(item.ref)}"
