"""Sessions: planned, moved, cancelled; seats; who came, on screen and on paper."""

from typing import Any

from flask import flash, url_for

from safeguard.training.commands import attending, seats
from safeguard.training.commands import sessions as planning
from safeguard.training.forms.sessions import (
    BookPeopleForm,
    CancelSessionForm,
    MarkAttendanceForm,
    MoveSessionForm,
    PlanSessionForm,
    SeatForm,
)
from safeguard.training.permissions import Act
from safeguard.training.queries import sessions as reading
from safeguard.training.views.blueprint import bp, page_of
from school.foundation.form_ids import FormId
from school.identity.views.allowing import may, only_for
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.forms import SeenForm


@bp.get("/training/sessions")
def sessions() -> str:
    """Sessions to come, and those that were."""
    actor = current_actor()
    return page_of(
        "sessions",
        coming=reading.lines_of_sessions(actor, coming=True),
        past=reading.lines_of_sessions(actor, coming=False),
        plans=may(Act.PLAN_SESSION),
    )


@bp.get("/training/sessions/<ref:session_ref>")
def session(session_ref: str) -> str:
    """One session, with one's own seat."""
    return _session_page(session_ref, SeatForm())


@bp.route("/training/sessions/plan", methods=["GET", "POST"])
def plan_session() -> Any:
    """A new session."""
    actor, form = current_actor(), PlanSessionForm()
    only_for(Act.PLAN_SESSION)

    def done(identity: FormId) -> str:
        ref = planning.plan_session(actor, form.details(), form=identity)
        flash(_("Planned. Now book seats for those who are to come."), "success")
        return url_for("training.session", session_ref=ref)

    def page(*, stale: bool = False) -> str:
        return page_of("plan_session", form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/training/sessions/<ref:session_ref>/move", methods=["GET", "POST"])
def move_session(session_ref: str) -> Any:
    """Another time, place or number of seats."""
    actor, form = current_actor(), MoveSessionForm()

    def done(identity: FormId) -> str:
        course = reading.read_session(actor, session_ref).line.course
        planning.move_session(actor, session_ref, form.details(course), form=identity)
        flash(_("Changed. Everybody with a seat is told."), "success")
        return url_for("training.session", session_ref=session_ref)

    def page(*, stale: bool = False) -> str:
        only_for(Act.MOVE_SESSION)
        found = reading.read_session(actor, session_ref)
        if not form.is_submitted():
            form.show(found)
        return _step("move_session", found, form, stale=stale)

    return answer(form, done, page)


@bp.route("/training/sessions/<ref:session_ref>/cancel", methods=["GET", "POST"])
def cancel_session(session_ref: str) -> Any:
    """It does not take place."""
    actor, form = current_actor(), CancelSessionForm()

    def done(identity: FormId) -> str:
        planning.cancel_session(actor, session_ref, form.details(), form=identity)
        flash(_("Cancelled. Everybody with a seat is told."), "success")
        return url_for("training.session", session_ref=session_ref)

    def page(*, stale: bool = False) -> str:
        only_for(Act.CANCEL_SESSION)
        found = reading.read_session(actor, session_ref)
        return _step("cancel_session", found, form, stale=stale)

    return answer(form, done, page)


@bp.post("/training/sessions/<ref:session_ref>/book")
def book_training(session_ref: str) -> Any:
    """Take a seat."""
    actor, form = current_actor(), SeatForm()

    def done(identity: FormId) -> str:
        seats.book_training(actor, session_ref, form=identity)
        flash(_("You have a seat. Put it into your calendar below."), "success")
        return url_for("training.session", session_ref=session_ref)

    return answer(form, done, lambda **said: _session_page(session_ref, form, **said))


@bp.post("/training/sessions/<ref:session_ref>/give-up")
def give_up_seat(session_ref: str) -> Any:
    """Give one's seat up."""
    actor, form = current_actor(), SeatForm()

    def done(identity: FormId) -> str:
        seats.give_up_seat(actor, session_ref, form=identity)
        flash(_("Your seat is free for somebody else."), "success")
        return url_for("training.session", session_ref=session_ref)

    return answer(form, done, lambda **said: _session_page(session_ref, form, **said))


@bp.route("/training/sessions/<ref:session_ref>/people", methods=["GET", "POST"])
def book_people(session_ref: str) -> Any:
    """Seats for others."""
    actor, form = current_actor(), BookPeopleForm()

    def done(identity: FormId) -> str:
        seats.book_people(actor, session_ref, form.details(), form=identity)
        flash(_("Booked. Each of them is told that something waits."), "success")
        return url_for("training.mark_attendance", session_ref=session_ref)

    def page(*, stale: bool = False) -> str:
        found = reading.read_attendance(actor, session_ref)
        form.offer(found.others)
        return page_of("book_people", attendance=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/training/sessions/<ref:session_ref>/attendance", methods=["GET", "POST"])
def mark_attendance(session_ref: str) -> Any:
    """Who has a seat; once it has begun, who came."""
    actor, form = current_actor(), MarkAttendanceForm()

    def done(identity: FormId) -> str:
        attending.mark_attendance(actor, session_ref, form.details(), form=identity)
        flash(_("Marked. Whoever came has it on their own page."), "success")
        return url_for("training.mark_attendance", session_ref=session_ref)

    def page(*, stale: bool = False) -> str:
        found = reading.read_attendance(actor, session_ref)
        form.offer(found, left=_("no longer works here"))
        form.show_version(found.session.version, renew=stale)
        return page_of("mark_attendance", attendance=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.get("/training/sessions/<ref:session_ref>/print")
def print_attendance(session_ref: str) -> str:
    """The list that is signed in the room."""
    found = reading.print_attendance(current_actor(), session_ref)
    return page_of("print_attendance", attendance=found)


def _session_page(session_ref: str, form: SeatForm, *, stale: bool = False) -> str:
    found = reading.read_session(current_actor(), session_ref)
    return page_of(
        "session",
        session=found,
        form=form,
        stale=stale,
        plans=may(Act.PLAN_SESSION),
    )


def _step(
    template: str, found: reading.SessionRead, form: SeenForm, *, stale: bool
) -> str:
    form.show_version(found.version, renew=stale)
    return page_of(template, session=found, form=form, stale=stale)
