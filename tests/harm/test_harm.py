"""Risk and needs of both children, kept apart, looked at again, and who sees it."""

from datetime import timedelta

import pytest

from safeguard.cases.commands.closing import CaseClosure, close_case
from safeguard.harm.commands import assess_harm, open_harm, review_harm
from safeguard.harm.queries import (
    count_reviews_due,
    read_harm,
    read_patterns,
    read_reviews_due,
)
from safeguard.harm.states import MOVES, State, after_review, may_move
from school.foundation import clock
from school.foundation.errors import Hidden, Refused, Stale
from school.identity.commands.people import NewRelationship, relate
from tests.bullying.told import pair_case
from tests.cases.worked import ENDED, case_file, dsl, ready_to_close
from tests.harm.told import (
    TEXT,
    assessed,
    assessment,
    begun,
    due,
    harm,
    process,
    read,
    review,
)
from tests.objections import objected
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines
WEEK = timedelta(weeks=1)


def test_after_violence_the_assessment_is_owed_the_same_day(world, in_term):
    case = begun(world, kind="violence")
    assert clock.local(due(case)).date() == clock.today()
    assert case_file(case).serious
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("harm.opened", {"kind": "violence"})
    assert set(leaf.objects) == {case, process(case).ref}


def test_it_is_begun_with_what_where_and_when(world):
    case = pair_case(world)
    assert objected(open_harm, dsl(world), case, harm(kind="", place="", time="")) == {
        "kind", "place", "time",
    }  # fmt: skip


def test_nothing_is_in_place_for_one_child_alone(world):
    case = begun(world)
    one = assessment(texts={**dict.fromkeys(("harmed", "classes"), TEXT), "other": " "})
    assert objected(assess_harm, dsl(world), case, one) == {
        "other", "transport", "breaks", "checked_by",
    }  # fmt: skip


def test_reason_option_and_conditions_are_written_down(world):
    case = begun(world)
    bare = assessment(option="wait", condition="bail", reason="Because.")
    assert objected(assess_harm, dsl(world), case, bare) == {
        "option", "condition_words", "reason",
    }  # fmt: skip


def test_each_assessment_is_a_version_and_the_last_one_stands(world):
    case = assessed(world)
    assess_harm(dsl(world), case, assessment(option="early_help"))
    stands = read(world, case)
    assert [(each.number, each.option) for each in stands.assessments] == [
        (2, "early_help"), (1, "manage"),
    ]  # fmt: skip
    assert stands.state == "in_place"


def test_a_review_is_due_after_two_weeks_or_on_the_day_chosen(world):
    case = assessed(world)
    day = clock.local(due(case)).date()
    assert (day - clock.today()).days == 14
    chosen = clock.today() + timedelta(days=3)
    assess_harm(dsl(world), case, assessment(review_on=chosen))
    assert clock.local(due(case)).date() == chosen
    past = assessment(review_on=clock.today())
    assert objected(assess_harm, dsl(world), case, past) == {"review_on"}


def test_a_slip_in_the_year_puts_no_review_out_of_sight(world):
    case = assessed(world)
    before, far = due(case), clock.today() + timedelta(days=367)
    late = assessment(review_on=far)
    assert objected(assess_harm, dsl(world), case, late) == {"review_on"}
    again = review("holds", review_on=far)
    assert objected(review_harm, dsl(world), case, again) == {"review_on"}
    assert due(case) == before


def test_it_holds_it_is_assessed_again_it_ends(world):
    case = assessed(world)
    first = due(case)
    with clock.moved_on(2 * WEEK):
        review_harm(dsl(world), case, review())
        assert due(case) > first
        review_harm(dsl(world), case, review("assess_again"))
        assert process(case).state == "assessment_owed"
        with pytest.raises(Stale):
            review_harm(dsl(world), case, review())
        assess_harm(dsl(world), case, assessment())
        review_harm(dsl(world), case, review("ends"))
    assert (process(case).state, process(case).due_at) == ("ended", None)
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == (
        "harm.reviewed", {"number": 3, "answer": "ends"},
    )  # fmt: skip


def test_it_does_not_end_before_both_children_were_asked(world):
    case = assessed(world)
    alone = review("ends", other_words="")
    assert objected(review_harm, dsl(world), case, alone) == {"harmed_words"}


def test_what_has_ended_can_begin_again(world):
    case = assessed(world)
    review_harm(dsl(world), case, review("ends"))
    open_harm(dsl(world), case, harm(kind="violence", place="transport"))
    assert (process(case).state, process(case).place) == (
        "assessment_owed", "transport",
    )  # fmt: skip
    with pytest.raises(Stale):
        open_harm(dsl(world), case, harm())


def test_no_case_closes_while_a_review_is_owed(world):
    case = ready_to_close(world, assessed(world))
    closure = CaseClosure(ENDED, "yes", "They were asked on the first day of all.")
    assert "harm_review" in objected(close_case, dsl(world), case, closure)
    review_harm(dsl(world), case, review("ends"))
    close_case(dsl(world), case, closure)
    with pytest.raises(Stale):
        open_harm(dsl(world), case, harm())


def test_an_option_that_asks_for_a_referral_says_so_until_one_has_begun(world):
    case = assessed(world, option="police")
    assert read(world, case).refer_to == "police"


def test_two_who_assess_at_once_do_not_overwrite_each_other(world):
    case = assessed(world)
    seen = process(case).version
    review_harm(dsl(world), case, review())
    with pytest.raises(Stale):
        assess_harm(dsl(world), case, assessment(version=seen))


def test_places_and_times_are_counted_and_name_nobody(world):
    case = assessed(world)
    found = read_patterns(dsl(world))
    assert found.processes == 1
    assert [(each.code, each.n) for each in found.by_place] == [("corridor", 1)]
    assert [(each.code, each.n) for each in found.by_time] == [("between_lessons", 1)]
    assert case in last(world.birch).objects
    assert "Ellis" not in repr(found)


@pytest.mark.parametrize("name", ["teacher", "digital_safety", "trustee", "cedar_dsl"])
def test_others_read_nothing_of_it(world, name):
    case = assessed(world)
    actor = world.acting(name, reason="curious")
    with pytest.raises((Hidden, Refused)):
        read_harm(actor, case)
    assert count_reviews_due(actor) == 0


def test_a_relative_sees_it_in_no_list_and_no_count(world):
    case = assessed(world)
    with clock.moved_on(2 * WEEK):
        assert [each.case_ref for each in read_reviews_due(dsl(world))] == [case]
        kin = NewRelationship(world["jayden"], world["dsl"], "parent", True)
        relate(world.system(), kin)
        assert (count_reviews_due(dsl(world)), read_reviews_due(dsl(world))) == (0, [])
        assert read_patterns(dsl(world)).processes == 0


def test_the_trail_names_no_child_and_no_words(world):
    case = assessed(world)
    review_harm(dsl(world), case, review())
    told = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Ellis", TEXT, "alright"):
        assert words not in told


@pytest.mark.parametrize("ends", [True, False])
@pytest.mark.parametrize("again", [True, False])
def test_every_answer_of_a_review_leads_where_the_table_allows(again, ends):
    assert may_move(State.IN_PLACE, after_review(assess_again=again, ends=ends))
    assert set(MOVES) == set(State)
