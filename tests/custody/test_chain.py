"""From hand to hand on a real database: one holder, no gap, one entry a step."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.custody.commands.ending import (
    return_item,
)
from safeguard.custody.commands.handing_over import (
    Answer,
    Charge,
    NewOffer,
    accept_item,
    decline_item,
    offer_item,
    take_charge,
    withdraw_item,
)
from safeguard.custody.commands.sealing import (
    BrokenSeal,
    NewSeal,
    Placing,
    break_seal,
    seal_item,
    store_item,
)
from safeguard.custody.commands.seizing import seize
from safeguard.custody.models import CustodySeal
from safeguard.custody.queries.reading import items_of, read_item
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused, Stale
from school.identity.commands.appointments import end_appointment
from school.identity.commands.people import NewRelationship, relate
from school.identity.models import Appointment
from tests.cases import worked
from tests.custody import held
from tests.custody.held import told
from tests.objections import objected
from tests.trail.reading import entries, facts, last

# ---- Taken -------------------------------------------------------------------------


def test_whoever_took_it_holds_it_from_that_moment(world, in_term):
    taken_at = clock.now() - timedelta(hours=2)
    item = held.seized(world, "teacher", taken_at=taken_at)
    row, (first,) = held.row(item), held.chain(item)
    assert (row.holder_ref, row.held_by, row.state) == (
        world["teacher"], "staff", "seized",
    )  # fmt: skip
    assert (first.number, first.since, first.holder_ref) == (
        1, taken_at, world["teacher"],
    )  # fmt: skip
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "item.seized", {"kind": "phone", "late": False},
    )  # fmt: skip
    assert leaf.objects == (item,)


def test_what_must_be_said_is_asked_for_and_nothing_is_taken_tomorrow(world):
    bare = held.new_item(world, kind="?", description=" ", condition="", why="")
    doing = seize, world.acting("searcher"), bare
    assert objected(*doing) == {"kind", "description", "condition", "why"}
    late = held.new_item(world, taken_at=clock.now() + timedelta(minutes=1))
    assert objected(seize, world.acting("searcher"), late) == {"happened_on"}
    foreign = held.new_item(world, pupil_ref=world["cedar_pupil"])
    assert objected(seize, world.acting("searcher"), foreign) == {"pupil_ref"}
    other = held.new_item(world, holder_ref=world["maya"])
    assert objected(seize, world.acting("searcher"), other) == {"holder_ref"}


@pytest.mark.parametrize("name", ["teacher", "cedar_dsl", "councillor", "trustee"])
def test_others_see_nothing_of_it(world, name):
    item = held.seized(world)
    with pytest.raises(Hidden):
        read_item(world.acting(name), item)


def test_what_was_taken_in_a_case_stands_beside_it_and_is_walled_like_it(world):
    case = worked.opened(world, "maya", by="other_teacher")
    item = held.seized(
        world, "dsl", origin_ref=case, pupil_ref=None, why="", kind="rule_item"
    )
    (beside,) = items_of(case)
    assert (beside.reference, beside.child, beside.description) == (item, "", "")
    # Her mother works here and may search: she is not shown what concerns Maya.
    with pytest.raises(Hidden):
        read_item(world.acting("parent_teacher"), item)


def test_nothing_is_taken_in_a_case_that_one_may_not_see(world):
    case = worked.opened(world, "ellis")
    with pytest.raises(Hidden):
        held.seized(world, "searcher", origin_ref=case)


def test_a_kin_who_took_it_can_hand_it_on_and_sees_no_child(world):
    item = held.seized(world, "parent_teacher", pupil_ref=world["maya"])
    mine = read_item(world.acting("parent_teacher"), item)
    assert (mine.brief.child, mine.why) == ("", "")
    held.passed_on(world, item, "dsl", "parent_teacher")
    assert held.row(item).holder_ref == world["dsl"]
    with pytest.raises(Hidden):
        read_item(world.acting("parent_teacher"), item)


# ---- Sealed, stored ----------------------------------------------------------------


@pytest.mark.both_engines
def test_no_seal_comes_twice_and_no_bag_holds_two_items(world):
    first, other = held.seized(world), held.seized(world)
    searcher = world.acting("searcher")
    seal_item(searcher, first, NewSeal("40417", "s 1"))
    assert objected(seal_item, searcher, other, NewSeal("40418", "S  1")) == {
        "seal_number"
    }
    assert objected(seal_item, searcher, other, NewSeal("40417", "S 2")) == {
        "bag_number"
    }
    assert objected(seal_item, searcher, other, NewSeal("", " ")) == {
        "bag_number", "seal_number",
    }  # fmt: skip
    assert held.row(first).seal_number == "S 1"


def test_a_broken_seal_is_recorded_and_it_is_sealed_anew(world):
    item, searcher = held.sealed(world), world.acting("searcher")
    assert objected(break_seal, searcher, item, BrokenSeal("?", "")) == {"how", "why"}
    break_seal(searcher, item, BrokenSeal("found_broken", "It was torn this morning."))
    assert held.row(item).sealing == "broken"
    before = held.row(item).bag_number
    assert before
    # The same bag with another seal is one item's still.
    seal_item(searcher, item, NewSeal(before, "NEW 1"))
    rows = db.session.scalars(select(CustodySeal).where(CustodySeal.item_ref == item))
    assert len(rows.all()) == 2
    assert (held.row(item).sealing, held.row(item).seal_number) == ("whole", "NEW 1")


def test_what_must_be_sealed_lies_in_no_store_before(world):
    item = held.seized(world, kind="weapon")
    placing = Placing(held.store(world))
    with pytest.raises(Stale):
        store_item(world.acting("searcher"), item, placing)
    seal_item(world.acting("searcher"), item, held.numbers())
    store_item(world.acting("searcher"), item, placing)
    assert objected(store_item, world.acting("searcher"), item, placing) == {
        "store_ref"
    }
    other = Placing(held.store(world, held.DRAWER))
    store_item(world.acting("searcher"), item, other)
    assert held.row(item).store_ref == other.store_ref


# ---- From one to the next ----------------------------------------------------------


@pytest.mark.both_engines
def test_the_giver_offers_the_taker_accepts_and_until_then_the_giver_has_it(world):
    item, before = held.stored(world), len(entries(world.birch))
    held.offer(world, item, "ict")
    assert held.row(item).holder_ref == world["searcher"]
    with clock.moved_on(timedelta(minutes=3)):
        accept_item(world.acting("ict"), item, Answer())
        now = clock.now()
    row, links = held.row(item), held.chain(item)
    assert (row.holder_ref, row.state, row.store_ref) == (
        world["ict"], "transferred", None,
    )  # fmt: skip
    assert [each.number for each in links] == [1, 2, 3, 4]
    assert (links[-1].since, links[-1].holder_ref) == (now, world["ict"])
    assert told(world, before) == ["item.offered", "item.accepted"]
    assert facts(last(world.birch)) == {"move": "accept", "state": "transferred"}


def test_an_offer_is_declined_with_words_or_withdrawn(world):
    item = held.stored(world)
    held.offer(world, item)
    officer = world.acting("custody_officer")
    assert objected(decline_item, officer, item, Answer()) == {"words"}
    decline_item(officer, item, Answer("The drawer is full until Thursday."))
    held.offer(world, item)
    with pytest.raises(Refused):
        withdraw_item(officer, item, Answer())
    withdraw_item(world.acting("searcher"), item, Answer())
    with pytest.raises(Refused):
        accept_item(officer, item, Answer())
    assert held.row(item).holder_ref == world["searcher"]
    assert len(held.chain(item)) == 3


@pytest.mark.parametrize("to", ["teacher", "councillor", "searcher", "cedar_dsl"])
def test_it_is_offered_to_nobody_who_may_not_have_it(world, to):
    item = held.stored(world)
    new = NewOffer(world[to], "To keep it")
    assert objected(offer_item, world.acting("searcher"), item, new) == {"to_ref"}


def test_it_is_offered_to_nobody_behind_the_wall(world):
    item = held.stored(world)
    kin = NewRelationship(world["jayden"], world["dsl"], "parent", True)
    relate(world.system(), kin)
    new = NewOffer(world["dsl"], "To keep it")
    assert objected(offer_item, world.acting("searcher"), item, new) == {"to_ref"}


def test_only_its_holder_does_anything_with_it(world):
    item = held.stored(world)
    for name in ("dsl", "head", "custody_officer", "ict", "executive_head"):
        actor = world.acting(name)
        with pytest.raises(Refused):
            offer_item(actor, item, NewOffer(world["deputy_dsl"], "To keep it"))
        with pytest.raises(Refused):
            return_item(actor, item, held.going_back())


def test_charge_is_taken_of_what_its_holder_cannot_hand_over(world):
    item, charge = held.stored(world), Charge("She left the school on Friday.")
    assert objected(take_charge, world.acting("dsl"), item, charge) == {"words"}
    post = select(Appointment.ref).where(Appointment.person_ref == world["searcher"])
    end_appointment(world.acting("head"), db.session.scalars(post).one())
    with pytest.raises(Refused):
        take_charge(world.acting("custody_officer"), item, charge)
    take_charge(world.acting("dsl"), item, charge)
    row = held.row(item)
    assert (row.holder_ref, row.state) == (world["dsl"], "stored")
    assert facts(last(world.birch))["one_side"] is True


def test_charge_is_taken_of_what_is_kept_beyond_its_clock(world, in_term):
    item, charge = held.stored(world), Charge("He has been ill since Wednesday.")
    with clock.moved_on(timedelta(days=7)):
        take_charge(world.acting("head"), item, charge)
    assert held.row(item).holder_ref == world["head"]
