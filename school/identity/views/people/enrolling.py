"""A pupil leaves the school, or comes back."""

from typing import Any

from school.identity.commands import enrolling as acts
from school.identity.forms.people import EndEnrolmentForm, ResumeEnrolmentForm
from school.identity.permissions import Act
from school.identity.queries.lists import classes_to_choose, read_person
from school.identity.views.people.answering import done, on_to, only_for, status_of
from school.identity.views.people.blueprint import bp
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.route("/people/<ref:person_ref>/end-enrolment", methods=["GET", "POST"])
def end_enrolment(person_ref: str) -> Any:
    """The last day at this school."""
    actor, form = current_actor(), EndEnrolmentForm()
    only_for(Act.END_ENROLMENT, actor)
    pupil = read_person(actor, person_ref)
    ref = done(
        form,
        lambda sent: acts.end_enrolment(actor, person_ref, form.details(), form=sent),
    )
    if ref:
        return on_to("people.person", _("Recorded."), person_ref=ref)
    page = render("people/end_enrolment.html", form=form, pupil=pupil)
    return page, status_of(form)


@bp.route("/people/<ref:person_ref>/resume-enrolment", methods=["GET", "POST"])
def resume_enrolment(person_ref: str) -> Any:
    """The form to which a pupil comes back."""
    actor, form = current_actor(), ResumeEnrolmentForm()
    only_for(Act.RESUME_ENROLMENT, actor)
    pupil = read_person(actor, person_ref)
    form.offer(classes_to_choose(actor))
    ref = done(
        form,
        lambda sent: acts.resume_enrolment(
            actor, person_ref, form.details(), form=sent
        ),
    )
    if ref:
        return on_to("people.person", _("On the roll again."), person_ref=ref)
    page = render("people/resume_enrolment.html", form=form, pupil=pupil)
    return page, status_of(form)
