"""The six figures at the top: number, trend, sign in words, and a sentence."""

from dataclasses import dataclass

from safeguard.reports.forms import part_words
from safeguard.reports.queries import Report
from safeguard.reports.states import AT_LEAST, NOW, Measure
from safeguard.reports.views.charts import rate_of, step_words
from school.calendars.timeliness import LATE
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.drawing import Spark, spark_of

WELL, POOR = 90, 50


@dataclass(frozen=True)
class Figure:
    """One figure as it is shown; `kind` is a sign of state_tag."""

    title: str
    value: str
    # What stands after the value in smaller words, such as "or more".
    unit: str
    of: str
    spark: Spark | None
    before: str
    kind: str
    sign: str
    sentence: str


def six_figures(report: Report) -> list[Figure]:
    """Concerns, three clocks, referrals, and what stands open."""
    return [
        _concerns(report),
        _in_time(
            report,
            Measure.OPENED,
            _("Opened in time"),
            _("Of the new concerns, so many were opened before their clock ran out."),
        ),
        _in_time(
            report,
            Measure.DECIDED,
            _("Decided in time"),
            _("Of the cases, so many had a decision with its reason in time."),
        ),
        _referrals(report),
        _in_time(
            report,
            Measure.ANSWERED,
            _("Agencies answered in time"),
            _("Late answers are asked for again; the council may need to hear of it."),
        ),
        _open(report),
    ]


def _concerns(report: Report) -> Figure:
    last = report.parts[-1]
    number = report.number(Measure.KIND, last.code)
    rates = [rate_of(report, Measure.KIND, each.code) for each in report.parts]
    rate = rates[-1]
    per = _("per 100 pupils")
    return Figure(
        title=_("Concerns raised"),
        value=_number(number) if rate is None else f"{rate:.1f}",
        unit="" if rate is None else per,
        of=part_words(last),
        spark=spark_of(rates),
        before=_before(report, [None if r is None else f"{r:.1f}" for r in rates]),
        kind="planned",
        sign=_("For information"),
        sentence=_(
            "%(number)s. Where staff log more, they mostly notice more and trust "
            "what becomes of it. A high number is not a bad one.",
            number=_counted(number),
        ),
    )


def _counted(number: int | None) -> str:
    if number is None:
        return _("The number is too small to show")
    return ngettext("%(num)s concern", "%(num)s concerns", number)


def _referrals(report: Report) -> Figure:
    last = report.parts[-1]
    numbers = [report.number(Measure.AGENCY, each.code) for each in report.parts]
    return Figure(
        title=_("Referrals to agencies"),
        value=_number(numbers[-1]),
        unit="",
        of=part_words(last),
        spark=spark_of(numbers),
        before=_before(report, [None if n is None else str(n) for n in numbers]),
        kind="planned",
        sign=_("For information"),
        sentence=_(
            "In writing by the agency’s own limit: %(step)s.",
            step=step_words(report, Measure.WRITTEN, last.code),
        ),
    )


def _in_time(report: Report, measure: Measure, title: str, sentence: str) -> Figure:
    steps = [
        report.number(measure, each.code, AT_LEAST)
        if report.knows(measure, each.code, AT_LEAST)
        else None
        for each in report.parts
    ]
    words = [step_words(report, measure, each.code) for each in report.parts]
    kind, sign = _sign(steps[-1])
    return Figure(
        title=title,
        value=_("%(step)s%%", step=steps[-1]) if steps[-1] else words[-1],
        unit=_("or more") if steps[-1] else "",
        of=part_words(report.parts[-1]),
        spark=spark_of(steps, top=100),
        before=_before(
            report,
            [w if s is not None else None for w, s in zip(words, steps, strict=True)],
        ),
        kind=kind,
        sign=sign,
        sentence=sentence,
    )


def _open(report: Report) -> Figure:
    number = report.number(Measure.OPEN, NOW)
    late = report.number(Measure.OPEN, NOW, LATE)
    step = report.number(Measure.OPEN, NOW, AT_LEAST)
    known = report.knows(Measure.OPEN, NOW, AT_LEAST)
    kind, sign = _sign_of_open(step if known else None)
    if number == 0:
        sentence = _("No case was open.")
    elif late is None or number is None:
        sentence = _(
            "How many cases are past their time is too small a number to show."
        )
    else:
        sentence = ngettext(
            "%(num)s case is past its time.", "%(num)s cases are past their time.", late
        )
    return Figure(
        title=_("Cases open"),
        value=_number(number),
        unit="",
        of=_("when this was frozen"),
        spark=None,
        before="",
        kind=kind,
        sign=sign,
        sentence=sentence,
    )


def _sign(step: int | None) -> tuple[str, str]:
    if step is None:
        return "planned", _("For information")
    if step >= WELL:
        return "done", _("On course: nine in ten or more")
    if step <= POOR:
        return "late", _("Ask why: fewer than three in four")
    return "planned", _("Three in four or more")


def _sign_of_open(step: int | None) -> tuple[str, str]:
    """The same, in words that name what is counted: the tile’s number is of all."""
    kind, sign = _sign(step)
    if step is None:
        return kind, sign
    if step >= WELL:
        return kind, _("On course: nine in ten or more are within their time")
    if step <= POOR:
        return kind, _("Ask why: fewer than three in four are within their time")
    return kind, _("Three in four or more are within their time")


def _number(number: int | None) -> str:
    return _("Too few") if number is None else f"{number:,}"


def _before(report: Report, words: list[str | None]) -> str:
    """The half-term just before, to compare with; nothing where its number is withheld
    or there was none. An earlier one would tell another story.
    """
    if len(words) < 2 or words[-2] is None:
        return ""
    return _("%(was)s in %(part)s", was=words[-2], part=part_words(report.parts[-2]))
