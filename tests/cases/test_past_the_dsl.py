"""A receipt about the DSL leads to whoever has the concern, never to the DSL."""

import pytest

from tests.cases.desk import at, words_of
from tests.cases.raised import raised
from tests.visitors import visit

NUMBER = "01632 960114"
PAGES = ("/receipt", "/own", "/add")


@pytest.fixture
def hannah(app, world):
    return visit(app, world, "teacher")


def test_where_the_dsl_is_named_no_page_of_it_gives_the_dsls_number(world, hannah):
    ref = raised(world, adults=(world["dsl"],), in_danger=True)
    for tail in PAGES:
        page = hannah.get(at("concerns", ref, tail))
        assert page.status_code == 200
        assert NUMBER not in page.text
        assert "Ruth" not in page.text
        assert "999" in page.text
    said = words_of(hannah.get(at("concerns", ref, "/receipt")))
    assert "Find Tom Pellow and tell them in person." in said
    assert "whom you name to Tom Pellow." in said
    assert "Tom Pellow decides who rings home." in said


def test_where_dsl_and_deputy_are_named_the_head_is_whom_to_find(world, hannah):
    ref = raised(world, adults=(world["dsl"], world["deputy_dsl"]), in_danger=True)
    page = hannah.get(at("concerns", ref, "/receipt"))
    assert "Find Catrin Howells and tell them in person." in words_of(page)
    assert NUMBER not in page.text
    assert "Ruth" not in page.text
    assert "Tom Pellow" not in page.text


def test_where_somebody_else_is_named_the_dsl_is_rung(world, hannah):
    ref = raised(world, adults=(world["tutor"],), in_danger=True)
    for tail in PAGES:
        assert NUMBER in hannah.get(at("concerns", ref, tail)).text
    said = words_of(hannah.get(at("concerns", ref, "/receipt")))
    assert "Find the DSL or a deputy" in said
    assert "The DSL decides who rings home." in said
