"""Which visits a person may see, as SQL, and from which record one may begin."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, false, select

from safeguard.cases.models import CaseFile, Concern, ConcernChild
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.cases.permissions.seeing import (
    LEVELS,
    case_visible,
    concern_visible,
    levels_of,
)
from safeguard.police_visits.models import PoliceVisit
from safeguard.police_visits.permissions.acts import LEADS
from safeguard.searches.permissions.seeing import search_visible
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db


@dataclass(frozen=True)
class Origin:
    """The record from which a visit begins: the pupils in it, where it belongs.

    `record_ref` None: to no concern or case yet (a search can stand alone).
    """

    ref: str
    school_ref: str
    record_ref: str | None
    pupil_refs: tuple[str, ...]
    # Only a search is kept as the origin of a visit.
    is_search: bool = False


@lru_cache(maxsize=128)
def visits_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Visits of the school for those who lead, never past the wall, and none whose
    case or concern is at a level that they do not reach (C4).
    """
    if not actor.has(*LEADS):
        return false()
    beyond = sorted(
        frozenset().union(*LEVELS.values()) - levels_of(actor) - {"C2", "C3"}
    )
    cases = select(CaseFile.ref).where(CaseFile.level.in_(beyond))
    concerns = select(Concern.ref).where(Concern.level.in_(beyond))
    return and_(
        PoliceVisit.school_ref == actor.school_ref,
        PoliceVisit.ref.not_in(wall.hidden_from(actor.person_ref)),
        PoliceVisit.record_ref.not_in(wall.hidden_from(actor.person_ref)),
        PoliceVisit.record_ref.not_in(cases),
        PoliceVisit.record_ref.not_in(concerns),
    )


def visit_visible(actor: Actor, ref: str) -> PoliceVisit | None:
    """The visit, if the actor may see that it exists."""
    asked = select(PoliceVisit).where(PoliceVisit.ref == ref, visits_visible_to(actor))
    return db.session.scalar(asked)


def visits_of_case(actor: Actor, case: CaseFile) -> ColumnElement[bool]:
    """Visits that belong to the case or to one of its concerns."""
    records = [case.ref, *(each.ref for each in concerns_read_in(case.ref))]
    return and_(visits_visible_to(actor), PoliceVisit.record_ref.in_(records))


def origin_visible(actor: Actor, ref: str) -> Origin | None:
    """The case, concern or search a visit begins from, if the actor may see it."""
    here = actor.school_ref
    case = case_visible(actor, ref)
    if case is not None:
        concerns = [each.ref for each in concerns_read_in(case.ref)]
        return Origin(ref, here, ref, _pupils_in(concerns))
    concern = concern_visible(actor, ref)
    if concern is not None:
        return Origin(ref, here, ref, _pupils_in([concern.ref]))
    search = search_visible(actor, ref)
    if search is None:
        return None
    pupils = (search.pupil_ref,) if search.pupil_ref else ()
    record_ref = search.case_ref or search.concern_ref
    return Origin(ref, here, record_ref, pupils, is_search=True)


def _pupils_in(concern_refs: list[str]) -> tuple[str, ...]:
    asked = select(ConcernChild.person_ref).where(
        ConcernChild.concern_ref.in_(concern_refs), ConcernChild.person_ref.is_not(None)
    )
    found = db.session.scalars(asked.order_by(ConcernChild.ref))
    return tuple(dict.fromkeys(ref for ref in found if ref))
