"""How great the risk is, and a case that is watched until it is looked at again."""

from datetime import date, timedelta

import pytest

from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.cases.commands.referring import refer_case
from safeguard.cases.commands.watching import (
    NewRisk,
    Review,
    Watch,
    review_case,
    set_risk,
    watch_case,
)
from safeguard.cases.queries.lines import Filter
from safeguard.cases.queries.queue import read_queue
from safeguard.cases.queries.reading import read_case
from school.foundation import clock
from school.foundation.errors import Invalid, Stale
from tests.cases.desk import at, words_of
from tests.cases.worked import (
    acknowledged,
    case_file,
    closed,
    decided,
    dsl,
    opened,
    rung,
    watched,
)
from tests.trail.reading import facts, last

pytestmark = pytest.mark.both_engines
LOOK_FOR = "Whether Ellis sits alone at lunch; Mr Sheikh looks daily."
SEEN = "Ellis ate with two others all week and says it is fine."
DECEMBER = date(2026, 12, 8)


def test_the_risk_stands_at_the_head_and_the_last_one_stays_below(world, ruth):
    case = opened(world)
    assert read_case(dsl(world), case).risk is None
    set_risk(dsl(world), case, NewRisk("high", "He knows where she lives."))
    leaf = last(world.birch)
    assert (leaf.action, facts(leaf)) == ("risk.set", {"level": "high"})
    with clock.moved_on(timedelta(minutes=5)):
        set_risk(dsl(world), case, NewRisk("low", "He has moved to another town."))
        risk = read_case(dsl(world), case).risk
        assert risk
        assert (risk.code, risk.text) == ("low", "He has moved to another town.")
        page = words_of(ruth.get(at("cases", case)))
    assert page.index("Risk: Low") < page.index("Chronology")
    assert "Risk: High" in page
    assert "He knows where she lives." in page


@pytest.mark.parametrize(
    ("risk", "field"),
    [(NewRisk("huge", SEEN), "level"), (NewRisk("low", ""), "reason")],
)
def test_a_risk_has_a_level_and_a_reason(world, risk, field):
    case = opened(world)
    with pytest.raises(Invalid) as refused:
        set_risk(dsl(world), case, risk)
    assert set(refused.value.problems) == {field}


def test_a_watched_case_comes_back_on_its_day(world, in_term):
    case = opened(world)
    decided(world, case)
    watch_case(dsl(world), case, Watch(LOOK_FOR, DECEMBER))
    row = case_file(case)
    assert (row.state, row.next_step) == ("monitoring", "review")
    assert row.due_at == clock.london(DECEMBER, 15, 30)
    assert facts(last(world.birch)) == {"review_on": "2026-12-08"}
    with clock.moved_on(timedelta(days=15)):
        overdue = read_queue(dsl(world), Filter.OVERDUE)
        assert [line.reference for line in overdue.lines] == [case]


def test_only_what_is_decided_and_owes_nothing_is_watched(world):
    case = opened(world)
    for prepare in (
        lambda: None,
        lambda: decided(world, case, outcome="refer", agency="social_care"),
        lambda: refer_case(dsl(world), case, rung("social_care")),
    ):
        prepare()
        with pytest.raises(Stale):
            watch_case(dsl(world), case, Watch(LOOK_FOR, DECEMBER))
    assert case_file(case).state == "referred"
    with pytest.raises(Stale):
        watch_case(dsl(world), closed(world, opened(world)), Watch(LOOK_FOR, DECEMBER))


@pytest.mark.parametrize("day", [None, date(2026, 11, 24), date(2026, 11, 1)])
def test_a_review_is_still_to_come(world, day):
    case = opened(world)
    decided(world, case)
    with pytest.raises(Invalid) as refused:
        watch_case(dsl(world), case, Watch(LOOK_FOR, day))
    assert set(refused.value.problems) == {"review_on"}
    assert case_file(case).state == "active"


def test_a_slip_in_the_year_puts_no_watched_case_out_of_sight(world):
    a_year_on = clock.today() + timedelta(days=366)
    case = opened(world)
    decided(world, case)
    with pytest.raises(Invalid) as refused:
        watch_case(dsl(world), case, Watch(LOOK_FOR, a_year_on + timedelta(days=1)))
    assert set(refused.value.problems) == {"review_on"}
    watch_case(dsl(world), case, Watch(LOOK_FOR, a_year_on))
    due = case_file(case).due_at
    with pytest.raises(Invalid) as refused:
        review_case(dsl(world), case, Review(SEEN, "on", date(2062, 12, 8)))
    assert set(refused.value.problems) == {"review_on"}
    assert case_file(case).due_at == due


def test_a_review_watches_on_until_another_day(world, in_term):
    case = watched(world, opened(world))
    review_case(dsl(world), case, Review(SEEN, "on", DECEMBER))
    row = case_file(case)
    assert (row.state, row.due_at) == ("monitoring", clock.london(DECEMBER, 15, 30))
    assert facts(last(world.birch)) == {"then": "on", "review_on": "2026-12-08"}
    found = read_case(dsl(world), case)
    assert found.watch
    assert found.watch.code == "begun"
    assert SEEN in {each.text for each in found.happenings}


@pytest.mark.parametrize(("then", "step"), [("decide", "decide"), ("close", "close")])
def test_a_review_ends_the_watching(world, then, step):
    case = watched(world, opened(world))
    review_case(dsl(world), case, Review(SEEN, then))
    row = case_file(case)
    assert (row.state, row.next_step) == ("active", step)
    with pytest.raises(Stale):
        review_case(dsl(world), case, Review(SEEN, then))


def test_what_came_in_meanwhile_stays_first(world):
    case = watched(world, opened(world))
    join_case(dsl(world), acknowledged(world), Joining(case))
    due = case_file(case).due_at
    for then in ("on", "close"):
        review_case(dsl(world), case, Review(SEEN, then, DECEMBER))
        row = case_file(case)
        assert (row.next_step, row.due_at) == ("decide", due)


def test_watching_over_the_pages(world, ruth):
    case = opened(world)
    assert at("cases", case, "/watch") not in ruth.get(at("cases", case)).text
    decided(world, case)
    path = at("cases", case, "/watch")
    assert path in ruth.get(at("cases", case)).text
    sent = ruth.submit(path, look_for=LOOK_FOR, review_on="2026-11-01")
    assert sent.status_code == 422
    assert LOOK_FOR in sent.text
    assert "Choose a day that is still to come." in words_of(sent)
    assert ruth.submit(path, look_for=LOOK_FOR, review_on="2026-12-08").location
    page = ruth.get(at("cases", case))
    assert f"To look for: {LOOK_FOR}" in words_of(page)
    assert "Record what was seen" in words_of(page)
    sent = ruth.submit(at("cases", case, "/review"), seen_words=SEEN, then="on")
    assert sent.status_code == 422
    assert "Choose the day of the next review." in words_of(sent)
    sent = ruth.submit(at("cases", case, "/review"), seen_words=SEEN, then="close")
    assert "Close the case" in words_of(ruth.get(sent.location))
