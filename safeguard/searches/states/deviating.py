"""Deviations: what the facts of a search say was not as it must be (§2.3, S1 to S12).

Nobody types them and nobody takes them back: they are worked out from what was
recorded, each with its source in `guidance/data/searches.toml`.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from safeguard.guidance import searches
from safeguard.searches.states.course import State


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one search. Instants are UTC; None: not recorded."""

    route: str = "started"
    statutory: bool = True
    searchable: bool = True
    # Whether grounds were given, and when they were saved.
    grounds_at: datetime | None = None
    urgent: bool | None = None
    # When urgency was weighed, authority checked, it was explained, the pupil asked.
    weighed_at: datetime | None = None
    checked_at: datetime | None = None
    explained_at: datetime | None = None
    asked_at: datetime | None = None
    # The advice that counts (decision 21): when, and whether all of it was to search.
    advised_at: datetime | None = None
    advice_agrees: bool = True
    # It had been asked for and had not come when it was last weighed.
    advice_waits: bool = False
    # In which state it was when the search itself was recorded.
    conducted_from: State | None = None
    conducted_at: datetime | None = None
    # "" where the searcher had authority at that instant, else why not.
    authority: str = ""
    training_overdue: bool = False
    # none, other: nobody, somebody else; searcher: the searcher again.
    witness: str = "other"
    reported: bool = True
    # Whether of the same sex; None: not known.
    same_sex: bool | None = True
    witness_same_sex: bool | None = True
    excepted: bool = False
    on_the_person: bool = True
    in_charge: bool = True
    out_of_sight: bool = True
    extent: bool = True
    force: bool = False
    told_at: datetime | None = None
    told_by: datetime | None = None
    own_child: bool = False
    # here, left, unknown
    pupil: str = "here"


def counts(codes: AbstractSet[str]) -> frozenset[str]:
    """Those that keep a search from closing as lawful: all but mere warnings."""
    named = searches.deviations.named
    return frozenset(code for code in codes if not named(code).warning)


def derived(facts: Facts) -> frozenset[str]:
    """Every deviation that the facts hold; none before the search was done."""
    if facts.conducted_at is None:
        return frozenset()
    return frozenset(
        {
            *_of_route(facts),
            *_of_grounds(facts),
            *_of_steps(facts),
            *_of_advice(facts),
            *_of_authority(facts),
            *_of_people(facts),
            *_of_conduct(facts),
            *_of_parents(facts),
        }
    )


def _of_route(facts: Facts) -> Iterator[str]:
    if facts.route != "started":
        yield "recorded_after"
    if facts.route == "emergency":
        yield "emergency"
    if facts.pupil != "here":
        yield f"pupil_{facts.pupil}"
    if facts.own_child:
        yield "own_child"
    if not facts.searchable:
        yield "not_searchable"


def _of_grounds(facts: Facts) -> Iterator[str]:
    if facts.grounds_at is None:
        yield "no_grounds"
    elif facts.conducted_at is not None and facts.grounds_at > facts.conducted_at:
        yield "grounds_after"


def _of_steps(facts: Facts) -> Iterator[str]:
    if facts.weighed_at is None:
        yield "urgency_missed"
    if facts.explained_at is None:
        yield "explanation_missed"
    if facts.asked_at is None:
        yield "cooperation_missed"
    if facts.route != "started":
        return
    if facts.checked_at is None:
        yield "authority_unchecked"
    in_order = facts.conducted_from in {State.COOPERATING, State.NOT_COOPERATING}
    if not in_order or _late(facts):
        yield "out_of_order"


def _late(facts: Facts) -> bool:
    """Whether a step that comes before the search was recorded after it."""
    before = (facts.weighed_at, facts.checked_at, facts.explained_at, facts.asked_at)
    done = facts.conducted_at
    return done is not None and any(each and each > done for each in before)


def _of_advice(facts: Facts) -> Iterator[str]:
    """What was advised, or not awaited, stands however urgent it is called later."""
    if facts.conducted_at is None:
        return
    if facts.urgent is False and facts.advised_at is None:
        yield "advice_missed"
    if facts.urgent and facts.advice_waits:
        yield "advice_overtaken"
    if _advised_late(facts, facts.conducted_at):
        yield "advice_after"
    if not facts.advice_agrees:
        yield "against_advice"


def _advised_late(facts: Facts, done: datetime) -> bool:
    """Whether advice that was needed before the search came after it."""
    needed = facts.urgent is False or facts.advice_waits
    return needed and facts.advised_at is not None and facts.advised_at > done


def _of_authority(facts: Facts) -> Iterator[str]:
    if facts.authority:
        yield facts.authority
    if facts.training_overdue:
        yield "training_overdue"


def _of_people(facts: Facts) -> Iterator[str]:
    if facts.witness == "searcher":
        yield "searcher_is_witness"
    if facts.witness != "other":
        yield "no_witness"
        if not facts.reported:
            yield "unreported"
    if not facts.on_the_person:
        return
    if facts.same_sex is None:
        yield "sex_unknown"
    elif not facts.same_sex and not facts.excepted:
        yield "sexes_differ"
    if facts.witness == "other" and facts.witness_same_sex is False:
        yield "witness_sex"


def _of_conduct(facts: Facts) -> Iterator[str]:
    if not facts.in_charge:
        yield "not_in_charge"
    if not facts.out_of_sight:
        yield "in_sight"
    if not facts.extent:
        yield "extent_unknown"
    if facts.force and not facts.statutory:
        yield "force_not_allowed"


def _of_parents(facts: Facts) -> Iterator[str]:
    if facts.told_at is None or facts.conducted_at is None:
        return
    if facts.told_at < facts.conducted_at:
        yield "parents_before"
    elif facts.told_by is not None and facts.told_at > facts.told_by:
        yield "parents_late"
