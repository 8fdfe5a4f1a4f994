"""Authority to search: asked of the standing list at one instant (decision 19).

The head of school holds it by office, the executive headteacher while that post is
vacant; everybody else by the head's word alone. No appointment opens anything here.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.guidance import searches
from safeguard.searches.models import (
    SearchAdviser,
    SearchAuthorisation,
    SearchRules,
)
from safeguard.training.queries.standing import last_trained
from school.calendars.days import add_months
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.questions import every, question
from school.identity.models import Appointment
from school.identity.permissions.roles import the_trust

OFFICE, LISTING, NONE = "office", "listing", "none"
# Of `guidance.training`: what is learnt for searching, and every year besides.
SEARCH_COURSE, REFRESHER = "searching", "online_safety_refresher"
# Those whom the matrix never lets search (record_search: no) cannot be authorised:
# the ICT provider, the office, volunteers and those who govern.
MAY_BE_AUTHORISED = frozenset(
    {
        *(Role.ASSISTANT_HEAD, Role.DEPUTY_HEAD, Role.DSL, Role.DEPUTY_DSL),
        *(Role.DIGITAL_SAFETY, Role.SEARCHER, Role.SENCO, Role.COUNSELLOR),
        *(Role.TEACHER, Role.TUTOR, Role.AIDE, Role.STAFF, Role.LIBRARIAN),
    }
)
# Nor is anybody who also governs, whatever else they hold.
GOVERNS = frozenset({Role.COUNCILLOR, Role.TRUSTEE, Role.CHAIR})


def may_be_authorised(roles: AbstractSet[str]) -> bool:
    """Whether somebody who holds those roles can stand on the list."""
    return GOVERNS.isdisjoint(roles) and not MAY_BE_AUTHORISED.isdisjoint(roles)


@dataclass(frozen=True)
class Authority:
    """The list's answer; `why_not` is the code of the deviation that it would be."""

    by: str
    why_not: str = ""
    authorisation_ref: str | None = None
    training_overdue: bool = False

    @property
    def holds(self) -> bool:
        """Whether the person may search for that, at that instant."""
        return self.by != NONE


def authority_at(
    person_ref: str, school_ref: str, instant: datetime, scope: str
) -> Authority:
    """Whether somebody may search a school's pupils for one kind of item, at an
    instant (UTC). `scope`: a code of `guidance.searches.scopes`. One that ended or was
    revoked at or before the instant counts as none. Source: seed 6.3, S1.
    """
    if heads_at(person_ref, school_ref, instant):
        return Authority(OFFICE)
    listings = listings_of(person_ref, school_ref)
    live = [each for each in listings if is_live(each, instant)]
    reaching = [each for each in live if scope in each.scopes.split(",")]
    if reaching:
        best = min(reaching, key=lambda each: training_overdue(each, instant))
        overdue = training_overdue(best, instant)
        return Authority(LISTING, "", best.ref, overdue)
    if live:
        return Authority(NONE, "out_of_scope", live[0].ref)
    ended = [each for each in listings if each.begins_at <= instant]
    if ended:
        return Authority(NONE, "authority_expired", ended[-1].ref)
    return Authority(NONE, "no_authority")


def holds_any(person_ref: str, school_ref: str, instant: datetime) -> bool:
    """Whether somebody may search for anything at all, at an instant."""
    return heads_at(person_ref, school_ref, instant) or any(
        is_live(each, instant) for each in listings_of(person_ref, school_ref)
    )


def is_live(listing: Any, instant: datetime) -> bool:
    """Whether the head's word stands at that instant."""
    revoked = listing.revoked_at is not None and listing.revoked_at <= instant
    return listing.begins_at <= instant < listing.ends_at and not revoked


def training_overdue(listing: Any, instant: datetime) -> bool:
    """Whether training is unknown or longer ago than the months for which it counts;
    of the day on the list and what the training records say, the later one.
    """
    trained_on = last_trained_on(listing, instant)
    if trained_on is None:
        return True
    months = searches.validities.named("search_training").months
    return add_months(trained_on, months) < clock.local(instant).date()


def last_trained_on(listing: Any, instant: datetime) -> date | None:
    """When somebody on the list was last trained for searching, as far as is known."""
    on = clock.local(instant).date()
    days = (listing.trained_on, last_trained(listing.person_ref, SEARCH_COURSE, on))
    return max((day for day in days if day is not None), default=None)


@question
def _listings() -> Any:
    asked = every(SearchAuthorisation).where(
        SearchAuthorisation.person_ref == bindparam("person"),
        SearchAuthorisation.school_ref == bindparam("school"),
    )
    return asked.order_by(SearchAuthorisation.begins_at, SearchAuthorisation.ref)


def listings_of(person_ref: str, school_ref: str) -> Sequence[Any]:
    """What the head ever said of somebody, the oldest first: plain rows."""
    return _listings(person=person_ref, school=school_ref)


@question
def _listings_here() -> Any:
    asked = every(SearchAuthorisation).where(
        SearchAuthorisation.school_ref == bindparam("school")
    )
    return asked.order_by(SearchAuthorisation.begins_at, SearchAuthorisation.ref)


def listed_now(school_ref: str) -> dict[str, date]:
    """Who is on a school's list now, each since which day (London)."""
    now = clock.now()
    found: dict[str, date] = {}
    for each in _listings_here(school=school_ref):
        if is_live(each, now):
            found.setdefault(each.person_ref, clock.local(each.begins_at).date())
    return found


def authorisation_here(actor: Actor, ref: str) -> SearchAuthorisation | None:
    """An authorisation of the school in which the actor acts."""
    asked = select(SearchAuthorisation).where(
        SearchAuthorisation.ref == ref,
        SearchAuthorisation.school_ref == actor.school_ref,
    )
    return db.session.scalar(asked)


def adviser_of_trust(actor: Actor, ref: str) -> SearchAdviser | None:
    """Somebody the trust has named to advise."""
    asked = select(SearchAdviser).where(
        SearchAdviser.ref == ref, SearchAdviser.school_ref == actor.trust_ref
    )
    return db.session.scalar(asked)


def acts_as_head(actor: Actor) -> bool:
    """The head of school; the executive headteacher while that post is vacant."""
    if actor.has(Role.HEAD):
        return True
    return actor.has(Role.EXECUTIVE_HEAD) and heads_at(
        actor.person_ref, actor.school_ref, clock.now()
    )


def heads_at(person_ref: str, school_ref: str, instant: datetime) -> bool:
    """Whether somebody was head of school, or acting head, at an instant."""
    heads = _holding(Role.HEAD, school_ref, instant)
    if heads:
        return person_ref in heads
    trust = the_trust()
    return trust is not None and person_ref in _holding(
        Role.EXECUTIVE_HEAD, trust.ref, instant
    )


def stand_ins(trust_ref: str, instant: datetime) -> list[str]:
    """Whom the trust has named to advise in the executive headteacher's place."""
    named = (
        row.person_ref for row in _advisers(trust=trust_ref) if _advises(row, instant)
    )
    return list(dict.fromkeys(named))


@question
def _advisers() -> Any:
    return select(
        SearchAdviser.person_ref,
        SearchAdviser.begins_at,
        SearchAdviser.ends_at,
        SearchAdviser.ended_at,
    ).where(SearchAdviser.school_ref == bindparam("trust"))


def _advises(adviser: Any, instant: datetime) -> bool:
    ended = adviser.ended_at is not None and adviser.ended_at <= instant
    return adviser.begins_at <= instant < adviser.ends_at and not ended


def rules_in_force(school_ref: str, day: date) -> SearchRules | None:
    """The version of the school's rules that names searchable items on a day."""
    asked = select(SearchRules).where(
        SearchRules.school_ref == school_ref, SearchRules.in_force_on <= day
    )
    newest = asked.order_by(SearchRules.in_force_on.desc(), SearchRules.set_at.desc())
    return db.session.scalar(newest.limit(1))


def is_searchable(item: str, rules: SearchRules | None) -> bool:
    """Whether the item may be searched for at all: statutory, or named by the rules."""
    if searches.items.named(item).statutory:
        return True
    return rules is not None and item in rules.items.split(",")


# A school has had few heads: all of them are asked for, whatever the instant, so that
# the answer is good for as long as nobody is appointed.
@question
def _ever_held() -> Any:
    return select(
        Appointment.person_ref,
        Appointment.begins_on,
        Appointment.ends_on,
        Appointment.ended_at,
        Appointment.needs_approval,
        Appointment.approved_at,
    ).where(
        Appointment.role == bindparam("role"), Appointment.org_ref == bindparam("org")
    )


def _holding(role: Role, org_ref: str, instant: datetime) -> list[str]:
    rows = _ever_held(role=role.value, org=org_ref)
    return [row.person_ref for row in rows if _stood(row, instant)]


def _stood(appointment: Any, instant: datetime) -> bool:
    """Also of the past: an appointment that has ended since stood then."""
    day, ends_on = clock.local(instant).date(), appointment.ends_on
    ended_at = appointment.ended_at
    return (
        appointment.begins_on <= day
        and (ends_on is None or ends_on >= day)
        and (ended_at is None or ended_at > instant)
        and not (appointment.needs_approval and appointment.approved_at is None)
    )
