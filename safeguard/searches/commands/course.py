"""What the acts on a search share: its version, its state, its rows, its deviations."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from safeguard.guidance.shelf import Entry, Shelf
from safeguard.searches.models import Search, SearchCheck, SearchDeviation
from safeguard.searches.permissions.authority import Authority
from safeguard.searches.permissions.pupils import is_kept_from
from safeguard.searches.permissions.reviewing import LEADS
from safeguard.searches.permissions.standing import deviations_of, facts_of
from safeguard.searches.states import Move, State, derived, leads_to
from school import wall
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal
from school.gate import note
from school.identity.queries.people import holders_of_each
from school.notices import notify
from school.web.catalogue import gettext as _

T = TypeVar("T")
LONGEST = 65_536
Problems = dict[str, str]


def add_step(
    model: type[T], search: Search, texts: Mapping[str, str | None], **facts: Any
) -> T:
    """Add the row of a step under the key of its search, its texts sealed."""
    made: Any = model
    row: T = made(
        ref=new_ref(),
        school_ref=search.school_ref,
        key_ref=search.key_ref,
        search_ref=search.ref,
        **facts,
    )
    for name, text in texts.items():
        seal(row, name, text.strip() or None if text else None)
    db.session.add(row)
    return row


def move(search: Search, by: Move, after: State) -> None:
    """Move the search on. Raises NotNow when it is not where that leads from."""
    if not leads_to(State(search.state), by, after, urgent=search.urgent):
        raise NotNow("the search is not in that state any more")
    search.state = after
    search.changed_at = clock.now()


def note_deviations(search: Search, by_ref: str) -> frozenset[str]:
    """Write down what the facts now say was not as it must be, once each, and give
    what is new. Nothing that stands is ever taken back.
    """
    db.session.flush()
    facts = facts_of(
        search, own_child=is_kept_from(search.searcher_ref, search.pupil_ref)
    )
    stands = {each.code for each in deviations_of(search.ref)}
    new = derived(facts) - stands
    for code in sorted(new):
        add_step(
            SearchDeviation,
            search,
            {},
            code=code,
            by_ref=by_ref,
            noted_at=clock.now(),
        )
    if new:
        note(deviations=sorted(new))
    return new


def write_check(
    search: Search, occasion: str, authority: Authority, **asked: Any
) -> None:
    """Keep the list's answer as it was at that instant."""
    add_step(
        SearchCheck,
        search,
        {},
        occasion=occasion,
        holds_by=authority.by,
        why_not=authority.why_not or None,
        authorisation_ref=authority.authorisation_ref,
        training_overdue=authority.training_overdue,
        checked_at=clock.now(),
        **asked,
    )
    note(authority=authority.by, why_not=authority.why_not or None)


def told_of(search: Search, trust_ref: str, roles: Iterable[Role] = LEADS) -> list[str]:
    """Who holds one of these roles and is not kept from the search by the wall; never
    whoever did it.
    """
    held = holders_of_each(search.school_ref, trust_ref, list(roles))
    kept = wall.those_kept_from(search.ref)
    return [
        each
        for each in dict.fromkeys(ref for refs in held.values() for ref in refs)
        if each not in kept and each != search.searcher_ref
    ]


def tell(people: Iterable[str], search: Search, kind: str, tail: str = "") -> None:
    """Leave each of them a notice that says nothing but where to look."""
    for person_ref in dict.fromkeys(people):
        notify(
            person_ref, search.school_ref, kind, f"/searches/{spoken(search.ref)}{tail}"
        )


def one_of(shelf: Shelf[Entry], code: str, field: str, problems: Problems) -> None:
    """Object to a code that the list does not offer today."""
    if code not in {each.code for each in shelf.offered(clock.today())}:
        problems[field] = _("Choose one of the answers shown.")


def some_of(
    shelf: Shelf[Entry], codes: Iterable[str], field: str, problems: Problems
) -> None:
    """Object to no code at all, and to one that the list does not offer today."""
    chosen = set(codes)
    offered = {each.code for each in shelf.offered(clock.today())}
    if not chosen or chosen - offered:
        problems[field] = _("Choose at least one of the answers shown.")


def written(text: str, field: str, problems: Problems, least: int = 1) -> None:
    """Object to words that are missing, too few, or more than can be kept."""
    length = len(text.strip())
    if length > LONGEST:
        problems[field] = _("This is too long. Put the rest into what you add later.")
    elif length < least:
        problems[field] = (
            _("Write this down in words.")
            if least == 1
            else _("Write at least %(n)d characters.", n=least)
        )


def insist(problems: Problems) -> None:
    """Raise Invalid with everything that cannot stand, each beside its field."""
    if problems:
        raise Invalid(problems)
