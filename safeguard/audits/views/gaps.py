"""Gaps by question over the years: a picture and its table, and nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass

from safeguard.audits.permissions import Act
from safeguard.audits.queries import counting
from safeguard.audits.states import newest, year_words
from safeguard.audits.views.blueprint import bp, show
from safeguard.guidance import self_audit
from safeguard.guidance.self_audit import Question
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.drawing import Spark, spark_of

YEARS = 4


@dataclass(frozen=True)
class GapRow:
    """A question over the years: a line on one scale for all, and its numbers."""

    name: str
    question: str
    shares: tuple[int | None, ...]
    numbers: tuple[str, ...]

    @property
    def spark(self) -> Spark | None:
        """How many in a hundred, year by year."""
        return spark_of(self.shares, top=100)

    @property
    def told(self) -> str:
        """The last year in words, and the first one that is shown."""
        known = [share for share in self.shares if share is not None]
        if len(known) == 1:
            return _("Gaps: %(now)d%% now", now=known[0])
        return _(
            "Gaps: %(now)d%% now, %(before)d%% before", now=known[-1], before=known[0]
        )


@bp.get("/self-audits/gaps")
def gaps() -> str:
    """What the school lacks, and whether it gets better."""
    only_for(Act.READ_SELF_AUDITS)
    actor = current_actor()
    counts = counting.count_answers(actor.school_ref)
    tally = {
        (year, code, is_gap): number
        for (_school, year, code, is_gap), number in counts.items()
    }
    years = newest((year for year, _code, _gap in tally), YEARS)
    return show("gaps", years=[year_words(each) for each in years],
                rows=rows_of(tally, years))  # fmt: skip


def rows_of(
    tally: Mapping[tuple[int, str, bool], int], years: list[int]
) -> tuple[GapRow, ...]:
    """Each question that was asked in these years and can be a gap, in its order."""
    asked = {code for year, code, _gap in tally if year in years}
    return tuple(
        _row(tally, years, question)
        for question in self_audit.questions
        if question.code in asked and question.course
    )


def _row(
    tally: Mapping[tuple[int, str, bool], int], years: list[int], question: Question
) -> GapRow:
    shares: list[int | None] = []
    numbers = []
    for year in years:
        lacking = tally.get((year, question.code, True), 0)
        answered = lacking + tally.get((year, question.code, False), 0)
        shares.append(round(lacking * 100 / answered) if answered else None)
        numbers.append(
            _("%(gaps)d of %(answered)d", gaps=lacking, answered=answered)
            if answered
            else _("not asked")
        )
    return GapRow(_(question.short), _(question.wording), tuple(shares), tuple(numbers))
