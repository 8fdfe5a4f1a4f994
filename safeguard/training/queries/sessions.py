"""Sessions: what they are about, who has a seat, and which are still to be marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from safeguard.training.models import TrainingBooking, TrainingSession
from safeguard.training.permissions import Act
from safeguard.training.permissions.roster import roster
from safeguard.training.permissions.seating import seats_taken
from safeguard.training.permissions.seeing import session_here
from safeguard.training.states import TAKEN, SeatState, SessionState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.gate import counted, disclosure, touch
from school.identity.queries.people import names_of, org_name

# How long a session that was held can be looked up from the list.
SHOWN_AFTER = timedelta(days=400)


@dataclass(frozen=True)
class SessionLine:
    """A session in a list: nobody's name but the trainer's."""

    ref: str
    school_ref: str
    school: str
    course: str
    state: SessionState
    starts_at: datetime
    ends_at: datetime
    place: str = field(repr=False)
    seats: int | None
    taken: int
    mine: bool = False

    @property
    def free(self) -> int | None:
        """How many seats are free; None: as many as come."""
        return None if self.seats is None else max(0, self.seats - self.taken)

    @property
    def is_coming(self) -> bool:
        """Whether a seat can still be taken or given up."""
        return self.state is SessionState.PLANNED and self.starts_at > clock.now()

    @property
    def to_mark(self) -> bool:
        """Whether it has begun and nobody has said who came."""
        return self.state is SessionState.PLANNED and not self.is_coming


@dataclass(frozen=True)
class SessionRead:
    """A session as everybody who works here may read it."""

    line: SessionLine
    trainer: str = field(repr=False)
    about: str = field(repr=False)
    materials: tuple[str, ...] = field(repr=False)
    change_note: str = field(repr=False)
    changed_at: datetime
    sequence: int
    planned_by: str = field(repr=False)
    version: int


@dataclass(frozen=True)
class SeatRead:
    """One person's seat: `left`: without a post here today."""

    person_ref: str
    name: str = field(repr=False)
    state: SeatState
    left: bool


@dataclass(frozen=True)
class AttendanceRead:
    """Who has a seat, by name; and who else works here, for a choice."""

    session: SessionRead
    seats: tuple[SeatRead, ...]
    others: tuple[tuple[str, str], ...] = field(repr=False)


@disclosure(Act.READ_SESSION, of=session_here)
def read_session(actor: Actor, session: TrainingSession) -> SessionRead:
    """One session; of those who have a seat, whether oneself has one, and how many."""
    return _read(actor, session)


@disclosure(Act.READ_ATTENDANCE, of=session_here)
def read_attendance(actor: Actor, session: TrainingSession) -> AttendanceRead:
    """Who has a seat, and who came."""
    return _attendance(actor, session)


@disclosure(Act.PRINT_ATTENDANCE, of=session_here)
def print_attendance(actor: Actor, session: TrainingSession) -> AttendanceRead:
    """The same for paper, to be signed in the room."""
    return _attendance(actor, session)


@counted
def lines_of_sessions(actor: Actor, *, coming: bool) -> list[SessionLine]:
    """The school's sessions: those to come, the soonest first; or those that have begun
    and the cancelled ones, the latest first. They say of nobody that they come.
    """
    asked = select(TrainingSession).where(
        TrainingSession.school_ref == actor.school_ref
    )
    is_coming = (TrainingSession.state == SessionState.PLANNED) & (
        TrainingSession.starts_at > clock.now()
    )
    if coming:
        asked = asked.where(is_coming).order_by(
            TrainingSession.starts_at, TrainingSession.ref
        )
    else:
        asked = asked.where(
            ~is_coming, TrainingSession.starts_at > clock.now() - SHOWN_AFTER
        ).order_by(TrainingSession.starts_at.desc(), TrainingSession.ref)
    return lines_of(db.session.scalars(asked).all(), actor.person_ref)


@counted
def sessions_to_choose(actor: Actor) -> list[tuple[str, str, datetime, str]]:
    """Reference, course, beginning and place of each session to come, for a choice: two
    may begin at the same moment.
    """
    return [
        (each.ref, each.course, each.starts_at, each.place)
        for each in lines_of_sessions(actor, coming=True)
    ]


@counted
def count_to_mark(actor: Actor) -> int:
    """How many sessions have begun for which nobody has said who came."""
    asked = select(func.count(TrainingSession.ref)).where(
        TrainingSession.school_ref == actor.school_ref,
        TrainingSession.state == SessionState.PLANNED,
        TrainingSession.starts_at <= clock.now(),
    )
    return db.session.scalar(asked) or 0


def lines_of(sessions: Sequence[TrainingSession], person_ref: str) -> list[SessionLine]:
    """Sessions as lines; `mine` where the person has a seat."""
    taken = _taken([each.ref for each in sessions])
    schools = {ref: org_name(ref) for ref in {each.school_ref for each in sessions}}
    return [
        SessionLine(
            ref=each.ref,
            school_ref=each.school_ref,
            school=schools[each.school_ref],
            course=each.course,
            state=SessionState(each.state),
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            place=unseal(each, "place") or "",
            seats=each.seats,
            taken=len(taken.get(each.ref, {})),
            mine=person_ref in taken.get(each.ref, {}),
        )
        for each in sessions
    ]


def _taken(refs: Iterable[str]) -> dict[str, dict[str, str]]:
    asked = select(
        TrainingBooking.session_ref, TrainingBooking.person_ref, TrainingBooking.state
    ).where(
        TrainingBooking.session_ref.in_(sorted(refs)),
        TrainingBooking.state.in_(sorted(TAKEN)),
    )
    found: dict[str, dict[str, str]] = {}
    for session_ref, person_ref, state in db.session.execute(asked):
        found.setdefault(session_ref, {})[person_ref] = state
    return found


def _read(actor: Actor, session: TrainingSession) -> SessionRead:
    materials = unseal(session, "materials") or ""
    return SessionRead(
        line=lines_of([session], actor.person_ref)[0],
        trainer=unseal(session, "trainer") or "",
        about=unseal(session, "about") or "",
        materials=tuple(each for each in materials.splitlines() if each.strip()),
        change_note=unseal(session, "change_note") or "",
        changed_at=session.changed_at,
        sequence=session.sequence,
        planned_by=names_of([session.planned_by]).get(session.planned_by, ""),
        version=session.version,
    )


def _attendance(actor: Actor, session: TrainingSession) -> AttendanceRead:
    seats = seats_taken(session.ref)
    here = roster(actor.school_ref, actor.trust_ref)
    names = names_of({*here, *(seat.person_ref for seat in seats)})
    held = {seat.person_ref for seat in seats}
    touch(*held)
    return AttendanceRead(
        session=_read(actor, session),
        seats=tuple(
            sorted(
                (
                    SeatRead(
                        seat.person_ref,
                        names.get(seat.person_ref, ""),
                        SeatState(seat.state),
                        left=seat.person_ref not in here,
                    )
                    for seat in seats
                ),
                key=_by_name,
            )
        ),
        others=tuple(
            sorted(
                ((ref, names.get(ref, "")) for ref in here if ref not in held),
                key=lambda each: (each[1].casefold(), each[0]),
            )
        ),
    )


def _by_name(seat: Any) -> tuple[str, str]:
    return seat.name.casefold(), seat.person_ref
