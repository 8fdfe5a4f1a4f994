"""Stores and counts; and of what the head hears."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from safeguard.custody.commands.handing_over import Answer, accept_item
from safeguard.custody.commands.sealing import Reason, lift_hold
from safeguard.custody.commands.stores import (
    Closing,
    Counted,
    NewStore,
    add_store,
    close_store,
    count_store,
)
from safeguard.custody.commands.telling import tell_of_item
from safeguard.custody.permissions.standing import items_in
from safeguard.custody.queries.stores import read_store, read_stores
from safeguard.installation.custody import tell_of_custody
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused, Stale
from school.foundation.references import spoken
from school.identity.commands.people import NewRelationship, relate
from school.notices import Notice
from tests.custody import held
from tests.custody.held import told
from tests.factories.world import World
from tests.objections import objected
from tests.trail.reading import entries, facts, last

DAY = timedelta(days=1)
WORDS = "The bag of the blue phone is not there; asked everybody in the office."


def heard(world: World, name: str) -> list[tuple[str, str]]:
    """What notices somebody has, and where they lead."""
    asked = select(Notice).where(Notice.person_ref == world[name])
    return [(row.kind, row.path) for row in db.session.scalars(asked)]


def due(item: str) -> datetime:
    """Until when it is to be returned or handed on."""
    at = held.row(item).due_at
    assert at
    return at


def counted(store: str, *missing: str, extra: int = 0, words: str = "") -> Counted:
    """A count of what should be there, less what is missing."""
    there = [row.ref for row in items_in(store)]
    found = tuple(ref for ref in there if ref not in missing)
    return Counted(tuple(there), found, extra, words)


def test_the_head_and_the_dsl_keep_the_list_of_stores(world):
    head = world.acting("head")
    store = add_store(head, NewStore(" Safe  B "))
    assert objected(add_store, head, NewStore("safe b")) == {"name"}
    assert objected(add_store, head, NewStore(" ")) == {"name"}
    with pytest.raises(Refused):
        add_store(world.acting("custody_officer"), NewStore("Drawer"))
    assert [(each.name, each.holds) for each in read_stores(head)] == [("Safe B", 0)]
    close_store(head, store, Closing())
    assert read_stores(head) == ()
    with pytest.raises(Hidden):
        read_store(world.acting("cedar_head"), store)


def test_a_store_with_something_in_it_is_not_closed(world):
    held.stored(world)
    store = held.store(world)
    assert objected(close_store, world.acting("head"), store, Closing()) == {"version"}


def test_a_count_that_agrees_tells_nobody(world, in_term):
    item, store = held.stored(world), held.store(world)
    before = len(entries(world.birch))
    count_store(world.acting("custody_officer"), store, counted(store))
    assert told(world, before) == ["store.counted"]
    assert facts(last(world.birch)) == {"expected": 1, "found": 1, "extra": 0}
    assert item in last(world.birch).objects
    assert heard(world, "head") == []
    (newest,) = read_store(world.acting("head"), store).counts
    assert newest.agrees


@pytest.mark.parametrize(("missing", "extra"), [(True, 0), (False, 1), (True, 1)])
def test_what_is_missing_or_too_much_the_head_hears_at_once(world, missing, extra):
    item, store = held.stored(world), held.store(world)
    gone = [item] if missing else []
    officer = world.acting("custody_officer")
    bare = counted(store, *gone, extra=extra)
    assert objected(count_store, officer, store, bare) == {"words"}
    count_store(officer, store, counted(store, *gone, extra=extra, words=WORDS))
    assert heard(world, "head") == [("now", f"/custody/stores/{store}")]
    (newest,) = read_store(world.acting("head"), store).counts
    assert (newest.agrees, newest.words) == (False, WORDS)


def test_what_came_in_while_one_counted_is_counted_again(world):
    held.stored(world)
    store = held.store(world)
    before = counted(store)
    held.stored(world, "dsl")
    with pytest.raises(Stale):
        count_store(world.acting("custody_officer"), store, before)


def test_what_is_kept_for_more_than_a_school_day_the_head_hears_once(world, in_term):
    """Taken on Tuesday: until Wednesday’s end of school, then the head hears."""
    item = held.stored(world)
    day = clock.local(due(item)).date()
    assert (day - clock.today()).days == 1
    assert tell_of_custody() == 0
    with clock.moved_on(DAY + timedelta(hours=4)):
        count_store(world.acting("dsl"), held.store(world), counted(held.store(world)))
        assert tell_of_custody() == 1
        assert tell_of_custody() == 0
        row = held.row(item)
    assert row.told_at is not None
    assert heard(world, "head") == [("waits", f"/custody/{spoken(item)}")]
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("item.overdue", {"told": 1})


def test_what_the_police_are_to_have_is_late_the_same_evening(world, in_term):
    item = held.sealed(world, kind="weapon")
    assert clock.local(due(item)).date() == clock.today()


def test_over_the_weekend_and_the_holidays_no_school_day_passes(world, in_term):
    friday = clock.now() + timedelta(days=3)
    with clock.standing_at(friday):
        item = held.stored(world)
        assert clock.local(due(item)).strftime("%A") == "Monday"


def test_handing_it_on_does_not_begin_its_clock_anew_but_lifting_a_hold_does(
    world, in_term
):
    item = held.stored(world)
    until = due(item)
    held.passed_on(world, item)
    assert due(item) == until
    held.on_hold(world, item)
    with clock.moved_on(5 * DAY):
        lift_hold(world.acting("dsl"), item, Reason("The police rang: not needed."))
        assert due(item) > until


def test_the_executive_head_hears_where_the_head_may_not(world, in_term):
    item = held.seized(world)
    kin = NewRelationship(world["jayden"], world["head"], "parent", True)
    relate(world.system(), kin)
    with clock.moved_on(3 * DAY):
        tell_of_custody()
    assert heard(world, "head") == []
    assert ("waits", f"/custody/{spoken(item)}") in heard(world, "executive_head")


def test_a_store_that_nobody_counts_the_head_hears_of(world, in_term):
    held.stored(world)
    store = held.store(world)
    with clock.moved_on(timedelta(hours=4)):
        assert tell_of_custody() == 1
        assert tell_of_custody() == 0
    assert heard(world, "head") == [("waits", f"/custody/stores/{store}")]
    assert last(world.birch).action == "store.uncounted"


def test_an_empty_store_is_not_asked_for(world, in_term):
    item, store = held.stored(world), held.store(world)
    held.passed_on(world, item)
    with clock.moved_on(timedelta(hours=4)):
        assert tell_of_custody() == 0
        count_store(world.acting("dsl"), store, counted(store))
    assert read_store(world.acting("dsl"), store).count_due_at is None


def test_only_the_clocks_tell_of_clocks(world):
    item = held.stored(world)
    with pytest.raises(Refused):
        tell_of_item(world.acting("head"), item)
    with pytest.raises(Stale):
        tell_of_item(Actor.system("clocks", world.birch, world.trust), item)


def test_whoever_is_asked_and_whoever_asked_hear_that_something_waits(
    app: Flask, world: World
) -> None:
    item = held.stored(world)
    held.offer(world, item)
    page = ("waits", f"/custody/{spoken(item)}")
    assert heard(world, "custody_officer") == [page]
    accept_item(world.acting("custody_officer"), item, Answer())
    assert heard(world, "searcher") == [page]
