"""Looking at a page as it is: a picture if one is wanted, axe, and no way sideways."""

import os
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page

from tests.axe import axe_finds_nothing

# The folder for pictures, to be opened by whoever works on the pages.
PICTURES = "SG_PICTURES"


def looked_at(page: Page, name: str) -> None:
    """The page that stands open: axe finds nothing, and it does not scroll sideways."""
    window = page.viewport_size
    assert window
    wide = window["width"]
    if folder := os.environ.get(PICTURES):
        picture = Path(folder) / f"{name}-{wide}.png"
        page.screenshot(path=picture, full_page=True)
    axe_finds_nothing(page)
    across = page.evaluate("document.documentElement.scrollWidth")
    assert across <= wide, f"{name} scrolls sideways"


def all_looked_at(page: Page, address: str, places: Mapping[str, str]) -> None:
    """Each of these pages, by a name for its picture, is there and is looked at."""
    for name, path in places.items():
        answer = page.goto(address + path)
        assert answer
        assert answer.status == 200, name
        looked_at(page, name)
