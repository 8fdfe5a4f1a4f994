"""Searches and force by group, beside the roll: numbers, and no verdict."""

from dataclasses import dataclass

from safeguard.guidance import fairness
from safeguard.reports.forms import group_words, part_words, trait_words
from safeguard.reports.queries import Report
from safeguard.reports.states import ALL, AT_LEAST, Measure, by
from school.identity.models.census import Trait, groups_of
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext

Number = int | str | None
# Below so many, of a group that is shown, the page warns (as for the shares).
FEW = 20


@dataclass(frozen=True)
class GroupRow:
    """One group: its numbers, in the order of the heads; None: not shown."""

    name: str
    numbers: tuple[Number, ...]

    @property
    def pupils(self) -> Number:
        """How many there are on the roll."""
        return self.numbers[0]

    @property
    def searches(self) -> Number:
        """How many searches."""
        return self.numbers[1]

    @property
    def force(self) -> Number:
        """How often force was used."""
        return self.numbers[4]


@dataclass(frozen=True)
class Fairness:
    """The section of the page."""

    title: str
    told: str
    heads: tuple[str, ...]
    tables: tuple[tuple[str, tuple[GroupRow, ...]], ...]
    whole: GroupRow
    reminders: tuple[str, ...]


def fairness_of(report: Report) -> Fairness | None:
    """The last half-term, group by group; None in reports from before searches."""
    if not report.parts:
        return None
    part = report.parts[-1]
    if not report.knows(Measure.SEARCHES, part.code, ALL):
        return None
    tables = [(trait, _rows(report, part.code, trait)) for trait in Trait]
    if not _anything(report, part.code):
        tables = []
    return Fairness(
        title=_("On whom searches and force fall, %(part)s", part=part_words(part)),
        told=_told(report, part.code),
        heads=_heads(),
        tables=tuple((trait_words(trait), rows) for trait, rows in tables if rows),
        whole=_row(report, part.code, Trait.SEX, ALL, _("All pupils")),
        reminders=_reminders(report, part.code),
    )


def _anything(report: Report, part: str) -> bool:
    """Whether there was a search or a use of force at all, or too few to say."""
    numbers = [
        report.number(by(what, Trait.SEX), part) for what in ("searches", "force")
    ]
    return any(number != 0 for number in numbers)


def _heads() -> tuple[str, ...]:
    return (
        _("Pupils"),
        _("Searches"),
        _("For every 100 pupils"),
        _("Found nothing"),
        _("Force"),
        _("For every 100 pupils"),
    )


def _told(report: Report, part: str) -> str:
    number = report.number(Measure.SEARCHES, part)
    if number is None:
        return _("So few searches were closed that their number is not shown.")
    said = ngettext(
        "%(num)d search was closed.", "%(num)d searches were closed.", number
    )
    if not number:
        return said
    in_vain = _share(report, Measure.IN_VAIN, part, AT_LEAST)
    return _("%(said)s Found nothing: %(share)s.", said=said, share=in_vain.lower())


def _rows(report: Report, part: str, trait: Trait) -> tuple[GroupRow, ...]:
    rows = [
        _row(report, part, trait, group, group_words(trait, group))
        for group in groups_of(trait)
    ]
    # A group to which nobody belongs says nothing, unless somebody has left it.
    return tuple(row for row in rows if row.pupils != 0 or row.searches or row.force)


def _row(report: Report, part: str, trait: Trait, group: str, name: str) -> GroupRow:
    pupils, searches, force = (
        report.number(by(what, trait), part, group)
        for what in ("roll", "searches", "force")
    )
    in_vain = (
        _share(report, Measure.IN_VAIN, part, AT_LEAST)
        if group == ALL
        else _share(report, by("searches_in_vain", trait), part, group)
    )
    return GroupRow(
        name,
        (
            pupils,
            searches,
            _per_hundred(searches, pupils),
            in_vain if searches else "–" if searches == 0 else None,
            force,
            _per_hundred(force, pupils),
        ),
    )


def _per_hundred(number: int | None, pupils: int | None) -> str | None:
    if number is None or pupils is None:
        return None
    return f"{number * 100 / pupils:.1f}" if pupils else "–"


def _share(report: Report, measure: Measure, part: str, item: str) -> str:
    if not report.knows(measure, part, item):
        return _("Too few")
    step = report.number(measure, part, item)
    if step is None:
        return _("Too few")
    return _("%(step)s%% or more", step=step) if step else _("Under half")


def _reminders(report: Report, part: str) -> tuple[str, ...]:
    wanted = ["disproportionality"]
    if _is_small(report, part):
        wanted.append("small_numbers")
    wanted.append("not_known")
    return tuple(_(fairness.reminders.named(code).wording) for code in wanted)


def _is_small(report: Report, part: str) -> bool:
    """Whether any group has fewer searches than twenty, or a number is withheld."""
    numbers = [
        report.number(by("searches", trait), part, group)
        for trait in Trait
        for group in groups_of(trait)
        if report.number(by("roll", trait), part, group) != 0
    ]
    return any(number is None or number < FEW for number in numbers)
