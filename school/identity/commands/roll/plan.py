"""What a roll would change: each row added, changed, as it is, or refused."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from school.foundation.sealing import unseal
from school.identity.commands.people import NewPerson
from school.identity.commands.roll.cells import Reason
from school.identity.commands.roll.reading import RollRow
from school.identity.models import RollKind
from school.identity.permissions.known import Called, folded

# Shared identity, rule 4: above either, a second person looks at it.
MOST_CHANGED = 5
MOST_CHANGED_IN_A_HUNDRED = 5


class Outcome(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass
class PlannedRow:
    """One row, and what is to be done with it."""

    row: RollRow
    new: NewPerson
    person: Called | None = None
    # Of a contact: whose adult it is.
    pupil_ref: str = ""
    # Rows of the same new adult share one: a parent of two children is one person.
    key: str = ""
    where: str = ""
    changes: list[str] = field(default_factory=list)
    refused: bool = False

    def refuse(self, code: str, column: str = "", shown: str = "") -> None:
        """The row cannot stand, and why."""
        self.row.problems.append(Reason(code, column, shown))
        self.refused = True

    def warn(self, code: str, column: str = "", shown: str = "") -> None:
        """Something to look at; the row stands."""
        self.row.warnings.append(Reason(code, column, shown))

    @property
    def outcome(self) -> Outcome:
        """What becomes of the row."""
        if self.refused or self.row.problems:
            return Outcome.REFUSED
        if self.person is None:
            return Outcome.ADDED
        return Outcome.CHANGED if self.changes else Outcome.SAME


@dataclass
class Plan:
    """What a whole roll would do."""

    kind: RollKind
    rows: list[PlannedRow]
    ignored: list[str]
    existing: int

    def counts(self) -> Counter[Outcome]:
        """How many rows each outcome has."""
        return Counter(each.outcome for each in self.rows)

    @property
    def above_threshold(self) -> bool:
        """Whether so many who are known already would change that another person must
        look: more than five, or five in a hundred.
        """
        changed = self.counts()[Outcome.CHANGED]
        many = changed * 100 >= MOST_CHANGED_IN_A_HUNDRED * self.existing
        return changed > MOST_CHANGED or (changed > 0 and many)

    def written(self) -> str:
        """The plan as text, for keeping: the same plan gives the same text."""
        told: dict[str, Any] = {
            "ignored": self.ignored,
            "rows": [_told(each) for each in self.rows],
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(each: PlannedRow) -> dict[str, Any]:
    return {
        "line": each.row.line,
        "outcome": each.outcome.value,
        "name": f"{each.new.given_name} {each.new.family_name}".strip(),
        "where": each.where,
        "ref": each.person.row.ref if each.person else "",
        "changes": each.changes,
        "problems": [asdict(reason) for reason in each.row.problems],
        "warnings": [asdict(reason) for reason in each.row.warnings],
    }


def person_of(row: RollRow, kind: str) -> NewPerson:
    """The particulars that a row gives."""
    return NewPerson(
        given_name=row["given_name"] or "",
        family_name=row["family_name"] or "",
        preferred_name=row["preferred_name"],
        born_on=row["born_on"],
        sex=row["sex"],
        upn=row["upn"],
        email=row["email"],
        telephone=row["telephone"],
        roll_number=row["roll_number"],
        number_kind=kind,
    )


def begin(row: RollRow, kind: str) -> PlannedRow:
    """The row as it stands, before anybody was looked for."""
    return PlannedRow(row, person_of(row, kind), refused=bool(row.problems))


class Once:
    """Values that may stand once in a file, and on which line each first stood."""

    def __init__(self, column: str) -> None:
        self.column = column
        self._seen: dict[str, int] = {}

    def check(self, planned: PlannedRow, value: str | None) -> None:
        """Refuse the row when an earlier one had the value."""
        if not value:
            return
        first = self._seen.setdefault(folded(value), planned.row.line)
        if first != planned.row.line:
            planned.refuse("twice_in_file", self.column, str(first))


def differs(person: Called, new: NewPerson) -> list[str]:
    """The particulars that a row would change; what it leaves empty stays."""
    found = []
    for column in ("given_name", "family_name", "preferred_name", "sex", "telephone"):
        wanted = getattr(new, column)
        if wanted and wanted != unseal(person.row, column):
            found.append(column)
    if new.born_on and new.born_on.isoformat() != unseal(person.row, "born_on"):
        found.append("born_on")
    for column in ("upn", "email"):
        wanted = getattr(new, column)
        held = unseal(person.row, column) or ""
        if wanted and wanted.casefold() != held.casefold():
            found.append(column)
    return found


def is_another(person: Called, new: NewPerson) -> bool:
    """A number that moved to somebody else: writing one child over another would give
    the second the first one's records.
    """
    if person.shares_a_name(new.given_name, new.family_name):
        return False
    held = unseal(person.row, "born_on")
    return not (new.born_on and held == new.born_on.isoformat())
