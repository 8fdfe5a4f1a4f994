"""What the rows of a visit say: its steps, the facts they make, what was amiss."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, or_, select

from safeguard.cases.models import Concern
from safeguard.cases.permissions.closing import OpenMatter
from safeguard.guidance import police
from safeguard.police_visits.models import (
    PoliceAdult,
    PoliceAftercare,
    PoliceAttendance,
    PoliceCall,
    PoliceNote,
    PoliceOutcome,
    PoliceParents,
    PoliceVisit,
    PoliceWeighing,
)
from safeguard.police_visits.states import OPEN, Facts, State, missed
from safeguard.searches.permissions.closing import OpenInSearch
from school.foundation.database import db
from school.foundation.questions import every, question
from school.web.catalogue import lazy_gettext as _l

T = TypeVar("T")
STEPS = (
    *(PoliceWeighing, PoliceCall, PoliceAttendance, PoliceAdult, PoliceParents),
    *(PoliceOutcome, PoliceAftercare, PoliceNote),
)


def steps(model: type[T], visit_ref: str) -> Sequence[T]:
    """The rows of one kind of step, in the order in which they were recorded."""
    of: Any = model
    asked = select(model).where(of.visit_ref == visit_ref)
    return list(db.session.scalars(asked.order_by(of.number, of.ref)))


def facts_of(visit: Any) -> Facts:
    """What is known of a visit; of each step the newest stands, of weighing and
    calling the first.
    """
    first_weighing = next(iter(steps(PoliceWeighing, visit.ref)), None)
    first_call = next(iter(steps(PoliceCall, visit.ref)), None)
    came, adult = _last(PoliceAttendance, visit), _last(PoliceAdult, visit)
    told, outcome = _first_told(visit), _last(PoliceOutcome, visit)
    care = _last(PoliceAftercare, visit)
    presence = police.presences.named(adult.presence) if adult else None
    by_the_school = came is not None and police.ways_here.named(came.came).called
    return Facts(
        outcome=State(outcome.kind) if outcome else None,
        interview=police.purposes.named(visit.purpose).interview,
        called=by_the_school or first_call is not None,
        called_at=first_call.called_at if first_call else None,
        weighed_at=first_weighing.recorded_at if first_weighing else None,
        attended=came is not None,
        power_asked=came is not None and came.power != "not_asked",
        advocate=came is not None and came.advocate_ref is not None,
        began_at=_began(visit),
        adult=presence is not None and presence.present,
        adult_urgent=presence is not None and presence.urgent,
        adult_unwanted=adult is not None and adult.presence == "not_wanted",
        signed=adult is not None and adult.signed,
        adult_at=adult.arrived_at if adult else None,
        told_at=told.told_at if told else None,
        parents_excused=any(
            police.parents.named(each.answer).excused
            for each in steps(PoliceParents, visit.ref)
        ),
        exposed=bool(outcome and outcome.exposed),
        present=outcome.present if outcome else None,
        sexes=(outcome.sexes if outcome else None) or "same",
        referral_considered=police.referrals.named(care.referral).considered
        if care
        else None,
    )


def amiss_in(visit: Any) -> tuple[str, ...]:
    """What was not as it must be in a visit, as codes."""
    return missed(facts_of(visit))


def took_part(visit_ref: str) -> set[str]:
    """Who weighed, called or spoke up: they do not answer for what was amiss."""
    return {
        *(row.considered_by for row in steps(PoliceWeighing, visit_ref)),
        *(row.caller_ref for row in steps(PoliceCall, visit_ref)),
        *(
            row.advocate_ref
            for row in steps(PoliceAttendance, visit_ref)
            if row.advocate_ref
        ),
    }


def _last(model: type[T], visit: Any) -> T | None:
    found = steps(model, visit.ref)
    return found[-1] if found else None


def _first_told(visit: Any) -> PoliceParents | None:
    told = [(row.told_at, row) for row in steps(PoliceParents, visit.ref)]
    known = [(at, row.ref, row) for at, row in told if at is not None]
    return min(known)[-1] if known else None


def _began(visit: Any) -> Any:
    began = [row.began_at for row in steps(PoliceOutcome, visit.ref) if row.began_at]
    return min(began, default=None)


@question
def _open_of_search() -> Any:
    from_it = PoliceVisit.origin_ref == bindparam("origin")
    still = PoliceVisit.state.in_(sorted(OPEN))
    return select(PoliceVisit.ref).where(from_it, still).limit(1)


def open_in_search(search_ref: str) -> bool:
    """Whether a visit that came from a search is not ended."""
    return _open_of_search.first(origin=search_ref) is not None


@question
def _of_origin() -> Any:
    asked = every(PoliceVisit).where(PoliceVisit.origin_ref == bindparam("origin"))
    return asked.order_by(PoliceVisit.opened_at, PoliceVisit.ref)


def rows_of_search(search_ref: str) -> list[Any]:
    """The visits that came from a search, as plain rows."""
    return list(_of_origin(origin=search_ref))


@question
def _open_in_case() -> Any:
    concerns = select(Concern.ref).where(Concern.case_ref == bindparam("case"))
    of_it = or_(
        PoliceVisit.record_ref == bindparam("case"),
        PoliceVisit.record_ref.in_(concerns),
    )
    still = PoliceVisit.state.in_(sorted(OPEN))
    return select(PoliceVisit.ref).where(of_it, still).limit(1)


def open_in_case(case_ref: str) -> bool:
    """Whether a visit that belongs to a case is not ended."""
    return _open_in_case.first(case=case_ref) is not None


VISITS_ENDED = OpenMatter(
    "police_visits_open",
    open_in_case,
    _l("A visit of the police that belongs to this case has not been closed."),
    "police_visits.visits_of_case",
)
VISITS_OF_SEARCH_ENDED = OpenInSearch(
    "police_visits_open",
    open_in_search,
    _l("A visit of the police that came of this search has not been closed."),
    "police_visits.visits_of_search",
)
