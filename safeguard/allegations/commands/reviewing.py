"""What those it went to record of a concern about an adult; every word is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from safeguard.allegations.commands.raising import (
    Described,
    add_recipients,
    add_subject_row,
    announce,
    keep_from,
)
from safeguard.allegations.models import AdultConcern, AdultStep
from safeguard.allegations.permissions import Act
from safeguard.allegations.permissions.hands import particulars_of, subjects_of
from safeguard.allegations.permissions.inside import VaultActor, vaulted, who
from safeguard.allegations.permissions.offices import (
    all_among,
    colleagues,
    route_for,
)
from safeguard.allegations.permissions.routing import Post
from safeguard.allegations.permissions.seeing import hands_of, routed
from safeguard.allegations.states import (
    DECISIONS,
    FINISHED_FROM,
    MOVES,
    AdultConcernState,
    StepKind,
)
from safeguard.guidance import editions
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import reseal, seal
from school.gate import command, note
from school.notices import WAITS
from school.web.catalogue import gettext as _

# Clocks of two computers differ; a call a minute ahead of us is no mistake.
AHEAD = timedelta(minutes=5)


@dataclass(frozen=True)
class ReviewNote:
    """A note, or the basic fact check that comes before the LADO (§2.8)."""

    text: str = field(repr=False)
    facts: bool = False


@dataclass(frozen=True)
class LadoContact:
    """A talk with the LADO. `happened_at`: when, in UTC."""

    happened_at: datetime | None
    spoke_to: str = field(default="", repr=False)
    agency_reference: str = field(default="", repr=False)
    advice: str = field(default="", repr=False)


@dataclass(frozen=True)
class AdultDecision:
    """What it is judged to be, and why. `version`: of the page it was judged from."""

    outcome: AdultConcernState | None
    reason: str = field(repr=False)
    version: int


@dataclass(frozen=True)
class NewSubject:
    """Another adult whom it turns out to be about: on the list, or described."""

    person_ref: str | None = field(default=None, repr=False)
    described: Described | None = None


@dataclass(frozen=True)
class Ending:
    """How it ends. `version`: of the page it was finished from."""

    summary: str = field(repr=False)
    version: int


@vaulted
@command(Act.NOTE, of=routed)
def add_review_note(actor: VaultActor, concern: AdultConcern, added: ReviewNote) -> str:
    """Add a note or the basic fact check. Raises Invalid when there is none."""
    _insist("text", added.text, _("Write the note"))
    kind = StepKind.FACTS_CHECKED if added.facts else StepKind.NOTED
    _add_step(actor, concern, kind, {"text": added.text})
    _begin_review(concern)
    return concern.ref


@vaulted
@command(Act.CONTACT_LADO, of=routed)
def contact_lado(actor: VaultActor, concern: AdultConcern, talk: LadoContact) -> str:
    """Record a talk with the LADO. Raises Invalid without its time or the advice."""
    problems = {}
    if talk.happened_at is None:
        problems["on_date"] = _("Enter when you talked to the LADO")
    elif talk.happened_at > clock.now() + AHEAD:
        problems["on_date"] = _("The time cannot be in the future")
    if not talk.advice.strip():
        problems["advice"] = _("Write what the LADO advised")
    if problems or talk.happened_at is None:
        raise Invalid(problems)
    said = {
        "text": talk.advice,
        "spoke_to": talk.spoke_to,
        "agency_reference": talk.agency_reference,
        "happened_at": talk.happened_at.isoformat(),
    }
    _add_step(actor, concern, StepKind.LADO_CONTACTED, said)
    _begin_review(concern)
    return concern.ref


@vaulted
@command(Act.DECIDE, of=routed)
def decide_adult_concern(
    actor: VaultActor, concern: AdultConcern, decision: AdultDecision
) -> str:
    """Decide what it is, with the reason; a later decision stands beside it.

    Raises Stale when somebody else recorded something since the page was opened.
    """
    if decision.outcome not in DECISIONS:
        raise Invalid({"outcome": _("Choose what it is")})
    _insist("reason", decision.reason, _("Write the reason"))
    _move(concern, decision.outcome, decision.version)
    said = {"text": decision.reason, "outcome": decision.outcome.value}
    _add_step(actor, concern, StepKind.DECIDED, said)
    return concern.ref


@vaulted
@command(Act.ADD_SUBJECT, of=routed)
def add_subject(actor: VaultActor, concern: AdultConcern, new: NewSubject) -> str:
    """Add an adult whom it is about. The wall shuts them out with this act, and it
    goes to whoever has to receive it now. Raises Invalid when nobody would be left.
    """
    particulars = particulars_of(concern)
    _check_subject(actor, concern, new)
    if new.person_ref:
        _route_again(actor, concern, particulars, new.person_ref)
        add_subject_row(concern, {"person": new.person_ref})
        keep_from(concern, new.person_ref)
    if new.described:
        said = {"kind": new.described.kind.value, "words": new.described.words}
        add_subject_row(concern, said)
    _add_step(actor, concern, StepKind.SUBJECT_ADDED, {"text": ""})
    _begin_review(concern)
    return concern.ref


@vaulted
@command(Act.FINISH, of=routed)
def finish_adult_concern(
    actor: VaultActor, concern: AdultConcern, ending: Ending
) -> str:
    """Finish it. Raises Invalid without a decision, without a summary, and for an
    allegation of which the LADO has not heard.
    """
    problems = {}
    if concern.state not in FINISHED_FROM:
        problems["summary"] = _("Decide first what it is")
    elif concern.state == AdultConcernState.ALLEGATION and not _lado_knows(concern):
        problems["summary"] = _("Record first that the LADO was contacted")
    elif not ending.summary.strip():
        problems["summary"] = _("Write how it ended")
    if problems:
        raise Invalid(problems)
    _move(concern, AdultConcernState.CLOSED, ending.version)
    _add_step(actor, concern, StepKind.FINISHED, {"text": ending.summary})
    return concern.ref


def _insist(name: str, text: str, problem: str) -> None:
    if not text.strip():
        raise Invalid({name: problem})


def _move(concern: AdultConcern, after: AdultConcernState, version: int) -> None:
    if version != concern.version:
        raise Stale("something was recorded since the page was opened")
    if after not in MOVES[AdultConcernState(concern.state)]:
        raise Stale("this cannot follow where the concern stands")
    concern.state = after.value


def _begin_review(concern: AdultConcern) -> None:
    if concern.state == AdultConcernState.RAISED:
        concern.state = AdultConcernState.HEAD_REVIEW.value


def _add_step(
    actor: VaultActor, concern: AdultConcern, kind: StepKind, said: Mapping[str, Any]
) -> None:
    body = {
        **said,
        "by": actor.behind.person_ref,
        "edition": editions.leading(clock.today()).code,
    }
    row = AdultStep(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        place=_steps_so_far(concern) + 1,
        kind=kind.value,
        recorded_at=clock.now(),
    )
    seal(row, "body", json.dumps(body))
    db.session.add(row)
    note(**who(actor), step=kind.value)


def _steps_so_far(concern: AdultConcern) -> int:
    asked = select(func.count()).where(AdultStep.concern_ref == concern.ref)
    return db.session.scalar(asked) or 0


def _lado_knows(concern: AdultConcern) -> bool:
    asked = select(AdultStep.ref).where(
        AdultStep.concern_ref == concern.ref,
        AdultStep.kind == StepKind.LADO_CONTACTED.value,
    )
    return db.session.scalar(asked.limit(1)) is not None


def _check_subject(actor: VaultActor, concern: AdultConcern, new: NewSubject) -> None:
    if new.person_ref is None and new.described is None:
        raise Invalid({"subjects": _("Choose a name or describe the person")})
    if new.person_ref is None:
        return
    if not all_among(colleagues(actor.behind), [new.person_ref]):
        raise Invalid({"subjects": _("Choose the name from the list again")})
    if new.person_ref in subjects_of(concern):
        raise Invalid({"subjects": _("This person is already named")})


def _route_again(
    actor: VaultActor,
    concern: AdultConcern,
    particulars: dict[str, Any],
    added_ref: str,
) -> None:
    """Send it to those who must receive it now and do not have it yet."""
    way = route_for(
        particulars["school"],
        actor.trust_ref,
        [*subjects_of(concern), added_ref],
        particulars["children"],
        [Post(each) for each in particulars.get("posts", ())],
    )
    if way.exhausted:
        raise Invalid(
            {"subjects": _("Nobody would be left to look into it: ring the LADO")}
        )
    whose = hands_of(actor)[concern.ref]
    leads = [person for person in way.leads if person not in whose.leads]
    told = [person for person in way.told if person not in whose.everybody]
    add_recipients(concern, leads, told)
    announce(actor, [*leads, *told], WAITS)
    changed = {
        **particulars,
        "leads": list(dict.fromkeys([*particulars["leads"], *leads])),
        "told": list(dict.fromkeys([*particulars["told"], *told])),
        "posts": sorted(way.posts),
        "review_keys": particulars["review_keys"] or way.review_keys,
        "lado": particulars["lado"] or way.lado,
    }
    reseal(concern, particulars=json.dumps(changed))
