"""Needs: opened by a colleague, a reviewer or a self-audit; planned; ended."""

from dataclasses import dataclass, field
from datetime import date

from safeguard.guidance import training
from safeguard.training.commands.seats import Invited, book_people
from safeguard.training.models import TrainingNeed, TrainingSession
from safeguard.training.permissions import Act
from safeguard.training.permissions.seeing import member_here, need_here, session_here
from safeguard.training.states import NeedState, SessionState, may_move
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, seal
from school.gate import about, command, insist_on_version, note, touch
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

LEAST, LONGEST = 5, 1000
MINE = "/training/mine"


@dataclass(frozen=True)
class NewNeed:
    """Who needs which course, why (a code of `origins`), and what showed it."""

    person_ref: str
    course: str
    origin: str
    origin_ref: str | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class NeedPlan:
    """What is done about it, in words that the person reads; by when (London day); in
    which session, where it is one.
    """

    words: str = field(repr=False)
    due_on: date | None = None
    session_ref: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class EndOfNeed:
    """How it ended without training (a code of `endings`), and in words."""

    why: str
    words: str = field(default="", repr=False)
    version: int | None = None


@command(Act.OPEN_NEED)
def open_need(actor: Actor, new: NewNeed) -> str:
    """Open a need; the person's own, or as whoever looks after training.

    Several needs of one course may stand beside each other: each came from somewhere.
    Raises Invalid for a course or an origin that guidance does not offer, and for
    somebody without a post here.
    """
    _insist(actor, new)
    row = TrainingNeed(
        ref=new_ref(),
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        person_ref=new.person_ref,
        course=new.course,
        origin=new.origin,
        origin_ref=new.origin_ref,
        state=NeedState.OPEN,
        opened_by=actor.person_ref,
        opened_at=clock.now(),
    )
    seal(row, "note", new.note.strip() or None)
    seal(row, "plan", None)
    seal(row, "ending", None)
    db.session.add(row)
    about(row)
    touch(new.person_ref)
    note(course=new.course, origin=new.origin)
    return row.ref


@command(Act.PLAN_NEED, of=need_here)
def plan_need(actor: Actor, need: TrainingNeed, plan: NeedPlan) -> str:
    """Say what is planned; the person is told that something waits, and gets a seat
    where it is a session. A plan replaces an earlier one; a seat that was booked stays.

    Raises Invalid, and Stale where the need is over or was changed.
    """
    problems = {}
    words = plan.words.strip()
    if not LEAST <= len(words) <= LONGEST:
        problems["words"] = _(
            "Say what is planned, in %(least)d to %(most)d characters.",
            least=LEAST,
            most=LONGEST,
        )
    if plan.due_on is not None and plan.due_on < clock.today():
        problems["due_on"] = _("This day is over. Choose a later one.")
    if plan.session_ref and not _is_coming(actor, plan.session_ref):
        problems["session_ref"] = _("Choose a session that is still to come.")
    if problems:
        raise Invalid(problems)
    _move(need, NeedState.PLANNED, plan.version)
    seal(need, "plan", words)
    need.session_ref, need.due_on = plan.session_ref or None, plan.due_on
    if plan.session_ref:
        _book(actor, plan.session_ref, need.person_ref)
    need.planned_by, need.planned_at = actor.person_ref, clock.now()
    notify(need.person_ref, need.school_ref, WAITS, MINE)
    touch(need.person_ref)
    note(course=need.course, in_session=bool(plan.session_ref))
    return need.ref


@command(Act.END_NEED, of=need_here)
def end_need(actor: Actor, need: TrainingNeed, end: EndOfNeed) -> str:
    """End a need without training, for a reason that the person reads. Raises Invalid,
    and Stale where it is over or was changed.
    """
    problems = {}
    if end.why not in {each.code for each in training.endings.offered(clock.today())}:
        problems["why"] = _("Choose how it ended.")
    if not LEAST <= len(end.words.strip()) <= LONGEST:
        problems["words"] = _(
            "Say how it ended, in %(least)d to %(most)d characters.",
            least=LEAST,
            most=LONGEST,
        )
    if problems:
        raise Invalid(problems)
    _move(need, NeedState.ENDED, end.version)
    need.ended_why = end.why
    seal(need, "ending", end.words.strip())
    need.ended_by, need.ended_at = actor.person_ref, clock.now()
    touch(need.person_ref)
    note(course=need.course, why=end.why)
    return need.ref


def _insist(actor: Actor, new: NewNeed) -> None:
    problems, today = {}, clock.today()
    if new.course not in {each.code for each in training.courses.offered(today)}:
        problems["course"] = _("Choose a course.")
    if new.origin not in {each.code for each in training.origins.offered(today)}:
        problems["origin"] = _("Choose why it is needed.")
    if member_here(actor, new.person_ref) is None:
        problems["person_ref"] = _("Choose somebody who works here today.")
    if len(new.note.strip()) > LONGEST:
        problems["note"] = _("Use at most %(max)d characters.", max=LONGEST)
    if problems:
        raise Invalid(problems)


def _book(actor: Actor, session_ref: str, person_ref: str) -> None:
    try:
        book_people(actor, session_ref, Invited((person_ref,)))
    except Invalid as objected:
        raise Invalid({"session_ref": objected.problems["people"]}) from None


def _is_coming(actor: Actor, session_ref: str) -> bool:
    row: TrainingSession | None = session_here(actor, session_ref)
    return (
        row is not None
        and row.state == SessionState.PLANNED
        and row.starts_at > clock.now()
    )


def _move(need: TrainingNeed, after: NeedState, seen: int | None) -> None:
    before = NeedState(need.state)
    if not may_move(before, after):
        raise Stale("the need is over already")
    insist_on_version(need, seen)
    need.state = after
