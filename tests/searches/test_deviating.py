"""What was not as it must be: worked out from the facts, one by one, never typed."""

from datetime import timedelta
from typing import Any

import pytest

from safeguard.guidance import searches
from safeguard.searches.commands.authorising import NewAdviser, name_adviser
from safeguard.searches.commands.conducting import Before, Present, Sexes
from safeguard.searches.commands.preparing import Cooperation
from safeguard.searches.commands.starting import NewSearch
from safeguard.searches.commands.weighing import request_advice
from safeguard.searches.permissions.reviewing import deviation_reviewers
from safeguard.searches.queries.reading import read_search
from safeguard.searches.queries.receipts import read_search_receipt
from school.foundation import clock
from school.foundation.errors import Hidden, Invalid
from school.identity.commands.enrolling import Leaving, end_enrolment
from tests.searches import told
from tests.searches.test_course import notices, waiting
from tests.searches.told import search
from tests.trail.reading import facts, last

HOUR = timedelta(hours=1)
# One thing amiss in a search that is otherwise as it should be, and what it is called.
AMISS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "no witness": ({"present": Present()}, {"no_witness"}),
    "a witness without an account": (
        {"present": Present(witness_words="A trainee teacher")}, set(),
    ),
    "another sex": ({"sexes": Sexes("female", "male", "female")}, {"sexes_differ"}),
    "another sex, and nobody else could be there in time": (
        {
            "sexes": Sexes("female", "male", "female"),
            "exception": "urgent",
            "exception_reason": "He said he would use it on himself at once.",
        },
        set(),
    ),
    "another sex for another reason": (
        {
            "sexes": Sexes("female", "male", "female"),
            "exception": "other",
            "exception_reason": "We did not think of it at that moment.",
        },
        {"sexes_differ"},
    ),
    "a sex that is not known": ({"sexes": Sexes("", "male", "male")}, {"sex_unknown"}),
    "another sex, and only a bag": (
        {"sexes": Sexes("female", "male", "male"), "extents": ("bag",)}, set(),
    ),
    "a witness of another sex": (
        {"sexes": Sexes("male", "male", "female")}, {"witness_sex"},
    ),
    "others could see it": ({"out_of_sight": False}, {"in_sight"}),
}  # fmt: skip


@pytest.fixture
def listed(world):
    """The searcher is on the list."""
    told.authorised(world)


@pytest.mark.parametrize("how", AMISS)
def test_one_thing_amiss_is_called_by_its_name(world, listed, how):
    changes, codes = AMISS[how]
    assert told.deviations(told.done(world, **changes)) == codes


def test_searcher_and_witness_are_two_persons(world, listed):
    present = Present(witness_ref=world["searcher"])
    ref = told.done(world, present=present)
    assert told.deviations(ref) == {"searcher_is_witness", "no_witness"}


def test_authority_that_expired_a_minute_before_the_search_is_none(world):
    told.authorised(world, ends_on=clock.today())
    ends = clock.london(clock.today() + timedelta(days=1), 0)
    with clock.standing_at(ends - timedelta(minutes=2)):
        ref = told.ready(world)
    with clock.standing_at(ends + timedelta(minutes=1)):
        told.conducted(world, ref)
    assert told.deviations(ref) == {"authority_expired"}


def test_overdue_training_warns_and_leaves_a_search_lawful(world):
    told.authorised(world, trained_on=clock.today() - timedelta(days=800))
    ref = told.done(world)
    assert told.deviations(ref) == {"training_overdue"}
    told.reviewed(world, told.parents(world, told.found(world, ref)))
    told.closed(world, ref)
    assert search(ref).state == "closed"


def test_what_was_passed_over_is_said_and_the_head_hears_at_once(world, listed):
    ref = told.deviating(world)
    assert told.deviations(ref) == {
        "urgency_missed", "authority_unchecked", "explanation_missed",
        "cooperation_missed", "out_of_order",
    }  # fmt: skip
    assert facts(last(world.birch))["deviations"] == sorted(told.deviations(ref))
    assert notices(world, "head") == [
        ("now", f"/searches/{ref[:5]}-{ref[5:]}"),
    ]  # fmt: skip


def test_a_step_recorded_after_the_moment_of_the_search_is_out_of_order(world, listed):
    ref = told.started(world)
    before = clock.now()
    with clock.moved_on(HOUR):
        for step in (told.weighed, told.checked, told.explained, told.asked):
            step(world, ref)
        told.conducted(world, ref, conducted_at=before + timedelta(minutes=5))
    assert told.deviations(ref) == {"out_of_order"}


def test_grounds_saved_after_the_search_are_said_so(world, listed):
    with clock.moved_on(HOUR):
        ref = told.ready(world)
        earlier = clock.now() - HOUR
        told.conducted(world, ref, conducted_at=earlier)
    assert told.deviations(ref) == {"grounds_after", "out_of_order"}


def test_a_search_still_to_come_is_not_recorded(world, listed):
    ref = told.ready(world)
    with pytest.raises(Invalid) as refused:
        told.conducted(world, ref, conducted_at=clock.now() + HOUR)
    assert set(refused.value.problems) == {"happened_on"}


def test_advice_dated_after_the_search_is_too_late(world, listed):
    ref = waiting(world)
    told.conducted(world, ref)
    assert {"advice_missed", "out_of_order"} <= told.deviations(ref)
    with clock.moved_on(HOUR):
        told.advised(world, ref, "other_way")
    assert {"advice_after", "against_advice"} <= told.deviations(ref)
    assert search(ref).state == "conducted"
    assert facts(last(world.birch))["deviations"] == ["advice_after", "against_advice"]


def test_advice_not_to_search_stands_however_urgent_it_is_called_later(world):
    ref = waiting(world, by="head")
    told.advised(world, ref, "other_way")
    for step in (told.weighed, told.checked, told.explained, told.asked):
        step(world, ref, by="head")
    told.conducted(world, ref, by="head")
    assert told.deviations(ref) == {"against_advice"}
    told.parents(world, told.found(world, ref, by="head"), by="head")
    told.reviewed(world, ref)
    with pytest.raises(Invalid):
        told.closed(world, ref)
    # Whoever reviewed it does not answer too: it is the deputy who looks at it.
    assert deviation_reviewers(search(ref)) == [world["deputy_dsl"]]
    told.answered(world, ref, by="deputy_dsl")
    told.closed(world, ref)
    assert search(ref).state == "closed_with_deviations"


def test_another_adviser_does_not_take_it_back(world, listed):
    ref = waiting(world)
    told.advised(world, ref, "police")
    today = clock.today()
    stand_in = NewAdviser(world["trust_safeguarding"], today, today + HOUR * 24)
    name_adviser(world.acting("chair"), stand_in)
    told.weighed(world, ref, urgent=False)
    request_advice(world.acting("searcher"), ref)
    told.advised(world, ref, by="trust_safeguarding")
    told.weighed(world, ref)
    told.checked(world, ref)
    told.asked(world, told.explained(world, ref))
    assert "against_advice" in told.deviations(told.conducted(world, ref))


def test_urgent_after_advice_was_asked_and_before_it_came_is_said(world, listed):
    ref = waiting(world)
    for step in (told.weighed, told.checked, told.explained, told.asked):
        step(world, ref)
    told.conducted(world, ref)
    assert told.deviations(ref) == {"advice_overtaken"}
    assert deviation_reviewers(search(ref)) == [world["head"]]


def test_urgent_once_it_was_advised_to_search_is_as_it_should_be(world, listed):
    ref = told.advised(world, waiting(world))
    for step in (told.weighed, told.checked, told.explained, told.asked):
        step(world, ref)
    assert told.deviations(told.conducted(world, ref)) == set()


def test_parents_told_before_the_search_and_too_late(world, listed):
    ref = told.found(world, told.done(world))
    told.parents(world, ref, told_at=clock.now() - HOUR)
    assert told.deviations(ref) == {"parents_before"}
    late = told.found(world, told.done(world))
    with clock.moved_on(timedelta(days=2)):
        told.parents(world, late)
    assert told.deviations(late) == {"parents_late"}


# ---- Recorded after it was done ----------------------------------------------------


@pytest.mark.parametrize(
    "name", ["teacher", "volunteer", "ict", "office", "councillor"]
)
def test_nobody_who_works_here_is_refused_to_record_what_was_done(world, name):
    ref = told.recorded(world, by=name)
    assert (search(ref).state, search(ref).route) == ("conducted", "emergency")
    assert {"emergency", "recorded_after", "no_authority"} <= told.deviations(ref)
    assert notices(world, "head")[-1][0] == "now"


def test_it_is_recorded_with_what_is_known_and_what_is_not_shows(world):
    bare = NewSearch(
        world["ellis"], "weapon", told.why(grounds=(), facts="", looked_for="")
    )
    conduct = told.conduct(
        world, present=Present(), extents=(), out_of_sight=None, sexes=Sexes()
    )
    ref = told.recorded(world, new=bare, conduct=conduct, emergency=False)
    assert told.deviations(ref) == {
        "recorded_after", "no_authority", "no_grounds", "urgency_missed",
        "explanation_missed", "cooperation_missed", "no_witness", "unreported",
        "sex_unknown", "in_sight", "extent_unknown",
    }  # fmt: skip


def test_what_was_done_before_it_counts_also_when_recorded_later(world):
    told.authorised(world)
    before = Before(
        urgent=True,
        risk=told.RISK,
        told=("why", "how", "questions"),
        cooperation=Cooperation(cooperates=True),
    )
    ref = told.recorded(world, by="searcher", before=before, emergency=False)
    assert told.deviations(ref) == {"recorded_after"}


def test_of_somebody_else_the_list_is_asked_as_of_that_moment(world):
    told.authorised(world)
    ref = told.recorded(world, by="teacher", searcher_ref=world["searcher"])
    assert "no_authority" not in told.deviations(ref)
    assert (search(ref).searcher_ref, search(ref).recorded_by) == (
        world["searcher"], world["teacher"],
    )  # fmt: skip


def test_a_pupil_who_left_and_one_of_another_school(world):
    end_enrolment(world.system(), world["jayden"], Leaving(clock.today()))
    with clock.moved_on(timedelta(days=1)):
        assert "pupil_left" in told.deviations(told.recorded(world, pupil="jayden"))
        with pytest.raises(Invalid) as refused:
            told.recorded(world, pupil="cedar_pupil")
        assert set(refused.value.problems) == {"pupils"}
        said = "A girl in Cedar’s uniform, about twelve, on the shared field"
        ref = told.recorded(world, pupil="cedar_pupil", described=said)
    assert "pupil_unknown" in told.deviations(ref)
    assert search(ref).pupil_ref is None


def test_force_for_an_item_that_only_the_rules_ban_is_recorded_truthfully(world):
    told.rules(world, "phone")
    phone = NewSearch(world["ellis"], "phone", told.why())
    ref = told.recorded(world, new=phone, conduct=told.conduct(world, force=True))
    assert "force_not_allowed" in told.deviations(ref)
    vape = NewSearch(world["ellis"], "vape", told.why())
    assert "not_searchable" in told.deviations(told.recorded(world, new=vape))


def test_a_place_that_the_power_does_not_reach(world):
    street = NewSearch(world["ellis"], "weapon", told.why(), place="elsewhere")
    assert "not_in_charge" in told.deviations(told.recorded(world, new=street))


def test_whoever_searched_their_own_child_keeps_only_the_receipt(world):
    ref = told.recorded(world, by="parent_teacher", pupil="maya")
    assert "own_child" in told.deviations(ref)
    mother = world.acting("parent_teacher", reason="to see")
    with pytest.raises(Hidden):
        read_search(mother, ref)
    assert read_search_receipt(mother, ref).goes_on is False
    told.found(world, ref, by="dsl")
    assert search(ref).state == "nothing_found"


def test_every_deviation_has_its_words_and_its_source():
    for each in searches.deviations:
        assert each.wording
        assert each.source
