"""Raising a concern about an adult: past whom it is about, to who looks into it."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from safeguard.allegations.models import AdultConcern, AdultRecipient, AdultSubject
from safeguard.allegations.permissions import Act
from safeguard.allegations.permissions.hands import LEADS, TOLD
from safeguard.allegations.permissions.inside import VaultActor, mark, vaulted, who
from safeguard.allegations.permissions.offices import (
    all_among,
    colleagues,
    pupils,
    route_for,
)
from safeguard.allegations.permissions.routing import Route
from safeguard.allegations.permissions.seeing import (
    ABOUT,
    REPORTER,
    draft_of,
)
from safeguard.allegations.states import AdultConcernState, SubjectKind
from safeguard.guidance import editions
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, SafeguardError
from school.foundation.references import new_ref, new_reference
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note
from school.notices import NOW, WAITS, notify
from school.web.catalogue import gettext as _

# Security brief T16: code points in one field. More is refused, never cut off.
LONGEST = 65_536
# As many rows whoever it went to: their number must not tell the way it took.
PLACES = 4
# Where every notice of the vault leads: to a list, never to one record.
RECEIVED = "/concerns/adult/received"


class RouteExhausted(SafeguardError):
    """Nobody inside the trust is left to receive it. Nothing was kept."""


@dataclass(frozen=True)
class Described:
    """An adult who is not on the list, in the reporter's words."""

    kind: SubjectKind
    words: str = field(repr=False)


@dataclass(frozen=True)
class NewAdultConcern:
    """A concern about an adult as it was typed. Only who and what are required."""

    subjects: tuple[str, ...] = field(default=(), repr=False)
    described: Described | None = None
    what: str = field(default="", repr=False)
    own_words: str = field(default="", repr=False)
    happened_on: date | None = None
    happened_words: str = field(default="", repr=False)
    children: tuple[str, ...] = field(default=(), repr=False)
    child_described: str = field(default="", repr=False)
    done: str = field(default="", repr=False)
    on_behalf_of: str = field(default="", repr=False)
    in_danger: bool = False
    # The form it was typed into: its draft ends with it.
    form_ref: str | None = field(default=None, repr=False)


@vaulted
@command(Act.RAISE)
def raise_adult_concern(actor: VaultActor, new: NewAdultConcern) -> str:
    """Raise a concern about an adult; it goes past everybody whom it is about.

    Raises Invalid with all that cannot stand, and RouteExhausted, having kept
    nothing, when nobody is left to receive it (security brief §4.4).
    """
    _check(actor.behind, new)
    way = route_for(
        actor.behind.school_ref, actor.trust_ref, new.subjects, new.children
    )
    if way.exhausted:
        raise RouteExhausted
    concern = _concern(actor, new, way)
    db.session.add(concern)
    about(concern)
    for person_ref in new.subjects:
        add_subject_row(concern, {"person": person_ref})
    if new.described:
        add_subject_row(
            concern, {"kind": new.described.kind, "words": new.described.words}
        )
    for person_ref in dict.fromkeys([*new.subjects, *new.children]):
        keep_from(concern, person_ref)
    add_recipients(concern, way.leads, way.told, places=PLACES)
    announce(actor, [*way.leads, *way.told], NOW if new.in_danger else WAITS)
    from_draft = _end_draft(actor, new.form_ref)
    note(
        **who(actor),
        subjects=len(new.subjects) + (1 if new.described else 0),
        leads=len(way.leads),
        told=len(way.told),
        review_keys=way.review_keys,
        in_danger=new.in_danger,
        from_draft=from_draft,
    )
    return concern.ref


@vaulted
@command(Act.EXHAUST_ROUTE)
def exhaust_route(actor: VaultActor, form_ref: str) -> str:
    """Record that nobody was left, and nothing else: no word of it, no draft."""
    _end_draft(actor, form_ref)
    return new_ref()


def announce(actor: VaultActor, person_refs: Iterable[str], kind: str) -> None:
    """Tell people, inside an act, that an item waits; never whoever acts.

    The entry stands in the vault's log: in the trust's, somebody whom it is about
    could see that something was announced.
    """
    for person_ref in dict.fromkeys(person_refs):
        if person_ref != actor.behind.person_ref:
            notify(person_ref, actor.trust_ref, kind, RECEIVED)


def add_subject_row(concern: AdultConcern, said: dict[str, str]) -> None:
    """Write down, inside an act, one adult whom it is about."""
    row = AdultSubject(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
    )
    seal(row, "who", json.dumps(said))
    db.session.add(row)


def keep_from(concern: AdultConcern, person_ref: str) -> None:
    """Put the wall, inside an act, between the concern and whom it concerns."""
    wall.write_about(
        concern.ref, mark(concern.school_ref, ABOUT, concern.ref, person_ref)
    )


def add_recipients(
    concern: AdultConcern, leads: Iterable[str], told: Iterable[str], places: int = 0
) -> None:
    """Let it go, inside an act, to these people; empty places fill up the rest."""
    vault = concern.school_ref
    marks = [mark(vault, LEADS, concern.ref, person) for person in leads]
    marks += [mark(vault, TOLD, concern.ref, person) for person in told]
    marks += [secrets.token_hex(16) for _empty in range(places - len(marks))]
    for each in sorted(marks):
        db.session.add(
            AdultRecipient(ref=new_ref(), concern_ref=concern.ref, person_mark=each)
        )


def _check(actor: Actor, new: NewAdultConcern) -> None:
    problems = {**_check_people(actor, new), **_check_lengths(new)}
    if not new.what.strip():
        problems["what"] = _("Write what happened")
    if new.happened_on and new.happened_on > clock.today():
        problems["happened_on"] = _("The day cannot be in the future")
    if problems:
        raise Invalid(problems)


def _check_people(actor: Actor, new: NewAdultConcern) -> dict[str, str]:
    problems = {}
    if not new.subjects and not new.described:
        problems["subjects"] = _("Say whom this is about: choose a name or describe")
    elif not all_among(colleagues(actor), new.subjects):
        problems["subjects"] = _("Choose the name from the list again")
    if not all_among(pupils(actor), new.children):
        problems["children"] = _("Choose the child from the list again")
    return problems


def _check_lengths(new: NewAdultConcern) -> dict[str, str]:
    texts = {"what": new.what, "own_words": new.own_words, "done": new.done}
    over = {name: len(text) - LONGEST for name, text in texts.items()}
    return {
        name: _(
            "This is %(over)s characters too long. Send the end of it as a second "
            "concern. Nothing was lost.",
            over=f"{excess:,}",
        )
        for name, excess in over.items()
        if excess > 0
    }


def _concern(actor: VaultActor, new: NewAdultConcern, way: Route) -> AdultConcern:
    now = clock.now()
    ref = new_reference()
    concern = AdultConcern(
        ref=ref,
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        state=AdultConcernState.RAISED.value,
        reporter_mark=mark(actor.school_ref, REPORTER, ref, actor.behind.person_ref),
        recorded_at=now,
    )
    day = new.happened_on.isoformat() if new.happened_on else None
    particulars = {
        "school": actor.behind.school_ref,
        "reporter": actor.behind.person_ref,
        "on_behalf_of": new.on_behalf_of,
        "happened_on": day,
        "happened_words": new.happened_words,
        "children": list(new.children),
        "child_described": new.child_described,
        "in_danger": new.in_danger,
        "leads": list(way.leads),
        "told": list(way.told),
        "posts": sorted(way.posts),
        "review_keys": way.review_keys,
        "lado": way.lado,
        "edition": editions.leading(clock.today()).code,
    }
    seal(concern, "what", new.what)
    seal(concern, "own_words", new.own_words or None)
    seal(concern, "done", new.done or None)
    seal(concern, "particulars", json.dumps(particulars))
    return concern


def _end_draft(actor: VaultActor, form_ref: str | None) -> bool:
    """The draft goes in the same act; its key stays behind and opens nothing more."""
    draft = draft_of(actor, form_ref) if form_ref else None
    if draft is None:
        return False
    db.session.delete(draft)
    return True
