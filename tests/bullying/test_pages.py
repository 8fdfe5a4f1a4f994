"""The pages of cyber-bullying: what stands beside a case, and what is objected to."""

from datetime import timedelta

from school.foundation import clock
from tests.bullying.told import (
    contained,
    found_bullying,
    owed,
    pair_case,
    planned,
    process,
    resolved,
)
from tests.cases.desk import at, words_of
from tests.visitors import visit

WEEKS = timedelta(weeks=1)


def overdue(world) -> str:
    """A plan agreed three weeks ago, and nobody was asked."""
    with clock.standing_at(clock.now() - 3 * WEEKS):
        return planned(world)


def test_an_overdue_review_stands_above_the_case_and_beside_the_queue(world, ruth):
    case = overdue(world)
    page = words_of(ruth.get(at("cases", case)))
    assert "Nobody has asked the harmed child yet" in page
    assert "First review: has the bullying stopped?" in page
    queue = words_of(ruth.get("/queue"))
    assert "Reviews due 1" in queue
    assert "Ellis Thornbury" in queue


def test_the_same_pair_is_told_on_the_new_case_and_linked(world, ruth):
    earlier = resolved(world)
    case = pair_case(world)
    told = "This pair has an earlier cyber-bullying process."
    assert told in words_of(ruth.get(at("cases", case)))
    page = at("cases", case, "/bullying/relink")
    sent = {"process_ref": process(earlier).ref, "words": "It began again in the chat."}
    assert ruth.submit(page, **sent).status_code == 303
    assert told not in words_of(ruth.get(at("cases", case)))
    assert "Goes on with" in words_of(ruth.get(at("cases", case, "/bullying")))


def test_what_was_typed_stays_when_a_side_of_the_plan_is_missing(world, ruth):
    case = found_bullying(world)
    answer = ruth.submit(
        at("cases", case, "/bullying/plan"),
        harmed="A friend walks with Ellis every day.",
        other="",
        restorative="no",
    )
    assert answer.status_code == 422
    assert "A plan needs both sides." in words_of(answer)
    assert "A friend walks with Ellis every day." in answer.text


def test_nothing_chosen_is_said_in_our_own_words(world, ruth):
    case = planned(world)
    answer = ruth.submit(at("cases", case, "/bullying/review"))
    assert answer.status_code == 422
    assert "Choose what the child says." in words_of(answer)
    assert "Not a valid choice" not in answer.text


def test_a_page_overtaken_by_somebody_keeps_the_words(world, ruth):
    case = owed(world)
    page = at("cases", case, "/bullying/review")
    sent = {"child_ref": world["ellis"], "answer": "yes", "own_words": "it is over"}
    old = ruth.hidden_fields(page)
    assert ruth.submit(page, **sent).status_code == 303
    answer = ruth.post(page, data={**old, **sent})
    assert answer.status_code in {409, 303}
    late = ruth.post(page, data={**ruth.hidden_fields(page), **sent, "version": "1"})
    assert late.status_code == 409
    assert "it is over" in late.text


def test_before_the_day_the_page_asks_for_an_early_look(world, ruth):
    case = planned(world)
    whole = words_of(ruth.get(at("cases", case, "/bullying")))
    assert "Has it stopped? An early look" in whole
    page = at("cases", case, "/bullying/review")
    asked = words_of(ruth.get(page))
    assert "Review 1 is due on" in asked
    assert "The child has not been asked yet" not in asked
    sent = {"child_ref": world["ellis"], "answer": "yes", "own_words": "it is over"}
    answer = ruth.submit(page, **sent)
    assert answer.status_code == 422
    assert "it is over" in answer.text
    assert ruth.submit(page, **sent, words="He came to me.").status_code == 303
    whole = words_of(ruth.get(at("cases", case, "/bullying")))
    assert "An early look: Yes, it has stopped" in whole
    assert "Review 1 of 2" in whole


def test_closing_says_with_links_what_is_not_contained(world, ruth):
    case = resolved(world)
    assert "bullying/close" in ruth.get(at("cases", case, "/bullying")).text
    page = ruth.get(at("cases", case, "/bullying/close"))
    assert "It cannot close yet. Still needed:" in words_of(page)
    assert at("cases", case, "/bullying/contain#done_platform_report") in page.text
    answer = ruth.submit(at("cases", case, "/bullying/close"), words="It is over now.")
    assert answer.status_code == 422
    assert "Finish the steps of containment first." in words_of(answer)
    contained(world, case)
    again = ruth.submit(at("cases", case, "/bullying/close"), words="It is over now.")
    assert again.status_code == 303


def test_a_step_of_a_case_without_the_process_is_not_found(world, ruth):
    case = pair_case(world)
    for tail in ("/assess", "/plan", "/review", "/contain", "/close", "/investigate"):
        assert ruth.get(at("cases", case, f"/bullying{tail}")).status_code == 404


def test_the_head_reads_it_and_is_offered_no_act(app, world):
    case = planned(world)
    head = visit(app, world, "head", reason="asked by a parent")
    page = head.get(at("cases", case, "/bullying"))
    assert page.status_code == 200
    assert "/bullying/review" not in page.text
    assert head.get(at("cases", case, "/bullying/review")).status_code == 403
