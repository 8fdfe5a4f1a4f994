"""Forms of sessions: what, when and where; who has a seat; who came."""

from typing import Any

from wtforms import (
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from safeguard.guidance import training
from safeguard.training.commands.attending import Attendance
from safeguard.training.commands.seats import Invited
from safeguard.training.commands.sessions import (
    LINE,
    LONGEST,
    Cancellation,
    Move,
    SessionPlan,
)
from safeguard.training.queries.sessions import AttendanceRead, SessionRead
from safeguard.training.states import SeatState, SessionState
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import day, time_of_day
from school.web.forms import ActForm, SeenForm

_LINE = Length(max=LINE, message=_l("This is too long."))
_LONG = Length(max=LONGEST, message=_l("This is too long."))


class _SessionFields(SeenForm):
    """When, where, by whom and for how many."""

    on = day(_l("Day"))
    begins = time_of_day(_l("Begins at"))
    ends = time_of_day(_l("Ends at"))
    place = StringField(_l("Where?"), validators=[_LINE])
    trainer = StringField(_l("Who gives it?"), validators=[_LINE])
    about = TextAreaField(_l("What is it about?"), validators=[_LONG])
    materials = TextAreaField(_l("Materials"), validators=[_LONG])
    seats = IntegerField(_l("How many seats?"), validators=[Optional()])

    def plan_of(self, course: str) -> SessionPlan:
        """What was typed, of a course."""
        return SessionPlan(
            course=course,
            on=self.on.data,
            begins=self.begins.data,
            ends=self.ends.data,
            place=self.place.data or "",
            trainer=self.trainer.data or "",
            about=self.about.data or "",
            materials=self.materials.data or "",
            seats=self.seats.data,
        )


class PlanSessionForm(_SessionFields):
    """A new session."""

    course = RadioField(
        _l("Which course?"),
        validators=[InputRequired(_l("Choose a course."))],
        validate_choice=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course.choices = {
            each.code: _(each.wording)
            for each in training.courses.offered(clock.today())
            if not each.is_reading
        }

    def details(self) -> SessionPlan:
        """The session."""
        return self.plan_of(self.course.data or "")


class MoveSessionForm(_SessionFields):
    """As it is from now on, and why."""

    reason = TextAreaField(
        _l("What changes, and why?"),
        validators=[InputRequired(_l("Say what changes.")), _LONG],
    )

    def show(self, session: SessionRead) -> None:
        """Start from what stands."""
        starts, ends = map(clock.local, (session.line.starts_at, session.line.ends_at))
        self.on.data = starts.date()
        self.begins.data, self.ends.data = starts.time(), ends.time()
        self.place.data, self.trainer.data = session.line.place, session.trainer
        self.about.data = session.about
        self.materials.data = "\n".join(session.materials)
        self.seats.data = session.line.seats

    def details(self, course: str) -> Move:
        """The move."""
        return Move(self.plan_of(course), self.reason.data or "", self.seen())


class CancelSessionForm(SeenForm):
    """It does not take place."""

    reason = TextAreaField(
        _l("Why does it not take place?"),
        validators=[InputRequired(_l("Say why.")), _LONG],
    )

    def details(self) -> Cancellation:
        """Why."""
        return Cancellation(self.reason.data or "", self.seen())


class SeatForm(ActForm):
    """One's own seat: taken or given up with one press."""


class BookPeopleForm(ActForm):
    """Seats for others."""

    people = SelectMultipleField(_l("Who is to come?"), validate_choice=False)

    def offer(self, people: tuple[tuple[str, str], ...]) -> None:
        """Those who work here and have no seat yet."""
        self.people.choices = dict(people)

    def details(self) -> Invited:
        """Whom."""
        return Invited(tuple(self.people.data or ()))


class MarkAttendanceForm(SeenForm):
    """Who came: a tick for each; who came without a seat."""

    came = SelectMultipleField(_l("Who came?"), validate_choice=False)
    also = SelectMultipleField(
        _l("Who else came, without a seat?"), validate_choice=False
    )

    def offer(self, attendance: AttendanceRead, *, left: str) -> None:
        """Those with a seat, and whoever else works here. The first marking begins
        with everybody ticked: most come.
        """
        self.came.choices = {
            seat.person_ref: f"{seat.name} ({left})" if seat.left else seat.name
            for seat in attendance.seats
        }
        self.also.choices = dict(attendance.others)
        if not self.is_submitted():
            first = attendance.session.line.state is SessionState.PLANNED
            self.came.data = [
                seat.person_ref
                for seat in attendance.seats
                if first or seat.state is SeatState.ATTENDED
            ]

    def details(self) -> Attendance:
        """Who came."""
        return Attendance(
            frozenset(self.came.data or ()), tuple(self.also.data or ()), self.seen()
        )
