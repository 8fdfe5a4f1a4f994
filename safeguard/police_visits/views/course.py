"""Each step of a visit as a page of one question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, request, url_for

from safeguard.cases.forms.finding_people import FindingForm
from safeguard.cases.views.finding_people import SEND, finders, pressed
from safeguard.guidance import police as lists
from safeguard.guidance.choosing import hints_of
from safeguard.police_visits.commands import course, ending, standing_by
from safeguard.police_visits.forms import beginning as forms
from safeguard.police_visits.forms import steps
from safeguard.police_visits.queries.reading import read_visit
from safeguard.police_visits.views.blueprint import bp
from safeguard.police_visits.views.reading import can_be_done, show
from school.foundation.errors import Invalid
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import lazy_gettext as _l

POST = {"methods": ["GET", "POST"]}
COLLEAGUES = {
    "considered_by": "colleagues",
    "caller_ref": "colleagues",
    "advocate_ref": "colleagues",
}


@dataclass(frozen=True)
class Step:
    """The act, its form, and what is said when it is done."""

    perform: Callable[..., str]
    form: Callable[[], Any]
    said: Any


@bp.route("/police/<reference:visit_ref>/weigh", **POST)
def weigh_visit(visit_ref: str) -> Any:
    """Weigh it again."""
    return _ask(
        visit_ref, Step(course.weigh_visit, forms.WeighVisitForm, _l("Weighed."))
    )


@bp.route("/police/<reference:visit_ref>/decide-against", **POST)
def decide_against_visit(visit_ref: str) -> Any:
    """They are not called, and why."""
    said = _l("Recorded that the police are not called.")
    step = Step(course.decide_against_visit, forms.DecideAgainstVisitForm, said)
    return _ask(visit_ref, step)


@bp.route("/police/<reference:visit_ref>/call", **POST)
def call_police(visit_ref: str) -> Any:
    """The school called."""
    said = _l("Recorded. Now find an adult for the pupil, and tell a parent.")
    return _ask(visit_ref, Step(course.call_police, forms.CallPoliceForm, said))


@bp.route("/police/<reference:visit_ref>/attended", **POST)
def record_attendance(visit_ref: str) -> Any:
    """They came."""
    said = _l("Recorded. Stay with the pupil, and speak up for them.")
    step = Step(course.record_attendance, forms.RecordAttendanceForm, said)
    return _ask(visit_ref, step)


@bp.route("/police/<reference:visit_ref>/adult", **POST)
def record_adult(visit_ref: str) -> Any:
    """Who stands by the pupil."""
    said = _l("Recorded who stands by the pupil.")
    return _ask(visit_ref, Step(standing_by.record_adult, steps.RecordAdultForm, said))


@bp.route("/police/<reference:visit_ref>/parents", **POST)
def record_visit_parents(visit_ref: str) -> Any:
    """What the parents know."""
    said = _l("Recorded what the parents know.")
    step = Step(standing_by.record_visit_parents, steps.RecordParentsForm, said)
    return _ask(visit_ref, step)


@bp.route("/police/<reference:visit_ref>/outcome", **POST)
def record_outcome(visit_ref: str) -> Any:
    """What they did."""
    said = _l("Recorded. Now plan how the pupil is looked after.")
    return _ask(visit_ref, Step(ending.record_outcome, steps.RecordOutcomeForm, said))


@bp.route("/police/<reference:visit_ref>/aftercare", **POST)
def plan_aftercare(visit_ref: str) -> Any:
    """How the pupil is looked after."""
    said = _l("Aftercare planned.")
    return _ask(visit_ref, Step(ending.plan_aftercare, steps.PlanAftercareForm, said))


@bp.route("/police/<reference:visit_ref>/add", **POST)
def add_to_visit(visit_ref: str) -> Any:
    """What was remembered later."""
    return _ask(
        visit_ref, Step(course.add_to_visit, forms.AddToVisitForm, _l("Added."))
    )


@bp.route("/police/<reference:visit_ref>/close", **POST)
def close_visit(visit_ref: str) -> Any:
    """How it ended."""
    return _ask(
        visit_ref, Step(ending.close_visit, steps.CloseVisitForm, _l("Closed."))
    )


def _ask(visit_ref: str, step: Step) -> Any:
    actor, form = current_actor(), step.form()
    finds = isinstance(form, FindingForm)

    def page(*, stale: bool = False, asked: str | None = None) -> Any:
        read = read_visit(actor, visit_ref)
        if not form.is_submitted() and not can_be_done(step.perform.__name__, read):
            return not_now("police_visits.visit", visit_ref=visit_ref)
        form.show_version(read.version, renew=stale)
        return show(
            step.perform.__name__,
            read,
            form=form,
            stale=stale,
            finders=finders(actor, form, asked) if finds else {},
            hints={
                "presence": hints_of(lists.presences),
                "parents": hints_of(lists.parents),
            },
        )

    def done(identity: Any) -> str:
        try:
            step.perform(actor, visit_ref, form.details(), form=identity)
        except Invalid as objected:
            raise Invalid(
                {COLLEAGUES.get(n, n): said for n, said in objected.problems.items()}
            ) from None
        flash(step.said, "success")
        return url_for("police_visits.visit", visit_ref=visit_ref)

    press = request.form.get("press", SEND)
    if finds and form.is_submitted() and press != SEND:
        return page(asked=pressed(form, press))
    return answer(form, done, page)
