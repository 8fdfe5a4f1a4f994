"""Reading the report that stands: its figures, and whether its records still hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from safeguard.reports.models import ReportSnapshot, ReportStanding
from safeguard.reports.permissions import (
    Act,
    figures_of,
    fingerprint_of,
    latest_of,
    scope_of,
)
from safeguard.reports.states import ALL, NOW, Measure, Part
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import disclosure, touch
from school.identity.queries.people import org_named, schools
from school.trail.head import root_at


@dataclass(frozen=True)
class Standing:
    """A log when the report was made: whose, its entries, its root in hexadecimal."""

    name: str
    size: int
    root: str


@dataclass(frozen=True)
class Report:
    """A frozen report. Months and half-terms are codes such as "2026-09"."""

    ref: str
    name: str
    whole_trust: bool
    made_at: datetime
    begins_on: date
    ends_on: date
    parts: tuple[Part, ...]
    fingerprint: str
    standings: tuple[Standing, ...]
    # Whether the figures and the beginnings of the logs are what they were.
    holds: bool
    schools: Mapping[str, str]
    figures: Mapping[tuple[str, str, str], int | None]

    def number(self, measure: Measure, part: str, item: str = ALL) -> int | None:
        """A figure; nought where nothing was counted, None where it is withheld: by
        itself, or with its whole line.
        """
        whole = self.figures.get((measure.value, part, ALL), 0)
        otherwise = None if whole is None else 0
        return self.figures.get((measure.value, part, item), otherwise)

    def knows(self, measure: Measure, part: str, item: str) -> bool:
        """Whether there was anything to count at all."""
        return (measure.value, part, item) in self.figures


@disclosure(Act.READ_REPORT)
def read_report(actor: Actor) -> Report | None:
    """The newest report of the reader’s school, or of the trust; None before any."""
    snapshot = latest_of(scope_of(actor))
    if snapshot is None:
        return None
    touch(snapshot.ref)
    return _report(snapshot, actor)


def _report(snapshot: ReportSnapshot, actor: Actor) -> Report:
    rows = figures_of(snapshot.ref)
    asked = select(ReportStanding).where(ReportStanding.snapshot_ref == snapshot.ref)
    logs = list(db.session.scalars(asked))
    intact = fingerprint_of(rows) == snapshot.fingerprint
    whole_trust = snapshot.school_ref == actor.trust_ref
    codes = sorted({row.part for row in rows} - {NOW})
    return Report(
        ref=snapshot.ref,
        name=_name(snapshot.school_ref),
        whole_trust=whole_trust,
        made_at=snapshot.made_at,
        begins_on=snapshot.begins_on,
        ends_on=snapshot.ends_on,
        parts=tuple(Part.read(code) for code in codes),
        fingerprint=snapshot.fingerprint,
        standings=tuple(
            sorted(
                (Standing(_name(row.log_ref), row.size, row.root) for row in logs),
                key=lambda each: each.name,
            )
        ),
        holds=intact and all(_still_begins_so(row) for row in logs),
        schools={org.ref: org.name for org in schools()} if whole_trust else {},
        figures={(row.measure, row.part, row.item): row.number for row in rows},
    )


def _still_begins_so(row: ReportStanding) -> bool:
    return root_at(row.log_ref, row.size).hex() == row.root


def _name(org_ref: str) -> str:
    org = org_named(org_ref)
    return org.name if org else ""
