"""Who holds which role; granting one, approving as the second person, ending one."""

from typing import Any

from school.foundation.role_names import ROLE_NAMES
from school.identity.commands import appointments as acts
from school.identity.forms.appointments import (
    AppointForm,
    ApproveAppointmentForm,
    EndAppointmentForm,
)
from school.identity.permissions.appointing import OPENS_CASES
from school.identity.queries.posts import (
    people_to_appoint,
    read_appointment,
    read_appointments,
    roles_to_grant,
)
from school.identity.views.people.answering import done, on_to, status_of
from school.identity.views.people.blueprint import bp
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/appointments")
def appointments() -> str:
    """Who holds what, since when and by whom; which posts are vacant."""
    shown = read_appointments(current_actor())
    return render("people/appointments.html", shown=shown, role_names=ROLE_NAMES)


@bp.route("/appointments/grant", methods=["GET", "POST"])
def appoint() -> Any:
    """Grant a role; one that opens cases waits for a second person."""
    actor = current_actor()
    # The page of appointments says no to whoever has nothing to do with roles.
    shown = read_appointments(actor)
    form = AppointForm()
    form.offer(roles_to_grant(actor), people_to_appoint(actor))
    ref = done(form, lambda sent: acts.appoint(actor, form.details(), form=sent))
    if ref:
        waits = form.role.data in OPENS_CASES
        told = _("Granted. It counts once a second person approves it.")
        return on_to("people.appointments", told if waits else _("Granted."))
    page = render("people/appoint.html", form=form, shown=shown, role_names=ROLE_NAMES)
    return page, status_of(form)


@bp.route("/appointments/<ref:appointment_ref>/approve", methods=["GET", "POST"])
def approve_appointment(appointment_ref: str) -> Any:
    """The second person's yes."""
    actor, form = current_actor(), ApproveAppointmentForm()
    ref = done(
        form,
        lambda sent: acts.approve_appointment(actor, appointment_ref, form=sent),
    )
    if ref:
        return on_to("people.appointments", _("Approved: the role counts from now on."))
    shown = read_appointment(actor, appointment_ref)
    page = render(
        "people/approve_appointment.html",
        form=form,
        appointment=shown,
        role_names=ROLE_NAMES,
    )
    return page, status_of(form)


@bp.route("/appointments/<ref:appointment_ref>/end", methods=["GET", "POST"])
def end_appointment(appointment_ref: str) -> Any:
    """End a role at once."""
    actor, form = current_actor(), EndAppointmentForm()
    ref = done(
        form, lambda sent: acts.end_appointment(actor, appointment_ref, form=sent)
    )
    if ref:
        return on_to("people.appointments", _("Ended. It opens nothing any more."))
    shown = read_appointment(actor, appointment_ref)
    page = render(
        "people/end_appointment.html",
        form=form,
        appointment=shown,
        role_names=ROLE_NAMES,
    )
    return page, status_of(form)
