"""What a reporter sees of what they raised, and adding to it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.noticing import read_notice
from safeguard.cases.commands.raising import (
    Addition,
    Narrative,
    Teller,
    add_to_concern,
)
from safeguard.cases.commands.sending import (
    Receipt,
    Sending,
    answer_transfer,
    send_concern,
)
from safeguard.cases.models import ConcernText
from safeguard.cases.permissions.sending import open_transfer
from safeguard.cases.queries.own import (
    Standing,
    count_unopened,
    read_own_concern,
    read_own_concerns,
)
from safeguard.cases.queries.waiting import waiting_notices
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid
from school.foundation.sealing import unseal
from school.notices import NoticeReading
from tests.cases.raised import WHAT, raised
from tests.cases.worked import dsl
from tests.trail.reading import acts, entries, last

pytestmark = pytest.mark.both_engines


def test_the_reporter_sees_the_own_words_until_it_is_opened(world):
    ref = raised(world, own_words=Narrative("i dont wanna"))
    mine = read_own_concern(world.acting("teacher"), ref)
    assert {(each.kind, each.text) for each in mine.words} == {
        ("narrative", WHAT),
        ("own_words", "i dont wanna"),
    }
    assert mine.own.standing is Standing.SENT
    assert mine.may_add
    assert [each.role for each in mine.receipt.recipients] == [
        Role.DSL,
        Role.DEPUTY_DSL,
    ]
    assert [each.role for each in mine.receipt.above] == [Role.HEAD]
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("own_concern.read", (ref,))


def test_once_it_is_opened_reference_and_status_are_left(world):
    ref = raised(world)
    _acknowledge(world, ref)
    mine = read_own_concern(world.acting("teacher"), ref)
    assert mine.words == ()
    assert not mine.may_add
    assert mine.own.standing is Standing.OPENED
    assert mine.opened_at == clock.now()


@pytest.mark.parametrize("who", ["other_teacher", "dsl", "head", "cedar_teacher"])
def test_it_is_nobody_elses_to_read_here(world, who):
    ref = raised(world)
    with pytest.raises(Hidden):
        read_own_concern(world.acting(who, elevated=True), ref)
    assert read_own_concerns(world.acting(who)) == []


def test_whoever_typed_it_for_a_colleague_sees_it_too(world):
    ref = raised(world, "office", teller=Teller(for_staff_ref=world["volunteer"]))
    for who in ("office", "volunteer"):
        actor = world.acting(who)
        assert [each.reference for each in read_own_concerns(actor)] == [ref]
        assert read_own_concern(actor, ref).words


def test_a_reporter_who_is_the_childs_parent_keeps_the_receipt_only(world):
    ref = raised(world, "parent_teacher", "maya")
    _acknowledge(world, ref)
    mother = world.acting("parent_teacher")
    [item] = read_own_concerns(mother)
    assert (item.reference, item.standing) == (ref, Standing.SENT)
    mine = read_own_concern(mother, ref)
    assert mine.words == ()
    assert mine.opened_at is None
    assert mine.own.standing is Standing.SENT
    assert mine.receipt.recipients
    with pytest.raises(Hidden):
        add_to_concern(mother, ref, Addition(Narrative("more")))


def test_the_list_names_what_it_showed_in_one_entry(world):
    first, second = raised(world), raised(world)
    before = len(entries(world.birch))
    assert {each.reference for each in read_own_concerns(world.acting("teacher"))} == {
        first,
        second,
    }
    [leaf] = entries(world.birch)[before:]
    assert leaf.action == "own_concerns.read"
    assert set(leaf.objects) == {first, second}


def test_adding_is_kept_apart_sealed_and_told_and_cannot_be_read_back(world):
    ref = raised(world)
    teacher = world.acting("teacher")
    add_to_concern(teacher, ref, Addition(Narrative("His sleeve was torn.")))
    rows = db.session.scalars(
        select(ConcernText).where(
            ConcernText.concern_ref == ref, ConcernText.kind == "addition"
        )
    )
    assert [unseal(row, "text") for row in rows] == ["His sleeve was torn."]
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("concern.added_to", (ref,))
    (waiting,) = waiting_notices(world.acting("dsl"))
    assert waiting.times == 2
    mine = read_own_concern(teacher, ref)
    assert "sleeve" not in repr([each.text for each in mine.words])
    assert mine.added_at == (clock.now(),)


@pytest.mark.parametrize("text", ["", "  ", "x" * 65_537])
def test_adding_nothing_or_too_much_says_what_to_do(world, text):
    ref = raised(world)
    with pytest.raises(Invalid) as objected:
        add_to_concern(world.acting("teacher"), ref, Addition(Narrative(text)))
    assert set(objected.value.problems) == {"text"}


def test_adding_after_it_was_opened_keeps_the_words_on_the_page(world):
    ref = raised(world)
    _acknowledge(world, ref)
    with pytest.raises(Invalid) as objected:
        add_to_concern(world.acting("teacher"), ref, Addition(Narrative("more")))
    assert f"{ref[:5]}-{ref[5:]}" in objected.value.problems["text"]


def test_nobody_adds_to_what_another_raised(world):
    ref = raised(world)
    with pytest.raises(Hidden):
        add_to_concern(world.acting("dsl"), ref, Addition(Narrative("more")))
    assert acts(world.birch)[-1] == ("concern.added_to", "refused")


def test_the_leads_count_what_waits_and_others_have_no_count(world):
    raised(world)
    raised(world, adults=(world["dsl"],))
    assert count_unopened(world.acting("deputy_dsl")) == 2
    assert count_unopened(world.acting("dsl")) == 1
    assert count_unopened(world.acting("cedar_dsl")) == 0
    assert count_unopened(world.acting("teacher")) is None


def test_a_notice_is_its_readers_alone_and_read_once(world):
    raised(world)
    [notice] = waiting_notices(world.acting("dsl"))
    before = len(entries(world.birch))
    assert read_notice(world.acting("teacher"), notice.ref) is None
    path = read_notice(world.acting("dsl"), notice.ref)
    assert path
    assert path.startswith("/concerns/")
    assert read_notice(world.acting("dsl"), notice.ref) == path
    assert waiting_notices(world.acting("dsl")) == []
    assert len(entries(world.birch)) == before
    assert len(list(db.session.scalars(select(NoticeReading)))) == 1


def test_what_one_lead_has_opened_waits_for_no_other(world):
    first, _second = raised(world), raised(world)
    assert len(waiting_notices(world.acting("deputy_dsl"))) == 2
    with clock.moved_on(timedelta(minutes=3)):
        acknowledge_concern(dsl(world), first)
        assert len(waiting_notices(world.acting("deputy_dsl"))) == 1
        send = Sending(world.cedar, "The child has been on Cedar’s roll since Monday.")
        send_concern(dsl(world), first, send)
    with clock.moved_on(timedelta(minutes=9)):
        fatima = world.acting("cedar_dsl", reason="working the queue")
        row = open_transfer(first)
        assert row
        no = Receipt("declined", "This child is not on our roll either.")
        answer_transfer(fatima, row.ref, no)
        # News of a concern that was opened is still news.
        assert len(waiting_notices(world.acting("dsl"))) == 2


def test_a_notice_of_what_the_wall_now_hides_is_gone(world):
    raised(
        world, "teacher", "maya", teller=Teller(for_staff_ref=world["parent_teacher"])
    )
    assert waiting_notices(world.acting("parent_teacher")) == []


def _acknowledge(world, ref):
    acknowledge_concern(world.acting("dsl", elevated=True), ref)
    db.session.expire_all()
