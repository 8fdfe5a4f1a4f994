"""The chronology of a child across cases, as far as the reader may see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from safeguard.cases.models import CaseFile, Concern, ConcernChild
from safeguard.cases.permissions.closing import concerns_read_in
from safeguard.cases.queries.chronology import (
    Happening,
    happenings_of,
    happenings_of_concerns,
)
from safeguard.cases.states import EntryKind
from safeguard.children.permissions import KnownChild, cases_about, concerns_about
from safeguard.children.states import Limits
from safeguard.referrals.queries import referrals_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import keyring, unseal
from school.gate import counted, touch

Choose = Callable[[Happening], bool]
_CONTACTS = {EntryKind.CALL, EntryKind.MEETING, EntryKind.CONTACT, EntryKind.PARENTS}
KINDS: Mapping[str, Choose] = {
    "all": bool,
    "concerns": lambda each: each.kind in {"raised", "addition", "joined", "image"},
    "decisions": lambda each: each.kind in {"decided", "closed", "reopened"},
    "contacts": lambda each: each.kind in _CONTACTS,
    "agencies": lambda each: each.kind == "referral",
    "plans": lambda each: each.kind in {"plan", "risk", "monitoring", "action"},
}
# In whose words: the child's own, the family's, an agency's, or the staff's.
WORDS: Mapping[str, Choose] = {
    "all": bool,
    "child": lambda each: bool(each.own_words) or each.kind == "childs_view",
    "family": lambda each: each.kind in {"parents", "contact"},
    "agency": lambda each: each.kind == "referral",
    "staff": lambda each: bool(each.text) and each.kind != "childs_view",
}


@dataclass(frozen=True)
class Told:
    """One thing that happened, and in which case (None: a concern without one)."""

    happening: Happening
    case_ref: str | None
    title: str = field(default="", repr=False)


@counted
def told_of(actor: Actor, child: KnownChild, limits: Limits) -> list[Told]:
    """What happened in every case about the child and in its concerns without one,
    newest first. Only a disclosure may ask: each record is added to its entry.

    Concerns of a case that name other children only are left out: two children's
    narratives are never merged into one that both files show (§2.1, never).
    """
    found = [
        Told(each, case.ref, title)
        for case, title in _cases(actor, child, limits)
        for each in _of_case(case, child)
    ]
    if limits.case_ref is None:
        found += [Told(each, None) for each in _without_case(actor, child)]
    chosen = [each for each in found if _within(each.happening, limits)]
    return sorted(chosen, key=lambda each: each.happening.at, reverse=True)


def _cases(
    actor: Actor, child: KnownChild, limits: Limits
) -> Iterable[tuple[CaseFile, str]]:
    asked = select(CaseFile).where(cases_about(actor, child.ref))
    if limits.case_ref is not None:
        asked = asked.where(CaseFile.ref == limits.case_ref)
    rows = list(db.session.scalars(asked.order_by(CaseFile.opened_at, CaseFile.ref)))
    touch(*(row.ref for row in rows))
    keyring().warm([row.key_ref for row in rows if row.key_ref])
    for row in rows:
        yield row, unseal(row, "title") or ""


def _of_case(case: CaseFile, child: KnownChild) -> list[Happening]:
    concerns = concerns_read_in(case.ref)
    naming = _naming(child, concerns)
    others = {each.ref for each in concerns} - naming
    mine = [each for each in concerns if each.ref in naming]
    every = happenings_of(case, mine, referrals_of(case.ref))
    return [each for each in every if each.concern_ref not in others]


def _without_case(actor: Actor, child: KnownChild) -> list[Happening]:
    asked = select(Concern).where(
        concerns_about(actor, child.ref), Concern.case_ref.is_(None)
    )
    return happenings_of_concerns(list(db.session.scalars(asked)))


def _naming(child: KnownChild, concerns: Iterable[Any]) -> set[str]:
    asked = select(ConcernChild.concern_ref).where(
        ConcernChild.person_ref == child.ref,
        ConcernChild.concern_ref.in_([each.ref for each in concerns]),
    )
    return set(db.session.scalars(asked))


def _within(each: Happening, limits: Limits) -> bool:
    day = clock.local(each.at).date()
    return (
        (limits.since is None or day >= limits.since)
        and (limits.until is None or day <= limits.until)
        and KINDS[limits.kind](each)
        and WORDS[limits.words](each)
    )
