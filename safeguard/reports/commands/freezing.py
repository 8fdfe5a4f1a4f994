"""Freeze the numbers: counted once, withheld where they are few, never changed."""

from collections.abc import Iterator

from safeguard.cases.queries.counting import first_concern_at
from safeguard.reports.commands.fairness import figures_of_fairness, roll_now
from safeguard.reports.commands.staff import figures_of_staff
from safeguard.reports.commands.weighing import (
    Figure,
    Scope,
    figures_of_now,
    figures_of_part,
)
from safeguard.reports.models import ReportFigure, ReportSnapshot, ReportStanding
from safeguard.reports.permissions import (
    Act,
    figures_of,
    fingerprint_of,
    latest_of,
    scope_of,
)
from safeguard.reports.states import NOW, Measure, Part, ended_parts
from safeguard.searches.queries.counting import first_search_at
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.gate import about, command, note
from school.identity.queries.people import count_pupils, schools
from school.trail.head import head_of
from school.web.catalogue import gettext as _


@command(Act.FREEZE_REPORT)
def freeze_report(actor: Actor) -> str:
    """Freeze the last six half-terms that are over, and what stands open now (§2.12).

    A half-term that an earlier report showed is carried over as it was shown: two
    counts of the same weeks, subtracted, would tell what happened in between. Raises
    Invalid while no half-term with a concern is over.
    """
    began = [at for at in (first_concern_at(), first_search_at()) if at]
    since = clock.local(min(began)).date() if began else clock.today()
    parts = ended_parts(clock.today(), since)
    if not parts:
        raise Invalid(
            {
                "half_term": _(
                    "No half-term with a concern is over yet. There is nothing to "
                    "count before then."
                )
            }
        )
    scope = Scope(scope_of(actor), tuple(org.ref for org in schools()))
    before = latest_of(scope.org_ref)
    snapshot = ReportSnapshot(
        ref=new_ref(),
        school_ref=scope.org_ref,
        made_by=actor.person_ref,
        made_at=clock.now(),
        begins_on=parts[0].begins_on,
        ends_on=parts[-1].ends_on,
        supersedes_ref=before.ref if before else None,
    )
    rows = [
        ReportFigure(
            ref=new_ref(),
            snapshot_ref=snapshot.ref,
            measure=measure.value,
            part=part,
            item=item,
            number=number,
        )
        for measure, part, item, number in _figures(scope, parts, before)
    ]
    snapshot.fingerprint = fingerprint_of(rows)
    db.session.add_all([snapshot, *rows, *_standings(snapshot, actor, scope)])
    about(snapshot)
    withheld = sum(row.number is None for row in rows)
    note(fingerprint=snapshot.fingerprint, figures=len(rows), withheld=withheld)
    return snapshot.ref


def _figures(
    scope: Scope, parts: list[Part], before: ReportSnapshot | None
) -> Iterator[Figure]:
    shown: dict[str, list[Figure]] = {}
    for row in figures_of(before.ref) if before else ():
        figure = (Measure(row.measure), row.part, row.item, row.number)
        shown.setdefault(row.part, []).append(figure)
    shown.pop(NOW, None)
    roll = roll_now()
    for part in parts:
        if part.code in shown:
            yield from shown[part.code]
        else:
            yield from figures_of_part(scope, part)
            yield from figures_of_fairness(scope, part, roll)
    yield from figures_of_now(scope, count_pupils())
    yield from figures_of_staff(scope)


def _standings(
    snapshot: ReportSnapshot, actor: Actor, scope: Scope
) -> Iterator[ReportStanding]:
    of = scope.schools if scope.whole_trust else (scope.org_ref,)
    for log_ref in (*of, actor.trust_ref):
        size, root = head_of(log_ref)
        yield ReportStanding(
            ref=new_ref(),
            snapshot_ref=snapshot.ref,
            log_ref=log_ref,
            size=size,
            root=root.hex(),
        )
