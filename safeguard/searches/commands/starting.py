"""Starting a search: authority and grounds first, or it does not begin (S1, S4)."""

from dataclasses import dataclass, field

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.seeing import own_visible, record_visible
from safeguard.evidence.commands.holding import link
from safeguard.guidance import editions, searches
from safeguard.searches.commands.course import (
    Problems,
    add_step,
    insist,
    one_of,
    some_of,
    write_check,
    written,
)
from safeguard.searches.models import Search, SearchGrounds
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.authority import (
    Authority,
    authority_at,
    is_searchable,
    rules_in_force,
)
from safeguard.searches.permissions.pupils import (
    HERE,
    LEFT,
    is_kept_from,
    standing_of_pupil,
)
from safeguard.searches.states import State
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.references import new_reference
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note, touch
from school.web.catalogue import gettext as _

LEAST_FACTS = 20


@dataclass(frozen=True)
class Why:
    """The grounds by code, the facts believed, what is looked for."""

    grounds: tuple[str, ...]
    facts: str = field(repr=False)
    looked_for: str = field(repr=False)


@dataclass(frozen=True)
class NewSearch:
    """Who and where, for what and why; from which concern or case, if from one."""

    pupil_ref: str | None
    item: str
    why: Why
    place: str = "premises"
    place_words: str = field(default="", repr=False)
    device: bool = False
    origin_ref: str | None = None


@command(Act.START_SEARCH)
def start_search(actor: Actor, new: NewSearch) -> str:
    """Begin a search of a pupil of the school, step by step.

    Raises Refused without any authority at this instant, Invalid without authority
    for this item, without grounds, for an item that the rules do not name, and for a
    pupil who has left, is of another school, or from whom the wall keeps the actor.
    Source: seed 6.3; §2.3 S1, S4, as corrected by decision 20.
    """
    problems: Problems = {}
    _insist_on_pupil(actor, new.pupil_ref, problems)
    check_what_and_where(new, problems)
    _insist_on_charge(new.place, problems)
    check_why(new.why, problems)
    authority = _authority(actor, new, problems)
    insist(problems)
    search = open_search(actor, new, route="started", pupil=HERE)
    write_check(
        search,
        "started",
        authority,
        person_ref=actor.person_ref,
        scope=searches.items.named(new.item).scope,
        as_of=clock.now(),
    )
    return search.ref


def open_search(
    actor: Actor, new: NewSearch, *, route: str, pupil: str, described: str = ""
) -> Search:
    """The row of a new search with its grounds, whom it concerns, and its key."""
    item = searches.items.named(new.item)
    rules = None if item.statutory else rules_in_force(actor.school_ref, clock.today())
    search = Search(
        ref=new_reference(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        state=State.PROPOSED,
        route=route,
        pupil_ref=new.pupil_ref or None,
        pupil=pupil,
        searcher_ref=actor.person_ref,
        recorded_by=actor.person_ref,
        item=item.code,
        statutory=item.statutory,
        rules_ref=rules.ref if rules else None,
        searchable=is_searchable(item.code, rules),
        device=new.device or item.code == "phone",
        place=new.place,
        opened_at=clock.now(),
        changed_at=clock.now(),
    )
    seal(search, "place_words", new.place_words.strip() or None)
    seal(search, "described", described.strip() or None)
    _belong(actor, search, new.origin_ref)
    db.session.add(search)
    about(search)
    concerned = [search.pupil_ref] if search.pupil_ref else []
    from_there = wall.whom_it_concerns(new.origin_ref) if new.origin_ref else []
    wall.write_about_new(search.ref, [*concerned, *from_there])
    add_step(
        SearchGrounds,
        search,
        {"facts": new.why.facts, "looked_for": new.why.looked_for},
        grounds=",".join(dict.fromkeys(new.why.grounds)),
        edition=editions.leading(clock.today()).code,
        by_ref=actor.person_ref,
        saved_at=clock.now(),
    )
    if new.origin_ref:
        # A stop on either holds for both, from the first moment on.
        link(search.ref, new.origin_ref)
    note(item=search.item, route=route, device=search.device)
    return search


def check_what_and_where(new: NewSearch, problems: Problems) -> None:
    """Object to an item or a place that is none."""
    one_of(searches.items, new.item, "item", problems)
    one_of(searches.places, new.place, "place", problems)


def check_why(why: Why, problems: Problems) -> None:
    """Object to grounds, facts or an aim that are missing (seed 6.3)."""
    some_of(searches.grounds, why.grounds, "grounds", problems)
    written(why.facts, "facts", problems, LEAST_FACTS)
    written(why.looked_for, "looked_for", problems)


def _insist_on_pupil(actor: Actor, pupil_ref: str | None, problems: Problems) -> None:
    standing = standing_of_pupil(actor, pupil_ref)
    if not pupil_ref:
        problems["pupils"] = _("Find the pupil by name.")
    elif standing == LEFT:
        problems["pupils"] = _(
            "This pupil has left the school. Only a pupil on the roll can be searched; "
            "record it if it was done."
        )
    elif standing != HERE:
        problems["pupils"] = _(
            "This is no pupil of this school. Remove the line and find the pupil again."
        )
    elif is_kept_from(actor.person_ref, pupil_ref):
        problems["pupils"] = _(
            "You may not search this pupil. Ask somebody else who may search."
        )


def _insist_on_charge(place: str, problems: Problems) -> None:
    """The power reaches the premises and trips in England alone (S12)."""
    if place in searches.places and not searches.places.named(place).lawful:
        problems["place"] = _(
            "You have no power to search there. Ring the police; if it was done, "
            "record it."
        )


def _authority(actor: Actor, new: NewSearch, problems: Problems) -> Authority:
    now = clock.now()
    if new.item not in searches.items:
        return Authority("none")
    item = searches.items.named(new.item)
    found = authority_at(actor.person_ref, actor.school_ref, now, item.scope)
    rules = rules_in_force(actor.school_ref, clock.today())
    if not found.holds:
        problems["item"] = _(
            "You are not authorised to search for this. Ask the head, or somebody who "
            "is on the list."
        )
    elif not is_searchable(item.code, rules):
        problems["item"] = _(
            "The school rules do not name this as something that may be searched for."
        )
    return found


def _belong(actor: Actor, search: Search, origin_ref: str | None) -> None:
    """To the concern or case it is raised from, which the actor must see or have
    raised. Raises Hidden.
    """
    if origin_ref is None:
        return
    origin = record_visible(actor, origin_ref) or own_visible(actor, origin_ref)
    if origin is None:
        raise Hidden("there is nothing to raise it from")
    touch(origin.ref)
    if isinstance(origin, CaseFile):
        search.case_ref = origin.ref
    elif isinstance(origin, Concern):
        search.concern_ref, search.case_ref = origin.ref, origin.case_ref
