"""Charts as numbers for the drawing macro, each beside the table it is drawn from."""

from collections.abc import Callable
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
from school.web.drawing import Bar, Number, Spark, bars_of, spark_of


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
