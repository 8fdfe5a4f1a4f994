"""Home: what each person finds on the first page."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from safeguard.cases.commands.acknowledging import (
    Told,
    acknowledge_concern,
    give_feedback,
)
from safeguard.cases.queries.waiting import Waiting
from safeguard.cases.views.home import _waiting
from safeguard.cases.views.slots import HOME_ITEMS
from school.foundation import clock
from school.web.pages import shown_at
from tests.allegations import telling
from tests.cases.raised import raised
from tests.factories.world import TUESDAY
from tests.visitors import visit


def spoken(ref: str) -> str:
    return f"{ref[:5]}-{ref[5:]}"


def test_a_teacher_finds_the_big_button_and_what_became_of_a_concern(app, world):
    ref = raised(world, "teacher", "maya")
    dsl = world.acting("dsl", elevated=True)
    acknowledge_concern(dsl, ref)
    give_feedback(dsl, ref, Told("Maya has talked to us. Thank you."))
    teacher = visit(app, world, "teacher")
    page = teacher.get("/").text
    assert 'href="/concerns/raise"' in page
    assert spoken(ref) in page
    assert "Opened" in page
    answer = re.search(r'<a href="([^"]+)">You have an answer.*?</p>', page)
    assert answer
    assert shown_at(clock.now()) in answer[0]
    assert "Maya" not in page
    assert "Thank you" not in page
    own = teacher.get(answer[1]).text
    assert "Maya has talked to us. Thank you." in own
    assert "Ruth Adeyemi" in own


def test_without_an_answer_home_promises_none(app, world):
    raised(world, "teacher", "maya")
    assert "You have an answer" not in visit(app, world, "teacher").get("/").text


def test_an_empty_home_says_what_would_appear(app, world):
    page = visit(app, world, "volunteer").get("/").text
    assert "appear here" in page
    assert "for-you-to-open" not in page
    assert 'id="queue"' not in page


def test_the_dsl_sees_a_number_and_no_name_and_not_what_the_wall_hides(app, world):
    raised(world, "teacher", "maya")
    raised(world, "teacher", "ellis", adults=(world["dsl"],))
    page = visit(app, world, "dsl").get("/").text
    assert "1 new concern<" in page
    assert "Castellan" not in page
    assert "Ellis" not in page
    assert page.count("An item waits for you") == 1
    assert "2 new concerns<" in visit(app, world, "deputy_dsl").get("/").text


def test_a_notice_leads_where_it_points_and_is_read_then(app, world):
    ref = raised(world, "teacher", "ellis", in_danger=True)
    dsl = visit(app, world, "dsl")
    page = dsl.get("/").text
    assert "An item needs you now" in page
    action = re.search(r'action="(/notices/[0-9A-Z]{16}/read)"', page)
    assert action
    other = visit(app, world, "deputy_dsl")
    assert other.press(action.group(1)).status_code == 404
    followed = dsl.press(action.group(1))
    assert followed.status_code == 303
    assert followed.location == f"/concerns/{spoken(ref)}"
    assert "An item needs you now" not in dsl.get("/").text


def test_notices_of_one_kind_stand_on_one_line_and_none_is_lost(app, world):
    paths = []
    for minutes in range(5):
        with clock.moved_on(timedelta(minutes=minutes)):
            paths.append(f"/concerns/{spoken(raised(world, 'teacher', 'ellis'))}")
    dsl = visit(app, world, "dsl")

    page = dsl.get("/").text

    assert page.count("5 items wait for you") == 1
    assert "An item waits for you" not in page
    section = page.partition('id="notices"')[2].partition("</section>")[0]
    assert section.count("Concerns") == 1
    # The newest time stands on the line, each of them within.
    assert section.index("1:46pm") < section.index("<details")
    # Two of one minute are told apart.
    assert [f"Item {n}, " in section for n in range(1, 6)] == [True] * 5
    found = re.findall(r'action="(/notices/[0-9A-Z]{16}/read)"', section)
    led = [dsl.press(each).location for each in found]
    assert sorted(led) == sorted(paths)
    assert 'id="notices"' not in dsl.get("/").text


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/training/mine", "Training"),
        ("/self-audits", "Self-audits"),
        ("/complaints", "Complaints"),
        ("/agreements", "Agreements"),
        ("/cover", "Cover"),
    ],
)
def test_a_line_names_the_area_to_which_it_leads(app, path, area):
    with app.test_request_context():
        (line,) = _waiting([Waiting("A" * 16, False, TUESDAY, path)])
        assert str(line.page) == area


def test_urgent_notices_stand_first_and_apart(app, world):
    raised(world, "teacher", "ellis", in_danger=True)
    for _ in range(2):
        raised(world, "teacher", "maya")
    page = visit(app, world, "dsl").get("/").text
    assert page.index("An item needs you now") < page.index("2 items wait for you")


def test_what_comes_about_an_adult_is_an_item_and_no_more(app, world):
    telling.raised(world, "teacher", "tutor")
    page = visit(app, world, "head").get("/").text
    section = page.partition('id="notices"')[2].partition("</section>")[0]
    assert "An item" in section
    for words in ("adult", "Concerns"):
        assert words not in section


def test_older_concerns_stand_behind_a_link(app, world):
    refs = []
    for minutes in range(12):
        with clock.standing_at(TUESDAY - timedelta(minutes=minutes)):
            refs.append(raised(world))
    teacher = visit(app, world, "teacher")
    page = teacher.get("/").text
    assert spoken(refs[9]) in page
    assert spoken(refs[10]) not in page
    assert "Everything you raised" in page
    everything = teacher.get("/?all=yes").text
    assert all(spoken(ref) in everything for ref in refs)
    assert "Everything you raised" not in everything


@dataclass
class Item:
    """What another feature puts on the page."""

    reference: str = "ABCDE12345"
    raised_at: object = TUESDAY
    kind: str = "clock"
    word: str = "Sent"
    url: str = "/elsewhere"
    answered_at: object = None


def test_what_another_feature_adds_has_the_same_shape(app, world):
    ref = raised(world)
    HOME_ITEMS.fill(app, lambda _actor: [Item()])
    page = visit(app, world, "teacher").get("/").text
    mine, theirs = (
        re.sub(
            r"(?s).*?(<li><div[^>]*><span[^>]*><a href=\")[^\"]*(\">)"
            + re.escape(spoken(reference))
            + r"(.*?</li>).*",
            r"\1\2\3",
            page,
        )
        for reference in (ref, "ABCDE12345")
    )
    assert mine == theirs


@pytest.mark.parametrize("who", ["trustee", "chair", "dpo", "councillor", "ict"])
def test_everybody_who_works_here_may_raise_and_counts_nothing(app, world, who):
    raised(world, "teacher", "maya")
    page = visit(app, world, who).get("/").text
    assert 'href="/concerns/raise"' in page
    assert "new concern" not in page
