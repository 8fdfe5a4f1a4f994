"""Lost or damaged in the school's care: recorded, a parent told, closed."""

from dataclasses import dataclass, field
from datetime import date

from safeguard.guidance import clocks, hand_in
from safeguard.hand_in.models import PhoneLoss
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.seeing import (
    KnownPupil,
    loss_visible,
    pupil_visible,
)
from safeguard.hand_in.states import LossState, may_move
from school import wall
from school.calendars.due import due
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, seal
from school.gate import about, command, insist_on_version, note, touch
from school.identity.queries.people import holders_of_each
from school.identity.queries.set_up import days_of
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

LEAST = 10


@dataclass(frozen=True)
class NewLoss:
    """Which kind, on which day, and what happened."""

    kind: str
    happened_on: date | None
    what_happened: str = field(repr=False)


@dataclass(frozen=True)
class ParentTold:
    """Whom we told, how, and what they said."""

    words: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class LossClosure:
    """How it ended, and in words."""

    outcome: str
    words: str = field(repr=False)
    version: int | None = None


@command(Act.RECORD_LOSS, of=pupil_visible)
def record_loss(actor: Actor, pupil: KnownPupil, new: NewLoss) -> str:
    """Record a phone lost or damaged while the school had it; the head is told in the
    same act. A parent is to be told the same school day. Raises Invalid.
    """
    happened_on = _insist(new)
    days = days_of(pupil.school_ref)
    row = PhoneLoss(
        ref=new_ref(),
        school_ref=pupil.school_ref,
        key_ref=keyring().take(pupil.school_ref),
        pupil_ref=pupil.ref,
        kind=new.kind,
        happened_on=happened_on,
        state=LossState.RECORDED,
        recorded_by=actor.person_ref,
        recorded_at=clock.now(),
        due_at=due(clock.now(), clocks.named("phone_loss_parents"), days).at,
    )
    seal(row, "what_happened", new.what_happened.strip())
    seal(row, "parent_told", None)
    seal(row, "outcome_words", None)
    db.session.add(row)
    wall.write_about_new(row.ref, [pupil.ref])
    about(row)
    note(kind=new.kind, told=_tell_the_head(actor, row))
    return row.ref


@command(Act.TELL_PARENT, of=loss_visible)
def tell_parent(actor: Actor, loss: PhoneLoss, told: ParentTold) -> str:
    """Record that a parent knows. Raises Invalid, and Stale where one knew already."""
    _move(loss, LossState.PARENT_TOLD, told.version)
    seal(loss, "parent_told", _worded("words", told.words))
    loss.parent_told_by, loss.parent_told_at = actor.person_ref, clock.now()
    loss.due_at = None
    touch(loss.pupil_ref)
    return loss.ref


@command(Act.CLOSE_LOSS, of=loss_visible)
def close_loss(actor: Actor, loss: PhoneLoss, closure: LossClosure) -> str:
    """Say how it ended. Raises Stale before a parent was told, and Invalid."""
    _move(loss, LossState.CLOSED, closure.version)
    if closure.outcome not in {e.code for e in hand_in.outcomes.offered(clock.today())}:
        raise Invalid({"outcome": _("Choose how it ended.")})
    seal(loss, "outcome_words", _worded("words", closure.words))
    loss.outcome = closure.outcome
    loss.closed_by, loss.closed_at = actor.person_ref, clock.now()
    touch(loss.pupil_ref)
    note(outcome=closure.outcome)
    return loss.ref


def _insist(new: NewLoss) -> date:
    problems = {}
    if new.kind not in {e.code for e in hand_in.troubles.offered(clock.today())}:
        problems["kind"] = _("Choose what is wrong.")
    if new.happened_on is None:
        problems["happened_on"] = _("Give the day.")
    elif new.happened_on > clock.today():
        problems["happened_on"] = _("This is in the future. Check the day.")
    if len(new.what_happened.strip()) < LEAST:
        problems["what_happened"] = _("Write down what happened.")
    if problems or new.happened_on is None:
        raise Invalid(problems)
    return new.happened_on


def _worded(name: str, words: str) -> str:
    if len(words.strip()) < LEAST:
        raise Invalid(
            {name: _("Write this down, in at least %(n)d characters.", n=LEAST)}
        )
    return words.strip()


def _move(loss: PhoneLoss, after: LossState, seen: int | None) -> None:
    if not may_move(LossState(loss.state), after):
        raise Stale("the note is not in that state")
    insist_on_version(loss, seen)
    loss.state = after


def _tell_the_head(actor: Actor, loss: PhoneLoss) -> int:
    """The head hears; a vacant post, or a head whose child it is, falls to the DSL and
    then to a deputy. How many were told.
    """
    wanted = (Role.HEAD, Role.DSL, Role.DEPUTY_DSL)
    held = holders_of_each(loss.school_ref, actor.trust_ref, wanted)
    kept_out = wall.those_barred_from([loss.pupil_ref])
    for role in wanted:
        told = [ref for ref in held[role] if ref not in kept_out]
        if told:
            for person_ref in told:
                notify(person_ref, loss.school_ref, WAITS, f"/phones/losses/{loss.ref}")
            return len(told)
    return 0
