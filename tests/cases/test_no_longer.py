"""A page for what can no longer be done says what is true, and keeps what was typed."""

import pytest

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.recording import suspect_image
from tests.cases.desk import at, words_of
from tests.cases.raised import raised
from tests.cases.worked import (
    ENDED,
    REASON,
    TITLE,
    acknowledged,
    closed,
    concerns_of,
    dsl,
    opened,
)
from tests.visitors import visit

RACE = "Somebody else changed this"
KEPT = "What you wrote was not saved"


@pytest.mark.parametrize("tail", ["/decide", "/refer", "/close"])
def test_in_a_closed_case_nothing_is_asked_that_would_be_refused(world, ruth, tail):
    case = closed(world, opened(world))
    page = ruth.get(at("cases", case, tail))
    assert page.status_code == 200
    assert "This case is closed" in words_of(page)
    assert "<textarea" not in page.text
    assert f'href="{at("cases", case, "/reopen")}"' in page.text
    assert f'href="{at("cases", case)}"' in page.text


@pytest.mark.parametrize(
    ("tail", "typed"),
    [
        ("/decide", {"outcome": "internal_support", "reason_internal_support": REASON}),
        ("/refer", {"agency": "police", "how": "considered", "text": REASON}),
        ("/close", {"summary": REASON}),
    ],
)
def test_what_was_typed_into_a_case_closed_meanwhile_stands_there(
    world, ruth, tail, typed
):
    case = opened(world)
    fields = ruth.hidden_fields(at("cases", case, tail))
    closed(world, case)
    sent = ruth.post(at("cases", case, tail), data={**fields, **typed})
    assert sent.status_code == 409
    page = words_of(sent)
    assert "This case is closed" in page
    assert KEPT in page
    assert REASON in page
    assert RACE not in page


def test_an_open_case_is_not_opened_again(world, ruth):
    case = opened(world)
    page = words_of(ruth.get(at("cases", case, "/reopen")))
    assert "This case is open" in page
    assert KEPT not in page


def test_an_executive_head_is_not_shown_what_is_not_theirs_to_reopen(app, world):
    case = closed(world, opened(world))
    visitor = visit(app, world, "executive_head", elevated=True)
    page = visitor.get(at("cases", case, "/refer"))
    assert "This case is closed" in words_of(page)
    assert "/reopen" not in page.text
    assert "Ellis" not in page.text


@pytest.mark.parametrize("tail", ["/acknowledge", "/open-case", "/join-case"])
def test_a_concern_in_a_case_leads_to_the_case(world, ruth, tail):
    case = opened(world)
    [ref] = concerns_of(case)
    page = ruth.get(at("concerns", ref, tail))
    assert "This concern is in a case already" in words_of(page)
    assert f'href="{at("cases", case)}"' in page.text
    assert "<form method" not in page.text.split("<main", 1)[1].split("</main>")[0]


def test_a_concern_put_into_a_case_meanwhile_keeps_the_title_that_was_typed(
    world, ruth
):
    ref = acknowledged(world)
    fields = ruth.hidden_fields(at("concerns", ref, "/open-case"))
    said = {"title": TITLE, "category": "cyber_bullying", "level": "C3"}
    said["lead_ref"] = world["dsl"]
    other = ruth.hidden_fields(at("concerns", ref, "/open-case"))
    assert ruth.post(
        at("concerns", ref, "/open-case"), data={**other, **said}
    ).status_code == 303  # fmt: skip
    mine = {**fields, **said, "title": ENDED}
    sent = ruth.post(at("concerns", ref, "/open-case"), data=mine)
    assert sent.status_code == 409
    page = words_of(sent)
    assert "This concern is in a case already" in page
    assert ENDED in page
    assert RACE not in page


def test_a_concern_nobody_has_taken_on_gets_no_case_yet(world, ruth):
    ref = raised(world)
    for tail in ("/open-case", "/join-case"):
        page = ruth.get(at("concerns", ref, tail))
        assert "Nobody has taken this concern on yet" in words_of(page)
        assert f'href="{at("concerns", ref, "/acknowledge")}"' in page.text


def test_a_concern_taken_on_says_by_whom(world, ruth):
    ref = raised(world)
    acknowledge_concern(dsl(world), ref)
    page = words_of(ruth.get(at("concerns", ref, "/acknowledge")))
    assert "This concern has been taken on" in page
    assert "has it since" in page


def test_a_suspected_image_is_recorded_once(world, ruth):
    case = opened(world)
    [ref] = concerns_of(case)
    places = [("cases", case), ("concerns", ref)]
    for kind, each in places:
        page = words_of(ruth.get(at(kind, each, "/suspect-image")))
        assert "Yes, record that it is suspected" in page
    suspect_image(dsl(world), case)
    for kind, each in places:
        page = words_of(ruth.get(at(kind, each, "/suspect-image")))
        assert "recorded already that an image is suspected" in page
        assert "Yes, record" not in page
