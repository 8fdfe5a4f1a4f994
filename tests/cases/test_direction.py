"""Words that run from right to left, and overrides: kept as typed, shown in place."""

import io

import pytest
from pypdf import PdfReader

from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import NewCase, open_case
from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    raise_concern,
)
from safeguard.cases.commands.recording import NewEntry, add_entry
from safeguard.cases.queries.reading import read_case, read_concern
from tests.cases.desk import at, words_of
from tests.cases.served import served
from tests.cases.worked import dsl

OVERRIDE, FSI, PDI = "\u202e", "\u2068", "\u2069"
TOLD = f"He wrote {OVERRIDE}dlot to me.\nقال إنه خائف، 3 مرات."
OWN_WORDS = "أنا خائف"
BOY = f"{OVERRIDE}a boy in 9H"
TITLE = f"{OVERRIDE}names in a chat{PDI}{PDI}"
UNSEEN = "This text holds characters that cannot be seen"


def turned(world) -> str:
    """A case whose every free text tries to turn its neighbours round."""
    who = (ChildInIt(None, "harmed", Narrative(BOY)), ChildInIt(world["ellis"]))
    new = NewConcern(who, Narrative(TOLD), own_words=Narrative(OWN_WORDS))
    concern = raise_concern(world.acting("teacher"), new)
    acknowledge_concern(dsl(world), concern)
    made = open_case(dsl(world), concern, NewCase(TITLE, "C3", "cyber_bullying"))
    add_entry(dsl(world), made, NewEntry("note", TOLD))
    return made


@pytest.fixture
def case(world):
    """The same, in the world of the test."""
    return turned(world)


def concern_of(world, case: str) -> str:
    return next(
        each.concern_ref
        for each in read_case(dsl(world), case).happenings
        if each.concern_ref
    )


def test_what_was_typed_is_kept_byte_for_byte(world, case):
    found = read_concern(dsl(world), concern_of(world, case))
    assert found.narrative.text == TOLD
    assert [each.text for each in found.own_words] == [OWN_WORDS]
    assert read_case(dsl(world), case).title == TITLE


def test_a_page_shows_it_in_its_place_with_a_note(world, case, ruth):
    page = ruth.get(at("concerns", concern_of(world, case)))
    assert TOLD in page.text
    assert UNSEEN in words_of(page)
    heading = ruth.get(at("cases", case)).text
    # What would have closed our isolate early is not shown, and ours is closed.
    assert f"{FSI}{OVERRIDE}names in a chat{PDI}</h1>" in heading
    assert f"{PDI}{PDI}" not in heading


def test_lists_and_paper_show_it_in_its_place_too(world, case, ruth):
    shown = f"{FSI}{OVERRIDE}names in a chat{PDI}"
    for address in ("/cases", at("cases", case, "/print")):
        assert shown in ruth.get(address).text
    answer = ruth.get(f"/cases/{case}/pdf")
    assert answer.status_code == 200
    # Set by the strict standards: nothing had to be spelt out as its number.
    assert b"pdfuaid" in answer.data
    text = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert "[U+" not in text


def test_a_form_that_is_sent_again_brings_back_what_was_typed(world, case, ruth):
    answer = ruth.submit(at("cases", case, "/add"), kind="nothing", text=TOLD)
    assert answer.status_code == 422
    assert TOLD in answer.text.replace("\r\n", "\n")


def test_a_described_child_turns_no_heading_round(settings, serve, new_page):
    """The title begins to the right of where the child's name ends."""
    desk = served(settings, serve)
    with desk.app.app_context():
        case = turned(desk.world)
    page = desk.let_in(new_page(), "dsl", "working the queue")
    page.goto(f"{desk.address}{at('cases', case)}")
    places = page.locator("h1").evaluate(
        """heading => {
            const text = heading.firstChild, all = text.data;
            const left = (word) => {
                const range = document.createRange(), from = all.indexOf(word);
                range.setStart(text, from); range.setEnd(text, from + word.length);
                return range.getBoundingClientRect().left;
            };
            return [left("Ellis"), left("names")];
        }"""
    )
    assert places[0] < places[1]
