"""A sheet that is taken away holds text: it runs nowhere, and none of it is lost."""

import csv
import io
import re
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from school.foundation import clock
from school.web.sheets import (
    as_csv,
    as_xlsx,
    guarded,
    unguarded,
    written_csv,
    written_xlsx,
)

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TRIGGERS = "=+-@\t\r\n＝＋－＠﹢﹣﹦﹫⁺⁻⁼₊₋₌−"
# What can stand in front of a formula without stopping it, or without being seen.
IN_FRONT = (
    " \u00a0\u2003\u3000'\"“‘«\u200b\u200e\u202e\u2060\ufeff\u00ad\u3164\u2800\x00\x0b"
)
DANGEROUS = st.builds(
    lambda *parts: "".join(parts),
    st.text(st.sampled_from(IN_FRONT), max_size=4),
    st.sampled_from(TRIGGERS),
    st.text(max_size=20),
)
MARKUP = st.builds("<r>{}</r>".format, st.text(max_size=20))
WORDS = st.one_of(st.text(), DANGEROUS, MARKUP)


def read_csv(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def read_xlsx(written: bytes) -> list[list[tuple[str, str]]]:
    """The rows as pairs of a cell's kind and what stands in it, from the XML itself."""
    with zipfile.ZipFile(io.BytesIO(written)) as book:
        texts = []
        if "xl/sharedStrings.xml" in book.namelist():
            told = ET.XML(book.read("xl/sharedStrings.xml"))
            texts = [
                "".join(each.text or "" for each in text.iter(f"{{{NS['x']}}}t"))
                for text in told.findall("x:si", NS)
            ]
        sheet = ET.XML(book.read("xl/worksheets/sheet1.xml"))
    assert not sheet.findall(".//x:f", NS)
    rows = []
    for row in sheet.findall(".//x:row", NS):
        cells = []
        for cell in row.findall("x:c", NS):
            value = cell.find("x:v", NS)
            said = "" if value is None else value.text or ""
            kind = cell.get("t", "n" if said else "blank")
            cells.append((kind, unescaped(texts[int(said)]) if kind == "s" else said))
        rows.append(cells)
    return rows


def unescaped(text: str) -> str:
    # ISO/IEC 29500-1, 22.9.2.19 (ST_Xstring).
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def could_run(text: str) -> bool:
    """By another road than the exporter's: first what is seen, then its plain form."""
    bare = text.lstrip(IN_FRONT)
    return bool(bare) and (
        bare[0] in TRIGGERS or unicodedata.normalize("NFKC", bare)[:1] in {*"=+-@"}
    )


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_cell_of_a_csv_begins_as_a_formula_and_nothing_else_changes(rows):
    heads, *others = read_csv(written_csv(rows[0], rows[1:]))
    for typed, told in zip(rows, [heads, *others], strict=True):
        assert [unguarded(cell) for cell in told] == typed
        for before, after in zip(typed, told, strict=True):
            assert not could_run(after) or after.startswith("'")
            assert after in {before, f"'{before}"}
            assert after[:1] not in set(TRIGGERS)


@given(DANGEROUS)
def test_whatever_hides_before_the_sign_an_apostrophe_comes_first(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "Key Stage 1",
        "it’s fine",
        "'quoted'",
        "3-4pm",
        "a=b",
        "",
        " ",
        "no. 7",
        "…",
        "🙂",
    ],
)
def test_plain_words_stay_as_they_were(text):
    assert guarded(text) == text


@given(WORDS)
def test_what_was_guarded_comes_back_letter_by_letter(text):
    assert unguarded(guarded(text)) == text


@example("_x003D_1")
@example("\ufffe\uffff\r\n\x00")
@given(st.one_of(st.text(min_size=1), DANGEROUS))
def test_text_is_a_cell_of_text_in_a_workbook_letter_by_letter(text):
    _heads, (cell, _one) = read_xlsx(written_xlsx("list", ["A"], [[text, 1]]))

    assert cell == ("s", text)


@example("<r><t>two cells</t></r>")
@example('<r></r></si><si><t>=HYPERLINK("//elsewhere")</t></r>')
@given(MARKUP)
def test_what_looks_like_markup_of_the_workbook_has_an_apostrophe_and_is_text(text):
    _heads, (cell,) = read_xlsx(written_xlsx("list", ["A"], [[text]]))

    assert cell == ("s", f"'{text}")


def test_numbers_and_days_are_numbers_and_days_in_a_workbook():
    at = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
    row = [-5, 2.5, Decimal(7), date(2026, 6, 1), at, None, True, 10**16]

    ((*_,), told) = read_xlsx(written_xlsx("list", ["A"], [row]))

    # In London it was 10:30; workbooks count days from the end of 1899.
    days = (date(2026, 6, 1) - date(1899, 12, 30)).days
    assert [kind for kind, _ in told] == ["n", "n", "n", "n", "n", "s", "s"]
    assert [float(said) for kind, said in told if kind == "n"] == [
        *(-5, 2.5, 7, days),
        pytest.approx(days + 10.5 / 24),
    ]
    assert [said for kind, said in told if kind == "s"] == ["True", f"{10**16}"]


def test_numbers_and_days_in_a_csv_are_what_a_spreadsheet_can_read():
    at = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)

    _heads, told = read_csv(written_csv(["A"], [[-5, date(2026, 6, 1), at, None]]))

    assert told == ["-5", "2026-06-01", "2026-06-01 10:30", ""]


def test_days_before_the_workbook_can_count_stay_words():
    _heads, told = read_xlsx(written_xlsx("list", ["A"], [[date(1899, 1, 1)]]))
    assert told == [("s", "1899-01-01")]


def test_text_too_long_for_a_workbook_says_that_it_was_cut():
    for text in ("a" * 40_000, "🙂" * 20_000):
        _heads, ((_kind, told),) = read_xlsx(written_xlsx("list", ["A"], [[text]]))
        assert len(told.encode("utf-16-le")) <= 2 * 32_767
        assert told.endswith("the CSV file has all of it]")
        assert read_csv(written_csv(["A"], [[text]]))[1] == [text]


def test_a_workbook_carries_the_time_of_our_clock_and_no_author():
    with clock.standing_at(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)):
        written = written_xlsx("list", ["A"], [])

    with zipfile.ZipFile(io.BytesIO(written)) as book:
        core = book.read("docProps/core.xml").decode()
    assert "2026-01-02T03:04:05Z" in core
    assert "<dc:creator></dc:creator>" in core


def test_the_answer_is_a_file_to_keep_under_a_plain_name():
    with Flask(__name__).test_request_context():
        for make, kind in ((as_csv, "csv"), (as_xlsx, "xlsx")):
            answer = make("attestations-2026", ["A"], [["b"]])
            told = answer.headers["Content-Disposition"]
            assert told == f'attachment; filename="attestations-2026.{kind}"'


@pytest.mark.parametrize("name", ["Tamsel Brackwell", "../up", 'a"b', "", "élan"])
def test_a_name_that_could_be_a_persons_is_no_name_of_a_file(name):
    for make in (as_csv, as_xlsx):
        with pytest.raises(ValueError, match="small letters"):
            make(name, ["A"], [])
