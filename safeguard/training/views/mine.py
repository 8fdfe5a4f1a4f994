"""What I must do, what is booked, what I did; a text that I have read."""

from typing import Any

from flask import flash, request, url_for

from safeguard.guidance import training
from safeguard.training.commands import recording
from safeguard.training.forms.people import AttestReadingForm
from safeguard.training.queries.people import read_own_training
from safeguard.training.states import Status
from safeguard.training.views.blueprint import bp, page_of
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _

# What there is to do stands before what is done.
_TO_DO = (Status.OVERDUE, Status.EXPIRING, Status.DUE, Status.BOOKED)


@bp.get("/training/mine")
def own_training() -> str:
    """One's own page."""
    found = read_own_training(current_actor())
    lines = found.training.lines
    to_do = [each for status in _TO_DO for each in lines if each.status is status]
    return page_of(
        "own_training",
        own=found,
        person=found.training,
        to_do=to_do,
        in_order=[each for each in lines if each.status is Status.DONE],
        offered=_by_course(found.offered),
    )


@bp.route("/training/mine/read", methods=["GET", "POST"])
def attest_reading() -> Any:
    """A text that one says one has read, in the edition in force."""
    actor, form = current_actor(), AttestReadingForm()
    course = _text_asked_for()

    def done(identity: FormId) -> str:
        recording.attest_reading(actor, form.details(course), form=identity)
        flash(_("Recorded: you have read it."), "success")
        return url_for("training.own_training")

    def page(*, stale: bool = False) -> str:
        lines = read_own_training(actor).training.lines
        line = next((each for each in lines if each.course == course), None)
        if line is None or line.edition is None:
            raise Hidden("this text is not asked of this person")
        if stale or not form.edition.data:
            form.edition.data = line.edition
        return page_of(
            "attest_reading",
            line=line,
            course=training.courses.named(course),
            form=form,
            stale=stale,
        )

    return answer(form, done, page)


def _text_asked_for() -> str:
    """The course that the address names, or the first text that anybody reads."""
    first = next(each.code for each in training.courses if each.is_reading)
    return request.args.get("course", first)


def _by_course(lines: Any) -> dict[str, list[Any]]:
    """Sessions to come, by each course that they keep up to date."""
    found: dict[str, list[Any]] = {}
    for each in lines:
        for code in (each.course, *training.courses.named(each.course).also):
            found.setdefault(code, []).append(each)
    return found
