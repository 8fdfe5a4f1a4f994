"""Departures from the policy: recorded in whatever state, answered by the head."""

from dataclasses import dataclass, field

from safeguard.examinations.commands.course import depart, insist, too_short
from safeguard.examinations.models import DeviationAnswer, Examination
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import examination_visible
from safeguard.examinations.permissions.standing import has_unanswered
from safeguard.guidance import examinations as lists
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Departure:
    """What was not done as the policy says, and in a few words how it came to it."""

    code: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class HeadsAnswer:
    """What the head says to it, and what follows."""

    words: str = field(repr=False)


@command(Act.ADD_DEVIATION, of=examination_visible)
def add_deviation(actor: Actor, row: Examination, new: Departure) -> str:
    """Say that something was not done as the policy says, also once it is halted. It
    moves nothing: what was done wrong never looks right. Raises Invalid.
    """
    told = {each.code for each in lists.deviations.offered(clock.today()) if each.told}
    insist(
        {
            "code": None if new.code in told else _("Choose what it was."),
            "words": too_short(new.words, 10),
        }
    )
    depart(row, actor, [new.code], new.words)
    return row.ref


@command(Act.ANSWER_DEVIATIONS, of=examination_visible)
def answer_deviations(actor: Actor, row: Examination, new: HeadsAnswer) -> str:
    """Answer whatever deviations stand without an answer: the head, but never about
    the head's own examination. Raises Invalid, Refused, and Stale when none waits.
    """
    if not has_unanswered(row.ref):
        raise Stale("there is nothing to answer")
    insist({"words": too_short(new.words, 20)})
    answer = DeviationAnswer(
        ref=new_ref(),
        school_ref=row.school_ref,
        key_ref=row.key_ref,
        examination_ref=row.ref,
        by_ref=actor.person_ref,
        answered_at=clock.now(),
    )
    seal(answer, "words", new.words)
    db.session.add(answer)
    return row.ref
