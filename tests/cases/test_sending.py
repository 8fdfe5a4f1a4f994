"""A concern that belongs to another school: sent by one DSL, accepted by another."""

import pytest
from sqlalchemy import select

from safeguard.cases.commands.sending import (
    Receipt,
    Sending,
    answer_transfer,
    receive_concern,
    send_concern,
)
from safeguard.cases.models import ConcernTransfer
from safeguard.cases.queries.queue import read_queue
from safeguard.cases.queries.reading import read_concern
from safeguard.cases.queries.sending import on_their_way, read_transfer
from school import wall
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.foundation.references import spoken
from school.notices import Notice
from tests.cases.desk import at, words_of
from tests.cases.raised import WHAT, raised
from tests.cases.worked import acknowledged, concern_row, dsl, opened, sent
from tests.trail.reading import acts, facts, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines
WHY = "Ellis has been on Cedar’s roll since Monday."


def fatima(world):
    return world.acting("cedar_dsl", reason="something was sent to us")


def row_of(ref) -> ConcernTransfer:
    found = db.session.get(ConcernTransfer, ref, populate_existing=True)
    assert found
    return found


def test_it_stays_with_the_sender_until_it_is_accepted(world):
    ref = acknowledged(world)
    send_concern(dsl(world), ref, Sending(world.cedar, WHY))
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("concern.sent", {"told": 1})
    assert concern_row(ref).state == "acknowledged"
    assert [line.reference for line in read_queue(dsl(world)).lines] == [ref]
    [waiting] = on_their_way(fatima(world))
    asked = select(Notice.path).where(Notice.person_ref == world["cedar_dsl"])
    assert f"/incoming/{waiting.ref}" in list(db.session.scalars(asked))
    with pytest.raises(Stale):
        send_concern(dsl(world), ref, Sending(world.cedar, WHY))


def test_the_other_school_gets_the_words_under_a_key_of_its_own(world):
    transfer = sent(world)
    before = row_of(transfer).concern_ref
    after = answer_transfer(fatima(world), transfer, Receipt("accepted"))
    here, there = concern_row(before), concern_row(after)
    assert (here.state, there.state) == ("moved", "acknowledged")
    assert (here.school_ref, there.school_ref) == (world.birch, world.cedar)
    assert here.key_ref != there.key_ref
    found = read_concern(fatima(world), after)
    assert found.narrative.text == WHAT
    assert [child.name for child in found.children] == ["Ellis Thornbury"]
    assert spoken(before) in found.additions[0].text
    assert "Birch Academy" in found.additions[0].text
    assert wall.whom_it_concerns(before) == wall.whom_it_concerns(after)
    # Each school's log tells of its own side.
    assert ("transfer.answered", "done") in acts(world.birch)
    assert ("transfer.received", "done") in acts(world.cedar)
    assert not read_queue(dsl(world)).lines
    tombstone = read_concern(dsl(world), before).sent
    assert tombstone
    assert (tombstone.to, tombstone.answer) == ("Cedar Academy", "accepted")


def test_declined_it_stays_where_it_was(world):
    transfer = sent(world)
    with pytest.raises(Invalid) as refused:
        answer_transfer(fatima(world), transfer, Receipt("declined", "No."))
    assert set(refused.value.problems) == {"words"}
    words = "Ellis has never been here; ask Alder."
    answer_transfer(fatima(world), transfer, Receipt("declined", words))
    before = row_of(transfer).concern_ref
    assert concern_row(before).state == "acknowledged"
    with pytest.raises(Hidden):
        answer_transfer(fatima(world), transfer, Receipt("accepted"))
    send_concern(dsl(world), before, Sending(world.cedar, WHY))


def test_only_what_is_opened_and_in_no_case_is_sent(world):
    with pytest.raises(Stale):
        send_concern(dsl(world), raised(world), Sending(world.cedar, WHY))
    opened(world)
    ref = acknowledged(world)
    for school in (world.birch, world.trust, "nowhere"):
        with pytest.raises(Invalid) as refused:
            send_concern(dsl(world), ref, Sending(school, WHY))
        assert set(refused.value.problems) == {"to_school_ref"}
    with pytest.raises(Invalid) as refused:
        send_concern(dsl(world), ref, Sending(world.cedar, "Theirs."))
    assert set(refused.value.problems) == {"reason"}


def test_nobody_takes_what_was_not_sent(world):
    concern = concern_row(acknowledged(world))
    with pytest.raises(Stale):
        receive_concern(fatima(world), concern)


@pytest.mark.parametrize("name", ["dsl", "cedar_teacher", "cedar_head", "trustee"])
def test_nobody_but_the_receiving_dsl_takes_it(world, name):
    transfer = sent(world)
    actor = world.acting(name, reason="something was sent to us")
    for act in (
        lambda: read_transfer(actor, transfer),
        lambda: answer_transfer(actor, transfer, Receipt("accepted")),
    ):
        with pytest.raises((Hidden, Refused)):
            act()
    assert row_of(transfer).answer is None


def test_from_one_school_to_the_other_over_the_pages(app, world, ruth):
    ref = acknowledged(world)
    path = at("concerns", ref, "/send")
    assert path in ruth.get(at("concerns", ref)).text
    refused = ruth.submit(path, to_school_ref=world.cedar, reason="Theirs.")
    assert refused.status_code == 422
    assert ruth.submit(path, to_school_ref=world.cedar, reason=WHY).status_code == 303
    assert "not accepted yet" in words_of(ruth.get(at("concerns", ref)))

    there = visit(app, world, "cedar_dsl", reason="something was sent to us")
    queue = there.get("/queue")
    assert "A concern from Birch Academy" in words_of(queue)
    [waiting] = on_their_way(fatima(world))
    page = words_of(there.get(f"/incoming/{waiting.ref}"))
    assert WHAT in page
    assert WHY in page
    sent_back = there.submit(f"/incoming/{waiting.ref}", answer="accepted")
    assert sent_back.status_code == 303
    assert WHAT in words_of(there.get(sent_back.location))
    assert "Cedar Academy has it now." in words_of(ruth.get(at("concerns", ref)))
    assert there.get(f"/incoming/{waiting.ref}").status_code == 404
