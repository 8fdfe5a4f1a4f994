"""Searches and force by characteristics, against the roll: what of it may be shown.

Source: domain reference §2.3 S13. Why it is withheld as it is: docs/decisions/0021.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from safeguard.force.queries.listing import count_forces_by
from safeguard.reports.commands.weighing import Figure, Scope
from safeguard.reports.states import (
    ALL,
    AT_LEAST,
    Measure,
    Part,
    Published,
    by,
    publish_alike,
    share,
)
from safeguard.searches.queries import counting
from school.calendars.timeliness import Tally
from school.identity.models.census import Trait, groups_of
from school.identity.queries.characteristics import count_roll_by

Count = Callable[[Trait, datetime, datetime], Tally]
Tables = Mapping[Trait, Tally]


def roll_now() -> Tables:
    """The roll by each characteristic, as it is when the numbers are frozen."""
    return {trait: count_roll_by(trait) for trait in Trait}


def figures_of_fairness(scope: Scope, part: Part, roll: Tables) -> Iterator[Figure]:
    """What may be shown of one half-term that is over."""
    since, until = _span(part)
    searches = _counted(counting.count_searches_by, since, until)
    in_vain = _counted(counting.count_searches_in_vain_by, since, until)
    force = _counted(count_forces_by, since, until)
    shown = _published(scope, searches)
    for trait in Trait:
        yield from _line(scope, by("searches", trait), part.code, shown[trait])
        yield from _shares(scope, part.code, trait, shown, (searches, in_vain))
    yield from _overall(scope, part.code, shown, (searches, in_vain))
    for what, tables in (("force", force), ("roll", roll)):
        found = _published(scope, tables)
        for trait in Trait:
            yield from _line(scope, by(what, trait), part.code, found[trait])


def _span(part: Part) -> tuple[datetime, datetime]:
    first, second = part.months
    return part.spans[first][0], part.spans[second][1]


def _counted(count: Count, since: datetime, until: datetime) -> Tables:
    return {trait: count(trait, since, until) for trait in Trait}


def _published(scope: Scope, tables: Tables) -> dict[Trait, Published]:
    named: dict[str, tuple[Sequence[str], Tally]] = {
        trait.value: (groups_of(trait), counts) for trait, counts in tables.items()
    }
    shown = publish_alike(scope.schools, named)
    return {Trait(name): table for name, table in shown.items()}


def _line(
    scope: Scope, measure: Measure, part: str, table: Published
) -> Iterator[Figure]:
    whole = _whole(scope, table)
    yield measure, part, ALL, whole
    # Noughts are not written down, nor the groups of a line that is withheld whole.
    for group, number in _groups(scope, table).items():
        if number != 0 and whole is not None:
            yield measure, part, group, number


def _shares(
    scope: Scope,
    part: str,
    trait: Trait,
    shown: Mapping[Trait, Published],
    counts: tuple[Tables, Tables],
) -> Iterator[Figure]:
    """Of each group that is shown, how many searches found nothing."""
    every, in_vain = (_own(scope, each[trait]) for each in counts)
    if _whole(scope, shown[trait]) is None:
        return
    for group, number in _groups(scope, shown[trait]).items():
        if number:
            nothing = in_vain.get(group, 0)
            found = every[group] - nothing
            yield by("searches_in_vain", trait), part, group, share(nothing, found)


def _overall(
    scope: Scope,
    part: str,
    shown: Mapping[Trait, Published],
    counts: tuple[Tables, Tables],
) -> Iterator[Figure]:
    whole = _whole(scope, shown[Trait.SEX])
    yield Measure.SEARCHES, part, ALL, whole
    if whole:
        every, in_vain = (sum(_own(scope, each[Trait.SEX]).values()) for each in counts)
        yield Measure.IN_VAIN, part, AT_LEAST, share(in_vain, every - in_vain)


def _whole(scope: Scope, table: Published) -> int | None:
    return table.total if scope.whole_trust else table.rows[scope.org_ref]


def _groups(scope: Scope, table: Published) -> Mapping[str, int | None]:
    if scope.whole_trust:
        return table.columns
    return {
        group: number
        for (school_ref, group), number in table.cells.items()
        if school_ref == scope.org_ref
    }


def _own(scope: Scope, counts: Tally) -> dict[str, int]:
    """The numbers of the report's own school, or of all of them together."""
    found: dict[str, int] = {}
    for (school_ref, group), number in counts.items():
        if scope.whole_trust or school_ref == scope.org_ref:
            found[group] = found.get(group, 0) + number
    return found
