"""The board’s page: what stands on it, for whom, and what never does."""

import re
from datetime import timedelta

import pytest

from school.foundation import clock
from school.inspection.queries.verifying import verify_trail
from tests.cases.desk import words_of
from tests.cases.raised import WHAT
from tests.reports.term import (
    CONDUCT,
    CONTACT,
    CONTENT,
    OCTOBER,
    SEPTEMBER,
    frozen,
    tell,
)
from tests.visitors import visit

READERS = (
    *("trustee", "chair", "councillor", "head", "dsl", "deputy_dsl", "dpo"),
    *("executive_head", "trust_safeguarding"),
)
NOT_READERS = ("teacher", "digital_safety", "ict", "office", "searcher", "volunteer")


@pytest.fixture
def told(world):
    """Concerns of a half-term in both schools, frozen for the trust and for Birch."""
    refs = tell(world, CONTENT, 14, SEPTEMBER)
    refs += tell(world, CONTACT, 2, OCTOBER)
    refs += tell(world, CONDUCT, 9, OCTOBER, cedar=True)
    frozen(world)
    frozen(world, "head")
    return refs


def test_the_page_says_numbers_and_names_nobody(app, world, told):
    page = words_of(visit(app, world, "trustee").get("/report"))
    assert "Safeguarding in numbers, to October 2026" in page
    assert "25 concerns" in page
    assert "not shown" in page
    assert "A high number is not a bad one" in page
    assert "These figures no longer change" in page
    for hidden in (*told, WHAT, "Thornbury", "Ellis", "Okafor", "Lindqvist"):
        assert hidden not in page


def test_nothing_on_the_page_leads_to_a_record(app, world, told):
    """Must show nobody a way through: no link, no form and no parameter."""
    page = visit(app, world, "trustee").get("/report").text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'href="([^"]+)"', main) == ["/trail/verify"]
    assert "<form" not in main
    assert "<script" not in main
    assert "style=" not in main


def test_the_address_takes_no_question(app, world, told):
    trustee = visit(app, world, "trustee")
    plain = trustee.get("/report")
    asked = trustee.get(
        f"/report?school={world.birch}&kind=contact&child={world['ellis']}&by=class"
    )
    assert asked.status_code == 200
    assert words_of(asked) == words_of(plain)
    assert trustee.get(f"/report/{told[0]}").status_code == 404


@pytest.mark.parametrize("name", READERS)
def test_readers_have_the_page_in_their_menu(app, world, told, name):
    visitor = visit(app, world, name)
    assert 'href="/report"' in visitor.get("/").text
    assert visitor.get("/report").status_code == 200


@pytest.mark.parametrize("name", NOT_READERS)
def test_others_neither_see_nor_open_it(app, world, told, name):
    visitor = visit(app, world, name)
    assert 'href="/report"' not in visitor.get("/").text
    assert visitor.get("/report").status_code == 403
    assert visitor.get("/report/freeze").status_code == 403


def test_a_councillor_reads_the_school_and_a_trustee_the_trust(app, world, told):
    own = words_of(visit(app, world, "councillor").get("/report"))
    trusts = words_of(visit(app, world, "trustee").get("/report"))
    assert "Birch Academy." in own
    assert "The schools side by side" not in own
    assert "Cedar Academy" in trusts
    assert "The schools side by side" in trusts


def test_before_any_numbers_the_page_says_who_makes_them(app, world):
    page = words_of(visit(app, world, "trustee").get("/report"))
    assert "No numbers have been frozen yet" in page
    assert "safeguarding lead" in page
    assert "Freeze the numbers" not in page
    assert "Freeze the numbers" in words_of(visit(app, world, "dsl").get("/report"))


def test_a_line_that_is_withheld_whole_is_not_told_as_nothing(app, world):
    """Three concerns are too few to show; they are not none."""
    tell(world, CONTENT, 3, SEPTEMBER)
    frozen(world)
    page = words_of(visit(app, world, "trustee").get("/report"))
    assert "The number is too small to show" in page
    kinds = page.partition("What kind of concern")[2].partition("Concerns month")[0]
    assert "Content not shown" in kinds
    assert "All not shown" in kinds


def test_the_head_freezes_the_numbers(app, world):
    tell(world, CONTENT, 6, SEPTEMBER)
    head = visit(app, world, "head")
    answer = head.submit("/report/freeze")
    assert (answer.status_code, answer.location) == (303, "/report")
    page = words_of(head.get("/report"))
    assert "The numbers are frozen" in page
    assert "6 concerns" in page


def test_too_early_is_said_in_words(app, world):
    answer = visit(app, world, "head").submit("/report/freeze")
    assert answer.status_code == 422
    assert "No half-term with a concern is over yet" in words_of(answer)


def test_a_trustee_cannot_freeze(app, world, told):
    trustee = visit(app, world, "trustee")
    assert trustee.get("/report/freeze").status_code == 403
    assert trustee.press("/report/freeze").status_code != 303


def test_the_line_is_red_until_the_record_has_proven_itself(app, world, told):
    trustee = visit(app, world, "trustee")
    assert "The record has not been proven" in words_of(trustee.get("/report"))
    verify_trail(world.acting("trustee"))
    page = trustee.get("/report")
    assert "The record is intact" in words_of(page)
    assert "sg-proof--done" in page.text
    with clock.moved_on(timedelta(days=36)):
        assert "has not been proven" in words_of(
            visit(app, world, "trustee").get("/report")
        )


def test_charts_are_drawn_without_a_script_and_stand_beside_their_tables(
    app, world, told
):
    page = visit(app, world, "trustee").get("/report").text
    assert page.count('<svg class="sg-bars" viewBox="0 0 720 176" aria-hidden') == 2
    assert page.count('<svg class="sg-spark"') >= 2
    # Kinds, months, clocks, schools and training; nothing was decided or referred yet.
    assert page.count("<table") == 5
    assert page.count("Nothing of this kind in these half-terms") == 2
