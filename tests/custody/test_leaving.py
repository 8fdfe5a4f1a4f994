"""A hold that freezes, and the ways out of the school."""

import pytest

from safeguard.custody.commands.ending import (
    ItemDecision,
    decide_item,
    dispose_item,
    hand_to_police,
    propose_disposal,
    return_item,
)
from safeguard.custody.commands.handing_over import (
    Answer,
)
from safeguard.custody.commands.sealing import (
    BrokenSeal,
    Reason,
    break_seal,
    lift_hold,
    release_item,
    retain_item,
)
from safeguard.custody.queries.reading import read_item
from school.foundation.errors import Refused, Stale
from tests.cases import worked
from tests.custody import held
from tests.custody.held import told
from tests.objections import objected
from tests.trail.reading import entries

LATER = "The police said on the phone that they need it no longer."


# ---- Frozen, and out of the school -------------------------------------------------


def test_the_police_hold_freezes_it_until_it_is_lifted(world, in_term):
    item, searcher = held.stored(world), world.acting("searcher")
    held.on_hold(world, item)
    assert held.row(item).due_at is None
    for doing in (
        lambda: return_item(searcher, item, held.going_back()),
        lambda: break_seal(searcher, item, BrokenSeal("opened", "To look inside it")),
    ):
        with pytest.raises(Stale):
            doing()
    with pytest.raises(Refused):
        lift_hold(searcher, item, Reason(LATER))
    assert objected(lift_hold, world.acting("dsl"), item, Reason("ok")) == {"words"}
    lift_hold(world.acting("dsl"), item, Reason(LATER))
    assert held.row(item).due_at is not None
    return_item(searcher, item, held.going_back())
    assert held.row(item).held_by == "parent"


def test_it_goes_back_as_its_kind_allows_with_the_way_home_considered(world):
    item, searcher = held.seized(world, kind="vape"), world.acting("searcher")
    bare = held.going_back("pupil", taken_by="", journey="other", reason="")
    doing = return_item, searcher, item, bare
    assert objected(*doing) == {"way", "taken_by", "journey_words"}
    return_item(searcher, item, held.going_back())
    row = held.row(item)
    assert (row.state, row.held_by, row.holder_ref, row.due_at) == (
        "returned_to_parent", "parent", None, None,
    )  # fmt: skip
    with pytest.raises(Refused):
        return_item(searcher, item, held.going_back())
    stolen = held.seized(world, kind="stolen")
    assert objected(
        return_item, searcher, stolen, held.going_back("pupil", reason="ok")
    ) == {"reason"}


def test_a_teacher_gives_back_what_they_took_and_a_technician_nothing(world):
    item = held.seized(world, "teacher")
    return_item(world.acting("teacher"), item, held.going_back("pupil"))
    assert held.row(item).held_by == "pupil"
    other = held.stored(world)
    held.passed_on(world, other, "ict")
    with pytest.raises(Refused):
        return_item(world.acting("ict"), other, held.going_back())


def test_the_police_take_it_against_officer_force_and_receipt(world):
    item, searcher = held.stored(world, kind="weapon"), world.acting("searcher")
    held.on_hold(world, item)
    bare = held.to_police(officer="", force=" ", receipt="")
    assert objected(hand_to_police, searcher, item, bare) == {
        "officer", "force", "receipt",
    }  # fmt: skip
    hand_to_police(searcher, item, held.to_police())
    row = held.row(item)
    assert (row.state, row.held_by, row.on_hold) == ("handed_to_police", "police", 0)
    ended = read_item(world.acting("dsl"), item).ended
    assert ended
    assert (ended.taken_by, ended.receipt) == ("PC Lund 4471", "NS/26/118")


@pytest.mark.both_engines
def test_two_people_dispose_of_it_each_in_their_own_sign_in(world):
    item = held.disposal_proposed(world)
    assert held.row(item).holder_ref == world["searcher"]
    for name in ("searcher", "dsl"):
        with pytest.raises(Refused):
            dispose_item(world.acting(name), item, Answer())
    before = len(entries(world.birch))
    dispose_item(world.acting("head"), item, Answer())
    assert told(world, before) == ["item.disposed"]
    ended = read_item(world.acting("dsl"), item).ended
    assert ended
    assert (ended.method, ended.seen_by) == ("destroyed", "Catrin Howells")
    assert held.chain(item)[-1].held_by == "destroyed"


def test_what_the_police_are_to_have_is_not_destroyed_here(world):
    item, searcher = held.sealed(world, kind="weapon"), world.acting("searcher")
    doing = propose_disposal, searcher, item, held.to_dispose(world)
    assert objected(*doing) == {"method"}
    alone = held.to_dispose(world, "searcher")
    vape = held.seized(world, kind="vape")
    assert objected(propose_disposal, searcher, vape, alone) == {"second_ref"}


def test_a_hold_ends_a_disposal_that_was_proposed(world):
    item = held.disposal_proposed(world)
    held.on_hold(world, item)
    with pytest.raises((Refused, Stale)):
        dispose_item(world.acting("head"), item, Answer())
    assert held.row(item).offer == "none"


def test_what_is_kept_as_evidence_waits_without_a_clock(world, in_term):
    item, searcher = held.stored(world), world.acting("searcher")
    retain_item(searcher, item, Reason("For the hearing of the governors on Monday."))
    assert (held.row(item).state, held.row(item).due_at) == (
        "retained_as_evidence", None,
    )  # fmt: skip
    with pytest.raises(Stale):
        return_item(searcher, item, held.going_back())
    release_item(searcher, item, Reason("The hearing is over and nobody appealed."))
    assert held.row(item).state == "stored"
    return_item(searcher, item, held.going_back())


# ---- A record on which an image is suspected ---------------------------------------


def test_the_device_of_a_stopped_record_waits_for_the_dsls_decision(world):
    case = worked.opened(world, "ellis", category="intimate_image")
    item = held.seized(world, "dsl", origin_ref=case, why="")
    dsl = world.acting("dsl", elevated=True)
    with pytest.raises(Stale):
        return_item(dsl, item, held.going_back())
    with pytest.raises(Refused):
        decide_item(world.acting("head", elevated=True), item,
                    ItemDecision("return", held.REASON))  # fmt: skip
    assert objected(decide_item, dsl, item, ItemDecision("?", "ok")) == {
        "outcome", "reason",
    }  # fmt: skip
    decide_item(dsl, item, ItemDecision("police", held.REASON))
    with pytest.raises(Stale):
        return_item(dsl, item, held.going_back())
    decide_item(dsl, item, ItemDecision("return", held.REASON))
    return_item(dsl, item, held.going_back())
    assert held.row(item).state == "returned_to_parent"
