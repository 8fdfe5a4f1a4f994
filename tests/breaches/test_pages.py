"""The pages on cited clauses as people meet them, and in a browser."""

import copy
from datetime import timedelta

import pytest

from safeguard.app import create_app
from school.foundation import clock
from school.foundation.references import spoken
from tests.breaches import told
from tests.cases import worked
from tests.cases.served import Served
from tests.ground import _template
from tests.looking import looked_at
from tests.visitors import visit

WIDTHS = (360, 1280)
NOT_SIGNED = "Not everybody had signed it"


def day_fields(day):
    """A day as the form's one box sends it."""
    return {"on_day": day.isoformat()}


def test_a_clause_is_looked_up_and_cited_without_script(app, world):
    case = told.case_with_agreement(world)
    ruth = visit(app, world, "dsl", reason="looking at a case")
    path = f"/cases/{spoken(case)}/agreement"
    assert f"{path}" in ruth.get(f"/cases/{spoken(case)}").text
    assert "No clause is cited" in ruth.get(path).text

    sent = {"pupil_ref": world["ellis"], **day_fields(clock.today())}
    looked = ruth.submit(f"{path}/cite", press="look", **sent)
    assert looked.status_code == 200
    assert "issued, signed by nobody" in looked.text
    assert NOT_SIGNED in looked.text
    assert told.breaches(case) == []
    answer = ruth.submit(f"{path}/cite", press="cite", **sent)
    assert answer.status_code == 422
    assert "Choose the clause." in answer.text
    answer = ruth.submit(f"{path}/cite", press="cite", clause=told.CLAUSE, **sent)
    assert answer.status_code == 303
    for page in (path, f"/cases/{spoken(case)}", f"/cases/{spoken(case)}/print"):
        assert "I do not write anything rude" in ruth.get(page).text, page


def test_without_an_agreement_the_page_says_so(app, world):
    case = worked.opened(world)
    ruth = visit(app, world, "dsl", reason="looking at a case")
    path = f"/cases/{spoken(case)}/agreement/cite"
    sent = {"pupil_ref": world["ellis"], **day_fields(clock.today())}
    shown = ruth.submit(path, press="look", **sent)
    assert "No agreement held for this pupil on that day" in shown.text


def test_a_day_to_come_and_no_day_are_objected_to_when_looking(app, world):
    case = told.case_with_agreement(world)
    ruth = visit(app, world, "dsl", reason="looking at a case")
    path = f"/cases/{spoken(case)}/agreement/cite"
    for day, said in (
        ((clock.today() + timedelta(days=1)).isoformat(), "This is in the future."),
        ("", "Give the day on which it happened."),
    ):
        shown = ruth.submit(path, press="look", pupil_ref=world["ellis"], on_day=day)
        assert shown.status_code == 422
        assert said in shown.text
        assert "Which clause?" not in shown.text


def test_whoever_reads_no_case_finds_no_page(app, world):
    case = told.cited(world)
    teacher = visit(app, world, "teacher")
    path = f"/cases/{spoken(case)}/agreement"
    assert teacher.get(path).status_code in {403, 404}
    assert teacher.get(f"{path}/cite").status_code in {403, 404}


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_pages_of_cited_clauses(
    settings, serve, new_page, width
):
    app = create_app(settings)
    made = Served(app, copy.deepcopy(_template("sqlite")[2]), serve(app))
    with app.app_context():
        case = told.cited(made.world)
        breach = told.breaches(case)[0].ref
    page = new_page(viewport={"width": width, "height": 900})
    made.let_in(page, "dsl", "looking at a case")
    path = f"{made.address}/cases/{spoken(case)}/agreement"
    for name, end in (("cited", ""), ("take-back", f"/{breach}/withdraw")):
        page.goto(path + end)
        looked_at(page, name)
    page.goto(f"{path}/cite")
    page.get_by_role("button", name="Show the agreement of that day").click()
    page.get_by_text(NOT_SIGNED).wait_for()
    looked_at(page, "cite")
    page.get_by_text("I do not make, post or link to").click()
    page.get_by_role("button", name="Cite it").click()
    page.get_by_text("nothing else follows by itself").wait_for()
    page.goto(f"{made.address}/cases/{spoken(case)}")
    looked_at(page, "case")
