"""Whoever subtracts: a solver over everything a report publishes of one table.

Two attacks, each of them with the noughts that a count cannot fall below: elimination
over all published sums, and the search for any other table with the same sums.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from safeguard.reports.states import Published

Cell = tuple[str, ...]
Equation = tuple[frozenset[Cell], int]


def equations(shown: Published) -> list[tuple[frozenset[Any], int]]:
    """Every published number, as what it is the sum of."""
    rows = sorted({row for row, _ in shown.cells})
    columns = sorted({column for _, column in shown.cells})
    found = [(frozenset({cell}), n) for cell, n in shown.cells.items() if n is not None]
    for row, n in shown.rows.items():
        if n is not None:
            found.append((frozenset((row, column) for column in columns), n))
    for column, n in shown.columns.items():
        if n is not None:
            found.append((frozenset((row, column) for row in rows), n))
    if shown.total is not None:
        found.append((frozenset(shown.cells), shown.total))
    return found


def follows(wanted: frozenset[Cell], known: list[Equation]) -> int | None:
    """The sum over these cells, if adding and subtracting what is known gives it."""
    cells = sorted({cell for part, _ in known for cell in part} | wanted)
    place = {cell: at for at, cell in enumerate(cells)}
    pivots: dict[int, list[Fraction]] = {}
    for part, number in known:
        line = _reduced(_line(part, number, place), pivots)
        at = next((at for at, each in enumerate(line[:-1]) if each), None)
        if at is not None:
            pivots[at] = [each / line[at] for each in line]
    left = _reduced(_line(wanted, 0, place), pivots)
    return None if any(left[:-1]) else int(-left[-1])


def _line(part: frozenset[Cell], number: int, place: dict[Cell, int]) -> list[Fraction]:
    line = [Fraction(0)] * (len(place) + 1)
    for cell in part:
        line[place[cell]] = Fraction(1)
    line[-1] = Fraction(number)
    return line


def _reduced(line: list[Fraction], pivots: dict[int, list[Fraction]]) -> list[Fraction]:
    for at in range(len(line) - 1):
        if line[at] and at in pivots:
            factor = line[at]
            line = [
                mine - factor * theirs
                for mine, theirs in zip(line, pivots[at], strict=True)
            ]
    return line


def values_of(wanted: frozenset[Cell], known: list[Equation], enough: int) -> set[int]:
    """Sums over these cells that some table of counts allows; at most `enough`."""
    cells = sorted({cell for part, _ in known for cell in part} | wanted)
    bounded = [cell for cell in cells if any(cell in part for part, _ in known)]
    found: set[int] = set()
    for table in _tables(bounded, known):
        found.add(sum(table.get(cell, 0) for cell in wanted))
        # A cell that nothing speaks of could be anything.
        if len(found) >= enough or wanted - set(bounded):
            break
    return found


def _tables(cells: list[Cell], known: list[Equation]) -> Iterator[dict[Cell, int]]:
    rest = {at: number for at, (_, number) in enumerate(known)}
    within = {
        cell: [at for at, (part, _) in enumerate(known) if cell in part]
        for cell in cells
    }
    last = {at: max(part, key=cells.index) for at, (part, _) in enumerate(known)}

    def put(at: int, table: dict[Cell, int]) -> Iterator[dict[Cell, int]]:
        if at == len(cells):
            yield dict(table)
            return
        cell = cells[at]
        must = [rest[each] for each in within[cell] if last[each] == cell]
        highest = min(rest[each] for each in within[cell])
        options = range(highest + 1) if not must else set(must)
        for number in options:
            if number > highest or any(number != each for each in must):
                continue
            for each in within[cell]:
                rest[each] -= number
            table[cell] = number
            yield from put(at + 1, table)
            for each in within[cell]:
                rest[each] += number

    yield from put(0, {})
