"""One colleague's training; what was had elsewhere; what was recorded in error."""

from typing import Any

from flask import flash, request, url_for

from safeguard.guidance import training
from safeguard.guidance.choosing import hints_of
from safeguard.training.commands import recording
from safeguard.training.forms.people import RecordTrainingForm, VoidRecordForm
from safeguard.training.permissions import Act
from safeguard.training.queries.people import (
    PersonTraining,
    RecordRead,
    read_person_training,
)
from safeguard.training.queries.reviewing import people_to_choose
from safeguard.training.views.blueprint import bp, page_of
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _


@bp.get("/training/people/<ref:person_ref>")
def person_training(person_ref: str) -> str:
    """What is asked, what was had, what was found to be needed."""
    found = read_person_training(current_actor(), person_ref)
    return page_of("person_training", person=found)


@bp.route("/training/record", methods=["GET", "POST"])
def record_training() -> Any:
    """For one person or many, with what shows it."""
    actor, form = current_actor(), RecordTrainingForm()
    only_for(Act.RECORD_TRAINING)

    def done(identity: FormId) -> str:
        recording.record_training(actor, form.details(), form=identity)
        flash(_("Recorded."), "success")
        return url_for("training.training")

    def page(*, stale: bool = False) -> str:
        # A colleague records one's own.
        others = [
            each for each in people_to_choose(actor) if each[0] != actor.person_ref
        ]
        form.offer(others)
        if not form.is_submitted():
            form.people.data = request.args.getlist("person")
            form.course.data = request.args.get("course", "")
        return page_of(
            "record_training", form=form, stale=stale, hints=hints_of(training.courses)
        )

    return answer(form, done, page)


@bp.route(
    "/training/people/<ref:person_ref>/records/<ref:record_ref>/void",
    methods=["GET", "POST"],
)
def void_record(person_ref: str, record_ref: str) -> Any:
    """It counts no more, and stays to be read."""
    actor, form = current_actor(), VoidRecordForm()

    def done(identity: FormId) -> str:
        _record_of(person_ref, record_ref)
        recording.void_record(actor, record_ref, form.details(), form=identity)
        flash(_("Voided: it counts no more."), "success")
        return url_for("training.person_training", person_ref=person_ref)

    def page(*, stale: bool = False) -> str:
        found, record = _record_of(person_ref, record_ref)
        form.show_version(record.version, renew=stale)
        return page_of(
            "void_record", person=found, record=record, form=form, stale=stale
        )

    return answer(form, done, page)


def _record_of(person_ref: str, record_ref: str) -> tuple[PersonTraining, RecordRead]:
    """A person and a record of theirs that this school made. Raises Hidden."""
    found = read_person_training(current_actor(), person_ref)
    record = next((each for each in found.records if each.ref == record_ref), None)
    if record is None or not record.made_here:
        raise Hidden("no such record of this school")
    return found, record
