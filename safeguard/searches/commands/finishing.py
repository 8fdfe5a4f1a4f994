"""After a search: what was found, the parents, safeguarding, the head, the end."""

from dataclasses import dataclass, field
from datetime import datetime

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
from safeguard.searches.commands.halting import halt_search
from safeguard.searches.models import (
    Search,
    SearchAdult,
    SearchFinding,
    SearchParents,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.naming import works_here
from safeguard.searches.permissions.reviewing import (
    LEADS,
    deviation_reviewers,
    reviewers,
    took_part,
)
from safeguard.searches.permissions.seeing import search_visible
from safeguard.searches.states import Move, State
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import NotNow
from school.gate import command, insist_on_version, note
from school.notices import NOW
from school.web.catalogue import gettext as _

LEAST_WORDS = 10


@dataclass(frozen=True)
class Finding:
    """What was found. `image`: asked first where a device is part of it; where one is
    suspected nothing may be described (S10).
    """

    image: bool | None
    found: bool | None
    what: str = field(default="", repr=False)
    follow_up: str = field(default="", repr=False)
    account: str = field(default="", repr=False)
    accused: tuple[str, ...] = field(default=(), repr=False)
    version: int | None = None


@dataclass(frozen=True)
class ParentsTold:
    """What became of telling the parents; `told_at` in UTC, None: just now."""

    answer: str
    who: str = field(default="", repr=False)
    contact: str = ""
    told_at: datetime | None = None
    response: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    version: int | None = None


@command(Act.RECORD_FINDING, of=search_visible)
def record_finding(actor: Actor, search: Search, said: Finding) -> str:
    """Record what was found, or that nothing was (S7), and the pupil's account.

    Where an indecent image of a child is suspected nothing is described: every upload
    is refused from now on, on this record and all linked ones, and safeguarding hears
    at once (S10). Raises Invalid; Stale when it was recorded already.
    """
    insist_on_version(search, said.version)
    problems: Problems = {}
    if search.device and said.image is None:
        problems["image"] = _("Answer this first.")
    if said.image:
        _insist_on_silence(said, problems)
    elif said.found is None:
        problems["found"] = _("Say whether anything was found.")
    elif said.found:
        written(said.what, "what", problems)
    if not all(works_here(actor, each) for each in said.accused):
        problems["accused"] = _(
            "This person does not work here today. Remove the line and find again."
        )
    insist(problems)
    found = bool(said.found or said.image)
    move(search, Move.RECORD_FINDING, _after_finding(found=found))
    search.found = found
    add_step(
        SearchFinding,
        search,
        {
            "what": said.what if found else "",
            "follow_up": said.follow_up,
            "account": said.account,
        },
        image=bool(said.image),
        found=found,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    _keep_from(search, said.accused)
    if said.image:
        halt_search(search, actor)
    note(found=found, image=bool(said.image))
    return search.ref


@command(Act.SUSPECT_IMAGE, of=search_visible)
def suspect_image(actor: Actor, search: Search) -> str:
    """Record at any time that an indecent image of a child may be part of it: sticky.
    Raises Stale where that stands already.
    """
    if search.image_suspected:
        raise NotNow("that is recorded already")
    halt_search(search, actor)
    return search.ref


@command(Act.INFORM_PARENTS, of=search_visible)
def inform_parents(actor: Actor, search: Search, said: ParentsTold) -> str:
    """Record that the parents were told, when, by whom and how, and what they said; or
    why not: only safeguarding decides that telling would endanger the child (S8).
    Raises Invalid; Stale when it was recorded already.
    """
    insist_on_version(search, said.version)
    problems: Problems = {}
    one_of(searches.parents, said.answer, "answer", problems)
    insist(problems)
    _check_parents(actor, search, said, problems)
    insist(problems)
    move(search, Move.INFORM_PARENTS, State.PARENTS_INFORMED)
    told = said.answer == "told"
    add_step(
        SearchParents,
        search,
        {"who": said.who, "response": said.response, "reason": said.reason},
        answer=said.answer,
        told_at=(said.told_at or clock.now()) if told else None,
        contact=said.contact if told else None,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    if note_deviations(search, actor.person_ref):
        tell(deviation_reviewers(search), search, NOW)
    tell((each for each in reviewers(search) if each != actor.person_ref), search, NOW)
    note(answer=said.answer)
    return search.ref


def _after_finding(*, found: bool) -> State:
    return State.ITEM_FOUND if found else State.NOTHING_FOUND


def _insist_on_silence(said: Finding, problems: Problems) -> None:
    """No words of an image that nobody may look at (R0.9, S10)."""
    for name in ("what", "account", "follow_up"):
        if getattr(said, name).strip():
            problems[name] = _(
                "Do not describe it, nor what was said of it. Clear this."
            )


def _keep_from(search: Search, accused: tuple[str, ...]) -> None:
    """A colleague who is accused in it reads nothing of it from now on."""
    for person_ref in dict.fromkeys(accused):
        add_step(SearchAdult, search, {}, person_ref=person_ref)
        wall.write_about(search.ref, person_ref)
    if accused:
        note(accused=len(set(accused)))


def _check_parents(
    actor: Actor, search: Search, said: ParentsTold, problems: Problems
) -> None:
    answer = searches.parents.named(said.answer)
    if answer.code == "told":
        written(said.who, "who", problems)
        one_of(searches.contacts, said.contact, "contact", problems)
        if said.told_at is not None and said.told_at > clock.now():
            problems["happened_on"] = _("This is in the future. Check day and time.")
        return
    written(said.reason, "reason", problems, LEAST_WORDS)
    may_decide = actor.has(*LEADS) and not took_part(actor.person_ref, search)
    if answer.safeguarding_decides and not may_decide:
        problems["answer"] = _(
            "Only the DSL or a deputy decides this, and nobody who took part in the "
            "search. Tell them now."
        )
    if answer.school_rule_only and search.statutory:
        problems["answer"] = _(
            "The search was for something on the statutory list: the parents are told."
        )
    elif answer.school_rule_only and search.image_suspected:
        problems["answer"] = _(
            "An intimate image is suspected: the parents are told, or the DSL decides "
            "that telling would put the child in danger."
        )
