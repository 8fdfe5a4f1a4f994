"""The queue: what is new and what is next, by urgency and clock."""

from datetime import date, timedelta

import pytest

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.referring import refer_case
from safeguard.cases.queries import lines
from safeguard.cases.queries.lines import Filter, Place
from safeguard.cases.queries.listing import (
    Only,
    read_cases,
    read_technical_incident,
    read_technical_queue,
)
from safeguard.cases.queries.people_in import children_in, words_of
from safeguard.cases.queries.queue import count_queue, read_queue
from safeguard.cases.queries.reading import print_case, read_case, read_concern
from school.foundation import clock
from school.foundation.errors import ElevationNeeded, Hidden, OutsideGate, Refused
from tests.cases import desk
from tests.cases.raised import WHAT, raised
from tests.cases.worked import (
    REASON,
    TITLE,
    acknowledged,
    closed,
    decided,
    dsl,
    opened,
    rung,
)
from tests.trail.reading import entries, last
from tests.visitors import visit

pytestmark = pytest.mark.both_engines


def references(queue) -> list[str]:
    return [line.reference for line in queue.lines]


def test_danger_comes_first_then_the_earliest_clock_then_what_was_opened(world):
    case = opened(world, "wang")
    with clock.moved_on(timedelta(days=-1)):
        waiting = acknowledged(world, "jayden")
    calm = raised(world, "teacher", "maya")
    with clock.moved_on(timedelta(minutes=5)):
        danger = raised(world, "teacher", "ellis", in_danger=True)
        queue = read_queue(dsl(world))

    assert references(queue) == [danger, calm, waiting, case]
    assert [line.unopened for line in queue.lines] == [True, True, False, False]
    assert queue.lines[0].urgent
    assert queue.lines[1].what == WHAT
    assert queue.lines[3].what == TITLE
    assert [line.children[0].name for line in queue.lines] == [
        "Ellis Thornbury", "Maya Castellan", "Jayden Pryce", "小明 王",
    ]  # fmt: skip
    assert queue.lines[1].children[0].where == "8K, Year 8"
    assert queue.lines[0].whose == "Hannah Okafor"
    assert queue.lines[3].whose == "Ruth Adeyemi"


def test_looking_at_the_queue_is_one_entry_that_names_every_record(world):
    ref, case = raised(world), opened(world, "jayden")
    before = len(entries(world.birch))
    read_queue(dsl(world))
    [leaf] = entries(world.birch)[before:]
    assert leaf.action == "queue.read"
    assert {ref, case} <= set(leaf.objects)
    assert leaf.rows == ()


def test_a_line_tells_when_it_was_raised_also_once_somebody_has_it(world):
    before = clock.now() - timedelta(hours=3)
    with clock.standing_at(before):
        ref = raised(world)
    [unopened] = read_queue(dsl(world)).lines
    acknowledge_concern(dsl(world), ref)
    [opened_now] = read_queue(dsl(world)).lines
    assert unopened.begun_at == opened_now.begun_at == before
    assert opened_now.since > before


def test_the_counts_are_filters_and_add_up(world):
    raised(world, "teacher", "ellis", in_danger=True)
    raised(world, "teacher", "maya")
    acknowledged(world, "jayden")
    referred = opened(world, "wang")
    decided(world, referred, outcome="refer", agency="social_care")
    refer_case(dsl(world), referred, rung("social_care"))
    queue = read_queue(dsl(world))
    assert queue.counts == {
        Filter.DANGER: 1,
        Filter.OVERDUE: 0,
        Filter.UNOPENED: 2,
        Filter.DECIDE: 1,
        Filter.WAITING: 1,
        Filter.ALL: 4,
    }
    for only, number in queue.counts.items():
        assert len(read_queue(dsl(world), only).lines) == number
    assert [each.agency for each in queue.waiting] == ["social_care"]
    assert not queue.waiting[0].late


def test_what_is_past_its_clock_is_overdue(world):
    ref = raised(world)
    with clock.moved_on(timedelta(days=5)):
        queue = read_queue(dsl(world), Filter.OVERDUE)
        assert references(queue) == [ref]
        assert queue.lines[0].overdue
        due_at = queue.lines[0].due_at
        assert due_at
        assert due_at < clock.now()


def test_a_concern_that_was_opened_and_got_no_case_is_overdue_by_the_next_evening(
    app, world, in_term
):
    ref = acknowledged(world)
    [line] = read_queue(dsl(world)).lines
    assert (line.awaits, line.overdue) == ("open_case", False)
    assert line.due_at == clock.london(date(2026, 11, 25), 15, 30)

    with clock.standing_at(clock.london(date(2026, 11, 25), 15, 31)):
        assert references(read_queue(dsl(world), Filter.OVERDUE)) == [ref]
        ruth = visit(app, world, "dsl", reason="working the queue")
        page = desk.words_of(ruth.get("/queue"))
    assert "since 3:30pm today No case is open for it yet" in page


def test_where_a_child_is_in_danger_the_case_is_owed_the_same_day(world, in_term):
    acknowledged(world, in_danger=True)
    [line] = read_queue(dsl(world)).lines
    assert line.due_at == clock.london(date(2026, 11, 24), 15, 30)


def test_what_digital_safety_took_on_still_waits_for_the_dsl_with_a_clock(
    world, in_term
):
    ref = raised(world, category="filter_bypass")
    acknowledge_concern(world.acting("digital_safety"), ref)
    with clock.moved_on(timedelta(days=2)):
        assert references(read_queue(dsl(world), Filter.OVERDUE)) == [ref]


def test_a_closed_case_has_left_the_queue(world):
    case = closed(world, opened(world))
    assert references(read_queue(dsl(world))) == []
    assert [each.reference for each in read_cases(dsl(world), Only.CLOSED).cases] == [
        case
    ]
    assert read_cases(dsl(world)).cases == ()


def test_a_reporter_who_was_told_nothing_is_remembered(world):
    case = opened(world)
    assert read_queue(dsl(world)).to_tell == ()
    decided(world, case)
    assert [each.who for each in read_queue(dsl(world)).to_tell] == ["Hannah Okafor"]


def test_the_queue_is_read_page_by_page_and_nothing_is_lost(world, monkeypatch):
    monkeypatch.setattr(lines, "PAGE", 3)
    made = {raised(world, "teacher", "ellis") for _ in range(5)}
    made |= {raised(world, "teacher", "maya", in_danger=True) for _ in range(2)}
    made.add(opened(world, "jayden"))
    found, after = [], None
    while True:
        queue = read_queue(dsl(world), Filter.ALL, after)
        found += references(queue)
        assert queue.counts[Filter.ALL] == len(made)
        if queue.next_place is None:
            break
        after = Place.read(queue.next_place.code())
        assert after == queue.next_place
    assert len(found) == len(set(found))
    assert set(found) == made


def test_the_walls_and_levels_hold_in_the_queue_and_in_its_number(world):
    raised(world, "teacher", "ellis")
    restricted = opened(world, "jayden", level="C4")
    both = count_queue(dsl(world))
    assert both == 2
    deputy = world.acting("deputy_dsl", elevated=True)
    assert restricted not in references(read_queue(deputy))
    assert count_queue(deputy) == 1
    for name in ("teacher", "trustee", "office", "digital_safety", "cedar_dsl"):
        assert count_queue(world.acting(name)) == 0


def test_a_number_leaves_no_entry(world):
    raised(world)
    before = len(entries(world.birch))
    count_queue(dsl(world))
    assert len(entries(world.birch)) == before


NO_LEADS = ["teacher", "trustee", "ict", "executive_head"]


def test_only_those_who_lead_have_a_queue(world):
    for name in NO_LEADS:
        with pytest.raises(Refused):
            read_queue(world.acting(name, reason="curious"))
        assert last(world.birch).result == "refused"


def test_the_dsl_elevates_and_the_head_gives_a_reason(world):
    with pytest.raises(ElevationNeeded):
        read_queue(world.acting("dsl"))
    with pytest.raises(ElevationNeeded) as asked:
        read_queue(world.acting("head", elevated=True))
    assert asked.value.reason_needed
    assert read_queue(world.acting("head", reason="the DSL is away")).lines == ()


def test_a_case_is_read_with_its_whole_chronology_newest_first(world):
    ref = acknowledged(world, "ellis")
    case = opened(world, "jayden")
    with clock.moved_on(timedelta(hours=1)):
        decided(world, case)
    with clock.moved_on(timedelta(hours=2)):
        closed_case = read_case(dsl(world), case)
        kinds = [each.kind for each in closed_case.happenings]
    assert kinds == ["decided", "opened", "acknowledged", "raised"]
    assert closed_case.happenings[0].text == REASON
    assert closed_case.happenings[0].by == "Ruth Adeyemi"
    assert closed_case.happenings[-1].text == WHAT
    assert [check.value for check in closed_case.missing] == [
        "parents_resolved", "feedback_sent",
    ]  # fmt: skip
    assert [each.who for each in closed_case.owed] == ["Hannah Okafor"]
    leaf = last(world.birch)
    assert leaf.action == "case.read"
    assert leaf.objects[0] == case
    assert read_concern(dsl(world), ref).children[0].name == "Ellis Thornbury"


def test_printing_is_told_from_reading(world):
    case = opened(world)
    assert print_case(dsl(world), case).title == TITLE
    assert last(world.birch).action == "case.printed"


def test_the_parts_of_a_reading_cannot_be_read_outside_one(world):
    ref = raised(world)
    for part in (children_in, words_of):
        with pytest.raises(OutsideGate):
            part([ref])


def test_digital_safety_sees_the_technical_side_of_technical_incidents(world):
    ref = raised(world, category="filter_bypass")
    raised(world, "teacher", "maya")
    for name in ("digital_safety", "ict"):
        [incident] = read_technical_queue(world.acting(name))
        assert incident.reference == ref
        one = read_technical_incident(world.acting(name), ref)
        assert one.category == "filter_bypass"
        told = repr(one)
        assert "Ellis" not in told
        assert WHAT not in told


NO_KEEPERS = ["teacher", "trustee", "dsl"]


def test_the_technical_queue_is_for_those_who_keep_the_network(world):
    ref = raised(world, category="filter_bypass")
    for name in NO_KEEPERS:
        with pytest.raises(Refused):
            read_technical_queue(world.acting(name, reason="curious"))
        with pytest.raises(Hidden):
            read_technical_incident(world.acting(name, reason="curious"), ref)


def test_a_case_that_was_decided_shows_when_it_is_looked_at_again(world):
    case = opened(world)
    decided(world, case, review_on=clock.today() + timedelta(days=7))
    [line] = read_queue(dsl(world)).lines
    assert (line.awaits, line.overdue) == ("review", False)
    with clock.moved_on(timedelta(days=8)):
        [line] = read_queue(dsl(world)).lines
        assert line.overdue
