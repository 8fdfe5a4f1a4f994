"""The picture of progress: a bar for each line of the table, drawn without a script."""

from dataclasses import dataclass

from safeguard.campaigns.queries.reading import Row

WIDE = 100.0


@dataclass(frozen=True)
class Bar:
    """A part of a bar: how it is filled, where it begins, how wide it is."""

    fill: str
    x: float
    wide: float


def bars_of(row: Row) -> list[Bar]:
    """Complete, one of two, declined; what is missing stays empty. What exists at all
    is wide enough to be seen.
    """
    found, x = [], 0.0
    for fill, number in (
        ("done", row.complete),
        ("part", row.partly),
        ("no", row.declined),
    ):
        if number and row.asked:
            wide = min(WIDE - x, max(1.5, WIDE * number / row.asked))
            found.append(Bar(fill, round(x, 2), round(wide, 2)))
            x += wide
    return found
