"""Lists to take away: as CSV and as a workbook, in which no cell can act as a formula.

A spreadsheet runs whatever begins with one of four signs, also what a pupil, a parent
or a stranger typed. Source: OWASP, "CSV Injection"; the wide and raised forms of the
signs and what may hide in front of them are our own reading of Unicode.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from flask import make_response
from werkzeug.wrappers import Response

from school.foundation import clock
from school.web.catalogue import gettext as _

# A cell is a number, a date, an instant, nothing, or else text.
Rows = Iterable[Sequence[Any]]

GUARD = "'"
# Form feeds and the like are passed over; these three begin a cell anew.
_STARTS = frozenset("=+-@\N{MINUS SIGN}\t\r\n")
_QUOTES = frozenset("\"'`\u00b4\u201a\u201b\u201e\uff02\uff07")
# Letters and signs that are drawn as nothing at all.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LET_BY = frozenset({"Cc", "Cf", "Cn", "Co", "Me", "Mn", "Pf", "Pi", "Zl", "Zp", "Zs"})
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What one cell of a workbook holds, in units of UTF-16; ISO/IEC 29500 leaves it open,
# Excel does not.
_FULL = 32_767
# Beyond it a workbook rounds.
_EXACT = 10**15
_FIRST_DAY = date(1900, 3, 1)
_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(name: str, heads: Sequence[Any], rows: Rows) -> Response:
    """The answer that hands a list over as CSV (RFC 4180, in UTF-8 with its mark).
    Instants are on a clock in London. `name` is of small letters, digits and hyphens
    and names no person; ValueError otherwise.
    """
    return _as_download(written_csv(heads, rows), _CSV, f"{_checked(name)}.csv")


def as_xlsx(name: str, heads: Sequence[Any], rows: Rows) -> Response:
    """The answer that hands a list over as a workbook; `name` as for `as_csv`."""
    sheet = written_xlsx(_checked(name), heads, rows)
    return _as_download(sheet, _XLSX, f"{name}.xlsx")


def written_csv(heads: Sequence[Any], rows: Rows) -> bytes:
    """The CSV itself. Text that a spreadsheet could run has an apostrophe before it."""
    told = io.StringIO(newline="")
    writer = csv.writer(told, quoting=csv.QUOTE_ALL)
    writer.writerow(guarded(str(head)) for head in heads)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return told.getvalue().encode("utf-8-sig", "replace")


def written_xlsx(name: str, heads: Sequence[Any], rows: Rows) -> bytes:
    """The workbook itself, made in memory: nothing of it touches the disk. Text stands
    in cells of text, and the cells that could be run say so where they are edited.
    """
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    # Otherwise the library would ask a clock of its own.
    book.set_properties({"created": clock.now()})
    sheet = _Sheet(book, name[:31])
    sheet.write_heads(heads)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    sheet.page.autofit(max_width=400)
    book.close()
    return kept.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could run it; else the
    very same text. `unguarded` brings it back.
    """
    return f"{GUARD}{text}" if _could_run(text) else text


def unguarded(text: str) -> str:
    """What the text was before `guarded`."""
    inner = text.removeprefix(GUARD)
    return inner if _could_run(inner) else text


def _could_run(text: str) -> bool:
    for char in text:
        if char in _STARTS or unicodedata.normalize("NFKC", char)[0] in _STARTS:
            return True
        if not _passed_over(char):
            return False
    return False


def _passed_over(char: str) -> bool:
    """Whether what comes after it could still be taken for the beginning."""
    return char in _QUOTES or char in _BLANK or unicodedata.category(char) in _LET_BY


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return clock.local(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if _is_number(cell):
        return str(cell)
    return guarded(str(cell))


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


class _Sheet:
    """The one page of a workbook."""

    def __init__(self, book: Any, name: str) -> None:
        self.page = book.add_worksheet(name)
        self._head = book.add_format({"bold": True, "quote_prefix": True})
        self._text = book.add_format({"quote_prefix": True})
        self._day = book.add_format({"num_format": "d mmmm yyyy"})
        self._instant = book.add_format({"num_format": "d mmmm yyyy hh:mm"})

    def write_heads(self, heads: Sequence[Any]) -> None:
        for column, head in enumerate(heads):
            self._write_text(0, column, str(head), self._head)
        self.page.freeze_panes(1, 0)

    def write(self, row: int, column: int, cell: Any) -> None:
        if cell is None:
            return
        if isinstance(cell, datetime) and cell.date() >= _FIRST_DAY:
            shown = clock.local(cell).replace(tzinfo=None)
            self.page.write_datetime(row, column, shown, self._instant)
        elif type(cell) is date and cell >= _FIRST_DAY:
            self.page.write_datetime(row, column, cell, self._day)
        elif _is_number(cell) and abs(cell) < _EXACT:
            self.page.write_number(row, column, cell)
        else:
            text = cell if isinstance(cell, str) else _plain(cell)
            form = self._text if _could_run(text) else None
            self._write_text(row, column, text, form)

    def _write_text(self, row: int, column: int, text: str, form: Any) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library would take it for its own markup and write it unescaped.
            text = f"{GUARD}{text}"
        self.page.write_string(row, column, _fitting(text), form)


def _fitting(text: str) -> str:
    # Half of a character beyond the first plane is none: a workbook cannot hold it.
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * _FULL:
        return units.decode("utf-16-le")
    cut = _("[… too long for a workbook: the CSV file has all of it]")
    room = 2 * (_FULL - len(cut))
    return units[:room].decode("utf-16-le", "ignore") + cut


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("a file's name is of small letters, digits and hyphens")
    return name


def _as_download(written: bytes, kind: str, name: str) -> Response:
    answer = make_response(written)
    answer.content_type = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
