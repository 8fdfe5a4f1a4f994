"""Records: evidence, readings, errors; people of two schools and people who left."""

from datetime import date, datetime, timedelta

import pytest

from safeguard.training.commands.recording import (
    NewRecords,
    Reading,
    Voiding,
    attest_reading,
    record_training,
    void_record,
)
from safeguard.training.commands.reminding import remind_of_training
from safeguard.training.queries.people import (
    print_certificate,
    read_own_training,
    read_person_training,
)
from safeguard.training.queries.reviewing import Wanted, export_training, read_training
from safeguard.training.queries.standing import (
    all_over,
    count_by_role,
    count_by_role_of,
    count_own_to_do,
    count_to_remind,
    out_of_date,
    standing_of,
)
from safeguard.training.states import Status
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.errors import Hidden, Invalid, Refused, Stale
from school.identity.commands.appointments import NewAppointment, appoint
from tests.objections import objected
from tests.trail.reading import facts, last
from tests.training.told import (
    EVIDENCE,
    FORMAL,
    INDUCTION,
    REFRESHER,
    UPDATE,
    line,
    needed,
    notices,
    recorded,
    records,
)

DAY = timedelta(days=1)
KCSIE = "kcsie_part_one"
SEPTEMBER = datetime(2027, 9, 1, 7, 0, tzinfo=clock.LONDON)


def reading(edition: str = "kcsie_2026", *, confirmed: bool = True) -> Reading:
    return Reading(KCSIE, edition, confirmed)


def test_evidence_for_many_is_one_act_and_nobody_gets_it_twice(world):
    recorded(world, "teacher", "tutor")
    recorded(world, "teacher", "office")

    entry = last(world.birch)
    assert entry.action == "training.recorded"
    assert facts(entry) == {"course": REFRESHER, "people": 1, "had_one": 1}
    assert len(records(world, "teacher")) == 1
    assert line(world, "office", REFRESHER).status is Status.DONE


def test_nobody_records_their_own_training(world):
    with pytest.raises(Invalid) as refused:
        recorded(world, "dsl", course=FORMAL, by="dsl")
    assert set(refused.value.problems) == {"people"}
    recorded(world, "dsl", course=FORMAL, by="head")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"person_refs": ()}, {"people"}),
        ({"person_refs": ("nobody",)}, {"people"}),
        ({"course": "swimming"}, {"course"}),
        ({"done_on": None}, {"done_on"}),
        ({"done_on": date(2099, 1, 1)}, {"done_on"}),
        ({"done_on": date(1999, 12, 31)}, {"done_on"}),
        ({"evidence": "x"}, {"evidence"}),
        ({"edition": "kcsie_2026"}, {"edition"}),
        ({"course": KCSIE}, {"edition"}),
        ({"course": KCSIE, "edition": "searching_2022"}, {"edition"}),
        (
            {"course": KCSIE, "edition": "kcsie_2026", "done_on": date(2026, 8, 31)},
            {"done_on"},
        ),
    ],
)
def test_what_cannot_be_recorded_is_said_at_its_field(world, changes, fields):
    told = {
        "person_refs": (world["teacher"],),
        "course": REFRESHER,
        "done_on": clock.today(),
        "evidence": EVIDENCE,
    }
    new = NewRecords(**{**told, **changes})
    assert objected(record_training, world.acting("head"), new) == fields


def test_a_lead_appointed_today_has_courses_of_their_own(world):
    assert not [
        each
        for each in standing_of(world.acting("dsl"), [world["teacher"]])[
            world["teacher"]
        ]
        if each.course in {FORMAL, UPDATE}
    ]
    for name in ("dsl", "deputy_dsl"):
        standing = line(world, name, FORMAL)
        assert (standing.status, standing.last_on) == (
            *(Status.OVERDUE, date(2026, 10, 1)),
        )
    recorded(world, "dsl", course=FORMAL, on=date(2025, 2, 28))
    standing = line(world, "dsl", FORMAL)
    assert (standing.status, standing.last_on) == (Status.DONE, date(2027, 2, 28))
    # The formal course was the year's update too, but that year is over.
    assert line(world, "dsl", UPDATE).status is Status.OVERDUE


def test_induction_is_the_first_years_refresher_and_explains_filtering(world):
    recorded(world, "teacher", course=INDUCTION, on=date(2026, 9, 2))
    for course in (INDUCTION, REFRESHER, "filtering_roles"):
        assert line(world, "teacher", course).status is Status.DONE


def test_the_first_of_september_begins_the_next_years_refresher(world):
    recorded(world, "teacher")
    with clock.standing_at(SEPTEMBER - DAY):
        assert line(world, "teacher", REFRESHER).status is Status.DONE
        assert line(world, "office", REFRESHER).status is Status.DUE
    with clock.standing_at(SEPTEMBER):
        assert line(world, "teacher", REFRESHER).status is Status.DUE
        assert line(world, "office", REFRESHER).status is Status.OVERDUE


def test_somebody_with_posts_in_two_schools_learns_once_but_is_inducted_twice(world):
    appoint(
        world.system(world.cedar),
        NewAppointment(world["teacher"], Role.TEACHER.value, clock.today()),
    )
    recorded(world, "teacher", course=REFRESHER)
    recorded(world, "teacher", course=INDUCTION)

    assert line(world, "teacher", REFRESHER, by="cedar_dsl").status is Status.DONE
    assert line(world, "teacher", INDUCTION, by="cedar_dsl").status is Status.DUE
    there = read_person_training(world.acting("cedar_dsl"), world["teacher"])
    # That it was had is known there; what was written of it stays where it was written.
    assert {(each.school, each.evidence) for each in there.records} == {
        ("Birch Academy", "")
    }
    with pytest.raises(Hidden):
        void_record(
            world.acting("cedar_dsl"), there.records[0].ref, Voiding("Not here.")
        )


def test_people_of_another_school_are_nobody_here(world):
    with pytest.raises(Hidden):
        read_person_training(world.acting("dsl"), world["cedar_teacher"])
    with pytest.raises(Hidden):
        read_person_training(world.acting("dsl"), world["maya"])


def test_a_record_in_error_stays_to_be_read_and_counts_no_more(world):
    needed(world, origin_ref="AUDIT1")
    recorded(world, "teacher")
    assert all_over("AUDIT1")
    ref = records(world, "teacher")[0].ref

    void_record(world.acting("dsl"), ref, Voiding("It was another Hannah."))

    assert line(world, "teacher", REFRESHER).status is Status.DUE
    assert not all_over("AUDIT1")
    own = read_own_training(world.acting("teacher")).training.records[0]
    assert own.voided_why == "It was another Hannah."
    assert print_certificate(world.acting("teacher"), ref) is None
    with pytest.raises(Stale):
        void_record(world.acting("head"), ref, Voiding("Once again."))


def test_training_before_a_need_was_seen_does_not_meet_it(world):
    needed(world, origin_ref="AUDIT1")
    recorded(world, "teacher", on=clock.today() - DAY)
    assert not all_over("AUDIT1")


# ---- Readings ----------------------------------------------------------------------


def test_a_reading_is_attested_by_the_reader_alone_and_once(world):
    assert line(world, "teacher", KCSIE).status is Status.OVERDUE

    attest_reading(world.acting("teacher"), reading())
    entry = last(world.birch)
    attest_reading(world.acting("teacher"), reading())

    assert entry.action == "reading.attested"
    assert facts(entry) == {"course": KCSIE, "edition": "kcsie_2026"}
    assert line(world, "teacher", KCSIE).status is Status.DONE
    assert len(records(world, "teacher")) == 1


def test_a_reading_needs_its_tick_and_the_edition_in_force(world):
    teacher = world.acting("teacher")
    unticked = reading(confirmed=False)
    assert objected(attest_reading, teacher, unticked) == {"confirmed"}
    for edition in ("kcsie_2025", "", "nonsense"):
        with pytest.raises(Stale):
            attest_reading(teacher, reading(edition))


def test_who_cannot_sign_in_has_a_reading_recorded_from_paper(world):
    recorded(world, "volunteer", course=KCSIE, edition="kcsie_2025")
    assert line(world, "volunteer", KCSIE).status is Status.OVERDUE
    recorded(
        world, "volunteer", course=KCSIE, edition="kcsie_2026", on=date(2026, 9, 7)
    )
    assert line(world, "volunteer", KCSIE).status is Status.DONE


# ---- Who reads what ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["teacher", "office", "ict", "councillor", "trustee"])
def test_nobody_else_reads_who_is_trained_in_what(world, who):
    for reads, *more in (
        (read_training, Wanted()),
        (export_training,),
        (read_person_training, world["dsl"]),
    ):
        with pytest.raises(Refused):
            reads(world.acting(who), *more)


def test_the_overview_counts_each_group_and_lists_who_is_late_first(world):
    recorded(world, "teacher", course=INDUCTION)
    attest_reading(world.acting("teacher"), reading())

    found = read_training(world.acting("dsl"), Wanted())

    assert found.by_group["volunteers"] == {Status.OVERDUE: 1}
    assert found.by_group["staff"][Status.DONE] == 1
    assert found.people[0].status is Status.OVERDUE
    assert found.people[-1].name == "Hannah Okafor"
    leads = read_training(world.acting("dsl"), Wanted(group="leads", course=FORMAL))
    assert {each.name for each in leads.people} == {"Ruth Adeyemi", "Tom Pellow"}
    assert count_by_role(world.acting("dsl")) == count_by_role_of(world.birch)


def test_a_certificate_is_the_persons_own_or_the_schools(world):
    recorded(world, "teacher")
    ref = records(world, "teacher")[0].ref

    paper = print_certificate(world.acting("teacher"), ref)

    assert paper
    assert (paper.name, paper.recorded_by) == ("Hannah Okafor", "Catrin Howells")
    assert print_certificate(world.acting("dsl"), ref)
    for other in ("other_teacher", "cedar_dsl"):
        with pytest.raises(Hidden):
            print_certificate(world.acting(other), ref)


def test_who_is_out_of_date_is_told_to_whoever_authorises(world):
    asked = ("searching", REFRESHER)
    everybody = [world["searcher"], world["teacher"]]
    assert out_of_date(everybody, asked) == {
        world["searcher"]: asked,
        world["teacher"]: asked,
    }
    recorded(world, "searcher", course="searching", on=date(2024, 11, 24))
    recorded(world, "searcher", "teacher")
    assert out_of_date(everybody, asked) == {world["teacher"]: ("searching",)}
    with clock.moved_on(DAY):
        assert out_of_date([world["searcher"]], asked) == {
            world["searcher"]: ("searching",)
        }


# ---- Reminders ---------------------------------------------------------------------


def test_everybody_is_reminded_once_of_what_is_due_and_again_when_it_is_over(world):
    recorded(world, "teacher", course=INDUCTION)
    attest_reading(world.acting("teacher"), reading())
    assert count_to_remind(world.birch)

    remind_of_training(world.system())
    remind_of_training(world.system())

    assert notices(world, "teacher") == []
    assert notices(world, "tutor") == ["/training/mine"]
    assert count_to_remind(world.birch) == 0
    with clock.standing_at(SEPTEMBER):
        assert count_own_to_do(world.acting("teacher"))
        remind_of_training(world.system())
        assert notices(world, "tutor") == ["/training/mine"] * 2


def test_nobody_is_reminded_in_the_night(world):
    with clock.standing_at(clock.london(clock.today(), 6, 59)):
        assert count_to_remind(world.birch) == 0
    with clock.standing_at(clock.london(clock.today(), 7, 0)):
        assert count_to_remind(world.birch)
