"""The same children again, what the patterns count, and who sees none of it."""

from datetime import timedelta

import pytest

from safeguard.bullying.commands.ending import (
    agree_bullying_plan,
)
from safeguard.bullying.commands.establishing import (
    Relinking,
    assess_bullying,
    open_bullying,
    relink_bullying,
)
from safeguard.bullying.queries.patterns import (
    count_reviews_due,
    read_patterns,
    read_reviews_due,
)
from safeguard.bullying.queries.reading import count_earlier, read_bullying
from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import Joining, NewCase, join_case, open_case
from school.foundation import clock
from school.foundation.errors import Hidden, Refused
from school.identity.commands.people import NewRelationship, relate
from tests.bullying.told import (
    ON_SCREEN,
    answered,
    begun,
    concern_on,
    pair_case,
    places,
    plan,
    planned,
    process,
    read,
    resolved,
)
from tests.cases.worked import dsl
from tests.objections import objected
from tests.trail.reading import entries, facts, last

pytestmark = pytest.mark.both_engines
WEEKS = timedelta(weeks=1)
WHY = "It went on in the same chat after half-term."


# ---- The same children again -----------------------------------------------------


def test_a_new_concern_on_the_pair_opens_the_process_again(world):
    case = resolved(world)
    assert count_earlier(dsl(world), case) == 0
    with clock.moved_on(8 * WEEKS):
        concern = concern_on(world)
        from_desk = dsl(world)
        acknowledge_concern(from_desk, concern)
        join_case(from_desk, concern, Joining(case))
        assert count_earlier(from_desk, case) == 1
        relink_bullying(from_desk, case, Relinking(process(case).ref, WHY))
        assert (process(case).state, process(case).ended_at) == ("investigating", None)
        assert count_earlier(from_desk, case) == 0
    assert last(world.birch).action == "bullying.relinked"


@pytest.mark.parametrize("turned", [False, True])
def test_a_new_case_on_the_pair_goes_on_with_the_earlier_process(world, turned):
    """Whoever did it to whom: it is the same two."""
    earlier = resolved(world)
    pair = {"harmed": "jayden", "other": "ellis"} if turned else {}
    with clock.moved_on(3 * WEEKS):
        case = pair_case(world, **pair)
        (found,) = read_bullying(dsl(world), case).earlier
        assert found.case_ref == earlier
        relink_bullying(dsl(world), case, Relinking(found.process_ref, WHY))
        row = process(case)
        assert (row.state, row.earlier_ref) == ("investigating", process(earlier).ref)
        assert {earlier, case} <= set(last(world.birch).objects)
        assert len(read(world, case).children) == 2
        agree_bullying_plan(dsl(world), case, plan())


def test_after_six_months_it_is_something_new(world):
    resolved(world)
    with clock.moved_on(27 * WEEKS):
        case = pair_case(world)
        assert count_earlier(dsl(world), case) == 0
        found = Relinking(process_ref="0" * 16, words=WHY)
        assert objected(relink_bullying, dsl(world), case, found) == {"process_ref"}


def test_one_of_the_two_alone_is_not_the_pair(world):
    resolved(world)
    assert count_earlier(dsl(world), pair_case(world, other="maya")) == 0


def test_an_earlier_process_in_a_case_one_may_not_read_is_not_told(world):
    """The earlier case is restricted: the deputy hears nothing of it."""
    concern = concern_on(world)
    acknowledge_concern(dsl(world), concern)
    restricted = open_case(
        dsl(world), concern, NewCase("names in a chat", "C4", "cyber_bullying")
    )
    open_bullying(dsl(world), restricted, places(world))
    case = pair_case(world)
    deputy = world.acting("deputy_dsl", reason="working the queue")
    assert (count_earlier(dsl(world), case), count_earlier(deputy, case)) == (1, 0)


# ---- Who sees it -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["teacher", "digital_safety", "trustee", "office"])
def test_others_read_nothing_of_it(world, name):
    case = planned(world)
    actor = world.acting(name, reason="curious")
    with pytest.raises((Hidden, Refused)):
        read_bullying(actor, case)
    with pytest.raises(Refused):
        read_patterns(actor)
    assert count_reviews_due(actor) == 0


def test_the_head_reads_and_does_not_decide(world):
    case = planned(world)
    head = world.acting("head", reason="asked by a parent")
    assert read_bullying(head, case).process
    with pytest.raises(Refused):
        agree_bullying_plan(head, case, plan())


def test_a_relative_sees_it_in_no_list_and_no_count(world):
    relate(
        world.system(), NewRelationship(world["jayden"], world["dsl"], "parent", True)
    )
    deputy = world.acting("deputy_dsl", reason="working the queue")
    case = pair_case_by(world, deputy)
    with clock.moved_on(3 * WEEKS):
        kin, other = dsl(world), world.acting("deputy_dsl", reason="the queue")
        assert (count_reviews_due(kin), count_reviews_due(other)) == (0, 1)
        assert read_reviews_due(kin) == []
        assert read_patterns(kin).processes == 0
        assert read_patterns(other).by_pair[0].n == 1
        with pytest.raises(Hidden):
            read_bullying(kin, case)


def pair_case_by(world, actor) -> str:
    concern = concern_on(world)
    acknowledge_concern(actor, concern)
    case = open_case(actor, concern, NewCase("names", "C3", "cyber_bullying"))
    open_bullying(actor, case, places(world))
    assess_bullying(actor, case, answered())
    return agree_bullying_plan(actor, case, plan())


def test_another_school_sees_nothing(world):
    case = planned(world)
    cedar = world.acting("cedar_dsl", reason="working the queue")
    with pytest.raises(Hidden):
        read_bullying(cedar, case)
    assert read_patterns(cedar).processes == 0


def test_patterns_count_pairs_classes_platforms_and_months(world):
    first = resolved(world)
    second = planned(world, harmed="jayden", other="ellis")
    not_it = assess_bullying(
        dsl(world), begun(world, harmed="maya", other="wang"), answered(intent="no")
    )
    found = read_patterns(dsl(world))
    assert found.processes == 2
    assert [(each.what, each.n) for each in found.by_pair] == [
        ("Ellis Thornbury (9H) · Jayden Pryce (10R)", 2)
    ]
    assert {each.what: each.n for each in found.by_class} == {
        "9H, Year 9": 2, "10R, Year 10": 2,
    }  # fmt: skip
    assert [(each.what, each.n) for each in found.by_platform] == [("snapchat", 2)]
    assert [(each.what, each.n) for each in found.by_month] == [
        ("2026-11", 1), ("2026-10", 1),
    ]  # fmt: skip
    leaf = last(world.birch)
    assert leaf.action == "bullying_patterns.read"
    assert {first, second} <= set(leaf.objects)
    assert not_it not in leaf.objects


def test_a_review_is_shown_a_week_ahead_and_then_overdue(world):
    case = planned(world)
    assert read_reviews_due(dsl(world)) == []
    with clock.moved_on(WEEKS + timedelta(days=1)):
        (due,) = read_reviews_due(dsl(world))
        assert (due.case_ref, [each.name for each in due.children]) == (
            case, ["Ellis Thornbury"],
        )  # fmt: skip


def test_the_trail_names_no_child_and_no_words(world):
    resolved(world)
    told = repr([facts(leaf) for leaf in entries(world.birch)])
    for words in ("Ellis", "Jayden", ON_SCREEN, "mentor"):
        assert words not in told
