"""The translators get every wording, with the line where it stands."""

from io import BytesIO

import pytest
from babel.messages.extract import extract as babel_extract

from safeguard import guidance
from safeguard.guidance.shelf import DATA
from safeguard.guidance.wordings import READ_BY_PEOPLE

METHOD = "safeguard.guidance.wordings:extract"


def _extracted(page):
    return list(babel_extract(METHOD, BytesIO(page.read_bytes())))


def test_every_wording_reaches_the_translators():
    found = {words for page in DATA.iterdir() for _, words, _, _ in _extracted(page)}
    for shelf in guidance.shelves():
        for entry in shelf:
            for field in READ_BY_PEOPLE:
                value = getattr(entry, field, None) or ()
                texts = {value} if isinstance(value, str) else set(value)
                assert texts <= found


@pytest.mark.parametrize("page", list(DATA.iterdir()), ids=lambda page: page.name)
def test_a_wording_is_found_on_its_line(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    for number, words, _, _ in _extracted(page):
        assert words in lines[number - 1]


def test_sources_and_codes_are_not_for_translators():
    assert not {"source", "code", "edition", "mark"} & set(READ_BY_PEOPLE)
