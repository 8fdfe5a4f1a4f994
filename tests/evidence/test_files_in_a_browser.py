"""Files in a browser: axe finds nothing, one is attached, one is refused in words."""

import os

import pytest
from playwright.sync_api import expect

from safeguard.cases.commands.recording import suspect_image
from school.foundation.references import spoken
from tests.axe import axe_finds_nothing
from tests.cases.worked import dsl, opened
from tests.evidence.attached import attach
from tests.evidence.noise import TAKEN
from tests.evidence.served import opened_door


@pytest.fixture
def door(settings):
    with opened_door(settings) as opened_up:
        yield opened_up


@pytest.fixture
def ruth(door, new_page):
    """The DSL's page, at her desk."""
    page = new_page()
    name, value = door.cookie("dsl").split("=", 1)
    address = f"http://localhost:{door.port}"
    page.context.add_cookies([{"name": name, "value": value, "url": address}])
    return page


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_where_files_stand(door, ruth, width):
    ruth.set_viewport_size({"width": width, "height": 900})
    case = opened(door.world)
    attach(dsl(door.world), case, "A letter of a very long name, indeed.pdf")
    places = (f"/files/{spoken(case)}/attach", f"/cases/{spoken(case)}")
    for path in places:
        ruth.goto(f"http://localhost:{door.port}{path}")
        axe_finds_nothing(ruth)
        assert ruth.evaluate("document.documentElement.scrollWidth") <= width
    suspect_image(dsl(door.world), case)
    ruth.goto(f"http://localhost:{door.port}{places[1]}")
    axe_finds_nothing(ruth)


def test_a_file_is_attached_and_one_under_a_stop_refused_in_words(
    door, ruth, tmp_path, complaints
):
    """Also where it is twenty megabytes long and the server has long hung up."""
    case = opened(door.world)
    path = f"http://localhost:{door.port}/files/{spoken(case)}/attach"
    file = tmp_path / "A letter.pdf"
    for size, stopped in ((1_000, False), (20_000_000, True)):
        file.write_bytes(TAKEN["pdf"] + os.urandom(size))
        ruth.goto(path)
        ruth.get_by_label("The file").set_input_files(file)
        ruth.get_by_label("What is it, and who gave it to you?").fill("His letter.")
        ruth.get_by_text("It shows no child undressed").click()
        if stopped:
            suspect_image(dsl(door.world), case)
            complaints.expect("409")
        ruth.get_by_role("button", name="Attach it").click()
        words = "No file can be put here" if stopped else "A letter.pdf"
        expect(ruth.locator("main")).to_contain_text(words)
    axe_finds_nothing(ruth)
