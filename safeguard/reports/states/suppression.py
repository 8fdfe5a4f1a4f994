"""What of a table may be shown, so that nobody can work out a number from 1 to 4.

A table has a row for each school and a column for each kind, month or agency. A
school reads its row; the trust reads the sums. All of it is weighed together, so that
the trust’s report less one school’s tells nothing of the other (T28 of the security
brief; docs/decisions/0014-numbers-for-the-board.md says why and proves it).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

FEWEST = 5
# Steps of the ladder, in percent: "at least nine in ten were in time".
LADDER = (95, 90, 75, 50)
LESS_THAN_HALF = 0
# Shares of a group, in percent, and of how many at least.
SHARES = (75, 50)
FEWEST_TO_SHARE = 20

Cell = tuple[str, str]
Counts = Mapping[Cell, int]


@dataclass(frozen=True)
class Published:
    """A table as it may be shown. None: not shown, and not to be worked out."""

    cells: dict[Cell, int | None]
    rows: dict[str, int | None]
    columns: dict[str, int | None]
    total: int | None


def publish(rows: Sequence[str], columns: Sequence[str], counts: Counts) -> Published:
    """The table with everything withheld that would give a number from 1 to 4 away."""
    table = _Table(rows, columns, counts)
    if is_few(table.total):
        return table.shown(set(rows), set(columns), hides_total=True)
    hidden_rows, hidden_columns = to_hide(table.row_sums), to_hide(table.column_sums)
    if hidden_rows is None or hidden_columns is None:
        return table.shown(set(rows), set(columns), hides_total=True)
    table.widen(hidden_rows, hidden_columns)
    return table.shown(hidden_rows, hidden_columns)


def publish_alike(
    rows: Sequence[str], tables: Mapping[str, tuple[Sequence[str], Counts]]
) -> dict[str, Published]:
    """Several tables of the same events, each by another property, that share their
    sums by row: what one of them withholds of those sums, none of them shows.
    """
    shown = {
        name: publish(rows, columns, counts)
        for name, (columns, counts) in tables.items()
    }
    hidden = {
        row for each in shown.values() for row, n in each.rows.items() if n is None
    }
    whole = all(each.total is not None for each in shown.values())
    return {
        name: replace(
            each,
            rows={row: None if row in hidden else n for row, n in each.rows.items()},
            total=each.total if whole else None,
        )
        for name, each in shown.items()
    }


def is_few(number: int) -> bool:
    """Whether it is a number that is not shown. Nought is shown: it is nobody."""
    return 0 < number < FEWEST


def to_hide(sums: Mapping[str, int]) -> set[str] | None:
    """Which numbers of a line to withhold, where their total is shown: at least two,
    together at least five, and not all of them one. None: it cannot be done.
    """
    hidden = {name for name, number in sums.items() if is_few(number)}
    rest = sorted(
        (name for name in sums if name not in hidden),
        key=lambda name: (sums[name] == 0, sums[name], name),
    )
    while hidden and not _is_safe([sums[name] for name in hidden]):
        if not rest:
            return None
        hidden.add(rest.pop(0))
    return hidden


def _is_safe(hidden: list[int]) -> bool:
    # Known to be at least one each, unless a nought is withheld among them.
    slack = 0 in hidden or sum(hidden) > len(hidden)
    return len(hidden) >= 2 and sum(hidden) >= FEWEST and slack


def at_least(in_time: int, late: int) -> int | None:
    """How many in a hundred were in time, as the highest step reached
    that leaves five possible numbers of late ones; 0: under half. None: too few to say.
    """
    total = in_time + late
    reached = [
        step
        for step in LADDER
        if in_time * 100 >= step * total and _room(step, total) >= FEWEST
    ]
    if reached:
        return reached[0]
    below_half = in_time * 2 < total and total >= 2 * FEWEST
    return LESS_THAN_HALF if below_half else None


def share(part: int, rest: int) -> int | None:
    """How many in a hundred are of the part: 75 or more, 50 or more, or under half (0).
    None: of fewer than twenty, too few to say.

    Coarser than the ladder: groups of several characteristics are of the same events,
    so that their shares bound one another. With twenty at least and these steps, every
    end of what is possible is nought or five and more (docs/decisions/0021).
    """
    total = part + rest
    if total < FEWEST_TO_SHARE:
        return None
    return next((each for each in SHARES if part * 100 >= each * total), 0)


def _room(step: int, total: int) -> int:
    return total * (100 - step) // 100 + 1


@dataclass
class _Table:
    """A table while it is weighed; its block is withheld, whole rows by columns."""

    names: Sequence[str]
    columns: Sequence[str]
    counts: Counts
    block_rows: set[str] = field(default_factory=set)
    block_columns: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.row_sums = {
            row: sum(self.at(row, column) for column in self.columns)
            for row in self.names
        }
        self.column_sums = {
            column: sum(self.at(row, column) for row in self.names)
            for column in self.columns
        }
        self.total = sum(self.row_sums.values())

    def at(self, row: str, column: str) -> int:
        return self.counts.get((row, column), 0)

    def widen(self, hidden_rows: set[str], hidden_columns: set[str]) -> None:
        """Withhold a block of whole rows by columns, wider until it is safe.

        It ends: with every row and column in the block, the sums are all there is,
        and those are safe already.
        """
        few = [cell for cell, number in self.counts.items() if is_few(number)]
        self.block_rows = {row for row, _ in few} | hidden_rows
        self.block_columns = {column for _, column in few} | hidden_columns
        rows = _by_size(self.row_sums, self.block_rows)
        columns = _by_size(self.column_sums, self.block_columns)
        while (rows or columns) and not all(
            self._is_wide(cell, hidden_rows, hidden_columns) for cell in few
        ):
            narrow = len(self.block_rows) < 2 or not columns
            if rows and narrow:
                self.block_rows.add(rows.pop(0))
            elif columns:
                self.block_columns.add(columns.pop(0))

    def _is_wide(self, cell: Cell, rows: set[str], columns: set[str]) -> bool:
        """Whether five numbers at least could stand there, by the sums that are known.

        Rows whose sums are withheld count as one: only their sum together is known.
        Of a block with those sums a cell has every number from `lowest` to `highest`.
        """
        its_rows = rows if cell[0] in rows else {cell[0]}
        its_columns = columns if cell[1] in columns else {cell[1]}
        across = self._sum(its_rows, self.block_columns)
        down = self._sum(self.block_rows, its_columns)
        whole = self._sum(self.block_rows, self.block_columns)
        alone = len(its_rows) == 1 and len(its_columns) == 1
        lowest = max(0, across + down - whole) if alone else 0
        return min(across, down) - lowest >= FEWEST - 1

    def _sum(self, rows: set[str], columns: set[str]) -> int:
        return sum(self.at(row, column) for row in rows for column in columns)

    def shown(
        self, rows: set[str], columns: set[str], *, hides_total: bool = False
    ) -> Published:
        if hides_total:
            self.block_rows, self.block_columns = set(self.names), set(self.columns)
        return Published(
            cells={
                (row, column): None
                if row in self.block_rows and column in self.block_columns
                else self.at(row, column)
                for row in self.names
                for column in self.columns
            },
            rows={row: None if row in rows else n for row, n in self.row_sums.items()},
            columns={
                column: None if column in columns else n
                for column, n in self.column_sums.items()
            },
            total=None if hides_total else self.total,
        )


def _by_size(sums: Mapping[str, int], taken: set[str]) -> list[str]:
    return sorted(
        (name for name in sums if name not in taken),
        key=lambda name: (sums[name] == 0, sums[name], name),
    )
