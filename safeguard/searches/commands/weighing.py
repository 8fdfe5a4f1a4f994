"""Before a search: how urgent it is, advice where it can wait, authority (S1, §2.3)."""

from dataclasses import dataclass, field

from safeguard.guidance import searches
from safeguard.searches.commands.course import (
    Problems,
    add_step,
    insist,
    move,
    note_deviations,
    one_of,
    tell,
    told_of,
    write_check,
    written,
)
from safeguard.searches.models import Search, SearchAdvice, SearchUrgency
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.authority import authority_at, stand_ins
from safeguard.searches.permissions.seeing import (
    advice_counts,
    advisable,
    search_visible,
)
from safeguard.searches.states import Move, State
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.gate import command, insist_on_version, note
from school.notices import NOW, WAITS
from school.web.catalogue import gettext as _

LEAST_WORDS = 10


@dataclass(frozen=True)
class Urgency:
    """Whether it can wait for advice, and the risk to other pupils and staff."""

    urgent: bool | None
    risk: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Advice:
    """What is advised, and why."""

    answer: str
    words: str = field(repr=False)


@command(Act.ASSESS_URGENCY, of=search_visible)
def assess_urgency(actor: Actor, search: Search, said: Urgency) -> str:
    """Say how urgent it is and what the risk to others is (seed 6.3). What waited for
    advice may become urgent. Raises Invalid, and Stale once it was done.
    """
    insist_on_version(search, said.version)
    problems: Problems = {}
    if said.urgent is None:
        problems["urgent"] = _("Say whether it can wait for advice.")
    written(said.risk, "risk", problems, LEAST_WORDS)
    insist(problems)
    move(search, Move.ASSESS_URGENCY, State.URGENCY_ASSESSED)
    search.urgent = said.urgent
    add_step(
        SearchUrgency,
        search,
        {"risk": said.risk},
        urgent=said.urgent,
        by_ref=actor.person_ref,
        assessed_at=clock.now(),
    )
    note(urgent=said.urgent)
    return search.ref


@command(Act.REQUEST_ADVICE, of=search_visible)
def request_advice(actor: Actor, search: Search, version: int | None = None) -> str:
    """Ask the executive headteacher, and whoever the trust has named in that place
    (decision 21): each gets a notice. Raises Stale where it is urgent, or was asked.
    """
    insist_on_version(search, version)
    move(search, Move.REQUEST_ADVICE, State.ADVICE_REQUESTED)
    search.advice_asked_at = clock.now()
    asked = advisers_of(search, actor.trust_ref)
    tell(asked, search, NOW, "/advise")
    note(asked=len(asked))
    return search.ref


@command(Act.GIVE_ADVICE, of=advisable)
def give_advice(actor: Actor, search: Search, advice: Advice) -> str:
    """Advise on a search. The executive headteacher's advice, or a named stand-in's,
    lets it go on; anybody else's is recorded (decision 21). Advice that comes after the
    search is kept too, and stands as a deviation. Raises Invalid.
    """
    problems: Problems = {}
    one_of(searches.advices, advice.answer, "answer", problems)
    written(advice.words, "words", problems, LEAST_WORDS)
    insist(problems)
    counts = advice_counts(actor)
    state = State(search.state)
    if state in {State.ADVICE_REQUESTED, State.ADVICE_GIVEN}:
        given = counts or state is State.ADVICE_GIVEN
        after = State.ADVICE_GIVEN if given else State.ADVICE_REQUESTED
        move(search, Move.GIVE_ADVICE, after)
    else:
        move(search, Move.GIVE_ADVICE, state)
    add_step(
        SearchAdvice,
        search,
        {"words": advice.words},
        counts=counts,
        answer=advice.answer,
        by_ref=actor.person_ref,
        given_at=clock.now(),
    )
    note(counts=counts, answer=advice.answer)
    if note_deviations(search, actor.person_ref):
        tell(told_of(search, actor.trust_ref, (Role.HEAD,)), search, NOW)
    tell({search.searcher_ref} - wall.those_kept_from(search.ref), search, WAITS)
    return search.ref


@command(Act.CHECK_AUTHORITY, of=search_visible)
def check_authority(actor: Actor, search: Search, version: int | None = None) -> str:
    """Ask the standing list at this instant: authorised, or refused (decision 19).
    Refused may be asked again, once the head has put the searcher on the list. Raises
    Stale while advice is owed.
    """
    insist_on_version(search, version)
    scope = searches.items.named(search.item).scope
    found = authority_at(search.searcher_ref, search.school_ref, clock.now(), scope)
    after = State.AUTHORISED if found.holds else State.REFUSED
    move(search, Move.CHECK_AUTHORITY, after)
    write_check(
        search,
        "checked",
        found,
        person_ref=search.searcher_ref,
        scope=scope,
        as_of=clock.now(),
    )
    if not found.holds:
        tell(told_of(search, actor.trust_ref, (Role.HEAD,)), search, NOW)
    return search.ref


def advisers_of(search: Search, trust_ref: str) -> list[str]:
    """Whose advice counts, and who may hear of this search; never whoever does it."""
    named = stand_ins(trust_ref, clock.now())
    kept = wall.those_kept_from(search.ref)
    office = told_of(search, trust_ref, (Role.EXECUTIVE_HEAD,))
    may = (each for each in named if each not in kept and each != search.searcher_ref)
    return list(dict.fromkeys([*office, *may]))
