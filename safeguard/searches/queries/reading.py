"""Reading one search: what each step recorded, its deviations, who may look at what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from safeguard.guidance import searches
from safeguard.searches.models import (
    Search,
    SearchAdult,
    SearchAdvice,
    SearchCheck,
    SearchConduct,
    SearchCooperation,
    SearchDeviationAnswer,
    SearchExplanation,
    SearchFinding,
    SearchGrounds,
    SearchNote,
    SearchParents,
    SearchReview,
    SearchRules,
    SearchUrgency,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.authority import acts_as_head
from safeguard.searches.permissions.closing import still_open_in
from safeguard.searches.permissions.reviewing import LEADS, waits_for_review_again
from safeguard.searches.permissions.seeing import is_own, search_visible
from safeguard.searches.permissions.standing import (
    answered_of,
    deviations_of,
    steps,
)
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import classes_of, names_of

# What whoever searched does not read of their own search: what others make of it.
KEPT_FROM_SEARCHER = frozenset({"review", "answer"})


@dataclass(frozen=True)
class _Kind:
    """How one kind of step is read: when and by whom, plain, sealed, people."""

    code: str
    at: str
    plain: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


KINDS: dict[type[Any], _Kind] = {
    SearchGrounds: _Kind(
        "grounds", "saved_at", ("grounds", "edition"), ("facts", "looked_for")
    ),
    SearchUrgency: _Kind("urgency", "assessed_at", ("urgent",), ("risk",)),
    SearchAdvice: _Kind("advice", "given_at", ("counts", "answer"), ("words",)),
    SearchCheck: _Kind(
        "check",
        "checked_at",
        (
            *("occasion", "holds_by", "why_not", "scope", "training_overdue"),
            *("as_of", "authorisation_ref"),
        ),
        people=("person_ref",),
    ),
    SearchExplanation: _Kind(
        "explanation", "explained_at", ("told",), ("questions", "adjustments")
    ),
    SearchCooperation: _Kind(
        "cooperation", "asked_at", ("cooperates",), ("causes", "words")
    ),
    SearchConduct: _Kind(
        "conduct",
        "recorded_at",
        ("conducted_at", "exception", "place", "out_of_sight", "extents", "force"),
        (
            *("witness_words", "others", "pupil_sex", "searcher_sex"),
            *("witness_sex", "exception_reason"),
        ),
        people=("searcher_ref", "witness_ref", "reported_to_ref"),
    ),
    SearchFinding: _Kind(
        "finding", "recorded_at", ("image", "found"), ("what", "follow_up", "account")
    ),
    SearchParents: _Kind(
        "parents",
        "recorded_at",
        ("answer", "told_at", "contact"),
        ("who", "response", "reason"),
    ),
    SearchReview: _Kind("review", "reviewed_at", ("help", "exploited"), ("words",)),
    SearchDeviationAnswer: _Kind("answer", "answered_at", (), ("codes", "words")),
    SearchNote: _Kind("note", "recorded_at", ("kind", "code"), ("words",)),
}


@dataclass(frozen=True)
class StepRead:
    """One step as it was recorded; people in it by name."""

    kind: str
    at: datetime
    by: str = field(repr=False)
    said: dict[str, Any] = field(repr=False)

    def codes(self, name: str) -> list[str]:
        """Several codes that were chosen."""
        return [each for each in (self.said.get(name) or "").split(",") if each]


@dataclass(frozen=True)
class DeviationRead:
    """Something that was not as it must be."""

    code: str
    at: datetime
    warning: bool
    answered: bool


@dataclass(frozen=True)
class SearchRead:
    """A search as its page shows it. `whole`: read by those who look after it; whoever
    searched reads their own steps.
    """

    reference: str
    school_ref: str
    state: str
    route: str
    pupil_ref: str | None
    pupil_name: str = field(repr=False)
    pupil_where: str = field(repr=False)
    described: str = field(repr=False)
    pupil: str
    searcher_ref: str
    searcher: str = field(repr=False)
    recorded_by: str
    recorder: str = field(repr=False)
    witness_ref: str | None
    concern_ref: str | None
    case_ref: str | None
    item: str
    statutory: bool
    searchable: bool
    rules: str
    device: bool
    place: str
    place_words: str = field(repr=False)
    urgent: bool | None
    advice_asked_at: datetime | None
    conducted_at: datetime | None
    found: bool | None
    image_suspected: bool
    parents_by_at: datetime | None
    dsl_told_at: datetime | None
    opened_at: datetime
    ended_at: datetime | None
    version: int
    whole: bool
    accused: tuple[str, ...] = field(repr=False)
    steps: tuple[StepRead, ...] = field(repr=False)
    deviations: tuple[DeviationRead, ...]
    # An image came to be suspected after safeguarding had reviewed it.
    reviewed_too_soon: bool
    # What features above still have open in it: codes.
    open_matters: tuple[str, ...]

    @property
    def ref(self) -> str:
        """As the rules ask for it."""
        return self.reference

    def last(self, kind: str) -> StepRead | None:
        """The newest step of a kind."""
        found = [each for each in self.steps if each.kind == kind]
        return found[-1] if found else None

    def every(self, kind: str) -> list[StepRead]:
        """All steps of a kind, the oldest first."""
        return [each for each in self.steps if each.kind == kind]


@disclosure(Act.READ_SEARCH, of=search_visible)
def read_search(actor: Actor, search: Search) -> SearchRead:
    """One search, step by step."""
    return search_read(actor, search)


def search_read(actor: Actor, search: Search) -> SearchRead:
    """The same inside a disclosure of its own."""
    whole = _reads_whole(actor, search)
    read = list(_steps(search, whole=whole))
    people = {search.searcher_ref, search.recorded_by, search.pupil_ref}
    accused = steps(SearchAdult, search.ref) if whole else []
    names = names_of(
        {ref for ref in people if ref} | {each.person_ref for each in accused}
    )
    pupil_ref = search.pupil_ref
    rules = db.session.get(SearchRules, search.rules_ref) if search.rules_ref else None
    return SearchRead(
        reference=search.ref,
        **{name: getattr(search, name) for name in _PLAIN},
        pupil_name=names.get(pupil_ref, "") if pupil_ref else "",
        pupil_where=classes_of([pupil_ref]).get(pupil_ref, "") if pupil_ref else "",
        described=unseal(search, "described") or "",
        searcher=names.get(search.searcher_ref, ""),
        recorder=names.get(search.recorded_by, ""),
        place_words=unseal(search, "place_words") or "",
        rules=(unseal(rules, "title") or "") if rules else "",
        whole=whole,
        accused=tuple(names.get(each.person_ref, "") for each in accused),
        steps=tuple(sorted(read, key=lambda each: each.at)),
        deviations=_deviations(search),
        reviewed_too_soon=waits_for_review_again(search),
        open_matters=tuple(each.code for each in still_open_in(search.ref))
        if search.conducted_at and search.ended_at is None
        else (),
    )


_PLAIN = (
    *("school_ref", "state", "route", "pupil_ref", "pupil", "searcher_ref"),
    *("recorded_by", "witness_ref", "concern_ref", "case_ref", "item", "statutory"),
    *("searchable", "device", "place", "urgent", "advice_asked_at", "conducted_at"),
    *("found", "image_suspected", "parents_by_at", "dsl_told_at", "opened_at"),
    *("ended_at", "version"),
)


def _reads_whole(actor: Actor, search: Search) -> bool:
    if is_own(actor, search):
        return False
    return actor.has(*LEADS, Role.EXECUTIVE_HEAD, Role.CHAIR) or acts_as_head(actor)


def _steps(search: Search, *, whole: bool) -> Iterable[StepRead]:
    found = [
        (kind, row)
        for model, kind in KINDS.items()
        if whole or kind.code not in KEPT_FROM_SEARCHER
        for row in steps(model, search.ref)
    ]
    touch(*(row.ref for _, row in found))
    people = {
        ref
        for kind, row in found
        for name in ("by_ref", *kind.people)
        if (ref := getattr(row, name, None))
    }
    names = names_of(people)
    for kind, row in found:
        yield StepRead(
            kind=kind.code,
            at=getattr(row, kind.at),
            by=names.get(getattr(row, "by_ref", ""), ""),
            said={
                **{name: getattr(row, name) for name in kind.plain},
                **{name: unseal(row, name) or "" for name in kind.sealed},
                **{name: names.get(getattr(row, name), "") for name in kind.people},
            },
        )


def _deviations(search: Search) -> tuple[DeviationRead, ...]:
    answered = answered_of(search.ref)
    return tuple(
        DeviationRead(
            each.code,
            each.noted_at,
            searches.deviations.named(each.code).warning,
            each.code in answered,
        )
        for each in deviations_of(search.ref)
    )
