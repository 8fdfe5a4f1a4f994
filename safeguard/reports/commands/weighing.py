"""From counts of every school to the figures of one report, as they may be shown."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard.cases.queries import counting
from safeguard.guidance import agencies, decisions
from safeguard.referrals import queries as referrals
from safeguard.reports.states import (
    ALL,
    AT_LEAST,
    NOW,
    ONLINE_KINDS,
    OTHER_KINDS,
    Measure,
    Part,
    at_least,
    kind_of,
    publish,
)
from school.calendars.timeliness import IN_TIME, LATE, Tally

KINDS = (*ONLINE_KINDS, OTHER_KINDS)
Count = Callable[[datetime, datetime], Tally]
# Measure, part, item, and the number or None where it is withheld.
Figure = tuple[Measure, str, str, int | None]
CLOCKS: Mapping[Measure, Count] = {
    Measure.OPENED: counting.count_acknowledged,
    Measure.DECIDED: counting.count_decided,
    Measure.WRITTEN: referrals.count_written,
    Measure.ANSWERED: referrals.count_answered,
}


@dataclass(frozen=True)
class Scope:
    """Whose report it is, and the schools that are weighed together for any."""

    org_ref: str
    schools: tuple[str, ...]

    @property
    def whole_trust(self) -> bool:
        """Whether the report is the trust’s."""
        return self.org_ref not in self.schools


def figures_of_part(scope: Scope, part: Part) -> Iterator[Figure]:
    """What may be shown of one half-term that is over."""
    months = {
        month: counting.count_concerns(*span) for month, span in part.spans.items()
    }
    kinds: Tally = Counter()
    for found in months.values():
        for (school_ref, category), number in found.items():
            kinds[school_ref, kind_of(category)] += number
    yield from _line(scope, Measure.KIND, part.code, KINDS, kinds)
    by_month: Tally = Counter()
    for month, found in months.items():
        for (school_ref, _), number in found.items():
            by_month[school_ref, month] += number
    yield from _line(scope, Measure.MONTH, part.code, part.months, by_month)
    since, until = part.spans[part.months[0]][0], part.spans[part.months[1]][1]
    outcomes = [each.code for each in decisions.every()]
    decided = counting.count_decisions(since, until)
    yield from _line(scope, Measure.OUTCOME, part.code, outcomes, decided)
    called = [each.code for each in agencies.every()]
    referred = referrals.count_referrals(since, until)
    yield from _line(scope, Measure.AGENCY, part.code, called, referred)
    for measure, count in CLOCKS.items():
        yield from _step(scope, measure, part.code, count(since, until))


def figures_of_now(scope: Scope, pupils: Mapping[str, int]) -> Iterator[Figure]:
    """What stands at this moment: open cases, and pupils on roll."""
    standing = counting.count_open()
    yield from _line(scope, Measure.OPEN, NOW, (IN_TIME, LATE), standing)
    yield from _step(scope, Measure.OPEN, NOW, standing)
    if not scope.whole_trust:
        yield Measure.PUPILS, NOW, ALL, pupils.get(scope.org_ref, 0)
        return
    yield Measure.PUPILS, NOW, ALL, sum(pupils.values())
    for ref in scope.schools:
        yield Measure.PUPILS, NOW, ref, pupils.get(ref, 0)


def _line(
    scope: Scope, measure: Measure, part: str, items: Sequence[str], counts: Tally
) -> Iterator[Figure]:
    table = publish(scope.schools, items, counts)
    if scope.whole_trust:
        shown, whole = table.columns, table.total
    else:
        shown = {item: table.cells[scope.org_ref, item] for item in items}
        whole = table.rows[scope.org_ref]
    yield measure, part, ALL, whole
    # Noughts are not written down, nor the items of a line that is withheld whole.
    for item, number in shown.items():
        if number != 0 and whole is not None:
            yield measure, part, item, number
    if scope.whole_trust and measure is Measure.KIND:
        for ref, number in table.rows.items():
            yield Measure.SCHOOL, part, ref, number


def _step(scope: Scope, measure: Measure, part: str, counts: Tally) -> Iterator[Figure]:
    mine = {scope.org_ref} if not scope.whole_trust else set(scope.schools)
    kept, late = (
        sum(number for (ref, code), number in counts.items() if (ref, code) in wanted)
        for wanted in ({(ref, how) for ref in mine} for how in (IN_TIME, LATE))
    )
    if kept + late:
        yield measure, part, AT_LEAST, at_least(kept, late)
