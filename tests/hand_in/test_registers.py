"""Permissions, exemptions, loss or damage: who keeps them, who reads what, when."""

from datetime import timedelta

import pytest

from safeguard.hand_in.commands.exempting import (
    NewExemption,
    Review,
    end_exemption,
    grant_exemption,
    review_exemption,
)
from safeguard.hand_in.commands.losing import (
    LossClosure,
    NewLoss,
    ParentTold,
    close_loss,
    record_loss,
    tell_parent,
)
from safeguard.hand_in.commands.permitting import (
    NewPermission,
    end_permission,
    record_permission,
)
from safeguard.hand_in.models import PhoneExemption, PhoneLoss, PhonePermission
from safeguard.hand_in.queries.losses import read_loss, read_losses
from safeguard.hand_in.queries.registers import (
    count_reviews_due,
    read_exemption,
    read_exemptions,
    read_pupil_phone,
)
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused, Stale
from school.foundation.sealing import unseal
from school.identity.commands.people import NewRelationship, relate
from tests.hand_in.told import AGREED, WHAT, exempted, lost, notices, permitted, row
from tests.objections import objected
from tests.trail.reading import entries, facts, last

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


def only(model):
    return db.session.scalars(db.select(model)).one()


# ---- Permission --------------------------------------------------------------------


def test_a_parents_permission_holds_from_day_to_day_and_is_somebodys(world):
    today = clock.today()
    permitted(world, "maya", begins_on=today + DAY, until_on=today + 2 * DAY)
    assert last(world.birch).action == "phone_permission.recorded"
    held = []
    for days in range(4):
        with clock.moved_on(days * DAY):
            held.append(row(world, "maya").expected)
    assert held == [False, True, True, False]
    read = read_pupil_phone(world.acting("office"), world["maya"]).permissions[0]
    assert (read.given_by, read.recorded_by) == (
        "His grandmother, on the form of September", "Joan Fairley",
    )  # fmt: skip


def test_an_adult_of_the_roll_is_named_and_a_strangers_reference_is_refused(world):
    permitted(world, "maya", given_by_ref=world["parent_teacher"], given_by="")
    read = read_pupil_phone(world.acting("office"), world["maya"]).permissions[0]
    assert read.given_by == "Mina Castellan"
    new = NewPermission("walks_alone", clock.today(), None, clock.today(),
                        given_by_ref=world["teacher"])  # fmt: skip
    office = world.acting("office")
    assert objected(record_permission, office, world["maya"], new) == {"given_by_ref"}


def test_who_gave_it_since_when_and_why_are_asked_for(world):
    office, tomorrow = world.acting("office"), clock.today() + DAY
    bare = NewPermission("", None, None, tomorrow)
    assert objected(record_permission, office, world["maya"], bare) == {
        "reason", "begins_on", "given_on", "given_by",
    }  # fmt: skip
    turned = NewPermission("other", tomorrow, clock.today(), None, given_by="x" * 201)
    assert objected(record_permission, office, world["maya"], turned) == {
        "until_on", "given_on", "given_by",
    }  # fmt: skip


def test_a_permission_ends_once(world):
    ref = permitted(world, "maya")
    end_permission(world.acting("office"), ref)
    assert last(world.birch).action == "phone_permission.ended"
    assert not row(world, "maya").expected
    with pytest.raises(Stale):
        end_permission(world.acting("office"), ref)


# ---- Exemption ---------------------------------------------------------------------


def test_an_exemption_is_approved_by_head_or_dsl_and_looked_at_again(world):
    new = NewExemption("medical", AGREED)
    for name in ("office", "teacher", "deputy_dsl", "ict", "executive_head"):
        with pytest.raises(Refused):
            grant_exemption(world.acting(name), world["maya"], new)
    exempted(world, "maya")
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "phone_exemption.granted",
        {"kind": "medical"},
    )
    found = only(PhoneExemption)
    assert (found.approved_by, found.review_at > clock.now()) == (world["head"], True)
    assert unseal(found, "adjustment") == AGREED
    with pytest.raises(Stale):
        exempted(world, "maya")


def test_what_is_agreed_and_a_day_to_come_are_asked_for(world):
    head = world.acting("head")
    bare = NewExemption("", "Short.")
    assert objected(grant_exemption, head, world["maya"], bare) == {
        "kind", "adjustment",
    }  # fmt: skip
    for day in (clock.today(), clock.today() + timedelta(days=400)):
        past = NewExemption("send", AGREED, review_on=day)
        assert objected(grant_exemption, head, world["maya"], past) == {"review_on"}


def test_an_overdue_review_is_counted_and_takes_nobodys_phone(world):
    """A pupil with a sensor is not cut off because a date was forgotten."""
    exempted(world, "maya", review_on=clock.today() + DAY)
    head = world.acting("head")
    assert count_reviews_due(head) == 0
    ref = only(PhoneExemption).ref
    with clock.moved_on(2 * DAY):
        assert count_reviews_due(head) == 1
        assert row(world, "maya").exempt
        review_exemption(head, ref, Review("The clinic says it is still needed."))
        assert count_reviews_due(head) == 0
        read = read_exemption(head, ref)
        assert (read.reviewed_by, read.review_note) == (
            "Catrin Howells", "The clinic says it is still needed.",
        )  # fmt: skip


def test_of_two_who_look_at_it_the_second_is_told_and_an_ended_one_stays_ended(world):
    exempted(world, "maya")
    ref, head, dsl = only(PhoneExemption).ref, world.acting("head"), world.acting("dsl")
    seen = read_exemption(head, ref).version
    review_exemption(dsl, ref, Review("Still needed, says the clinic.", version=seen))
    with pytest.raises(Stale):
        end_exemption(head, ref, seen)
    end_exemption(head, ref)
    assert not row(world, "maya").exempt
    with pytest.raises(Stale):
        review_exemption(head, ref, Review("Still needed, says the clinic."))


def test_why_a_pupil_is_exempt_is_read_by_those_who_need_it(world):
    exempted(world, "maya")
    seen = read_pupil_phone(world.acting("office"), world["maya"]).exemptions[0]
    assert (seen.kind, seen.adjustment) == ("", "")
    assert AGREED not in repr(row(world, "maya"))
    for name in ("dsl", "deputy_dsl", "head"):
        assert read_exemptions(world.acting(name))[0].adjustment == AGREED
    for name in ("office", "teacher", "ict", "trustee"):
        with pytest.raises(Refused):
            read_exemptions(world.acting(name))


# ---- Loss or damage ------------------------------------------------------------------


def test_a_phone_damaged_in_our_care_reaches_the_head_and_a_parent(world):
    ref = lost(world, by="teacher")
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "phone_loss.recorded", {"kind": "damaged", "told": 1},
    )  # fmt: skip
    assert notices() == {world["head"]: [f"/phones/losses/{ref}"]}
    head, found = world.acting("head"), only(PhoneLoss)
    assert clock.local(found.due_at).date() == clock.today()
    closure = LossClosure("put_right", "A new screen was paid for.")
    with pytest.raises(Stale):
        close_loss(head, ref, closure)
    tell_parent(world.acting("office"), ref, ParentTold("Rang his mother at 2pm."))
    with pytest.raises(Refused):
        close_loss(world.acting("office"), ref, closure)
    close_loss(head, ref, closure)
    read = read_loss(head, ref)
    assert (read.what_happened, read.outcome, read.closed_by) == (
        WHAT, "put_right", "Catrin Howells",
    )  # fmt: skip
    assert read.line.due_at is None
    with pytest.raises(Stale):
        tell_parent(head, ref, ParentTold("Rang his mother again."))


def test_what_happened_is_asked_for_and_what_is_to_come_has_not_happened(world):
    bare = NewLoss("stolen by elves", clock.today() + DAY, "Broken")
    assert objected(record_loss, world.acting("office"), world["maya"], bare) == {
        "kind", "happened_on", "what_happened",
    }  # fmt: skip


def test_how_it_ended_is_one_of_the_list_and_is_said_in_words(world):
    ref = lost(world)
    head = world.acting("head")
    assert objected(tell_parent, head, ref, ParentTold("Yes")) == {"words"}
    tell_parent(head, ref, ParentTold("Rang his mother at 2pm."))
    assert objected(close_loss, head, ref, LossClosure("lost", "Gone.")) == {"outcome"}
    assert objected(close_loss, head, ref, LossClosure("found", "Gone.")) == {"words"}


def test_of_the_heads_own_child_the_dsl_hears(world):
    relate(
        world.system(), NewRelationship(world["ellis"], world["head"], "parent", True)
    )
    lost(world, "ellis")
    assert set(notices()) == {world["dsl"]}


# ---- The wall, other schools, other records ------------------------------------------


def test_nobody_reads_what_is_agreed_about_their_own_child(world):
    exempted(world, "ellis")
    permitted(world, "ellis")
    ref = lost(world, "ellis")
    relate(
        world.system(), NewRelationship(world["ellis"], world["head"], "parent", True)
    )
    head = world.acting("head")
    assert (read_exemptions(head), read_losses(head)) == ((), ())
    assert count_reviews_due(head) == 0
    for doing in (
        lambda: read_pupil_phone(head, world["ellis"]),
        lambda: read_loss(head, ref),
        lambda: read_exemption(head, only(PhoneExemption).ref),
        lambda: end_permission(head, only(PhonePermission).ref),
    ):
        with pytest.raises(Hidden):
            doing()


def test_another_school_reads_and_changes_nothing_of_it(world):
    exempted(world, "maya")
    ref, cedar = lost(world), world.acting("cedar_head")
    assert (read_exemptions(cedar), read_losses(cedar)) == ((), ())
    for doing in (
        lambda: read_pupil_phone(cedar, world["maya"]),
        lambda: read_loss(cedar, ref),
        lambda: grant_exemption(cedar, world["maya"], NewExemption("send", AGREED)),
        lambda: record_loss(cedar, world["maya"], NewLoss("lost", None, WHAT)),
    ):
        with pytest.raises(Hidden):
            doing()


def test_the_trail_names_no_child_and_no_words(world):
    exempted(world, "maya")
    permitted(world, "maya")
    lost(world)
    told = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Maya", AGREED, WHAT, "grandmother"):
        assert words not in told
