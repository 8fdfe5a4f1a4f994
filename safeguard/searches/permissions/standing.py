"""What stands of one search: its steps, the facts they make, its deviations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select

from safeguard.force.permissions.standing import rows_of
from safeguard.guidance import searches
from safeguard.searches.models import (
    Search,
    SearchAdult,
    SearchAdvice,
    SearchCheck,
    SearchConduct,
    SearchCooperation,
    SearchDeviation,
    SearchDeviationAnswer,
    SearchExplanation,
    SearchFinding,
    SearchGrounds,
    SearchNote,
    SearchParents,
    SearchReview,
    SearchUrgency,
)
from safeguard.searches.states import Facts, State, closed_as, counts
from school.foundation.database import db
from school.foundation.sealing import unseal

T = TypeVar("T")
# Whose sex is no answer to the question whether two are of the same.
_SEXES = frozenset({"female", "male"})
_WHEN: dict[Any, Any] = {
    SearchGrounds: SearchGrounds.saved_at,
    SearchUrgency: SearchUrgency.assessed_at,
    SearchAdvice: SearchAdvice.given_at,
    SearchCheck: SearchCheck.checked_at,
    SearchExplanation: SearchExplanation.explained_at,
    SearchCooperation: SearchCooperation.asked_at,
    SearchConduct: SearchConduct.recorded_at,
    SearchFinding: SearchFinding.recorded_at,
    SearchParents: SearchParents.recorded_at,
    SearchReview: SearchReview.reviewed_at,
    SearchDeviation: SearchDeviation.noted_at,
    SearchDeviationAnswer: SearchDeviationAnswer.answered_at,
    SearchAdult: SearchAdult.ref,
    SearchNote: SearchNote.recorded_at,
}


def steps(model: type[T], search_ref: str) -> Sequence[T]:
    """The rows of one kind of step of a search, the oldest first."""
    of: Any = model
    asked = select(model).where(of.search_ref == search_ref)
    return list(db.session.scalars(asked.order_by(_WHEN[model], of.ref)))


def last_step(model: type[T], search_ref: str) -> T | None:
    """The newest row of one kind of step."""
    found = steps(model, search_ref)
    return found[-1] if found else None


def deviations_of(search_ref: str) -> Sequence[SearchDeviation]:
    """What was not as it must be, in the order in which it showed."""
    return steps(SearchDeviation, search_ref)


def answered_of(search_ref: str) -> frozenset[str]:
    """The codes of deviations that have an answer."""
    answers = steps(SearchDeviationAnswer, search_ref)
    return frozenset(
        code for each in answers for code in (unseal(each, "codes") or "").split(",")
    )


def can_close(search: Search) -> bool:
    """Whether no deviation waits for an answer any more."""
    noted = counts({each.code for each in deviations_of(search.ref)})
    return closed_as(noted, answered_of(search.ref)) is not None


def advice_that_counts(search: Search) -> SearchAdvice | None:
    """The newest advice of somebody whose advice counts (decision 21)."""
    found = _counted(search)
    return found[-1] if found else None


def _counted(search: Search) -> list[SearchAdvice]:
    return [each for each in steps(SearchAdvice, search.ref) if each.counts]


def _agrees(search: Search) -> bool:
    """Whether nobody whose advice counts advises against it; an adviser may come to
    think otherwise, but nobody does so for another, and no weighing does.
    """
    last = {each.by_ref: each.answer for each in _counted(search)}
    return all(searches.advices.named(answer).agrees for answer in last.values())


def _advice_waits(search: Search) -> bool:
    """Whether advice had been asked for and none had come when it was last weighed."""
    asked, weighed = search.advice_asked_at, last_step(SearchUrgency, search.ref)
    if asked is None or weighed is None or weighed.assessed_at < asked:
        return False
    return not any(
        asked <= each.given_at <= weighed.assessed_at for each in _counted(search)
    )


def facts_of(search: Search, *, own_child: bool = False) -> Facts:
    """What is known of a search, as `states.derived` asks for it."""
    conduct = last_step(SearchConduct, search.ref)
    check = _check(search)
    counted = advice_that_counts(search)
    parents = last_step(SearchParents, search.ref)
    return Facts(
        route=search.route,
        statutory=search.statutory,
        searchable=search.searchable,
        urgent=search.urgent,
        advised_at=counted.given_at if counted else None,
        advice_agrees=_agrees(search),
        advice_waits=_advice_waits(search),
        checked_at=_checked_at(search),
        conducted_from=State(search.conducted_from) if search.conducted_from else None,
        conducted_at=search.conducted_at,
        authority=(check.why_not or "") if check else "no_authority",
        training_overdue=check is not None and check.training_overdue,
        told_at=parents.told_at if parents else None,
        told_by=search.parents_by_at,
        own_child=own_child,
        pupil=search.pupil,
        **_of_steps(search),
        **{**_of_conduct(conduct), "force": _forced(search, conduct)},
    )


def _forced(search: Search, conduct: SearchConduct | None) -> bool:
    """Whether force was used: as the search says, or a record of force that came from
    it.
    """
    return bool((conduct and conduct.force) or rows_of(search.ref))


def _of_steps(search: Search) -> dict[str, Any]:
    """When each step that comes before the search was saved. What was written down
    together with a search that was done already is not said to be late once more.
    """
    grounds = last_step(SearchGrounds, search.ref)
    weighed = last_step(SearchUrgency, search.ref)
    explained = last_step(SearchExplanation, search.ref)
    asked = last_step(SearchCooperation, search.ref)
    moments = {
        "grounds_at": grounds.saved_at if grounds and grounds.grounds else None,
        "weighed_at": weighed.assessed_at if weighed else None,
        "explained_at": explained.explained_at if explained else None,
        "asked_at": asked.asked_at if asked else None,
    }
    done = search.conducted_at
    if search.route == "started" or done is None:
        return moments
    return {name: min(at, done) if at else None for name, at in moments.items()}


def _check(search: Search) -> SearchCheck | None:
    found = [
        each
        for each in steps(SearchCheck, search.ref)
        if each.occasion in {"conducted", "recorded"}
    ]
    return found[-1] if found else None


def _checked_at(search: Search) -> datetime | None:
    """When the list last said yes before the search."""
    found = [
        each.checked_at
        for each in steps(SearchCheck, search.ref)
        if each.occasion == "checked" and each.why_not is None
    ]
    return found[-1] if found else None


def _of_conduct(conduct: SearchConduct | None) -> dict[str, Any]:
    if conduct is None:
        return {}
    extents = [each for each in conduct.extents.split(",") if each]
    sexes = {
        name: unseal(conduct, f"{name}_sex")
        for name in ("pupil", "searcher", "witness")
    }
    return {
        "witness": _witness(conduct),
        "reported": conduct.reported_to_ref is not None,
        "same_sex": same_sex(sexes["pupil"], sexes["searcher"]),
        "witness_same_sex": same_sex(sexes["pupil"], sexes["witness"]),
        "excepted": searches.exceptions.named(conduct.exception).lawful,
        "on_the_person": not extents
        or any(searches.extents.named(each).on_the_person for each in extents),
        "in_charge": searches.places.named(conduct.place).lawful,
        "out_of_sight": conduct.out_of_sight,
        "extent": bool(extents),
    }


def _witness(conduct: SearchConduct) -> str:
    if conduct.witness_ref == conduct.searcher_ref:
        return "searcher"
    named = conduct.witness_ref or conduct.witness_words
    return "other" if named else "none"


def same_sex(one: str | None, other: str | None) -> bool | None:
    """Whether two are of the same sex, where that can be said."""
    if one not in _SEXES or other not in _SEXES:
        return None
    return one == other
