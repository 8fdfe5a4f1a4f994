"""Departures from the policy, and what the head says to them."""

from typing import Any

from safeguard.examinations.commands import departing as acts
from safeguard.examinations.forms import examining as forms
from safeguard.examinations.views.asking import Asked, ask_of_examination
from safeguard.examinations.views.blueprint import bp
from school.web.acting import current_actor

BOTH = ["GET", "POST"]


@bp.route("/examinations/<reference:examination_ref>/deviation", methods=BOTH)
def add_deviation(examination_ref: str) -> Any:
    """Something was not done as the policy says."""
    actor, form = current_actor(), forms.AddDeviationForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "add_deviation",
            form,
            lambda identity: acts.add_deviation(
                actor, examination_ref, form.details(), form=identity
            ),
        )
    )


@bp.route("/examinations/<reference:examination_ref>/deviations/answer", methods=BOTH)
def answer_deviations(examination_ref: str) -> Any:
    """What the head says to it."""
    actor, form = current_actor(), forms.AnswerDeviationsForm()
    return ask_of_examination(
        Asked(
            examination_ref,
            "answer_deviations",
            form,
            lambda identity: acts.answer_deviations(
                actor, examination_ref, form.details(), form=identity
            ),
        )
    )
