"""Who may read a report and freeze one: of the school, or of the whole trust."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import select

from safeguard.reports.models import ReportFigure, ReportSnapshot
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.permits import Rule, granted, yes


class Act(StrEnum):
    """What can happen to a report, as the trail names it."""

    READ_REPORT = "report.read"
    FREEZE_REPORT = "report.frozen"


# Who reads the trust’s report, and no school’s: with both they could subtract.
READS_THE_TRUSTS = frozenset(
    {
        Role.EXECUTIVE_HEAD,
        Role.TRUST_SAFEGUARDING_LEAD,
        Role.TRUSTEE,
        Role.CHAIR,
        Role.DPO,
    }
)
READS_THE_SCHOOLS = frozenset(
    {Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.HEAD, Role.COUNCILLOR}
)
READERS = READS_THE_TRUSTS | READS_THE_SCHOOLS
# Matrix row write_report: leads write, heads check, the trust combines. Until a
# report has words of its own to check, each of them may freeze its numbers.
FREEZERS = frozenset(
    {
        *(Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL, Role.HEAD),
        *(Role.EXECUTIVE_HEAD, Role.TRUST_SAFEGUARDING_LEAD),
    }
)
RULES: dict[Act, Rule] = {
    # Matrix row read_report: numbers only, so nobody need elevate.
    Act.READ_REPORT: granted(dict.fromkeys(READERS, yes)),
    Act.FREEZE_REPORT: granted(dict.fromkeys(FREEZERS, yes)),
}
WORDINGS: dict[Act, str] = {
    Act.READ_REPORT: "read the report for the board",
    Act.FREEZE_REPORT: "froze the numbers for the board",
}


def scope_of(actor: Actor) -> str:
    """The school or trust whose report is the actor’s: one and never the other."""
    return actor.trust_ref if actor.has(*READS_THE_TRUSTS) else actor.school_ref


def latest_of(org_ref: str) -> ReportSnapshot | None:
    """The report of a school or the trust that stands; earlier ones are superseded."""
    asked = (
        select(ReportSnapshot)
        .where(ReportSnapshot.school_ref == org_ref)
        .order_by(ReportSnapshot.made_at.desc(), ReportSnapshot.ref.desc())
    )
    return db.session.scalars(asked.limit(1)).first()


def figures_of(snapshot_ref: str) -> list[ReportFigure]:
    """The figures of a report, in a fixed order."""
    asked = select(ReportFigure).where(ReportFigure.snapshot_ref == snapshot_ref)
    rows = db.session.scalars(asked)
    return sorted(rows, key=lambda row: (row.measure, row.part, row.item))


def fingerprint_of(figures: Iterable[ReportFigure]) -> str:
    """SHA-256 over figures in their order, as hexadecimal digits."""
    lines = sorted(
        "\t".join((row.measure, row.part, row.item, _written(row.number)))
        for row in figures
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _written(number: int | None) -> str:
    return "-" if number is None else str(number)
