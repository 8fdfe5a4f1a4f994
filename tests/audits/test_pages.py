"""The pages of self-audits as people meet them, without a script."""

from datetime import timedelta

import pytest
from flask import Flask

from safeguard.audits.queries.listing import read_self_audits
from school.foundation import clock
from tests.audits import told
from tests.factories.world import World
from tests.visitors import Visitor, visit


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


NOT_A_TOOL = "This is not a disciplinary tool."


def page(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return answer.text


def filled(**answers: str) -> dict[str, str]:
    """All eight answers as the page sends them."""
    given = {**told.RIGHT, **answers}
    return {f"answer_{code}": how for code, how in given.items()}


def test_home_leads_to_it_and_says_by_when(app: Flask, world: World) -> None:
    told.opened(world)
    ref = told.of(world, "teacher").ref
    hannah = visit(app, world, "teacher")
    home = page(hannah, "/")
    assert "Your self-audit of online safety" in home
    assert "8 December 2026" in home
    assert f"/self-audits/{ref}/submit" in home
    assert "Self-audits" not in page(visit(app, world, "councillor"), "/")


def test_eight_questions_stand_on_one_page_that_says_what_it_is_not(app, world):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    shown = page(visit(app, world, "teacher"), f"/self-audits/{ref}/submit")
    assert NOT_A_TOOL in shown
    assert shown.count("<fieldset") == 8
    for number in range(1, 9):
        assert f"{number}. " in shown


def test_saved_and_come_back_to_then_sent(app, world):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    hannah = visit(app, world, "teacher")
    path = f"/self-audits/{ref}"
    some = {"answer_knows_lead": "no", "comment_knows_lead": told.COMMENT}
    saved = hannah.submit(f"{path}/submit", to=f"{path}/save", **some)
    assert (saved.status_code, saved.location) == (303, "/self-audits")
    assert "Nobody else reads it before you send it" in page(hannah, "/self-audits")

    again = page(hannah, f"{path}/submit")
    assert told.COMMENT in again
    checked = 'name="answer_knows_lead" value="no" checked'
    assert checked in again
    incomplete = hannah.submit(f"{path}/submit", **some)
    assert incomplete.status_code == 422
    assert told.COMMENT in incomplete.text
    summary = incomplete.text.partition("error-summary")[2].partition("</ul>")[0]
    assert summary.count("Choose yes or no: ") == 7
    assert "Choose yes or no: Changing the password." in summary

    sent = hannah.submit(
        f"{path}/submit", **filled(knows_lead="no"), comment_knows_lead=told.COMMENT
    )
    assert (sent.status_code, sent.location) == (303, path)
    shown = page(hannah, path)
    for words in (told.COMMENT, "You will hear what is planned", NOT_A_TOOL):
        assert words in shown
    # What was sent opens no form any more.
    assert hannah.get(f"{path}/submit").status_code == 303


def test_sending_twice_from_two_windows_changes_nothing(app, world):
    told.opened(world)
    ref = told.of(world, "teacher").ref
    hannah = visit(app, world, "teacher")
    path = f"/self-audits/{ref}/submit"
    first, second = hannah.hidden_fields(path), hannah.hidden_fields(path)
    assert hannah.post(path, data={**first, **filled()}).status_code == 303
    late = hannah.post(path, data={**second, **filled(knows_lead="no")})
    assert late.status_code == 409
    assert not told.needs(ref)


def test_a_reviewer_reads_plans_and_the_colleague_sees_it(app, world):
    told.opened(world)
    ref = told.sent(world, "teacher", **told.TWO_GAPS)
    ruth, hannah = visit(app, world, "dsl"), visit(app, world, "teacher")
    assert "1 self-audit to read" in page(ruth, "/")
    listed = page(ruth, "/self-audits/colleagues")
    for words in ("Hannah Okafor", "2 gaps", "1 of 15 colleagues", NOT_A_TOOL):
        assert words in listed
    path = f"/self-audits/colleagues/{ref}"
    assert "I have read it" in page(ruth, path)
    read = ruth.submit(f"{path}/review", remark="Thank you, Hannah.")
    assert (read.status_code, read.location) == (303, f"{path}/plan")
    empty = ruth.submit(f"{path}/plan", plan_knows_lead="talk", words_knows_lead="")
    assert empty.status_code == 422
    assert "Choose what is planned." in empty.text
    assert "Say who talks about it and when" in empty.text
    planned = ruth.submit(
        f"{path}/plan",
        plan_knows_lead="talk",
        words_knows_lead="Ruth comes by on Monday at break.",
        plan_cyber_bullying="nothing",
        words_cyber_bullying=told.REASON,
    )
    assert (planned.status_code, planned.location) == (303, path)

    own = page(hannah, f"/self-audits/{ref}")
    for words in ("Thank you, Hannah.", "Monday at break", told.REASON, "Ruth Adeyemi"):
        assert words in own
    for tail in ("/review", "/plan"):
        assert ruth.get(f"{path}{tail}").status_code == 303


def test_the_own_one_of_a_reviewer_waits_for_somebody_else(app, world):
    told.opened(world)
    ref = told.sent(world, "dsl", knows_lead="no")
    ruth = visit(app, world, "dsl")
    listed = page(ruth, "/self-audits/colleagues")
    assert "Your own: somebody else reads it." in listed
    assert f"/self-audits/colleagues/{ref}" not in listed
    for tail in ("", "/review", "/plan", "/withdraw"):
        answer = ruth.get(f"/self-audits/colleagues/{ref}{tail}")
        assert answer.status_code == 403
        assert "A second person must agree" in answer.text


def test_colleagues_and_those_who_govern_reach_no_answer(app, world):
    told.opened(world)
    ref = told.sent(world, "teacher", knows_lead="no")
    for name in ("tutor", "councillor", "office", "trustee", "cedar_dsl"):
        visitor = visit(app, world, name)
        assert visitor.get(f"/self-audits/{ref}").status_code == 404
        for tail in ("", "/review", "/plan", "/withdraw"):
            path = f"/self-audits/colleagues/{ref}{tail}"
            assert visitor.get(path).status_code == 404, (name, tail)
        if name == "cedar_dsl":
            continue
        for path in ("colleagues", "colleagues.csv", "gaps", "rounds/open", "remind"):
            assert visitor.get(f"/self-audits/{path}").status_code == 403, path


def test_the_head_opens_reminds_and_closes_a_round(app, world):
    catrin = visit(app, world, "head")
    empty = page(catrin, "/self-audits/colleagues")
    assert "No round has been opened in this school year" in empty
    asked = page(catrin, "/self-audits/rounds/open")
    assert "15 people who work or volunteer here" in asked
    gaps = ("A gap: No", "A gap: Yes", "Neither answer is a gap")
    assert [asked.count(words) for words in gaps] == [6, 1, 1]
    wrong = catrin.submit("/self-audits/rounds/open", due_on="2020-01-01")
    assert wrong.status_code == 422
    opened = catrin.submit("/self-audits/rounds/open", due_on="2026-11-27")
    assert opened.status_code == 303
    assert catrin.submit("/self-audits/remind").status_code == 303
    assert "Nobody is to be reminded now" in page(catrin, "/self-audits/remind")
    found = read_self_audits(world.acting("head"), 2026).rounds[0]
    close = f"/self-audits/rounds/{found.ref}/close"
    assert "15 colleagues have not answered" in page(catrin, close)
    assert catrin.submit(close).status_code == 303
    assert "Closed on" in page(catrin, "/self-audits/colleagues")
    unknown = "/self-audits/rounds/0123456789ABCDEF/close"
    assert catrin.get(unknown).status_code == 404


def test_who_cannot_open_a_round_reads_why_instead_of_a_form(app, world):
    ref = told.opened(world)
    catrin = visit(app, world, "head")
    running = page(catrin, "/self-audits/rounds/open")
    assert "The round of 2026/27 is open, due by" in running
    assert "Ask everybody" not in running
    catrin.submit(f"/self-audits/rounds/{ref}/close")
    over = page(catrin, "/self-audits/rounds/open")
    assert "This school year has had its round" in over
    assert "Ask everybody" not in over
    with clock.moved_on(timedelta(days=300)):
        next_year = page(visit(app, world, "head"), "/self-audits/rounds/open")
    assert "Ask everybody" in next_year


def test_one_colleague_is_asked_and_it_is_withdrawn_again(app, world):
    ruth = visit(app, world, "dsl")
    asked = ruth.submit("/self-audits/colleagues/ask", person_ref=world["tutor"])
    assert asked.status_code == 303
    ref = told.of(world, "tutor").ref
    choices = page(ruth, "/self-audits/colleagues/ask")
    assert world["tutor"] not in choices
    assert world["teacher"] in choices
    path = f"/self-audits/colleagues/{ref}/withdraw"
    assert ruth.submit(path).status_code == 422
    assert ruth.submit(path, why="away").status_code == 303
    assert "away for long" in page(ruth, f"/self-audits/colleagues/{ref}")


def test_anybody_begins_one_and_answers_it(app, world):
    gareth = visit(app, world, "councillor")
    assert "Nothing yet" in page(gareth, "/self-audits")
    begun = gareth.submit("/self-audits/begin")
    assert begun.status_code == 303
    sent = gareth.submit(begun.location, **filled())
    assert sent.status_code == 303
    assert "You sent it" in page(gareth, sent.location)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_away_without_an_answer_in_words(app, world, kind):
    told.opened(world)
    told.sent(world, "teacher", **told.TWO_GAPS)
    answer = visit(app, world, "dsl").get(f"/self-audits/colleagues.{kind}")
    assert answer.status_code == 200
    assert f'filename="self-audits.{kind}"' in answer.headers["Content-Disposition"]
    if kind == "csv":
        assert "Hannah Okafor" in answer.text
        assert "Who leads on online safety; How the school deals with" in answer.text
        assert told.COMMENT not in answer.text


def test_the_picture_shows_gaps_question_by_question_over_the_years(app, world):
    ruth = visit(app, world, "dsl")
    assert "Nothing has been answered yet" in page(ruth, "/self-audits/gaps")
    told.opened(world)
    for name in ("teacher", "tutor", "office", "head"):
        told.sent(world, name, knows_lead="no")
    with clock.moved_on(timedelta(days=300)):
        catrin = visit(app, world, "head")
        round_ref = told.of(world, "teacher").round_ref
        assert (
            catrin.submit(f"/self-audits/rounds/{round_ref}/close").status_code == 303
        )
        told.opened(world)
        told.sent(world, "teacher", knows_lead="no")
        told.sent(world, "tutor")
        shown = page(visit(app, world, "dsl"), "/self-audits/gaps")
    for words in (
        "2026/27",
        "2027/28",
        "4 of 4",
        "1 of 2",
        "Gaps: 50% now, 100% before",
    ):
        assert words in shown
    assert "Changing the password" not in shown
    assert "Okafor" not in shown


@pytest.mark.parametrize("year", ["x", "1", "99999999999", "-2"])
def test_a_year_that_is_none_is_not_there(app, world, year):
    ruth = visit(app, world, "dsl")
    assert ruth.get(f"/self-audits/colleagues?year={year}").status_code == 404


def test_an_earlier_year_can_be_looked_at(app, world):
    ruth = visit(app, world, "dsl")
    assert "2025/26" in page(ruth, "/self-audits/colleagues?year=2025")


def test_a_self_audit_of_last_year_is_not_called_this_years(app, world):
    told.opened(world)
    told.sent(world, "teacher")
    with clock.moved_on(timedelta(days=300)):
        mine = page(visit(app, world, "teacher"), "/self-audits")
    assert "Yearly self-audit, 2026/27" in mine
    assert "This year’s self-audit," not in mine
