"""Drafts: kept for their author alone, ended by sending or by throwing them away."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from safeguard.cases.commands.drafts import Written, discard_draft, save_draft
from safeguard.cases.commands.raising import raise_concern
from safeguard.cases.models import Draft
from safeguard.cases.queries.own import own_drafts, read_draft
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from tests.cases.raised import about
from tests.trail.reading import acts, entries, facts, last

pytestmark = pytest.mark.both_engines

FORM = "form of a draft"


def written(world, by="teacher", body='{"narrative": "purple scarf"}', form=FORM):
    kept = save_draft(world.acting(by), Written(form, body))
    assert kept
    return kept.ref


def test_a_draft_is_kept_sealed_and_leaves_no_entry(world):
    before = len(entries(world.birch))
    ref = written(world)
    row = db.session.get(Draft, ref)
    assert row
    assert row.key_ref
    assert b"scarf" not in bytes(row.body)
    assert len(entries(world.birch)) == before


def test_saving_again_changes_the_same_draft(world):
    first = written(world)
    with clock.moved_on(timedelta(minutes=3)):
        assert written(world, body="later") == first
        later = clock.now()
    teacher = world.acting("teacher")
    assert own_drafts(teacher) == [(first, later)]
    assert read_draft(teacher, first).body == "later"


def test_the_author_goes_on_with_it_and_that_is_recorded(world):
    ref = written(world)
    opened = read_draft(world.acting("teacher"), ref)
    assert opened.body == '{"narrative": "purple scarf"}'
    assert last(world.birch).action == "draft.read"
    assert "scarf" not in repr(opened)


@pytest.mark.parametrize("who", ["other_teacher", "dsl", "head", "ict"])
def test_nobody_else_opens_it_or_throws_it_away(world, who):
    ref = written(world)
    somebody = world.acting(who, elevated=True)
    assert own_drafts(somebody) == []
    with pytest.raises(Hidden):
        read_draft(somebody, ref)
    with pytest.raises(Hidden):
        discard_draft(somebody, ref)
    assert acts(world.birch)[-2:] == [
        ("draft.read", "refused"),
        ("draft.discarded", "refused"),
    ]
    assert db.session.get(Draft, ref)


def test_throwing_it_away_leaves_an_entry_and_nothing_else(world):
    ref = written(world)
    discard_draft(world.acting("teacher"), ref)
    leaf = last(world.birch)
    assert (leaf.action, leaf.objects) == ("draft.discarded", (ref,))
    assert db.session.get(Draft, ref) is None


def test_sending_ends_the_draft_in_the_same_act(world):
    draft = written(world)
    before = len(entries(world.birch))
    concern = raise_concern(
        world.acting("teacher"),
        about(world, "ellis", draft_form=FORM),
        form=FormId(FORM, "digest"),
    )
    [leaf] = entries(world.birch)[before:]
    assert set(leaf.objects) == {concern, draft}
    assert facts(leaf)["from_draft"] is True
    assert own_drafts(world.acting("teacher")) == []


def test_a_save_that_comes_after_sending_does_not_bring_it_back(world):
    teacher = world.acting("teacher")
    raise_concern(teacher, about(world, "ellis"), form=FormId(FORM, "digest"))
    assert save_draft(teacher, Written(FORM, "late")) is None
    assert own_drafts(teacher) == []


def test_two_authors_with_the_same_form_have_two_drafts(world):
    mine = written(world)
    assert written(world, by="other_teacher") != mine


def test_after_thirty_days_a_draft_is_let_go(world):
    teacher = world.acting("teacher")
    ref = written(world)
    with clock.moved_on(timedelta(days=29)):
        assert [kept for kept, _at in own_drafts(teacher)] == [ref]
    with clock.moved_on(timedelta(days=31)):
        assert own_drafts(teacher) == []
        with pytest.raises(Hidden):
            read_draft(teacher, ref)
        written(world, form="another form")
        assert db.session.scalar(select(func.count()).select_from(Draft)) == 1
