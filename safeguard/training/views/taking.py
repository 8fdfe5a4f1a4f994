"""What can be taken away: a session for the calendar, a certificate."""

from datetime import UTC
from typing import Any

from flask import make_response, url_for
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

from safeguard.guidance import editions, training
from safeguard.training.forms.words import WAYS
from safeguard.training.queries.people import Certificate, print_certificate
from safeguard.training.queries.sessions import SessionRead, read_session
from safeguard.training.states import SessionState
from safeguard.training.views.blueprint import bp
from school.foundation import clock
from school.foundation.errors import Hidden
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import shown_at, shown_on
from school.web.paper import as_download, set_paper

TEMPLATE = "certificate.typ"


@bp.get("/training/sessions/<ref:session_ref>/calendar.ics")
def session_calendar(session_ref: str) -> Response:
    """The session for a calendar. A file that is fetched again after a move or a
    cancellation takes the place of the earlier one: same UID, higher SEQUENCE.
    """
    found = read_session(current_actor(), session_ref)
    made = make_response(calendar_of(found).to_ical())
    made.content_type = "text/calendar; charset=utf-8; method=PUBLISH"
    name = f"training-{session_ref}.ics"
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


@bp.get("/training/certificates/<ref:record_ref>")
def print_training_certificate(record_ref: str) -> Response:
    """The certificate as a PDF, on one page."""
    found = print_certificate(current_actor(), record_ref)
    if found is None:
        raise Hidden("what was voided has no certificate")
    return as_download(set_paper(TEMPLATE, _words(found)), f"certificate-{found.ref}")


def calendar_of(session: SessionRead) -> Calendar:
    """RFC 5545, in UTC. Nobody's name is in it: calendars are shared and synchronised
    to places we do not know; what it is about stands behind the address.
    """
    line = session.line
    course = training.courses.named(line.course)
    event = Event()
    event.add("uid", f"{line.ref}@training.safeguard.invalid")
    event.add("sequence", session.sequence)
    event.add("dtstamp", session.changed_at.astimezone(UTC))
    event.add("last-modified", session.changed_at.astimezone(UTC))
    event.add("dtstart", line.starts_at.astimezone(UTC))
    event.add("dtend", line.ends_at.astimezone(UTC))
    event.add("summary", _("Training: %(course)s", course=_(course.short)))
    event.add("location", line.place)
    event.add("class", "PRIVATE")
    cancelled = line.state is SessionState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    address = url_for("training.session", session_ref=line.ref, _external=True)
    event.add("url", address)
    event.add("description", address)
    made = Calendar()
    made.add("prodid", "-//Safeguard//Training//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add_component(event)
    return made


def _words(found: Certificate) -> dict[str, Any]:
    course = training.courses.named(found.course)
    facts = [(_("Course"), _(course.wording))]
    if found.edition:
        facts.append((_("Edition"), _(editions.named(found.edition).wording)))
    facts.append((_("On"), shown_on(found.done_on)))
    if found.minutes:
        facts.append((_("Lasted"), _("%(n)d minutes", n=found.minutes)))
    if found.trainer:
        facts.append((_("Given by"), found.trainer))
    facts.append((_("How it is known"), str(WAYS[found.way])))
    return {
        "title": _("Certificate %(number)s", number=found.ref),
        "school": found.school,
        "heading": _("Certificate of training"),
        "lead": _("This is to say that"),
        "name": found.name,
        "then": _("has read") if course.is_reading else _("has had this training:"),
        "facts": facts,
        "about": _(course.hint),
        "made": [
            _(
                "Recorded by %(who)s on %(when)s. Number %(number)s.",
                who=found.recorded_by,
                when=shown_at(found.recorded_at),
                number=found.ref,
            ),
            _(
                "Printed on %(when)s. Whoever looks after training at the school can "
                "say whether it still counts.",
                when=shown_at(clock.now()),
            ),
        ],
        "signature": _("Signature"),
        "foot": f"{found.school} · {found.ref}",
    }
