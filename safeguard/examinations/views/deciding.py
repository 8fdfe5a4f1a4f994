"""Two people decide together: the response, whether it is evidence, and erasing."""

from typing import Any

from safeguard.examinations.commands import deciding, erasing
from safeguard.examinations.forms import deciding as forms
from safeguard.examinations.permissions.standing import ERASING, RESPONSE
from safeguard.examinations.states import Move
from safeguard.examinations.views.asking import Asked, ask_of_examination
from safeguard.examinations.views.blueprint import bp
from school.web.acting import current_actor

BOTH = ["GET", "POST"]


@bp.route("/examinations/<reference:examination_ref>/response", methods=BOTH)
def propose_response(examination_ref: str) -> Any:
    """What is to be done about what was found."""
    actor, form = current_actor(), forms.ProposeResponseForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "propose_response",
            form,
            lambda identity: deciding.propose_response(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.PROPOSE_RESPONSE,
        )
    )


@bp.route("/examinations/<reference:examination_ref>/response/answer", methods=BOTH)
def answer_response(examination_ref: str) -> Any:
    """Sign the response, or decline it."""
    actor, form = current_actor(), forms.AnswerResponseForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "answer_response",
            form,
            lambda identity: deciding.answer_response(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.SIGN_RESPONSE,
            {"about": RESPONSE},
        )
    )


@bp.route("/examinations/<reference:examination_ref>/evidence", methods=BOTH)
def answer_evidence(examination_ref: str) -> Any:
    """Could it be evidence of an offence?"""
    actor, form = current_actor(), forms.AnswerEvidenceForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "answer_evidence",
            form,
            lambda identity: erasing.answer_evidence(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.EVIDENCE_YES,
        )
    )


@bp.route("/examinations/<reference:examination_ref>/erasing", methods=BOTH)
def propose_erasing(examination_ref: str) -> Any:
    """By way of exception."""
    actor, form = current_actor(), forms.ProposeErasingForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "propose_erasing",
            form,
            lambda identity: deciding.propose_erasing(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.PROPOSE_ERASE,
        )
    )


@bp.route("/examinations/<reference:examination_ref>/erasing/answer", methods=BOTH)
def answer_erasing(examination_ref: str) -> Any:
    """Sign that something is erased, or decline."""
    actor, form = current_actor(), forms.AnswerErasingForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "answer_erasing",
            form,
            lambda identity: deciding.answer_erasing(
                actor, examination_ref, form.details(), form=identity
            ),
            Move.SIGN_ERASE,
            {"about": ERASING},
        )
    )


@bp.route("/examinations/<reference:examination_ref>/erase", methods=BOTH)
def erase_data(examination_ref: str) -> Any:
    """What was erased, in front of a witness."""
    actor, form = current_actor(), forms.EraseDataForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "erase_data",
            form,
            lambda identity: erasing.erase_data(
                actor, examination_ref, form.erased(actor.person_ref), form=identity
            ),
            Move.ERASE,
        )
    )
