"""The pages, as office and staff meet them: one form a class, without JavaScript."""

from datetime import timedelta

import pytest

from safeguard.hand_in.models import PhoneExemption, PhoneLoss
from school.foundation import clock
from school.foundation.database import db
from tests.cases.worked import opened
from tests.hand_in.told import (
    AGREED,
    IN,
    WHAT,
    exempted,
    lost,
    marked,
    permitted,
    standings,
)
from tests.visitors import visit


@pytest.fixture(autouse=True)
def term(in_term):
    """Birch has terms."""


@pytest.fixture
def office(app, world):
    """The office's browser."""
    return visit(app, world, "office")


def test_mark_collect_and_the_ledger_says_so(world, office):
    permitted(world, "maya")
    path = f"/phones/classes/{world.classes['8K']}"
    done = office.submit(f"{path}/mark", rest="expected")
    assert done.status_code == 303
    assert standings(world) == {
        "maya": "handed_in", "zazolc": "not_brought", "nandu": "not_brought",
    }  # fmt: skip
    assert "1 phone is here now." in office.get("/phones").text
    page = office.get(f"{path}/collect").text
    assert f'name="here" value="{world["maya"]}"' in page
    done = office.submit(f"{path}/collect", here=world["maya"])
    assert (done.status_code, standings(world)["maya"]) == (303, "collected")
    assert "0 phones are here now." in office.get("/phones").text


def test_a_mark_nobody_offered_is_refused_and_nothing_chosen_is_lost(world, office):
    path = f"/phones/classes/{world.classes['8K']}/mark"
    sent = {f"mark_{world['maya']}": "handed_in", f"mark_{world['nandu']}": "stolen"}
    answer = office.submit(path, **sent)
    assert answer.status_code == 422
    assert "Choose one of the answers shown." in answer.text
    row = answer.text.partition(f'name="mark_{world["maya"]}"')[2]
    assert row.partition(">")[0].endswith(" checked")
    assert set(standings(world).values()) == {"not_marked"}


def test_why_a_pupil_keeps_the_phone_stands_on_no_page_of_a_class(world, office):
    exempted(world, "maya")
    path = f"/phones/classes/{world.classes['8K']}"
    for page in (f"{path}/mark", f"{path}/print", "/phones"):
        shown = office.get(page).text
        for words in ("glucose", "Medical", AGREED):
            assert words not in shown
    assert "Exempt: keeps it" in office.get(f"{path}/mark").text
    assert "keeps it" in office.get(f"{path}/print").text


def test_what_was_left_is_on_home_of_office_and_head_without_a_name(app, world):
    marked(world, maya=IN)
    with clock.moved_on(timedelta(hours=3)):
        for name in ("office", "head"):
            home = visit(app, world, name).get("/").text
            assert "1 phone was not collected" in home
            assert "Maya" not in home
        assert "not collected" not in visit(app, world, "teacher").get("/").text


@pytest.mark.parametrize(
    ("name", "status"), [("teacher", 200), ("volunteer", 200), ("ict", 403)]
)
def test_the_ledger_is_in_the_menu_of_those_who_may(app, world, name, status):
    visitor = visit(app, world, name)
    assert visitor.get("/phones").status_code == status
    assert ('href="/phones"' in visitor.get("/").text) is (status == 200)


def test_a_wrong_day_and_a_wrong_class_are_no_page(world, office):
    for tail in (
        f"{world.classes['8K']}/earlier?day=never",
        f"{world.classes['7T']}/mark",
    ):
        assert office.get(f"/phones/classes/{tail}").status_code == 404


def test_an_exemption_is_approved_reviewed_and_ended_on_pages(app, world):
    head = visit(app, world, "head")
    path = f"/phones/pupils/{world['maya']}"
    done = head.submit(
        f"{path}/exemptions/grant", kind="young_carer", adjustment=AGREED
    )
    assert done.status_code == 303
    assert AGREED in head.get(path).text
    ref = db.session.scalars(db.select(PhoneExemption.ref)).one()
    stale = {"note": "It is still needed, she says.", "version": "0"}
    answer = head.submit(f"/phones/exemptions/{ref}/review", **stale)
    assert answer.status_code == 409
    assert "It is still needed, she says." in answer.text
    done = head.submit(f"/phones/exemptions/{ref}/end")
    assert done.status_code == 303
    assert "Nobody. A pupil who keeps" in head.get("/phones/exemptions").text


def test_loss_is_recorded_by_a_teacher_who_reads_no_more_of_it(app, world):
    teacher = visit(app, world, "teacher")
    path = f"/phones/pupils/{world['maya']}/losses/record"
    sent = {"kind": "damaged", "what_happened": WHAT, "happened_on": "24/11/2026"}
    done = teacher.submit(path, **sent)
    assert (done.status_code, done.location) == (303, "/phones")
    ref = db.session.scalars(db.select(PhoneLoss.ref)).one()
    assert teacher.get(f"/phones/losses/{ref}").status_code == 403
    assert WHAT in visit(app, world, "head").get(f"/phones/losses/{ref}").text


def test_nothing_of_it_stands_with_a_childs_safeguarding_records(app, world):
    """No search, no sanction: neither on the child's page nor in its case."""
    case = opened(world, "maya")
    exempted(world, "maya")
    permitted(world, "maya")
    marked(world, maya=IN)
    lost(world)
    dsl = visit(app, world, "dsl", reason="reading the child")
    for path in (
        f"/children/{world['maya']}",
        f"/children/{world['maya']}/print",
        f"/cases/{case}",
        "/queue",
    ):
        page = dsl.get(path)
        assert page.status_code == 200, path
        body = page.text.partition("<main")[2].partition("</main>")[0].lower()
        for words in ("phone", "glucose", "handed in", "exempt", "screen cracked"):
            assert words not in body, (path, words)
