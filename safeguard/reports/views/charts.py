"""Charts as numbers for the drawing macro, each beside the table it is drawn from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from safeguard.reports.forms import (
    agency_words,
    kind_words,
    month_words,
    outcome_words,
    part_words,
)
from safeguard.reports.queries import Report
from safeguard.reports.states import AT_LEAST, NOW, ONLINE_KINDS, OTHER_KINDS, Measure
from school.web.catalogue import gettext as _

Number = int | float | None
Point = tuple[float, float]
# Units of the drawings; the style sheet gives them their size.
WIDE, HIGH, EDGE = 124.0, 32.0, 5.0


@dataclass(frozen=True)
class Spark:
    """A small line: its unbroken pieces, a hollow first and a full last point."""

    lines: tuple[str, ...]
    # Points that stand alone between numbers that are not shown.
    dots: tuple[Point, ...]
    first: Point
    last: Point


@dataclass(frozen=True)
class Bar:
    """One bar of a row of bars; no height where the number is withheld."""

    x: float
    y: float
    wide: float
    high: float
    middle: float
    word: str
    number: Number


@dataclass(frozen=True)
class Row:
    """A row of a table; None: not shown."""

    name: str
    numbers: tuple[Number | str, ...]
    spark: Spark | None = None
    about: str = ""


@dataclass(frozen=True)
class Chart:
    """A heading, a sentence, a table, and what is drawn of it."""

    name: str
    title: str
    told: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...] = ()
    whole: Row | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to show or to withhold."""
        whole = self.whole.numbers if self.whole else ()
        return not self.rows and not any(number != 0 for number in whole)


def rate_of(report: Report, measure: Measure, part: str) -> float | None:
    """A figure for every 100 pupils on roll; None where either is not known."""
    number, pupils = report.number(measure, part), report.number(Measure.PUPILS, NOW)
    return None if number is None or not pupils else number * 100 / pupils


def spark_of(numbers: Sequence[Number], top: float = 0) -> Spark | None:
    """The line through what is shown; None where that is nothing."""
    highest = max([top, *(number for number in numbers if number is not None)]) or 1
    step = (WIDE - 2 * EDGE) / max(1, len(numbers) - 1)
    points = [
        None
        if number is None
        else (
            round(EDGE + at * step, 1),
            round(HIGH - EDGE - number / highest * (HIGH - 2 * EDGE), 1),
        )
        for at, number in enumerate(numbers)
    ]
    seen = [point for point in points if point is not None]
    if not seen:
        return None
    pieces = _pieces(points)
    lines = [" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if piece[1:]]
    alone = [piece[0] for piece in pieces if len(piece) == 1]
    return Spark(tuple(lines), tuple(alone), seen[0], seen[-1])


def _pieces(points: Sequence[Point | None]) -> list[list[Point]]:
    """The points, parted where a number is not shown."""
    pieces: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    return [piece for piece in pieces if piece]


def bars_of(named: Sequence[tuple[str, Number]]) -> tuple[Bar, ...]:
    """Bars on one scale, 720 wide and 140 high, with room for a word below."""
    highest = max([number or 0 for _word, number in named], default=0) or 1
    step = 720 / max(1, len(named))
    wide = min(40.0, step * 0.6)
    bars = []
    for at, (word, number) in enumerate(named):
        high = round((number or 0) / highest * 120, 1)
        middle = round(step * (at + 0.5), 1)
        left = round(middle - wide / 2, 1)
        bars.append(Bar(left, round(140 - high, 1), wide, high, middle, word, number))
    return tuple(bars)


def charts_of(report: Report) -> list[Chart]:
    """Every table of the report, in the order of the page."""
    found = [_kinds(report), _months(report), _clocks(report)]
    found += [
        _codes(report, Measure.OUTCOME, _("What was decided"), outcome_words),
        _codes(report, Measure.AGENCY, _("Referrals by agency"), agency_words),
    ]
    return [*found, _schools(report)] if report.whole_trust else found


def _heads(report: Report) -> tuple[str, ...]:
    return tuple(part_words(part) for part in report.parts)


def _numbers(report: Report, measure: Measure, item: str) -> tuple[int | None, ...]:
    return tuple(report.number(measure, part.code, item) for part in report.parts)


def _kinds(report: Report) -> Chart:
    every = [
        (code, _numbers(report, Measure.KIND, code))
        for code in (*ONLINE_KINDS, OTHER_KINDS)
    ]
    top = max((n or 0 for _code, numbers in every for n in numbers), default=0)
    return Chart(
        name="kinds",
        title=_("What kind of concern"),
        told=_("The four Cs of online safety, and everything else. One scale for all."),
        heads=_heads(report),
        rows=tuple(
            Row(name, numbers, spark_of(numbers, top), about)
            for code, numbers in every
            for name, about in [kind_words(code)]
        ),
        whole=Row(_("All"), _numbers(report, Measure.KIND, "all")),
    )


def _months(report: Report) -> Chart:
    months = [
        (month, report.number(Measure.MONTH, part.code, month))
        for part in report.parts
        for month in part.months
    ]
    return Chart(
        name="months",
        title=_("Concerns month by month"),
        told=_("By the month in which they were written down."),
        heads=(_("Concerns"),),
        rows=tuple(Row(month_words(month), (number,)) for month, number in months),
        bars=bars_of([(_short(month), number) for month, number in months]),
    )


def _clocks(report: Report) -> Chart:
    from_clocks = {
        Measure.OPENED: _("New concerns opened"),
        Measure.DECIDED: _("Cases decided about"),
        Measure.WRITTEN: _("Referrals confirmed in writing"),
        Measure.ANSWERED: _("Referrals answered by the agency"),
    }
    return Chart(
        name="clocks",
        title=_("In time"),
        told=_(
            "How many in a hundred kept their clock: 95, 90, 75, 50 or more, whichever "
            "can be said without telling of a single child."
        ),
        heads=_heads(report),
        rows=tuple(
            Row(
                words,
                tuple(step_words(report, measure, part.code) for part in report.parts),
            )
            for measure, words in from_clocks.items()
        ),
    )


def _codes(
    report: Report, measure: Measure, title: str, words: Callable[[str], str]
) -> Chart:
    shown = {item for what, _part, item in report.figures if what == measure} - {"all"}
    rows = [Row(words(code), _numbers(report, measure, code)) for code in shown]
    return Chart(
        name=measure.value,
        title=title,
        told=_("Where every number of a row is nought, the row is left out."),
        heads=_heads(report),
        rows=tuple(sorted(rows, key=lambda row: row.name)),
        whole=Row(_("All"), _numbers(report, measure, "all")),
    )


def _schools(report: Report) -> Chart:
    last = report.parts[-1].code
    rows, named = [], []
    for ref, name in report.schools.items():
        number = report.number(Measure.SCHOOL, last, ref)
        pupils = report.number(Measure.PUPILS, NOW, ref)
        rate = None if number is None or not pupils else number * 100 / pupils
        named.append((name, None if rate is None else round(rate, 1)))
        shown = None if rate is None else f"{rate:.1f}"
        rows.append(Row(name, (pupils, number, shown)))
    return Chart(
        name="schools",
        title=_("The schools side by side"),
        told=_(
            "%(part)s, for every 100 pupils. A school that logs more is not a school "
            "where more is wrong: it is often one where staff look and speak.",
            part=part_words(report.parts[-1]),
        ),
        heads=(_("Pupils"), _("Concerns"), _("Per 100 pupils")),
        rows=tuple(rows),
        bars=bars_of(named),
    )


def step_words(report: Report, measure: Measure, part: str) -> str:
    """How many in a hundred were in time, as a step of the ladder."""
    if not report.knows(measure, part, AT_LEAST):
        return _("None due")
    step = report.number(measure, part, AT_LEAST)
    if step is None:
        return _("Too few")
    return _("%(step)s%% or more", step=step) if step else _("Under half")


def _short(month: str) -> str:
    return month_words(month)[:3]
