"""The register as all who work in the trust see it: who may search, in which school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from safeguard.searches.models import (
    SearchAdviser,
    SearchAuthorisation,
    SearchRules,
)
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.authority import (
    GOVERNS,
    MAY_BE_AUTHORISED,
    REFRESHER,
    SEARCH_COURSE,
    is_live,
    last_trained_on,
    listings_of,
    rules_in_force,
    stand_ins,
    training_overdue,
)
from safeguard.training.queries.standing import out_of_date, standing_of
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.models import Org
from school.identity.queries.people import (
    Named,
    holders,
    holders_of_each,
    names_of,
    schools,
)

Lapsed = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Listed:
    """One authorisation; `live` and `overdue` as they are now."""

    ref: str
    name: str = field(repr=False)
    person_ref: str
    scopes: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime
    trained_on: date | None
    granted_by: str = field(repr=False)
    revoked_at: datetime | None
    revoked_why: str = field(repr=False)
    live: bool
    overdue: bool
    # Courses besides (codes of `guidance.training`) that have lapsed: a warning.
    lapsed: tuple[str, ...]


@dataclass(frozen=True)
class RulesRead:
    """A version of the school's rules and what it names as searchable."""

    title: str
    items: tuple[str, ...]
    in_force_on: date


@dataclass(frozen=True)
class SchoolList:
    """The list of one school: its head holds authority by office."""

    school_ref: str
    name: str
    heads: tuple[str, ...] = field(repr=False)
    listed: tuple[Listed, ...]
    rules: RulesRead | None


@dataclass(frozen=True)
class AdviserRead:
    """Somebody whose advice counts as the executive headteacher's."""

    ref: str
    name: str = field(repr=False)
    begins_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    live: bool


@dataclass(frozen=True)
class Register:
    """Every school's list, one's own first, and whose advice counts."""

    schools: tuple[SchoolList, ...]
    executive_heads: tuple[str, ...] = field(repr=False)
    advisers: tuple[AdviserRead, ...]


@disclosure(Act.READ_AUTHORITIES)
def read_authorities(actor: Actor) -> Register:
    """Who may search for what and until when, across the trust."""
    rows = db.session.scalars(select(SearchAuthorisation)).all()
    named = db.session.scalars(
        select(SearchAdviser).where(SearchAdviser.school_ref == actor.trust_ref)
    ).all()
    touch(*(each.ref for each in rows), *(each.ref for each in named))
    found = sorted(schools(), key=lambda each: each.ref != actor.school_ref)
    heads = {each.ref: holders(each.ref, actor.trust_ref, Role.HEAD) for each in found}
    executive = holders(actor.school_ref, actor.trust_ref, Role.EXECUTIVE_HEAD)
    names = names_of(
        {
            *(ref for each in rows for ref in (each.person_ref, each.granted_by)),
            *(each.person_ref for each in named),
            *(ref for refs in heads.values() for ref in refs),
            *executive,
        }
    )
    return Register(
        schools=tuple(_school(each, heads[each.ref], rows, names) for each in found),
        executive_heads=tuple(names.get(ref, "") for ref in executive),
        advisers=tuple(_adviser(each, names) for each in named),
    )


def _school(
    school: Org,
    heads: Sequence[str],
    rows: Sequence[SearchAuthorisation],
    names: dict[str, str],
) -> SchoolList:
    lapsed = out_of_date({each.person_ref for each in rows}, [REFRESHER])
    here = [
        _listed(each, names, lapsed) for each in rows if each.school_ref == school.ref
    ]
    return SchoolList(
        school_ref=school.ref,
        name=school.name,
        heads=tuple(names.get(ref, "") for ref in heads),
        listed=tuple(sorted(here, key=lambda each: (not each.live, each.name))),
        rules=rules_read(rules_in_force(school.ref, clock.today())),
    )


def rules_read(row: SearchRules | None) -> RulesRead | None:
    """A version of the rules, opened."""
    if row is None:
        return None
    items = tuple(each for each in row.items.split(",") if each)
    return RulesRead(unseal(row, "title") or "", items, row.in_force_on)


def _listed(row: SearchAuthorisation, names: dict[str, str], lapsed: Lapsed) -> Listed:
    now = clock.now()
    return Listed(
        ref=row.ref,
        name=names.get(row.person_ref, ""),
        person_ref=row.person_ref,
        scopes=tuple(row.scopes.split(",")),
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        trained_on=last_trained_on(row, now),
        granted_by=names.get(row.granted_by, ""),
        revoked_at=row.revoked_at,
        revoked_why=unseal(row, "revoked_why") or "",
        live=is_live(row, now),
        overdue=training_overdue(row, now),
        lapsed=lapsed.get(row.person_ref, ()),
    )


def _adviser(row: SearchAdviser, names: dict[str, str]) -> AdviserRead:
    now = clock.now()
    ended = row.ended_at is not None and row.ended_at <= now
    return AdviserRead(
        ref=row.ref,
        name=names.get(row.person_ref, ""),
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        ended_at=row.ended_at,
        live=row.begins_at <= now < row.ends_at and not ended,
    )


@counted
def advice_comes_from(actor: Actor) -> list[str]:
    """The names of those whose advice counts today; empty: every post is vacant."""
    executive = holders(actor.school_ref, actor.trust_ref, Role.EXECUTIVE_HEAD)
    named = stand_ins(actor.trust_ref, clock.now())
    refs = [each for each in (*executive, *named) if each != actor.person_ref]
    names = names_of(refs)
    return [names[each] for each in dict.fromkeys(refs) if each in names]


@counted
def chosen_staff(actor: Actor) -> list[Named]:
    """Who may be put on the list: those of posts that the matrix lets search."""
    roles = sorted(MAY_BE_AUTHORISED | GOVERNS)
    held = holders_of_each(actor.school_ref, actor.trust_ref, roles)
    govern = {each for role in GOVERNS for each in held.get(role, ())}
    refs = {each for refs in held.values() for each in refs}
    refs -= govern | {actor.person_ref}
    names = names_of(refs)
    return [Named(ref, name) for ref, name in sorted(names.items(), key=_by_name)]


@counted
def lapsed_training(actor: Actor, people: Sequence[Named]) -> Lapsed:
    """Of those who may be put on the list, whose training for it has lapsed or is not
    recorded though it is asked of them, by their post or since they are on the list: a
    warning to the head, never a block. Searching training is as the list itself says.
    """
    refs = [each.ref for each in people]
    asked = {
        ref: {each.course for each in lines}
        for ref, lines in standing_of(actor, refs).items()
    }
    found: dict[str, tuple[str, ...]] = {}
    for ref, codes in out_of_date(refs, [SEARCH_COURSE, REFRESHER]).items():
        warned = tuple(
            code
            for code in codes
            if code in asked.get(ref, ())
            and not (code == SEARCH_COURSE and _is_listed_as_trained(actor, ref))
        )
        if warned:
            found[ref] = warned
    return found


def _is_listed_as_trained(actor: Actor, person_ref: str) -> bool:
    now = clock.now()
    return any(
        is_live(each, now) and not training_overdue(each, now)
        for each in listings_of(person_ref, actor.school_ref)
    )


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


@counted
def trust_staff(actor: Actor) -> list[Named]:
    """Who may be named to advise: those who lead in the trust or its schools."""
    roles = (
        *(Role.TRUST_SAFEGUARDING_LEAD, Role.CHAIR, Role.HEAD, Role.DEPUTY_HEAD),
        *(Role.ASSISTANT_HEAD, Role.DSL, Role.TRUSTEE),
    )
    refs: set[str] = set()
    for school in schools():
        held = holders_of_each(school.ref, actor.trust_ref, roles)
        refs |= {each for people in held.values() for each in people}
    names = names_of(refs - {actor.person_ref})
    return [Named(ref, name) for ref, name in sorted(names.items(), key=_by_name)]
