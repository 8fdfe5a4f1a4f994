"""What staff know, whether they are trained, what is signed: as steps of the ladder.

Only how many in a hundred, as the highest step that tells of no single person (§2.12:
training %, agreements %, self-audit gaps). No number of people is shown beside it, so
that none can be worked out from it (docs/decisions/0014).
"""

from collections import Counter
from collections.abc import Iterator

from safeguard.agreements.queries.counting import count_by_kind_of
from safeguard.audits.queries.counting import count_answers
from safeguard.guidance import self_audit
from safeguard.reports.commands.weighing import Figure, Scope
from safeguard.reports.states import NOW, YEARS_SHOWN, Measure, at_least, of_year
from safeguard.training.queries.counting import count_in_order

# An item, and whether it is as it should be.
Counted = Counter[tuple[str, bool]]


def figures_of_staff(scope: Scope) -> Iterator[Figure]:
    """What may be shown of staff and of agreements at this moment."""
    mine = scope.schools if scope.whole_trust else (scope.org_ref,)
    yield from _steps(Measure.KNOWN, _known(mine))
    yield from _steps(Measure.TRAINED, count_in_order(mine))
    signed: Counted = Counter()
    for school_ref in mine:
        signed += count_by_kind_of(school_ref)
    yield from _steps(Measure.AGREED, signed)


def _known(schools: tuple[str, ...]) -> Counted:
    """Of the last school years, who had no gap in a question, and who had one."""
    counts: Counter[tuple[int, str, bool]] = Counter()
    for (school_ref, year, code, is_gap), number in count_answers().items():
        if school_ref in schools:
            counts[year, code, is_gap] += number
    years = sorted({year for year, _code, _gap in counts})[-YEARS_SHOWN:]
    found: Counted = Counter()
    for (year, code, is_gap), number in counts.items():
        # A question in which no answer is a gap says nothing here.
        if year in years and self_audit.questions.named(code).course:
            found[of_year(year, code), not is_gap] += number
    return found


def _steps(measure: Measure, counts: Counted) -> Iterator[Figure]:
    for item in sorted({item for item, _well in counts}):
        well, not_yet = counts[item, True], counts[item, False]
        yield measure, NOW, item, at_least(well, not_yet)
