"""The register: who may search for what, whose advice counts, what the rules name."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from safeguard.cases.permissions.naming import staff_here
from safeguard.guidance import clocks, searches
from safeguard.searches.commands.course import Problems, insist, some_of, written
from safeguard.searches.models import (
    SearchAdviser,
    SearchAuthorisation,
    SearchRules,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.authority import (
    adviser_of_trust,
    authorisation_here,
    may_be_authorised,
)
from school.foundation import clock
from school.foundation.actor import WORKS_HERE, Actor
from school.foundation.database import db
from school.foundation.errors import Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.identity.models import Person
from school.identity.queries.people import roles_of
from school.web.catalogue import gettext as _

LONGEST_TERM = timedelta(days=400)


@dataclass(frozen=True)
class NewAuthorisation:
    """Whom, for what, the first and the last day in London, trained when."""

    person_ref: str
    scopes: tuple[str, ...]
    begins_on: date
    ends_on: date
    trained_on: date | None = None


@dataclass(frozen=True)
class Revocation:
    """Why it is taken back, in words that all who work in the trust may read."""

    reason: str = field(repr=False)


@dataclass(frozen=True)
class NewAdviser:
    """Who advises in the executive headteacher's place, the first and the last day."""

    person_ref: str
    begins_on: date
    ends_on: date


@dataclass(frozen=True)
class NewRules:
    """A version of the school's rules and the items it names as searchable."""

    title: str
    items: tuple[str, ...]
    in_force_on: date


@command(Act.AUTHORISE_SEARCHER)
def authorise_searcher(actor: Actor, new: NewAuthorisation) -> str:
    """Put somebody on the list, never oneself (decision 19).

    Counts from the start of its first day to the end of its last, in London. Raises
    Invalid for oneself, for whom the matrix never lets search, and for days that
    cannot be.
    """
    problems: Problems = {}
    _insist_on_person(actor, new.person_ref, problems)
    some_of(searches.scopes, new.scopes, "scopes", problems)
    _insist_on_days(new.begins_on, new.ends_on, problems)
    if new.trained_on is not None and new.trained_on > clock.today():
        problems["trained_on"] = _("This day has not come yet. Check the date.")
    insist(problems)
    row = SearchAuthorisation(
        ref=new_ref(),
        school_ref=actor.school_ref,
        person_ref=new.person_ref,
        scopes=",".join(dict.fromkeys(new.scopes)),
        begins_at=clock.london(new.begins_on, 0),
        ends_at=clock.london(new.ends_on + timedelta(days=1), 0),
        trained_on=new.trained_on,
        granted_by=actor.person_ref,
        granted_at=clock.now(),
    )
    db.session.add(row)
    touch(row.ref, new.person_ref)
    note(scopes=row.scopes, ends_on=new.ends_on.isoformat())
    return row.ref


@command(Act.REVOKE_SEARCHER, of=authorisation_here)
def revoke_searcher(actor: Actor, listing: SearchAuthorisation, why: Revocation) -> str:
    """Take an authorisation back from this instant on. Raises Invalid without a
    reason, and Stale where it is over already.
    """
    if listing.revoked_at is not None or listing.ends_at <= clock.now():
        raise Stale("the authorisation is over already")
    problems: Problems = {}
    written(why.reason, "reason", problems, 10)
    insist(problems)
    listing.revoked_at = clock.now()
    listing.revoked_by = actor.person_ref
    seal(listing, "revoked_why", why.reason.strip())
    touch(listing.person_ref)
    return listing.ref


@command(Act.NAME_ADVISER)
def name_adviser(actor: Actor, new: NewAdviser) -> str:
    """Name somebody of the trust whose advice counts as the executive headteacher's
    (decision 21). Raises Invalid for oneself and for days that cannot be.
    """
    problems: Problems = {}
    roles = roles_of(new.person_ref, actor.school_ref, actor.trust_ref)
    if new.person_ref == actor.person_ref:
        problems["person_ref"] = _("You cannot name yourself. Choose somebody else.")
    elif WORKS_HERE.isdisjoint(roles):
        problems["person_ref"] = _("Choose somebody who works in the trust today.")
    _insist_on_days(new.begins_on, new.ends_on, problems)
    insist(problems)
    row = SearchAdviser(
        ref=new_ref(),
        school_ref=actor.trust_ref,
        person_ref=new.person_ref,
        begins_at=clock.london(new.begins_on, 0),
        ends_at=clock.london(new.ends_on + timedelta(days=1), 0),
        named_by=actor.person_ref,
        named_at=clock.now(),
    )
    db.session.add(row)
    touch(row.ref, new.person_ref)
    return row.ref


@command(Act.END_ADVISER, of=adviser_of_trust)
def end_adviser(actor: Actor, adviser: SearchAdviser) -> str:
    """From this instant on, that advice is recorded and counts no more. Raises Stale
    where it is over already.
    """
    if adviser.ended_at is not None or adviser.ends_at <= clock.now():
        raise Stale("the naming is over already")
    adviser.ended_at, adviser.ended_by = clock.now(), actor.person_ref
    touch(adviser.person_ref)
    return adviser.ref


@command(Act.SET_SEARCH_RULES)
def set_search_rules(actor: Actor, new: NewRules) -> str:
    """Record which items a version of the school's rules names as searchable; each is
    a version of its own. Raises Invalid.
    """
    problems: Problems = {}
    if not new.title.strip() or len(new.title) > 200:
        problems["title"] = _("Say which version, in at most 200 characters.")
    offered = {each.code for each in searches.items if not each.statutory}
    if set(new.items) - offered:
        problems["items"] = _("Choose from the answers shown.")
    if clocks.is_too_far(new.in_force_on):
        problems["in_force_on"] = _("Choose a day within a year.")
    insist(problems)
    row = SearchRules(
        ref=new_ref(),
        school_ref=actor.school_ref,
        items=",".join(dict.fromkeys(new.items)),
        in_force_on=new.in_force_on,
        set_by=actor.person_ref,
        set_at=clock.now(),
    )
    seal(row, "title", new.title.strip())
    db.session.add(row)
    touch(row.ref)
    note(items=row.items, in_force_on=new.in_force_on.isoformat())
    return row.ref


def _insist_on_person(actor: Actor, person_ref: str, problems: Problems) -> None:
    if person_ref == actor.person_ref:
        problems["person_ref"] = _("You cannot authorise yourself.")
        return
    here = staff_here(actor).where(Person.ref == person_ref)
    roles = roles_of(person_ref, actor.school_ref, actor.trust_ref)
    if db.session.scalar(here) is None:
        problems["person_ref"] = _("Choose somebody who works here today.")
    elif not may_be_authorised(roles):
        problems["person_ref"] = _(
            "This post may not search pupils. Choose a member of the school’s own "
            "staff."
        )


def _insist_on_days(begins_on: date, ends_on: date, problems: Problems) -> None:
    if begins_on < clock.today():
        problems["begins_on"] = _("It cannot begin in the past.")
    if ends_on < begins_on:
        problems["ends_on"] = _("The last day comes before the first.")
    elif ends_on - begins_on > LONGEST_TERM:
        problems["ends_on"] = _("At most one year at a time. Choose an earlier day.")
