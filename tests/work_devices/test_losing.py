"""A device is lost: three offices hear at once, and the 72 hours run."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from safeguard.cases.commands.noticing import read_notice
from safeguard.cases.queries.waiting import waiting_notices
from safeguard.installation.devices import remind_of_losses
from safeguard.work_devices.commands.dealing import (
    Decision,
    Ending,
    Found,
    NewStep,
    close_loss,
    decide_loss,
    record_found,
    record_step,
    remind_of_loss,
)
from safeguard.work_devices.commands.reporting import NewLoss, record_loss
from safeguard.work_devices.models import DeviceLoss
from safeguard.work_devices.queries.losses import (
    CLOSED,
    export_losses,
    losses_to_remind_of,
    read_loss,
    read_losses,
    read_own_loss,
    undecided,
)
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused, Stale
from school.foundation.references import spoken
from tests.objections import objected
from tests.trail.reading import facts, last
from tests.work_devices.told import WHERE, decided, lost, notices, reported, row, vacate

HOUR = timedelta(hours=1)


# ---- Reported ------------------------------------------------------------------------


@pytest.mark.both_engines
def test_dpo_dsl_and_ict_hear_at_once_and_the_clock_runs_in_real_time(world):
    ref = lost(world)

    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "device_loss.recorded",
        {"kind": "laptop", "happening": "lost", "told": 3, "vacant": 0},
    )
    told = ("now", f"/devices/losses/{spoken(ref)}")
    assert notices() == {world[name]: [told] for name in ("dpo", "dsl", "ict")}
    found = row(ref)
    # Three days and nights: the clock asks for no school day.
    assert found.due_at == clock.now() + timedelta(hours=72)
    assert (found.state, found.reminded) == ("reported", 0)
    assert found.words
    assert WHERE.encode() not in bytes(found.words)


def test_the_clock_runs_from_when_it_was_noticed(world):
    noticed = clock.now() - 20 * HOUR
    ref = lost(world, noticed_at=noticed)
    assert row(ref).due_at == noticed + 72 * HOUR


def test_the_steps_say_which_office_was_told(world):
    found = read_loss(world.acting("dpo"), lost(world))
    assert [(step.kind, step.code, step.people) for step in found.steps] == [
        ("reported", "", 0),
        ("told", Role.DPO, 1),
        ("told", Role.DSL, 1),
        ("told", Role.ICT, 1),
    ]
    assert found.contents == ("accounts", "pupils")
    assert (found.words, found.line.name) == (WHERE, "Hannah Okafor")


def test_a_vacant_post_is_said_and_somebody_stands_in(world):
    vacate(world, "dpo")

    ref = lost(world)

    assert facts(last(world.birch))["vacant"] == 1
    assert set(notices()) == {world[n] for n in ("executive_head", "dsl", "ict")}
    found = read_loss(world.acting("executive_head"), ref)
    assert (found.steps[1].code, found.steps[1].instead) == (
        Role.DPO, Role.EXECUTIVE_HEAD,
    )  # fmt: skip
    assert [each.post for each in found.hears if each.is_vacant] == [Role.DPO]
    decided(world, ref, by="executive_head")
    assert row(ref).state == "decided"


def test_nobody_decides_about_the_device_that_they_lost(world):
    ref = lost(world, "dpo")
    assert set(notices()) == {world[n] for n in ("executive_head", "dsl", "ict")}
    with pytest.raises(Refused):
        decided(world, ref, by="dpo")
    decided(world, ref, by="executive_head")


def test_where_nobody_is_left_it_is_written_down(world):
    for name in ("dpo", "executive_head", "chair"):
        vacate(world, name)
    ref = lost(world)
    found = read_loss(world.acting("head"), ref)
    assert (found.steps[1].code, found.steps[1].people) == (Role.DPO, 0)
    with pytest.raises(Refused):
        decided(world, ref, by="head")


def test_what_is_asked_is_asked_for_and_tomorrow_is_no_time(world):
    teacher = world.acting("teacher")
    bare = NewLoss("", "", "", ())
    assert objected(record_loss, teacher, bare) == {
        "kind", "happening", "encrypted", "contents",
    }  # fmt: skip
    wrong = NewLoss("laptop", "lost", "no", ("none", "pupils"), clock.now() + HOUR)
    assert objected(record_loss, teacher, wrong) == {"contents", "noticed_on"}
    long = NewLoss(
        *("laptop", "lost", "no", ("secrets",), clock.now() - timedelta(days=400)),
        "x" * 5_001,
        "y" * 201,
    )
    assert objected(record_loss, teacher, long) == {
        "contents", "noticed_on", "words", "reach",
    }  # fmt: skip


# ---- Who reads it --------------------------------------------------------------------


def test_it_is_read_by_office_by_whoever_reported_it_and_hidden_from_others(world):
    ref = lost(world)
    for name in ("dpo", "dsl", "deputy_dsl", "ict", "digital_safety", "head"):
        assert read_loss(world.acting(name), ref).line.reference == ref
    assert read_own_loss(world.acting("teacher"), ref).words == WHERE
    for name in ("other_teacher", "office", "cedar_head", "trustee", "chair"):
        with pytest.raises(Hidden):
            read_loss(world.acting(name), ref)
        with pytest.raises(Hidden):
            read_own_loss(world.acting(name), ref)
    with pytest.raises(Hidden):
        read_loss(world.acting("teacher"), ref)


def test_lists_and_exports_hold_no_words(world):
    first, second = lost(world), lost(world, "tutor", noticed_at=clock.now() - HOUR)
    head = world.acting("head")
    assert [line.reference for line in read_losses(head)] == [second, first]
    assert WHERE not in repr(export_losses(head))
    assert facts(last(world.birch)) == {"losses": 2}
    with pytest.raises(Refused):
        read_losses(world.acting("teacher"))
    with pytest.raises(Refused):
        export_losses(world.acting("office"))


def test_home_of_the_officer_knows_what_waits(world):
    ref = lost(world)
    assert [line.reference for line in undecided(world.acting("dpo"))] == [ref]
    for name in ("executive_head", "head", "teacher", "chair"):
        assert undecided(world.acting(name)) == []
    decided(world, ref)
    assert undecided(world.acting("dpo")) == []


# ---- What is done --------------------------------------------------------------------


@pytest.mark.both_engines
def test_steps_are_recorded_by_ict_and_by_whoever_lost_it(world):
    ref = lost(world)
    record_step(world.acting("ict"), ref, NewStep("wiped", version=row(ref).version))
    police = NewStep("police_told", number="BC-1042/26")
    record_step(world.acting("teacher"), ref, police)

    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "device_loss.step_recorded",
        {"step": "police_told"},
    )
    done = read_loss(world.acting("dpo"), ref).steps[4:]
    assert [(step.code, step.number, step.by) for step in done] == [
        ("wiped", "", "Lewis Tarn"),
        ("police_told", "BC-1042/26", "Hannah Okafor"),
    ]


def test_the_police_give_a_number_and_another_step_has_words(world):
    ref, ict = lost(world), world.acting("ict")
    assert objected(record_step, ict, ref, NewStep("police_told")) == {"number"}
    assert objected(record_step, ict, ref, NewStep("other")) == {"words"}
    assert objected(record_step, ict, ref, NewStep("burnt")) == {"step"}
    with pytest.raises(Stale):
        record_step(ict, ref, NewStep("wiped", version=99))
    with pytest.raises(Hidden):
        record_step(world.acting("office"), ref, NewStep("wiped"))


def test_found_again_is_known_to_whoever_decides_and_stops_no_clock(world):
    ref = lost(world)
    record_found(world.acting("teacher"), ref, Found("The bus company had it."))
    assert last(world.birch).action == "device_loss.found"
    assert len(notices()[world["dpo"]]) == 2
    assert (row(ref).state, row(ref).found_at) == ("reported", clock.now())
    with pytest.raises(Stale):
        record_found(world.acting("ict"), ref, Found("It is here."))


def test_several_notices_of_one_device_are_one_item_and_are_read_together(world):
    ref, dpo = lost(world), world.acting("dpo")
    record_found(world.acting("teacher"), ref, Found("The bus company had it."))
    (waiting,) = waiting_notices(dpo)
    assert waiting.urgent
    with clock.moved_on(48 * HOUR):
        remind_of_losses()
        # The page stood open since before the reminder: that one still waits.
        read_notice(dpo, waiting.ref)
        (later,) = waiting_notices(dpo)
        read_notice(dpo, later.ref)
    assert waiting_notices(dpo) == []


# ---- Decided and closed --------------------------------------------------------------


@pytest.mark.both_engines
def test_the_officer_decides_with_reasons_and_the_loss_is_closed(world):
    ref, dpo = lost(world), world.acting("dpo")
    with pytest.raises(Stale):
        close_loss(dpo, ref, Ending("gone"))

    decided(world, ref)

    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "device_loss.decided",
        {"decision": "not_reportable", "affected": "not_needed", "late": False},
    )
    assert objected(close_loss, dpo, ref, Ending("back")) == {"ending"}
    close_loss(dpo, ref, Ending("harmless", "Next time it stays in the bag."))
    assert facts(last(world.birch)) == {"ending": "harmless"}
    assert [line.reference for line in read_losses(dpo, CLOSED)] == [ref]
    with pytest.raises(Stale):
        decided(world, ref)
    with pytest.raises(Stale):
        record_step(dpo, ref, NewStep("wiped"))


def test_a_report_says_when_and_under_which_reference(world):
    ref, dpo = lost(world, noticed_at=clock.now() - 10 * HOUR), world.acting("dpo")
    decided(world, ref, **reported(clock.now() - HOUR))
    found = read_loss(dpo, ref)
    assert (found.line.decision, found.ico_reference) == ("reported", "IC-2026-0042")
    assert found.ico_at == clock.now() - HOUR
    # What is learned later can change it, and both decisions stand.
    decided(world, ref, reasons="The disk was found to be blank when it left us.")
    found = read_loss(dpo, ref)
    assert (found.line.decision, found.ico_at, found.ico_reference) == (
        "not_reportable", None, "",
    )  # fmt: skip
    assert [step.kind for step in found.steps][-2:] == ["decided", "decided"]


def test_what_a_decision_lacks_is_named(world):
    ref, dpo = lost(world), world.acting("dpo")
    asked = objected(decide_loss, dpo, ref, Decision("", "Short."))
    assert asked == {"decision", "affected", "reasons"}
    early = Decision(**reported(clock.now() - HOUR, reasons="x" * 20, ico_reference=""))
    assert objected(decide_loss, dpo, ref, early) == {"ico_on", "ico_reference"}
    never = Decision(**reported(clock.now() + HOUR, reasons="x" * 20))
    assert objected(decide_loss, dpo, ref, never) == {"ico_on"}


def test_a_late_report_says_why_it_was_late(world):
    ref, dpo = lost(world, noticed_at=clock.now() - 80 * HOUR), world.acting("dpo")
    said = reported(clock.now() - HOUR, reasons="Health data, and no encryption.")
    assert objected(decide_loss, dpo, ref, Decision(**said)) == {"late_because"}
    decided(world, ref, **said, late_because="It was noticed when the holidays ended.")
    assert facts(last(world.birch))["late"] is True
    assert "when the holidays ended" in read_loss(dpo, ref).steps[-1].words


@pytest.mark.parametrize("name", ["dsl", "ict", "head", "executive_head", "teacher"])
def test_only_the_officer_decides_and_closes(world, name):
    ref = lost(world)
    with pytest.raises((Refused, Hidden)):
        decided(world, ref, by=name)
    decided(world, ref)
    with pytest.raises((Refused, Hidden)):
        close_loss(world.acting(name), ref, Ending("gone"))


# ---- Reminded ------------------------------------------------------------------------


def test_the_officer_is_reminded_before_the_hours_are_over_and_others_after(world):
    ref = lost(world)
    assert remind_of_losses() == 0
    heard = []
    for hours in (23, 24, 30, 48, 66, 72, 90):
        with clock.moved_on(hours * HOUR):
            heard.append(remind_of_losses())
            assert remind_of_losses() == 0
    assert heard == [0, 1, 0, 1, 1, 1, 0]
    told = notices()
    assert len(told[world["dpo"]]) == 5
    assert len(told[world["head"]]) == len(told[world["executive_head"]]) == 1
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "device_loss.reminded",
        {"reminder": "run_out", "told": 3},
    )
    codes = [step.code for step in read_loss(world.acting("dpo"), ref).steps[4:]]
    assert codes == ["two_days_left", "day_left", "hours_left", "run_out"]


def test_a_loss_noticed_late_is_told_of_once_for_all_that_has_passed(world):
    lost(world, noticed_at=clock.now() - 70 * HOUR)
    assert (remind_of_losses(), remind_of_losses()) == (1, 0)
    assert facts(last(world.birch))["reminder"] == "hours_left"


def test_what_is_decided_is_reminded_of_no_more(world):
    ref = lost(world)
    decided(world, ref)
    with clock.moved_on(73 * HOUR):
        assert losses_to_remind_of() == []
        with pytest.raises(Stale):
            remind_of_loss(world.system(), ref)


def test_only_the_product_itself_reminds(world):
    ref = lost(world)
    with pytest.raises(Refused):
        remind_of_loss(world.acting("dpo"), ref)
    assert db.session.scalars(select(DeviceLoss)).one().reminded == 0
