"""While the police are here: the appropriate adult, and what the parents know."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.guidance import police
from safeguard.police_visits.commands.steps import (
    add_step,
    stay,
    tell_the_head,
    unwritten,
    when_wrong,
)
from safeguard.police_visits.models import PoliceAdult, PoliceParents, PoliceVisit
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.permissions.seeing import visit_visible
from safeguard.police_visits.permissions.standing import amiss_in
from safeguard.police_visits.states import GOES_ON
from school.foundation.actor import Actor
from school.foundation.errors import Invalid
from school.gate import command, note
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Adult:
    """Whether an adult stands by the pupil, who, since when (UTC), and the wish."""

    presence: str
    wish: str
    texts: dict[str, str] = field(repr=False)
    relation: str | None = None
    arrived_at: datetime | None = None
    signed: bool = False
    version: int | None = None


@dataclass(frozen=True)
class Parents:
    """What the parents knew; `told_at` in UTC."""

    answer: str
    texts: dict[str, str] = field(repr=False)
    told_at: datetime | None = None
    version: int | None = None


@command(Act.RECORD_ADULT, of=visit_visible)
def record_adult(actor: Actor, visit: PoliceVisit, adult: Adult) -> str:
    """Record who stands by the pupil: somebody who does not work for the police; and
    what the pupil wishes, signed where they want nobody. Each is a row, the newest
    stands. Raises Invalid and Stale. Source: PACE Codes A and C.
    """
    wrong = _wrong_in_adult(adult)
    if wrong:
        raise Invalid(wrong)
    before = amiss_in(visit)
    stay(visit, GOES_ON, adult.version)
    add_step(
        visit,
        actor,
        PoliceAdult,
        adult.texts,
        presence=adult.presence,
        relation=adult.relation,
        arrived_at=adult.arrived_at,
        wish=adult.wish,
        signed=adult.signed,
    )
    note(presence=adult.presence, wish=adult.wish, signed=adult.signed)
    tell_the_head(visit, actor, before)
    return visit.ref


@command(Act.RECORD_PARENTS, of=visit_visible)
def record_visit_parents(actor: Actor, visit: PoliceVisit, new: Parents) -> str:
    """Record whether a parent was told, when, or why not before. Raises Invalid, and
    Stale before the police were called.
    """
    wrong = when_wrong(new.told_at, "happened_on")
    if new.answer not in police.parents:
        raise Invalid({"answer": _("Choose what the parents knew.")})
    if police.parents.named(new.answer).told:
        wrong |= unwritten(new.texts, "whom")
        if new.told_at is None:
            wrong["happened_on"] = _("Say when they were told.")
    else:
        wrong |= unwritten(new.texts, "words")
    if wrong:
        raise Invalid(wrong)
    before = amiss_in(visit)
    stay(visit, GOES_ON, new.version)
    add_step(
        visit,
        actor,
        PoliceParents,
        new.texts,
        answer=new.answer,
        told_at=new.told_at if police.parents.named(new.answer).told else None,
    )
    note(answer=new.answer)
    tell_the_head(visit, actor, before)
    return visit.ref


def _wrong_in_adult(adult: Adult) -> dict[str, str]:
    wrong = when_wrong(adult.arrived_at, "happened_on")
    if adult.wish not in police.wishes:
        wrong["wish"] = _("Choose what the pupil wishes.")
    if adult.presence not in police.presences:
        return {**wrong, "presence": _("Choose whether an adult is there.")}
    if police.presences.named(adult.presence).present:
        wrong |= unwritten(adult.texts, "name")
        if adult.relation not in police.relations:
            wrong["relation"] = _("Choose what they are to the pupil.")
        if adult.arrived_at is None:
            wrong["happened_on"] = _("Say when they came.")
    elif adult.presence != "waited_for":
        wrong |= unwritten(adult.texts, "reason")
    return wrong
