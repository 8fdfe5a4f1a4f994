"""What others make of a search: safeguarding, the head, the end; a concern from it."""

from dataclasses import dataclass, field

from safeguard.cases.commands.new_concern import (
    ChildInIt,
    Narrative,
    NewConcern,
    Teller,
)
from safeguard.cases.commands.raising import raise_concern
from safeguard.evidence.commands.holding import link
from safeguard.guidance import searches
from safeguard.searches.commands.course import (
    Problems,
    add_step,
    insist,
    move,
    note_deviations,
    one_of,
    tell,
    written,
)
from safeguard.searches.models import (
    Search,
    SearchAdult,
    SearchDeviationAnswer,
    SearchNote,
    SearchReview,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.closing import still_open_in
from safeguard.searches.permissions.reviewing import (
    closers,
    deviation_reviewers,
    unanswered,
    waits_for_review_again,
)
from safeguard.searches.permissions.seeing import search_visible
from safeguard.searches.permissions.standing import (
    answered_of,
    deviations_of,
    facts_of,
    steps,
)
from safeguard.searches.states import Move, State, closed_as, counts, derived
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, NotNow
from school.gate import command, insist_on_version, note
from school.notices import NOW, WAITS
from school.web.catalogue import gettext as _

LEAST_WORDS = 10
# Noted when it was recorded; not worked out again by those who were not there.
_OF_PEOPLE = frozenset({"own_child"})
EXPLOITED = ("no", "yes", "not_sure")


@dataclass(frozen=True)
class Review:
    """What safeguarding sees: more help, a child who may be exploited, and why."""

    help: str
    exploited: str
    words: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Words:
    """What somebody says about it."""

    text: str = field(repr=False)
    version: int | None = None


@command(Act.REVIEW_SEARCH, of=search_visible)
def review_search(actor: Actor, search: Search, said: Review) -> str:
    """Look at the search for safeguarding: is early help or social care needed, may
    the child be exploited (S9)? Never by whoever took part. Raises Invalid, and Stale
    where it is not its turn.
    """
    insist_on_version(search, said.version)
    problems: Problems = {}
    one_of(searches.helps, said.help, "help", problems)
    if said.exploited not in EXPLOITED:
        problems["exploited"] = _("Choose one of the answers shown.")
    written(said.words, "words", problems, LEAST_WORDS)
    insist(problems)
    move(search, Move.REVIEW, State.DSL_REVIEWED)
    add_step(
        SearchReview,
        search,
        {"words": said.words},
        help=said.help,
        exploited=said.exploited,
        by_ref=actor.person_ref,
        reviewed_at=clock.now(),
    )
    note(help=said.help)
    return search.ref


@command(Act.REVIEW_DEVIATIONS, of=search_visible)
def review_deviations(actor: Actor, search: Search, said: Words) -> str:
    """Answer every deviation that has no answer yet: what follows from it. None of
    them goes away. Raises Invalid, and Stale where none waits.
    """
    insist_on_version(search, said.version)
    waiting = unanswered(search)
    if not waiting:
        raise NotNow("no deviation waits for an answer")
    problems: Problems = {}
    written(said.text, "text", problems, LEAST_WORDS)
    insist(problems)
    move(search, Move.REVIEW_DEVIATIONS, State(search.state))
    add_step(
        SearchDeviationAnswer,
        search,
        {"codes": ",".join(sorted(waiting)), "words": said.text},
        by_ref=actor.person_ref,
        answered_at=clock.now(),
    )
    note(answered=sorted(waiting))
    tell((each for each in closers(search) if each != actor.person_ref), search, WAITS)
    return search.ref


@command(Act.CLOSE_SEARCH, of=search_visible)
def close_search(actor: Actor, search: Search, version: int | None = None) -> str:
    """Close it: as lawful, or with deviations where there is one, once each has its
    answer (decision 20). Raises Invalid with what is still open.
    """
    del actor
    insist_on_version(search, version)
    _insist_on_review_since(search)
    stands = {each.code for each in deviations_of(search.ref)}
    if counts(derived(facts_of(search))) - stands - _OF_PEOPLE:
        # A record of force that was written only now, for an item of the rules.
        raise Invalid(
            {
                "deviations": _(
                    "Force has been recorded that is not allowed here. Add to the "
                    "search what happened: then it goes to the head."
                )
            }
        )
    noted = counts(stands)
    after = closed_as(noted, answered_of(search.ref))
    if after is None:
        raise Invalid({"deviations": _("A deviation waits for the head’s answer.")})
    matters = still_open_in(search.ref)
    if matters:
        raise Invalid({each.code: str(each.wording) for each in matters})
    move(search, Move.CLOSE, after)
    search.ended_at = clock.now()
    note(deviations=sorted(noted))
    return search.ref


def _insist_on_review_since(search: Search) -> None:
    """An image that was suspected after the review needs one of its own (S10)."""
    if waits_for_review_again(search):
        raise Invalid(
            {
                "image": _(
                    "An intimate image was suspected after the review. First the "
                    "parents are settled, where they were not told, and the DSL "
                    "reviews it again."
                )
            }
        )


@command(Act.ADD_TO_SEARCH, of=search_visible)
def add_to_search(actor: Actor, search: Search, said: Words) -> str:
    """Add words: what stands is never changed (R0.2). Raises Invalid."""
    problems: Problems = {}
    written(said.text, "text", problems)
    insist(problems)
    search.changed_at = clock.now()
    add_step(
        SearchNote,
        search,
        {"words": said.text},
        kind="addition",
        code=None,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    if note_deviations(search, actor.person_ref):
        tell(deviation_reviewers(search), search, NOW)
    return search.ref


@command(Act.RAISE_FROM_SEARCH, of=search_visible)
def raise_from_search(actor: Actor, search: Search, said: Words) -> str:
    """Raise a concern from a search, about the same child; both stand in one bundle,
    and a stop on either holds for both. Raises Invalid, and Stale where there is one.
    """
    if search.concern_ref is not None:
        raise NotNow("it belongs to a concern already")
    problems: Problems = {}
    written(said.text, "text", problems, LEAST_WORDS)
    insist(problems)
    child = ChildInIt(
        search.pupil_ref, "harmed", Narrative("" if search.pupil_ref else said.text)
    )
    accused = steps(SearchAdult, search.ref)
    concern = raise_concern(
        actor,
        NewConcern(
            children=(child,),
            narrative=Narrative(said.text),
            teller=Teller(),
            image_suspected=search.image_suspected,
            adults=tuple(each.person_ref for each in accused),
        ),
    )
    search.concern_ref = concern
    search.changed_at = clock.now()
    link(search.ref, concern)
    return concern
