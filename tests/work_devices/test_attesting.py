"""Once a year everybody on the staff confirms; what is not so is helped with."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from safeguard.work_devices.commands.attesting import (
    HelpGiven,
    NewAttestation,
    attest_device,
    give_help,
)
from safeguard.work_devices.models import DeviceAnswer, DeviceHelp
from safeguard.work_devices.queries.lists import (
    count_help,
    export_attestations,
    read_attestations,
    read_help,
)
from safeguard.work_devices.queries.own import owes_attestation, read_own_devices
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden, Refused, Stale
from school.foundation.sealing import unseal
from tests.objections import objected
from tests.trail.reading import facts, last
from tests.work_devices.told import CODES, confirmed, notices

WORDS = "I never know which update is the right one."


def helps():
    asked = select(DeviceHelp).execution_options(populate_existing=True)
    return list(db.session.scalars(asked.order_by(DeviceHelp.precaution)))


@pytest.mark.both_engines
def test_whoever_confirms_everything_is_done_for_the_year(world):
    teacher = world.acting("teacher")
    assert owes_attestation(teacher)

    confirmed(world)

    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "device.attested",
        {"year": 2026, "has_device": True, "told": 0},
    )
    found = read_own_devices(teacher)
    assert (found.year, found.has_device) == (2026, True)
    assert found.answers == dict.fromkeys(CODES, True)
    assert not owes_attestation(teacher)
    assert (notices(), helps()) == ({}, [])


@pytest.mark.both_engines
def test_what_is_not_so_asks_those_who_help_and_tells_nobody_who_leads(world):
    confirmed(world, "updated", "encrypted", words=WORDS)

    # Which precautions stands nowhere in the trail.
    assert facts(last(world.birch)) == {"year": 2026, "has_device": True, "told": 2}
    assert notices() == {
        world[name]: [("waits", "/devices/help")] for name in ("ict", "digital_safety")
    }
    assert [(row.precaution, row.state) for row in helps()] == [
        ("encrypted", "needed"), ("updated", "needed"),
    ]  # fmt: skip
    shown = read_help(world.acting("ict"))
    assert [(each.name, each.words) for each in shown] == [("Hannah Okafor", WORDS)] * 2
    for name in ("head", "dpo", "dsl", "teacher", "executive_head"):
        assert count_help(world.acting(name)) == 0
        with pytest.raises(Refused):
            read_help(world.acting(name))


def test_help_is_written_down_and_read_by_whoever_got_it(world):
    confirmed(world, "encrypted")
    (row,) = helps()

    give_help(world.acting("ict"), row.ref, HelpGiven("Switched it on together.", 1))

    assert last(world.birch).action == "device_help.given"
    assert notices()[world["teacher"]] == [("waits", "/devices")]
    (mine,) = read_own_devices(world.acting("teacher")).helps
    assert (mine.state, mine.given_words, mine.given_by) == (
        "given", "Switched it on together.", "Lewis Tarn",
    )  # fmt: skip
    with pytest.raises(Stale):
        give_help(world.acting("ict"), row.ref, HelpGiven("Once more."))


def test_help_is_refused_to_others_and_hidden_in_another_school(world):
    confirmed(world, "encrypted")
    (row,) = helps()
    with pytest.raises(Refused):
        give_help(world.acting("head"), row.ref, HelpGiven("Something."))
    with pytest.raises(Hidden):
        give_help(world.acting("cedar_teacher"), row.ref, HelpGiven("Something."))
    assert objected(give_help, world.acting("ict"), row.ref, HelpGiven("  ")) == {
        "words"
    }
    with pytest.raises(Stale):
        give_help(world.acting("ict"), row.ref, HelpGiven("Something.", 7))


def test_confirming_anew_ends_help_that_is_not_needed_any_more(world):
    confirmed(world, "encrypted", "locks")

    with clock.moved_on(timedelta(days=1)):
        confirmed(world, "locks", "updated")

    assert [(row.precaution, row.state) for row in helps()] == [
        ("encrypted", "no_longer"), ("locks", "needed"), ("updated", "needed"),
    ]  # fmt: skip
    found = read_own_devices(world.acting("teacher"))
    assert found.answers["encrypted"]
    assert len(list(db.session.scalars(select(DeviceAnswer)))) == 2 * len(CODES)


def test_every_precaution_is_answered_unless_there_is_no_device(world):
    teacher = world.acting("teacher")
    assert objected(attest_device, teacher, NewAttestation(None)) == {"has_device"}
    bare = NewAttestation(True, {"locks": True}, "x" * 2_001)
    assert objected(attest_device, teacher, bare) == {
        "words", *(code for code in CODES if code != "locks"),
    }  # fmt: skip

    attest_device(teacher, NewAttestation(False, {"encrypted": False}))

    assert (helps(), read_own_devices(teacher).has_device) == ([], False)


def test_a_new_school_year_asks_anew_and_the_old_answer_stays(world):
    confirmed(world)
    with clock.standing_at(datetime(2027, 8, 31, 22, 59, tzinfo=UTC)):
        assert not owes_attestation(world.acting("teacher"))
    # Midnight in London is an hour earlier in UTC.
    with clock.standing_at(datetime(2027, 8, 31, 23, 0, tzinfo=UTC)):
        assert owes_attestation(world.acting("teacher"))
        assert read_own_devices(world.acting("teacher")).year == 2027


def test_the_list_names_who_has_not_confirmed_first_and_nobodys_answers(world):
    confirmed(world, "encrypted")
    attest_device(world.acting("office"), NewAttestation(False))

    found = read_attestations(world.acting("head"))

    by_name = {line.name: line for line in found.lines}
    assert found.missing == len(found.lines) - 2
    assert [line.attested_at is None for line in found.lines][-2:] == [False, False]
    assert by_name["Hannah Okafor"].has_device
    assert not by_name["Joan Fairley"].has_device
    # Staff of this school: no volunteer, no councillor, nobody of trust or Cedar.
    for name in ("Edie Marlow", "Gareth Lorne", "Rohan Dace", "Noel Arkwright"):
        assert name not in by_name
    leaf = last(world.birch)
    assert facts(leaf) == {
        "year": 2026, "people": len(found.lines), "missing": found.missing,
    }  # fmt: skip


def test_the_list_and_its_export_are_for_those_who_look_after_devices(world):
    for name in ("head", "dpo", "ict", "digital_safety"):
        assert export_attestations(world.acting(name)).lines
    assert last(world.birch).action == "device_attestations.exported"
    for name in ("teacher", "dsl", "office", "trustee", "executive_head"):
        with pytest.raises(Refused):
            read_attestations(world.acting(name))
        with pytest.raises(Refused):
            export_attestations(world.acting(name))


def test_a_volunteer_owes_nothing_and_may_confirm_all_the_same(world):
    assert not owes_attestation(world.acting("volunteer"))
    confirmed(world, name="volunteer")
    assert read_own_devices(world.acting("volunteer")).attested_at


def test_what_somebody_wrote_lies_sealed(world):
    confirmed(world, "encrypted", words=WORDS)
    (row,) = helps()
    assert WORDS.encode() not in bytes(row.words)
    assert unseal(row, "words") == WORDS
    assert clock.now() - row.asked_at < timedelta(seconds=1)
