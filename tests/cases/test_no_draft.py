"""Coming back to a draft that is no more: one page, whatever became of it."""

import pytest

from tests.cases.desk import masked, words_of
from tests.cases.test_raising_pages import RAISE, SCRIPT, typed
from tests.visitors import visit

TAILS = ("", "/discard")


@pytest.fixture
def hannah(app, world):
    return visit(app, world, "teacher")


def _draft(visitor) -> str:
    fields = {**visitor.hidden_fields(RAISE), "narrative": "He hid."}
    kept = visitor.post("/drafts", data=fields, headers=SCRIPT)
    return str(kept.json["draft"])


def test_a_draft_that_was_sent_thrown_away_or_never_hers_is_one_page(
    app, world, hannah
):
    sent = _draft(hannah)
    fields = {**hannah.hidden_fields(f"/drafts/{sent}"), **typed(world, "ellis")}
    assert hannah.post(RAISE, data={**fields, "press": "send"}).status_code == 303
    thrown = _draft(hannah)
    assert hannah.submit(f"/drafts/{thrown}/discard").status_code == 303
    owens = _draft(visit(app, world, "other_teacher"))
    hannah.get("/")  # what was flashed is read there

    pages = [
        hannah.get(f"{room}/{ref}{tail}")
        for room in ("/drafts", "/concerns/adult/drafts")
        for ref in (sent, thrown, owens, "0" * 16)
        for tail in TAILS
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({masked(page) for page in pages}) == 1
    said = words_of(pages[0])
    assert "There is no such draft" in said
    assert "It was sent, thrown away, or never existed." in said
    assert 'href="/#raised"' in pages[0].text
    assert f'href="{RAISE}"' in pages[0].text
