"""A class is marked in the morning and collected in the afternoon."""

from datetime import timedelta

import pytest

from safeguard.hand_in.commands.marking import (
    Collecting,
    Marked,
    Marking,
    collect_phones,
    mark_phones,
)
from safeguard.hand_in.models import PhoneCorrection, PhoneDay
from safeguard.hand_in.queries.ledger import (
    read_earlier_phones,
    read_ledger,
    read_phones,
)
from safeguard.hand_in.states import Mark
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.identity.commands.enrolling import Leaving, end_enrolment
from school.identity.commands.people import NewEnrolment, enrol
from tests.hand_in.told import (
    IN,
    NOT,
    OUT,
    collected,
    exempted,
    marked,
    marking,
    permitted,
    row,
    sheet,
    standings,
)
from tests.objections import objected
from tests.trail.reading import entries, facts, last

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Tuesday 24 November is a school day; the school ends at 3:30pm.
SATURDAY = 4 * DAY


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


def test_a_class_is_marked_with_one_press_and_one_entry(world):
    permitted(world, "maya")
    before = len(entries(world.birch))
    rows = tuple(Marked(world[name], None) for name in ("maya", "zazolc", "nandu"))
    all_in = Marking(rows, expected_in=True)
    mark_phones(world.acting("office"), world.classes["8K"], all_in)
    assert len(entries(world.birch)) == before + 1
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "phones.marked", {"handed_in": 1, "not_brought": 2},
    )  # fmt: skip
    assert set(leaf.objects) == {
        world.classes["8K"], *(each.pupil_ref for each in rows),
    }  # fmt: skip
    assert standings(world) == {
        "maya": "handed_in", "zazolc": "not_brought", "nandu": "not_brought",
    }  # fmt: skip


def test_what_is_chosen_counts_more_than_what_the_button_says(world):
    permitted(world, "maya")
    permitted(world, "zazolc")
    new = marking(world, expected_in=True, maya=NOT, zazolc=None, nandu=IN)
    mark_phones(world.acting("teacher"), world.classes["8K"], new)
    assert standings(world) == {
        "maya": "not_brought", "zazolc": "handed_in", "nandu": "handed_in",
    }  # fmt: skip


def test_whoever_keeps_the_phone_is_shown_so_and_nothing_is_marked(world):
    exempted(world, "maya")
    permitted(world, "maya")
    new = marking(world, expected_in=True, maya=None, zazolc=None)
    mark_phones(world.acting("office"), world.classes["8K"], new)
    assert standings(world)["maya"] == "exempt"
    assert row(world, "maya").is_to_mark is False
    assert row(world, "maya").exempt


def test_collected_with_one_press_and_one_entry(world):
    marked(world, maya=IN, zazolc=IN, nandu=NOT)
    with clock.moved_on(2 * HOUR):
        collected(world, "maya", "zazolc")
        leaf = last(world.birch)
        assert (leaf.action, facts(leaf)) == (
            "phones.collected", {"collected": 2, "stayed": 0},
        )  # fmt: skip
        assert standings(world) == {
            "maya": "collected", "zazolc": "collected", "nandu": "not_brought",
        }  # fmt: skip
        assert row(world, "maya").before == ()


def test_a_phone_that_came_in_meanwhile_is_not_taken_for_collected(world):
    marked(world, maya=IN)
    marked(world, zazolc=IN)
    collected(world, "maya")
    assert standings(world)["zazolc"] == "handed_in"


def test_what_is_left_is_uncollected_and_goes_into_the_next_school_day(world):
    marked(world, maya=IN, zazolc=IN)
    with clock.moved_on(2 * HOUR):
        collected(world, "maya", "zazolc", stay="zazolc")
        assert standings(world)["zazolc"] == "handed_in"
    with clock.moved_on(3 * HOUR):
        assert standings(world)["zazolc"] == "uncollected"
        found = read_ledger(world.acting("head"))
        assert [each.pupil_ref for each in found.left] == [world["zazolc"]]
    today = clock.today()
    with clock.moved_on(DAY):
        count = read_ledger(world.acting("office")).classes[0]
        assert (count.here, count.handed_in, count.marked_at) == (1, 0, None)
        assert sheet(world).last is None
        left = row(world, "zazolc")
        assert (str(left.standing), left.since) == ("uncollected", today)
        assert not left.is_to_mark
        marked(world, maya=IN, zazolc=IN)
        marked(world, zazolc=NOT)
        assert row(world, "zazolc").since == today
        collected(world, "zazolc")
        assert standings(world)["zazolc"] == "not_marked"
        marked(world, zazolc=IN)
        assert row(world, "zazolc").since is None


def test_no_phone_is_marked_without_school_but_what_was_left_goes_home(world):
    marked(world, maya=IN)
    with clock.moved_on(SATURDAY):
        again = marking(world, zazolc=IN)
        office = world.acting("office")
        assert objected(mark_phones, office, world.classes["8K"], again) == {"day"}
        assert not sheet(world).is_open
        collected(world, "maya")
        assert read_ledger(office).left == ()


def test_while_nobody_has_entered_terms_every_working_day_counts(world):
    """Cedar has none (decision 35)."""
    office = world.acting("cedar_teacher")
    new = marking(world, cedar_pupil=IN)
    assert mark_phones(office, world.classes["7T"], new)
    with clock.moved_on(SATURDAY):
        assert objected(mark_phones, office, world.classes["7T"], new) == {"day"}


def test_twice_handed_in_is_once(world):
    marked(world, maya=IN)
    first = row(world, "maya")
    with clock.moved_on(HOUR):
        marked(world, maya=IN, by="teacher")
        assert facts(last(world.birch)) == {}
        assert (row(world, "maya").at, row(world, "maya").before) == (first.at, ())
    assert db.session.query(PhoneDay).count() == 1


def test_collected_and_never_handed_in_is_recorded_as_it_was(world):
    marked(world, maya=OUT)
    assert row(world, "maya").unmarked_in
    assert standings(world)["maya"] == "collected"


def test_of_two_who_mark_at_once_the_latest_mark_counts_and_both_are_seen(world):
    """Each had opened the page before the other sent theirs."""
    marked(world, by="office", maya=IN, zazolc=NOT)
    with clock.moved_on(timedelta(minutes=1)):
        marked(world, by="teacher", maya=NOT, zazolc=NOT)
        found = row(world, "maya")
        assert (found.mark, found.by) == (Mark.NOT_BROUGHT, "Hannah Okafor")
        assert [(each.mark, each.by) for each in found.before] == [
            (Mark.HANDED_IN, "Joan Fairley")
        ]
    told = [leaf for leaf in entries(world.birch) if leaf.action == "phones.marked"]
    assert [leaf.person_ref for leaf in told] == [world["office"], world["teacher"]]
    assert facts(told[1]) == {"not_brought": 1, "corrected": 1}
    assert db.session.query(PhoneCorrection).count() == 1


def test_rows_that_nobody_touched_take_nothing_from_somebody_elses_marks(world):
    permitted(world, "maya")
    marked(world, by="office", maya=IN, zazolc=IN)
    rows = (
        Marked(world["maya"], None),
        # As the page of the teacher had shown it before.
        Marked(world["zazolc"], Mark.NOT_BROUGHT, shown=Mark.NOT_BROUGHT),
        Marked(world["nandu"], Mark.HANDED_IN),
    )
    mark_phones(world.acting("teacher"), world.classes["8K"], Marking(rows))
    assert standings(world) == dict.fromkeys(("maya", "zazolc", "nandu"), "handed_in")


def test_a_mark_can_be_put_right_and_what_it_replaced_stays(world):
    marked(world, maya=IN)
    collected(world, "maya")
    marked(world, maya=IN)
    found = row(world, "maya")
    assert (str(found.standing), found.collected_at) == ("handed_in", None)
    assert [each.mark for each in found.before] == [Mark.COLLECTED]


def test_a_pupil_who_left_during_the_day_still_gets_the_phone_back(world):
    marked(world, maya=IN)
    yesterday = clock.today() - DAY
    end_enrolment(world.acting("ict"), world["maya"], Leaving(yesterday))
    assert not row(world, "maya").on_roll
    collected(world, "maya")
    # And one whose row was on the page that somebody had open.
    end_enrolment(world.acting("ict"), world["nandu"], Leaving(yesterday))
    marked(world, nandu=IN)
    assert standings(world)["nandu"] == "handed_in"


def test_a_pupil_who_joined_during_the_day_has_a_row_of_their_own(world):
    marked(world, maya=IN, zazolc=NOT, nandu=NOT)
    enrol(world.system(), NewEnrolment(world.classes["8K"], world["ellis"]))
    assert standings(world)["ellis"] == "not_marked"
    assert sheet(world).not_marked == 1


def test_nobody_marks_a_pupil_of_another_school_or_looks_at_its_classes(world):
    new = Marking((Marked(world["cedar_pupil"], IN),))
    office = world.acting("office")
    assert objected(mark_phones, office, world.classes["8K"], new) == {"rows"}
    for doing in (
        lambda: read_phones(office, world.classes["7T"]),
        lambda: collect_phones(office, world.classes["7T"], Collecting(())),
        lambda: mark_phones(office, world.classes["7T"], Marking(())),
    ):
        with pytest.raises(Hidden):
            doing()
    assert [each.title for each in read_ledger(office).classes] == ["8K", "9H", "10R"]


def test_an_earlier_day_is_read_while_it_is_kept_and_never_changed(world):
    marked(world, maya=IN)
    collected(world, "maya")
    office, today = world.acting("office"), clock.today()
    with clock.moved_on(DAY):
        found = read_earlier_phones(office, world.classes["8K"], today)
        assert [str(each.standing) for each in found.rows] == ["collected"]
        assert (found.is_open, found.before) == (False, None)
        assert read_earlier_phones(office, world.classes["8K"]).on == today
        for day in (clock.today(), clock.today() + DAY, today - timedelta(days=400)):
            with pytest.raises(Hidden):
                read_earlier_phones(office, world.classes["8K"], day)
    # Into the term after the next: it is no longer shown.
    with clock.moved_on(timedelta(days=60)):
        assert sheet(world).before == today
        assert read_earlier_phones(office, world.classes["8K"], today).rows


def test_the_days_numbers_are_the_classes_numbers(world):
    permitted(world, "maya")
    exempted(world, "ellis")
    marked(world, maya=IN, zazolc=IN, nandu=NOT)
    found = {each.title: each for each in read_ledger(world.acting("office")).classes}
    assert (found["8K"].expected, found["8K"].handed_in, found["8K"].here) == (1, 2, 2)
    assert (found["8K"].not_marked, found["10R"].not_marked) == (0, 2)
    assert found["9H"].not_marked == 1
    assert found["10R"].marked_at is None
