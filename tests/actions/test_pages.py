"""Pages of actions: at the desk, on a tutor's phone, and before going away."""

import re
from datetime import timedelta

import pytest

from school.foundation import clock
from school.foundation.references import spoken
from school.identity.commands.people import NewRelationship, relate
from tests.actions.tasked import DONE, WHAT, action_row, finished, task
from tests.actions.test_work import leave, led_by_the_deputy
from tests.cases.desk import at, words_of
from tests.cases.worked import TITLE, case_file, opened, ready_to_close
from tests.trail.reading import acts, entries, last
from tests.visitors import visit


def test_the_dsl_sets_an_action_from_the_case_page(world, ruth, in_term):
    case = opened(world)
    page = ruth.get(at("cases", case))
    assert at("cases", case, "/actions/set") in page.text
    form = ruth.get(at("cases", case, "/actions/set"))
    words = words_of(form)
    assert "Imran Sheikh, Form tutor" in words
    assert "Wednesday 25 November" in words
    done = ruth.submit(
        at("cases", case, "/actions/set"),
        what=WHAT, owner_ref=world["tutor"], when="action_next_day", child_ref="",
    )  # fmt: skip
    assert done.status_code == 303
    page = words_of(ruth.get(at("cases", case)))
    for said in (WHAT, "Later by 3:30pm tomorrow Imran Sheikh", "Action set"):
        assert said in page, said
    assert "Finish the open actions" in page


def test_what_was_typed_stays_beside_what_is_wrong_with_it(world, ruth):
    case = opened(world)
    page = ruth.submit(
        at("cases", case, "/actions/set"),
        what=WHAT, owner_ref="", when="another_day", due_on="tomorrow", child_ref="",
    )  # fmt: skip
    assert page.status_code == 422
    assert WHAT in page.text
    words = words_of(page)
    assert "Choose who does it." in words
    assert "Write the day like 24/11/2026." in words
    page = ruth.submit(
        at("cases", case, "/actions/set"),
        what=WHAT, owner_ref=world["tutor"], when="another_day", due_on="1/9/2026",
        child_ref="",
    )  # fmt: skip
    assert "This day is past." in words_of(page)
    assert 'value="1/9/2026"' in page.text or 'value="2026-09-01"' in page.text


def test_kin_are_not_offered_an_action(world, ruth):
    page = ruth.get(at("cases", opened(world, "maya"), "/actions/set"))
    assert "Mina Castellan, " not in words_of(page)
    assert "Hannah Okafor, Teacher" in words_of(page)


def test_the_tutor_finds_it_on_the_home_page_and_finishes_it(app, world):
    case = opened(world)
    ref = task(world, case, child_ref=world["ellis"])
    imran = visit(app, world, "tutor")
    home = imran.get("/")
    assert at("actions", ref) in home.text
    assert "Actions for you" in words_of(home)
    assert WHAT not in home.text
    assert "Ellis" not in home.text
    page = imran.get(at("actions", ref))
    for said in (WHAT, "Ellis Thornbury", "nothing else of what it belongs to"):
        assert said in words_of(page)
    for kept_back in (TITLE, spoken(case), case, "Stayed behind"):
        assert kept_back not in page.text
    done = imran.submit(at("actions", ref, "/finish"), words=DONE)
    assert done.status_code == 303
    assert action_row(ref).state == "done"
    assert DONE in words_of(imran.get(at("actions", ref)))
    assert "Actions for you" not in words_of(imran.get("/"))


def test_without_a_choice_the_tutor_is_told_no_name(app, world):
    ref = task(world, opened(world), what="Ring home about the phone")
    page = visit(app, world, "tutor").get(at("actions", ref))
    assert "Ellis" not in page.text
    assert "Thornbury" not in page.text


def test_an_action_of_somebody_else_is_not_there(app, world):
    ref = task(world, opened(world))
    hannah = visit(app, world, "teacher")
    for tail in ("", "/finish", "/cancel", "/hand-over"):
        assert hannah.get(at("actions", ref, tail)).status_code == 404
    assert "Actions for you" not in words_of(hannah.get("/"))


def test_the_tutor_cannot_take_it_off_but_can_give_it_back(app, world):
    ref = task(world, opened(world))
    imran = visit(app, world, "tutor")
    assert imran.get(at("actions", ref, "/cancel")).status_code == 403
    assert "no longer needed" not in words_of(imran.get(at("actions", ref)))
    offered = re.findall(r'<option value="(\w+)"', imran.get(
        at("actions", ref, "/hand-over")
    ).text)  # fmt: skip
    assert offered == [world["dsl"]]
    done = imran.submit(
        at("actions", ref, "/hand-over"), to_ref=world["dsl"], reason="I am away."
    )
    assert done.status_code == 303
    assert action_row(ref).owner_ref == world["dsl"]
    assert imran.get(at("actions", ref)).status_code == 404


def test_kin_by_now_find_neither_the_action_nor_its_notice(app, world):
    ref = task(world, opened(world))
    relate(
        world.system(),
        NewRelationship(world["ellis"], world["tutor"], "relative", True),
    )
    imran = visit(app, world, "tutor")
    home = words_of(imran.get("/"))
    assert "Actions for you" not in home
    assert "An item waits for you" not in home
    assert imran.get(at("actions", ref)).status_code == 404


def test_overtaken_the_tutor_keeps_what_was_typed(app, world, ruth):
    ref = task(world, opened(world))
    imran = visit(app, world, "tutor")
    sent = {**imran.hidden_fields(at("actions", ref, "/finish")), "words": DONE}
    ruth.submit(at("actions", ref, "/finish"), words="Ruth met Ellis herself today.")
    page = imran.post(at("actions", ref, "/finish"), data=sent)
    assert page.status_code == 409
    assert DONE in page.text
    assert "Somebody else changed this action" in words_of(page)


def test_an_ended_action_offers_nothing_more(world, ruth):
    ref = finished(world, task(world, opened(world)))
    page = ruth.get(at("actions", ref))
    assert "/finish" not in page.text
    assert ruth.get(at("actions", ref, "/finish")).status_code == 409


def test_the_queue_shows_what_is_mine_and_what_others_are_late_with(world, ruth):
    case = opened(world)
    mine = task(world, case, "dsl", what="Ring the school nurse")
    task(world, case, "tutor")
    assert "Ring the school nurse" in words_of(ruth.get("/queue"))
    assert "Others are late with" not in words_of(ruth.get("/queue"))
    with clock.moved_on(timedelta(minutes=1)):
        later = visit(ruth.application, world, "dsl", reason="the morning after")
    with clock.moved_on(timedelta(days=5)):
        later = visit(ruth.application, world, "dsl", reason="the week after")
        page = words_of(later.get("/queue"))
    assert "Others are late with" in page
    assert "Imran Sheikh, about Ellis Thornbury" in page
    assert last(world.birch).action == "actions_due.read"
    assert mine in last(world.birch).objects


def test_without_actions_the_queue_reads_none(world, ruth):
    opened(world)
    since = len(entries(world.birch))
    page = words_of(ruth.get("/queue"))
    assert "Actions that you are to do appear here" in page
    assert [each for each, _ in acts(world.birch, since)] == ["queue.read"]


def test_closing_says_what_is_open_and_leads_there(world, ruth):
    case = ready_to_close(world, opened(world))
    task(world, case)
    page = ruth.get(at("cases", case, "/close"))
    assert at("cases", case, "/actions") in page.text
    refused = ruth.submit(at("cases", case, "/close"), summary="It has ended. " * 3)
    assert refused.status_code == 422
    assert "Finish the open actions" in words_of(refused)
    listed = words_of(ruth.get(at("cases", case, "/actions")))
    assert WHAT in listed


def test_the_dsl_hands_over_before_going_away(world, ruth, in_term):
    case, other = opened(world), opened(world, "jayden")
    action = task(world, case, "dsl")
    page = ruth.get("/away")
    words = words_of(page)
    assert "Ellis Thornbury" in words
    assert " checked" not in page.text
    done = ruth.submit(
        "/away",
        cases=[case], actions=[action], to_ref=world["deputy_dsl"],
        until_on="4/12/2026", words="Back on Monday.",
    )  # fmt: skip
    assert done.status_code == 303
    assert case_file(case).lead_ref == world["deputy_dsl"]
    assert case_file(other).lead_ref == world["dsl"]
    page = words_of(ruth.get(at("cases", case)))
    assert "Somebody else leads the case" in page
    assert "Until 4 December 2026." in page


def test_the_deputy_hands_it_back_the_same_way(app, world, ruth):
    case, own = opened(world), led_by_the_deputy(world, "jayden")
    ruth.submit("/away", cases=[case], to_ref=world["deputy_dsl"], words="Back soon.")
    tom = visit(app, world, "deputy_dsl", reason="covering for Ruth")
    page = tom.get("/away")
    assert "You took over" in words_of(page)
    back = re.search(r'href="(/away\?back=\w+)"', page.text)
    assert back
    page = tom.get(back[1])
    assert re.findall(r'value="(\w+)" checked', page.text) == [case]
    assert f'<option selected value="{world["dsl"]}"' in page.text
    done = tom.submit(back[1], cases=[case], to_ref=world["dsl"])
    assert done.status_code == 303
    assert case_file(case).lead_ref == world["dsl"]
    assert case_file(own).lead_ref == world["deputy_dsl"]


def test_nothing_chosen_nothing_happens_and_it_says_so(world, ruth):
    case = opened(world)
    page = ruth.submit("/away", to_ref=world["deputy_dsl"], words="Some words")
    assert page.status_code == 422
    assert 'id="cases-error"' in page.text
    assert "Tick at least one case or action to hand over." in words_of(page)
    assert "Some words" in page.text
    assert " checked" not in page.text
    assert case_file(case).lead_ref == world["dsl"]


def test_with_actions_alone_it_is_said_beside_the_actions(world, ruth):
    task(world, led_by_the_deputy(world), "dsl")
    page = ruth.submit("/away", to_ref=world["deputy_dsl"])
    assert page.status_code == 422
    assert 'name="cases"' not in page.text
    assert 'id="actions-error"' in page.text


def test_with_nothing_to_hand_over_the_page_says_so(world, ruth):
    assert "There is nothing to hand over." in words_of(ruth.get("/away"))


def test_the_queue_counts_what_somebody_left_behind(world, ruth):
    case = led_by_the_deputy(world)
    assert "Left behind" not in words_of(ruth.get("/queue"))
    leave(world, "deputy_dsl")
    page = ruth.get("/queue")
    assert "Tom Pellow 1 case" in words_of(page)
    path = f"/away/of/{world['deputy_dsl']}"
    assert path in page.text
    assert re.findall(r'value="(\w+)" checked', ruth.get(path).text) == [case]
    done = ruth.submit(path, cases=[case], to_ref=world["dsl"])
    assert done.status_code == 303
    assert case_file(case).lead_ref == world["dsl"]


@pytest.mark.parametrize("name", ["teacher", "ict", "trustee"])
def test_nobody_else_has_a_page_to_hand_over(app, world, name):
    assert visit(app, world, name).get("/away").status_code == 403


def test_after_hours_today_is_not_offered(world, ruth, in_term):
    path = at("cases", opened(world), "/actions/set")
    assert 'value="action_today"' in ruth.get(path).text
    evening = clock.london(clock.today(), 19)
    with clock.standing_at(evening):
        late = visit(ruth.application, world, "dsl", reason="in the evening")
        assert 'value="action_today"' not in late.get(path).text
