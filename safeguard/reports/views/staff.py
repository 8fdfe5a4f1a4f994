"""Staff and agreements as the board sees them: how many in a hundred, in steps."""

from collections.abc import Iterator
from typing import Any

from safeguard.guidance import agreements, self_audit, training
from safeguard.guidance.shelf import Shelf
from safeguard.reports.queries import Report
from safeguard.reports.states import NOW, Measure, of_year, year_and_code
from safeguard.reports.views.charts import Chart, Row
from school.web.catalogue import gettext as _
from school.web.drawing import spark_of


def charts_of_staff(report: Report) -> list[Chart]:
    """Self-audits, training and agreements; what the report knows nothing of is left
    out, such as in one from before there were any.
    """
    return [*_self_audits(report), *_training(report), *_agreements(report)]


def _self_audits(report: Report) -> Iterator[Chart]:
    known = [year_and_code(item) for item in _items(report, Measure.KNOWN)]
    years = sorted({year for year, _code in known})
    rows = []
    for question in self_audit.questions:
        if question.code not in {code for _year, code in known}:
            continue
        items = [of_year(year, question.code) for year in years]
        steps = [report.figures.get((Measure.KNOWN, NOW, item)) for item in items]
        words = tuple(_words(report, Measure.KNOWN, item) for item in items)
        line = spark_of(steps, top=100)
        rows.append(Row(_(question.without or question.short), words, line))
    if rows:
        yield Chart(
            name="self_audits",
            title=_("What staff know of online safety"),
            told=_(
                "From the yearly self-audits: how many in a hundred of those who "
                "answered had no gap in a question. Self-audits find out what training "
                "is needed and are no disciplinary tool. A line that rises says that "
                "training helps."
            ),
            heads=tuple(f"{year}/{(year + 1) % 100:02d}" for year in years),
            rows=tuple(rows),
        )


def _training(report: Report) -> Iterator[Chart]:
    rows = _rows(report, Measure.TRAINED, training.groups)
    if rows:
        yield Chart(
            name="training",
            title=_("Training by role"),
            told=_("How many in a hundred are not overdue with anything they must do."),
            heads=(_("In order"),),
            rows=rows,
        )


def _agreements(report: Report) -> Iterator[Chart]:
    rows = _rows(report, Measure.AGREED, agreements.kinds)
    if rows:
        yield Chart(
            name="agreements",
            title=_("Acceptable use agreements"),
            told=_("How many in a hundred are complete, with every signature."),
            heads=(_("Complete"),),
            rows=rows,
        )


def _rows(report: Report, measure: Measure, names: Shelf[Any]) -> tuple[Row, ...]:
    known = _items(report, measure)
    return tuple(
        Row(_(entry.wording), (_words(report, measure, entry.code),))
        for entry in names
        if entry.code in known
    )


def _items(report: Report, measure: Measure) -> set[str]:
    return {item for what, _part, item in report.figures if what == measure}


def _words(report: Report, measure: Measure, item: str) -> str:
    if not report.knows(measure, NOW, item):
        return _("Not asked")
    step = report.number(measure, NOW, item)
    if step is None:
        return _("Too few")
    return _("%(step)s%% or more", step=step) if step else _("Under half")
