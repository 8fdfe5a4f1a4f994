"""Before, during and after: good reason, authority, what was done, what came of it."""

from typing import Any

from flask import redirect, url_for

from safeguard.examinations.commands import beginning, examining
from safeguard.examinations.forms import examining as forms
from safeguard.examinations.forms.asking import FirstQuestionForm
from safeguard.examinations.queries.choosing import devices_of
from safeguard.examinations.states import Move
from safeguard.examinations.views.asking import (
    Asked,
    ask_of_examination,
    halt,
    perform,
    show,
)
from safeguard.examinations.views.blueprint import bp
from safeguard.searches.commands.finishing import suspect_image
from safeguard.searches.forms.course import SuspectImageForm
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import SEE_OTHER, answer

BOTH = ["GET", "POST"]


@bp.route("/searches/<reference:search_ref>/good-reason", methods=BOTH)
def record_good_reason(search_ref: str) -> Any:
    """Why a device may be examined: the three reasons, with facts."""
    actor, form = current_actor(), forms.RecordGoodReasonForm()
    form.offer(devices_of(actor, search_ref))
    return _of_search(
        Asked(
            search_ref,
            "record_good_reason",
            form,
            lambda identity: beginning.record_good_reason(
                actor, search_ref, form.details(), form=identity
            ),
        )
    )


@bp.route("/searches/<reference:search_ref>/examined", methods=BOTH)
def record_done_examination(search_ref: str) -> Any:
    """An examination that was done before anything was written down."""
    actor, form = current_actor(), forms.RecordDoneExaminationForm()
    form.offer(devices_of(actor, search_ref))
    return _of_search(
        Asked(
            search_ref,
            "record_done_examination",
            form,
            lambda identity: examining.record_done_examination(
                actor, search_ref, form.done(actor.person_ref), form=identity
            ),
        )
    )


@bp.route("/examinations/<reference:examination_ref>/halt", methods=BOTH)
def halt_examination(examination_ref: str) -> Any:
    """An indecent image is suspected."""
    return halt(examination_ref)


@bp.route("/examinations/<reference:examination_ref>/authorise", methods=BOTH)
def authorise_examination(examination_ref: str) -> Any:
    """Ready to look: the head's list is asked now."""
    actor, form = current_actor(), forms.AuthoriseExaminationForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "authorise_examination",
            form,
            lambda identity: beginning.authorise_examination(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.AUTHORISE,
        )
    )


@bp.route("/examinations/<reference:examination_ref>/decline", methods=BOTH)
def decline_examination(examination_ref: str) -> Any:
    """It is not examined."""
    actor, form = current_actor(), forms.DeclineExaminationForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "decline_examination",
            form,
            lambda identity: beginning.decline_examination(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.DECLINE,
        )
    )


@bp.route("/examinations/<reference:examination_ref>/record", methods=BOTH)
def record_examination(examination_ref: str) -> Any:
    """What was done."""
    actor, form = current_actor(), forms.RecordExaminationForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "record_examination",
            form,
            lambda identity: examining.record_examination(
                actor, examination_ref, form.account(actor.person_ref), form=identity
            ),
            Move.RECORD,
        )
    )


@bp.route("/examinations/<reference:examination_ref>/finding", methods=BOTH)
def record_finding(examination_ref: str) -> Any:
    """What came of it."""
    actor, form = current_actor(), forms.RecordFindingForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "record_finding",
            form,
            lambda identity: examining.record_finding(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.FIND_NOTHING,
        )
    )


def _of_search(this: Asked) -> Any:
    """A page on a search of which no examination is there yet."""
    form = this.form
    if isinstance(form, FirstQuestionForm) and form.suspects():
        return _halt_search(this.ref)

    def page(*, stale: bool = False, asked: str = "") -> str:
        return show(this, asked, search_ref=this.ref, stale=stale)

    return perform(this, page)


def _halt_search(search_ref: str) -> Any:
    """Nobody has asked to look yet: it is the search that stops (S10)."""
    actor, form = current_actor(), SuspectImageForm()
    stopped = url_for("searches.image_stop", search_ref=search_ref)

    def page(*, stale: bool = False) -> Any:
        """Recorded already, or a part of the form is missing: where it is told."""
        tail = "image_stop" if stale else "suspect_image"
        return redirect(url_for(f"searches.{tail}", search_ref=search_ref), SEE_OTHER)

    def done(identity: FormId) -> str:
        suspect_image(actor, search_ref, form=identity)
        return stopped

    return answer(form, done, page)
