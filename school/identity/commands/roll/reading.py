"""Reading the file of a roll: its letters, its header, its rows. It opens no table."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from school.foundation.errors import Invalid
from school.identity.commands.roll.cells import (
    Reason,
    birthday_trouble,
    clean,
    day_in,
    is_email,
    job_in,
    relationship_in,
    sex_in,
    trouble_with,
    upn_in,
    year_in,
    yes_or_no,
)
from school.identity.models import RollKind
from school.identity.models.census import Trait, code_set
from school.identity.models.roll_columns import COLUMNS, Column

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 20_000
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", ";", "\t")
NOBODY_ON_THE_STAFF = "none"


@dataclass(frozen=True)
class RollText:
    """The letters of a file, and whether they were those of an old Windows."""

    text: str = field(repr=False)
    old_letters: bool = False


@dataclass
class RollRow:
    """One row: where it stands in the file, what it says, what is wrong with it."""

    line: int
    values: dict[str, Any] = field(default_factory=dict, repr=False)
    problems: list[Reason] = field(default_factory=list, repr=False)
    warnings: list[Reason] = field(default_factory=list, repr=False)

    def __getitem__(self, column: str) -> Any:
        """What a column says, or None."""
        return self.values.get(column)


@dataclass
class RollFile:
    """A roll as read: its rows in order, and the columns that we have no use for."""

    kind: RollKind
    rows: list[RollRow]
    ignored: list[str]


def letters_of(content: bytes) -> RollText:
    """The file's letters: UTF-8, or else those of an old Windows, which is said.

    Raises Invalid for a workbook, for UTF-16, and for a file that is too large.
    """
    if len(content) > LARGEST:
        raise Invalid({"file": "too_large"})
    if content.startswith(_WORKBOOKS):
        raise Invalid({"file": "workbook"})
    if content.startswith(_WIDE) or b"\0" in content:
        raise Invalid({"file": "wide_letters"})
    if not content.strip():
        raise Invalid({"file": "empty"})
    try:
        return RollText(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    try:
        return RollText(content.decode("cp1252"), old_letters=True)
    except UnicodeDecodeError:
        raise Invalid({"file": "unknown_letters"}) from None


def read_roll(kind: RollKind, text: str) -> RollFile:
    """The rows of a roll. A row with something wrong stays in it, with its reasons.

    Raises Invalid when the file as a whole cannot be read as such a roll.
    """
    body, above = _without_excels_first_line(text)
    reader = csv.reader(
        io.StringIO(body, newline=""), delimiter=_separator(kind, body), strict=True
    )
    try:
        header = _header(
            kind, next((row for row in reader if _says_something(row)), [])
        )
        rows = [
            _row(kind, reader.line_num + above, cells, header)
            for cells in reader
            if _says_something(cells)
        ]
    except csv.Error:
        raise Invalid({"file": "broken_quotes"}) from None
    if not rows:
        raise Invalid({"file": "no_rows"})
    if len(rows) > MOST_ROWS:
        raise Invalid({"file": "too_many_rows"})
    return RollFile(kind, rows, header.ignored)


def _says_something(cells: list[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _without_excels_first_line(text: str) -> tuple[str, int]:
    first, _, rest = text.partition("\n")
    return (rest, 1) if first.strip().lower().startswith("sep=") else (text, 0)


def _folded(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())


def _known(kind: RollKind) -> dict[str, Column]:
    found = {_folded(name): column for column in COLUMNS[kind] for name in column.also}
    return found | {_folded(column.name): column for column in COLUMNS[kind]}


def _separator(kind: RollKind, text: str) -> str:
    """Whichever splits the first line into most of the names we know."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    known = _known(kind)

    def understood(separator: str) -> int:
        names = (name.strip(' "\r') for name in first.split(separator))
        return sum(_folded(name) in known for name in names)

    return max(_SEPARATORS, key=understood)


@dataclass(frozen=True)
class _Header:
    """Which column stands where, how many there are, and which say nothing to us."""

    width: int
    places: dict[int, Column]
    ignored: list[str]


def _header(kind: RollKind, names: list[str]) -> _Header:
    known = _known(kind)
    places: dict[int, Column] = {}
    ignored = []
    for place, name in enumerate(names):
        column = known.get(_folded(clean(name)))
        if column is None:
            ignored.append(clean(name)[:40])
        elif column in places.values():
            raise Invalid({"file": f"twice:{column.name}"})
        else:
            places[place] = column
    missing = [
        column.name
        for column in COLUMNS[kind]
        if column.required and column not in places.values()
    ]
    if missing:
        raise Invalid({"file": f"missing:{','.join(missing)}"})
    return _Header(len(names), places, [name for name in ignored if name])


def _row(kind: RollKind, line: int, cells: list[str], header: "_Header") -> RollRow:
    row = RollRow(line)
    # A comma in a name without quotes shifts every cell after it.
    if any(cell.strip() for cell in cells[header.width :]):
        row.problems.append(Reason("too_many_cells"))
        return row
    for place, column in header.places.items():
        text = clean(cells[place]) if place < len(cells) else ""
        _read_cell(kind, row, column, text)
    return row


def _read_cell(kind: RollKind, row: RollRow, column: Column, text: str) -> None:
    if not text:
        if column.required:
            row.problems.append(Reason("empty", column.name))
        return
    trouble = trouble_with(column.name, text, column.longest)
    if trouble:
        row.problems.append(Reason(trouble, column.name))
        return
    read = _READERS.get(column.name)
    if read is None:
        row.values[column.name] = text
    else:
        read(kind, row, column.name, text)


def _keep(row: RollRow, column: str, value: Any, wrong: str, text: str) -> None:
    if value is None:
        row.problems.append(Reason(wrong, column, text))
    else:
        row.values[column] = value


def _born_on(kind: RollKind, row: RollRow, column: str, text: str) -> None:
    day = day_in(text)
    _keep(row, column, day, "not_a_day", text)
    if day:
        wrong, look = birthday_trouble(day, pupil=kind is RollKind.PUPILS)
        if wrong:
            row.problems.append(Reason(wrong, column, text))
        if look:
            row.warnings.append(Reason(look, column, text))


def _upn(kind: RollKind, row: RollRow, column: str, text: str) -> None:
    upn, wrong, look = upn_in(text)
    if wrong:
        row.problems.append(Reason(wrong, column, text))
    if look:
        row.warnings.append(Reason(look, column, text))
    if upn:
        row.values[column] = upn


def _job_title(kind: RollKind, row: RollRow, column: str, text: str) -> None:
    role, elsewhere = job_in(text)
    row.values["role"] = role
    if elsewhere:
        row.warnings.append(Reason("granted_elsewhere", column, text))


def _census(kind: RollKind, row: RollRow, column: str, text: str) -> None:
    # What was written is not repeated: it may say more of a child than a code does.
    _keep(row, column, code_set(Trait(column)).read(text), f"not_{column}", "")


def _email(kind: RollKind, row: RollRow, column: str, text: str) -> None:
    _keep(row, column, text if is_email(text) else None, "not_an_email", text)


def _priority(kind: RollKind, row: RollRow, column: str, text: str) -> None:
    number = int(text) if text.isdecimal() and 0 < int(text) < 100 else None
    _keep(row, column, number, "not_a_priority", text)


_READERS: dict[str, Callable[[RollKind, RollRow, str, str], None]] = {
    "born_on": _born_on,
    "upn": _upn,
    "job_title": _job_title,
    "email": _email,
    "priority": _priority,
    "sex": lambda _, row, name, text: _keep(row, name, sex_in(text), "not_a_sex", text),
    "ethnicity": _census,
    "send": _census,
    "meals": _census,
    "year": lambda _, row, name, text: _keep(
        row, name, year_in(text), "not_a_year", text
    ),
    "relationship": lambda _, row, name, text: _keep(
        row, name, relationship_in(text), "not_a_relationship", text
    ),
    "parental_responsibility": lambda _, row, name, text: _keep(
        row, name, yes_or_no(text), "not_yes_or_no", text
    ),
}
