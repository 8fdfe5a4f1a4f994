"""Raising a concern: what is kept, who is told, what stands in the trail."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from safeguard.cases.commands.drafts import Written, save_draft
from safeguard.cases.commands.raising import (
    Addition,
    ChildInIt,
    Done,
    Happening,
    Narrative,
    NewConcern,
    Setting,
    Teller,
    add_to_concern,
    raise_concern,
)
from safeguard.cases.models import Concern, ConcernAdult, ConcernChild, ConcernText
from safeguard.cases.queries.calling import recipients
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Refused, Repeated
from school.foundation.form_ids import FormId
from school.foundation.sealing import unseal
from school.identity.commands.settings import change_settings
from school.notices import Notice, OutboxMail
from tests.cases.raised import WHAT, about, raised
from tests.engines import postgres, sqlite
from tests.factories.world import TUESDAY
from tests.trail.reading import entries, facts, last
from tests.words import traces_in

pytestmark = pytest.mark.both_engines


def concern_of(ref: str) -> Concern:
    row = db.session.get(Concern, ref)
    assert row
    return row


def texts_of(ref: str) -> dict[str, str | None]:
    rows = db.session.scalars(select(ConcernText).where(ConcernText.concern_ref == ref))
    return {row.kind: unseal(row, "text") for row in rows}


def notices() -> list[Notice]:
    """Those of today: the world's founding left some of its own."""
    return list(db.session.scalars(select(Notice).where(Notice.made_at >= TUESDAY)))


def told_by(ref: str) -> set[str]:
    asked = select(Notice).where(Notice.path.contains(f"{ref[:5]}-{ref[5:]}"))
    return {row.person_ref for row in db.session.scalars(asked)}


def test_a_teacher_raises_a_concern_and_every_word_is_kept_and_sealed(world):
    words = "  He says: \u201cif you tell\r\nI am dead\u201d \U0001f622\t王小明 Zażółć "
    ref = raised(
        world,
        "teacher",
        "maya",
        "jayden",
        narrative=Narrative(words),
        own_words=Narrative("i dont wanna go home"),
        teller=Teller("other_adult", words=Narrative("her aunt, at the gate")),
        happened=Happening(on=date(2026, 11, 23), at=time(15, 35)),
        where=Setting(Narrative("Bus stop"), Narrative("Snapfast"), "pupil", "home"),
        category="grooming",
        done=Done(("kept_safe", "told_dsl"), Narrative("Told Ruth at 1:30pm")),
    )
    row = concern_of(ref)
    assert texts_of(ref) == {
        "narrative": words,
        "own_words": "i dont wanna go home",
        "done": "Told Ruth at 1:30pm",
    }
    assert unseal(row, "teller_words") == "her aunt, at the gate"
    assert unseal(row, "place") == "Bus stop"
    assert unseal(row, "online_service") == "Snapfast"
    assert (row.device_owner, row.network) == ("pupil", "home")
    assert (row.category, row.level, row.state) == ("grooming", "C3", "submitted")
    assert row.told_dsl
    assert row.steps == "kept_safe,told_dsl"
    assert row.happened_on == date(2026, 11, 23)
    assert row.happened_at == clock.london(date(2026, 11, 23), 15, 35)
    assert row.recorded_at == TUESDAY
    assert row.reporter_ref == world["teacher"]
    assert row.typist_ref is None
    assert row.edition == "kcsie_2026"
    assert row.key_ref


def test_each_concern_has_a_key_of_its_own_and_none_of_it_lies_open(world, app):
    first = concern_of(raised(world, narrative=Narrative("the purple scarf story")))
    second = concern_of(raised(world))
    assert first.key_ref != second.key_ref
    for table in (Concern.__table__, ConcernText.__table__, ConcernChild.__table__):
        for stored in db.session.execute(select(table)):
            assert "purple scarf" not in repr(tuple(stored))
            assert not any(
                isinstance(value, bytes) and b"scarf" in value for value in stored
            )


def test_no_planted_word_lies_in_the_database_files(world, engine_name):
    words = [f"purplescarf{number}" for number in range(8)]
    narrative, own, teller, when, place, app, done, described = map(Narrative, words)
    new = NewConcern(
        children=(ChildInIt(world["maya"]), ChildInIt(None, described=described)),
        narrative=narrative,
        own_words=own,
        teller=Teller(words=teller, for_words=teller),
        happened=Happening(words=when),
        where=Setting(place, app),
        done=Done(words=done),
    )
    ref = raise_concern(world.acting("teacher"), new)
    add_to_concern(world.acting("teacher"), ref, Addition(narrative))
    save_draft(world.acting("teacher"), Written("a form", words[0]))
    folder = (sqlite if engine_name == "sqlite" else postgres).data_folder()
    assert any(folder.iterdir())
    assert traces_in(folder, [*words, "Castellan"]) == []


def test_the_children_and_their_parts_are_kept_and_the_wall_is_told(world):
    new = NewConcern(
        children=(
            ChildInIt(world["maya"], "harmed"),
            ChildInIt(world["jayden"], "alleged_to_have_harmed"),
            ChildInIt(None, "witness", Narrative("a boy with a red bag")),
        ),
        narrative=Narrative(WHAT),
    )
    ref = raise_concern(world.acting("teacher"), new)
    rows = db.session.scalars(
        select(ConcernChild).where(ConcernChild.concern_ref == ref)
    )
    kept = {(row.person_ref, row.part, unseal(row, "described")) for row in rows}
    assert kept == {
        (world["maya"], "harmed", None),
        (world["jayden"], "alleged_to_have_harmed", None),
        (None, "witness", "a boy with a red bag"),
    }
    assert wall.stands_between(world["parent_teacher"], ref)
    assert not wall.stands_between(world["other_teacher"], ref)


def test_the_act_leaves_one_entry_that_names_nobody_in_clear(world):
    before = len(entries(world.birch))
    ref = raised(world, "teacher", "maya", in_danger=True)
    [leaf] = entries(world.birch)[before:]
    assert (leaf.action, leaf.result) == ("concern.raised", "done")
    assert leaf.objects == (ref,)
    told = facts(leaf)
    assert told == {
        "category": "other",
        "level": "C3",
        "children": 1,
        "adults": 0,
        "in_danger": True,
        "intimate_image": False,
        "teller": "own_observation",
        "told": [Role.DSL.value, Role.DEPUTY_DSL.value],
        "due_at": concern_of(ref).due_at.isoformat(),
        "on_duty_rota": True,
        "from_draft": False,
    }
    tables = {row.table for row in leaf.rows}
    assert {
        "concern",
        "concern_text",
        "concern_child",
        "wall_about",
        "notice",
    } <= tables


def test_the_dsl_and_deputy_are_told_that_something_waits_and_never_what(world):
    ref = raised(world)
    assert told_by(ref) == {world["dsl"], world["deputy_dsl"]}
    rows = notices()
    assert {row.kind for row in rows} == {"waits"}
    assert {row.path for row in rows} == {f"/concerns/{ref[:5]}-{ref[5:]}"}
    mails = db.session.scalars(select(OutboxMail).where(OutboxMail.made_at >= TUESDAY))
    assert {each.person_ref for each in mails} == {each.person_ref for each in rows}


def test_a_child_in_danger_needs_them_now_within_thirty_minutes(world, in_term):
    row = concern_of(raised(world, in_danger=True))
    assert row.due_at == TUESDAY + timedelta(minutes=30)
    assert not row.on_duty_rota
    assert {each.kind for each in notices()} == {"now"}


def test_without_danger_it_is_due_by_the_end_of_the_school_day(world, in_term):
    row = concern_of(raised(world))
    assert row.due_at == clock.london(date(2026, 11, 24), 15, 30)
    assert row.due_why == "in_school_time"


def test_the_schools_own_last_bell_is_the_end_of_its_day(world, in_term):
    change_settings(world.acting("head"), {"school_ends": "14:50"})
    row = concern_of(raised(world))
    assert row.due_at == clock.london(date(2026, 11, 24), 14, 50)


def test_in_the_holidays_the_duty_rota_has_it(world, in_term):
    with clock.standing_at(clock.london(date(2026, 12, 23), 10)):
        row = concern_of(raised(world))
    assert row.on_duty_rota
    assert row.due_why == "school_closed"


# --- who receives -------------------------------------------------------------------


def test_a_dsl_who_is_part_of_it_hears_nothing_and_the_deputy_has_it(world):
    ref = raised(world, adults=(world["dsl"],))
    assert told_by(ref) == {world["deputy_dsl"]}
    assert wall.stands_between(world["dsl"], ref)
    adults = db.session.scalars(select(ConcernAdult.person_ref))
    assert list(adults) == [world["dsl"]]
    teacher = world.acting("teacher")
    assert [each.role for each in recipients(teacher, "C3", ref)] == [Role.DEPUTY_DSL]


def test_with_dsl_and_deputy_part_of_it_the_head_hears_that_something_waits(world):
    ref = raised(world, adults=(world["dsl"], world["deputy_dsl"]))
    assert told_by(ref) == {world["head"]}


def test_the_chain_goes_up_to_the_executive_head_and_the_trust_lead(world):
    passed_over = ("dsl", "deputy_dsl", "head")
    ref = raised(world, adults=tuple(world[name] for name in passed_over))
    [notice] = notices()
    assert (notice.person_ref, notice.path) == (world["executive_head"], "/")
    assert facts(last(world.birch))["told"] == [Role.EXECUTIVE_HEAD.value]
    above = (*passed_over, "executive_head")
    ref = raised(world, adults=tuple(world[name] for name in above))
    teacher = world.acting("teacher")
    assert [each.role for each in recipients(teacher, "C3", ref)] == [
        Role.TRUST_SAFEGUARDING_LEAD
    ]


def test_with_nobody_left_the_concern_is_kept_all_the_same(world):
    everybody = ("dsl", "deputy_dsl", "head", "executive_head", "trust_safeguarding")
    ref = raised(world, adults=tuple(world[name] for name in everybody))
    assert concern_of(ref).state == "submitted"
    assert recipients(world.acting("teacher"), "C3", ref) == []
    assert facts(last(world.birch))["told"] == []


def test_a_dsl_who_raises_a_concern_has_it_and_gets_no_notice_of_it(world):
    ref = raised(world, "dsl")
    assert told_by(ref) == {world["deputy_dsl"]}
    dsl = world.acting("dsl")
    assert [each.role for each in recipients(dsl, "C3", ref)] == [
        Role.DSL,
        Role.DEPUTY_DSL,
    ]


# --- for somebody else ---------------------------------------------------------------


def test_a_colleague_in_whose_name_it_is_typed_is_the_reporter_and_hears_of_it(world):
    teller = Teller(for_staff_ref=world["volunteer"])
    row = concern_of(raised(world, "office", teller=teller))
    assert row.reporter_ref == world["volunteer"]
    assert row.typist_ref == world["office"]
    assert world["volunteer"] in told_by(row.ref)


def test_somebody_without_an_account_is_named_in_words(world):
    teller = Teller("parent", for_words=Narrative("the grandmother, by telephone"))
    row = concern_of(raised(world, "office", teller=teller))
    assert row.reporter_ref == world["office"]
    assert unseal(row, "on_behalf_of") == "the grandmother, by telephone"


# --- level and image ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "level", "image", "technical"),
    [
        ({}, "C3", False, False),
        ({"category": "cyber_bullying"}, "C2", False, False),
        ({"category": "filter_gap"}, "C2", False, True),
        ({"category": "filter_gap", "in_danger": True}, "C3", False, True),
        ({"category": "cyber_bullying", "image_suspected": True}, "C3", True, False),
        ({"category": "intimate_image"}, "C3", True, False),
        ({"category": "deepfake_nudify"}, "C3", True, False),
        ({"category": "upskirting"}, "C3", True, False),
        ({"category": "suspected_abuse_imagery"}, "C3", True, False),
    ],
)
def test_category_and_answers_set_level_and_image_flag(
    world, changes, level, image, technical
):
    row = concern_of(raised(world, **changes))
    assert (row.level, row.intimate_image, row.technical) == (level, image, technical)


# --- once, and by whom --------------------------------------------------------------


def test_pressing_twice_makes_one_concern(world):
    teacher, new = world.acting("teacher"), about(world, "ellis")
    form = FormId("form one", "digest")
    first = raise_concern(teacher, new, form=form)
    before = len(entries(world.birch))
    assert raise_concern(teacher, new, form=form) == first
    assert len(entries(world.birch)) == before
    assert db.session.scalar(select(func.count()).select_from(Concern)) == 1


def test_the_same_form_with_other_words_is_refused(world):
    teacher, new = world.acting("teacher"), about(world, "ellis")
    raise_concern(teacher, new, form=FormId("form one", "digest"))
    with pytest.raises(Repeated):
        raise_concern(teacher, new, form=FormId("form one", "other"))
    assert db.session.scalar(select(func.count()).select_from(Concern)) == 1


def test_only_those_who_work_here_raise_concerns(world):
    stranger = Actor(
        world["maya"], world.birch, world.trust, roles=frozenset({Role.STUDENT})
    )
    with pytest.raises(Refused):
        raise_concern(stranger, about(world, "ellis"))
    leaf = last(world.birch)
    assert (leaf.action, leaf.result) == ("concern.raised", "refused")
    assert facts(leaf) == {"code": "role"}
    assert db.session.scalar(select(func.count()).select_from(Concern)) == 0
