"""In whose hands each concern about an adult is today: an office's, not a person's.

A concern goes to offices (§4.4), and whoever holds one of them today has it: a new
head inherits what the last one left, who no longer sees it. It is asked afresh each
time, so that nothing has to be handed over, and nothing is forgotten on the way.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from safeguard.allegations.models import AdultConcern, AdultRecipient, AdultSubject
from safeguard.allegations.permissions.inside import mark
from safeguard.allegations.permissions.offices import offices_of, posts_today
from safeguard.allegations.permissions.routing import (
    Offices,
    Post,
    all_who_may,
    route,
)
from school import wall
from school.foundation.database import db
from school.foundation.errors import BrokenSeal
from school.foundation.sealing import keyring, unseal

LEADS, TOLD = "leads", "told"


@dataclass(frozen=True)
class Hands:
    """Who has a concern today: `leads` look into it, `told` know of it."""

    leads: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    # Those of them to whom it was sent by name; the others came into the office.
    sent: frozenset[str] = frozenset()

    @property
    def everybody(self) -> frozenset[str]:
        """Whoever may read it."""
        return frozenset((*self.leads, *self.told))


def particulars_of(concern: AdultConcern) -> dict[str, Any]:
    """What was sealed of it besides its words; empty where its key is destroyed."""
    try:
        said: dict[str, Any] = json.loads(unseal(concern, "particulars") or "{}")
    except BrokenSeal:
        return {}
    return said


def subjects_of(concern: AdultConcern) -> list[str]:
    """The adults on the list whom a concern is about."""
    asked = select(AdultSubject).where(AdultSubject.concern_ref == concern.ref)
    return _people(db.session.scalars(asked))


def in_whose_hands(vault: str, trust_ref: str) -> dict[str, Hands]:
    """Of every concern of the vault, in whose hands it is.

    Always of all of them: whoever asks for one that is not theirs must not learn from
    the time it takes that it is there (decision 14).
    """
    asked = select(AdultConcern).where(AdultConcern.school_ref == vault)
    concerns = list(db.session.scalars(asked))
    keyring().warm([row.key_ref for row in concerns if row.key_ref])
    today = _Today(trust_ref)
    sent, subjects = _sent_to(), _subjects_in(vault)
    return {
        row.ref: today.hands(row, subjects.get(row.ref, []), sent.get(row.ref, set()))
        for row in concerns
    }


class _Today:
    """Offices, posts and bars as they stand; each is asked for once."""

    def __init__(self, trust_ref: str) -> None:
        self._trust_ref = trust_ref
        self._offices: dict[str, Offices] = {}
        self._posts: dict[str, frozenset[Post]] = {}
        self._barred: dict[str, frozenset[str]] = {}

    def hands(
        self, concern: AdultConcern, named: list[AdultSubject], sent: set[str]
    ) -> Hands:
        """In whose hands one concern is. Its key gone, in nobody's."""
        said = particulars_of(concern)
        if not said:
            return Hands()
        subjects = _people(named)
        offices = self._offices_of(said["school"])
        posts = {Post(each) for each in said.get("posts", ())}
        posts |= {post for each in subjects for post in self._posts_of(each)}
        shut = self._kept_out(offices, {*subjects, *said["children"]}) | set(subjects)
        way = route(posts, offices, shut)
        may = all_who_may(posts, offices, shut)
        by_part = {
            part: [
                person
                for person in may
                if mark(concern.school_ref, part, concern.ref, person) in sent
            ]
            for part in (LEADS, TOLD)
        }
        leads = tuple(dict.fromkeys([*way.leads, *by_part[LEADS]]))
        told = dict.fromkeys([*way.told, *by_part[TOLD]])
        return Hands(
            leads=leads,
            told=tuple(person for person in told if person not in leads),
            sent=frozenset(person for part in by_part.values() for person in part),
        )

    def _offices_of(self, school_ref: str) -> Offices:
        if school_ref not in self._offices:
            self._offices[school_ref] = offices_of(school_ref, self._trust_ref)
        return self._offices[school_ref]

    def _posts_of(self, person_ref: str) -> frozenset[Post]:
        if person_ref not in self._posts:
            self._posts[person_ref] = posts_today([person_ref])
        return self._posts[person_ref]

    def _kept_out(self, offices: Offices, concerned: set[str]) -> set[str]:
        holders = {person for held in offices.holders.values() for person in held}
        for person in holders - self._barred.keys():
            self._barred[person] = frozenset(wall.barred_from(person))
        return {person for person in holders if self._barred[person] & concerned}


def _sent_to() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    asked = select(AdultRecipient.concern_ref, AdultRecipient.person_mark)
    for row in db.session.execute(asked):
        found[row.concern_ref].add(row.person_mark)
    return found


def _subjects_in(vault: str) -> dict[str, list[AdultSubject]]:
    found: dict[str, list[AdultSubject]] = defaultdict(list)
    asked = select(AdultSubject).where(AdultSubject.school_ref == vault)
    for row in db.session.scalars(asked):
        found[row.concern_ref].append(row)
    return found


def _people(rows: Iterable[AdultSubject]) -> list[str]:
    said = [json.loads(unseal(row, "who") or "{}") for row in rows]
    return [each["person"] for each in said if "person" in each]
