"""Before a search: told to the pupil, whether the pupil is willing; or not done."""

from dataclasses import dataclass, field

from safeguard.guidance import searches
from safeguard.searches.commands.course import (
    Problems,
    add_step,
    insist,
    move,
    one_of,
    some_of,
    written,
)
from safeguard.searches.models import (
    Search,
    SearchCooperation,
    SearchExplanation,
    SearchNote,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.seeing import search_visible
from safeguard.searches.states import Move, State
from school.foundation import clock
from school.foundation.actor import Actor
from school.gate import command, insist_on_version, note
from school.web.catalogue import gettext as _

LEAST_WORDS = 10


@dataclass(frozen=True)
class Explanation:
    """What the pupil was told, what they asked, what helped them to understand."""

    told: tuple[str, ...]
    questions: str = field(default="", repr=False)
    adjustments: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Cooperation:
    """Whether the pupil is willing; where not, which causes were considered."""

    cooperates: bool | None
    causes: tuple[str, ...] = field(default=(), repr=False)
    words: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class CallingOff:
    """Why it is not done in the end."""

    code: str
    words: str = field(default="", repr=False)
    version: int | None = None


@command(Act.EXPLAIN_SEARCH, of=search_visible)
def explain_search(actor: Actor, search: Search, said: Explanation) -> str:
    """Record that the pupil was told why and how, and could ask (seed 6.3). Each of
    the three must have been done: else it is not explained yet. Raises Invalid.
    """
    insist_on_version(search, said.version)
    problems: Problems = {}
    some_of(searches.tellings, said.told, "told", problems)
    if {each.code for each in searches.tellings} - set(said.told):
        problems["told"] = _("All three belong to it. Tell the pupil first.")
    insist(problems)
    move(search, Move.EXPLAIN, State.EXPLAINED)
    add_step(
        SearchExplanation,
        search,
        {"questions": said.questions, "adjustments": said.adjustments},
        told=",".join(dict.fromkeys(said.told)),
        by_ref=actor.person_ref,
        explained_at=clock.now(),
    )
    return search.ref


@command(Act.RECORD_COOPERATION, of=search_visible)
def record_cooperation(actor: Actor, search: Search, said: Cooperation) -> str:
    """Record whether the pupil co-operates: freely, not because an adult gave an
    order. For a refusal, which causes were considered (§2.3). Raises Invalid.
    """
    insist_on_version(search, said.version)
    check_cooperation(said)
    willing = State.COOPERATING if said.cooperates else State.NOT_COOPERATING
    move(search, Move.RECORD_COOPERATION, willing)
    write_cooperation(search, said, actor.person_ref)
    return search.ref


def check_cooperation(said: Cooperation) -> None:
    """Raises Invalid for no answer, and for a refusal of which no cause was thought."""
    problems: Problems = {}
    if said.cooperates is None:
        problems["cooperates"] = _("Say whether the pupil co-operates.")
    elif not said.cooperates:
        some_of(searches.causes, said.causes, "causes", problems)
    insist(problems)


def write_cooperation(search: Search, said: Cooperation, by_ref: str) -> None:
    """The row of what the pupil was willing to."""
    add_step(
        SearchCooperation,
        search,
        {
            "causes": "" if said.cooperates else ",".join(dict.fromkeys(said.causes)),
            "words": said.words,
        },
        cooperates=said.cooperates,
        by_ref=by_ref,
        asked_at=clock.now(),
    )
    note(cooperates=said.cooperates)


@command(Act.CALL_OFF_SEARCH, of=search_visible)
def call_off_search(actor: Actor, search: Search, why: CallingOff) -> str:
    """End a search that was not done. Nothing of it is lost. Raises Invalid, and Stale
    once it was done.
    """
    insist_on_version(search, why.version)
    problems: Problems = {}
    one_of(searches.endings, why.code, "code", problems)
    written(why.words, "words", problems, LEAST_WORDS)
    insist(problems)
    move(search, Move.CALL_OFF, State.NOT_SEARCHED)
    search.ended_at = clock.now()
    add_step(
        SearchNote,
        search,
        {"words": why.words},
        kind="called_off",
        code=why.code,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    note(why=why.code)
    return search.ref
