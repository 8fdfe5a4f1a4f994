"""The pages of the safety plan, of removal, of numbers, of the review and the end."""

from typing import Any

from safeguard.guidance import intimate_images as lists
from safeguard.guidance.choosing import hints_of
from safeguard.intimate_images.commands import ending
from safeguard.intimate_images.commands import keeping_safe as acts
from safeguard.intimate_images.forms.keeping_safe import (
    AddNumberForm,
    CloseImageForm,
    PlanSafetyForm,
    RecordRemovalForm,
    ReviewPlanForm,
)
from safeguard.intimate_images.views.blueprint import bp
from safeguard.intimate_images.views.pages import perform
from school.web.acting import current_actor

BOTH = ["GET", "POST"]


@bp.route("/cases/<reference:case_ref>/image/plan", methods=BOTH)
def plan_safety(case_ref: str) -> Any:
    """How the children are kept safe."""
    actor, form = current_actor(), PlanSafetyForm()
    return perform(
        case_ref,
        "plan_safety",
        form,
        lambda identity: acts.plan_safety(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=form.suggest,
    )


@bp.route("/cases/<reference:case_ref>/image/removal/record", methods=BOTH)
def record_removal(case_ref: str) -> Any:
    """What became of the image with one child."""
    actor, form = current_actor(), RecordRemovalForm()
    return perform(
        case_ref,
        "record_removal",
        form,
        lambda identity: acts.record_removal(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=form.offer,
        hints=hints_of(lists.removals),
    )


@bp.route("/cases/<reference:case_ref>/image/numbers/add", methods=BOTH)
def add_number(case_ref: str) -> Any:
    """A number that Report Remove, CEOP or the IWF gave."""
    actor, form = current_actor(), AddNumberForm()
    return perform(
        case_ref,
        "add_number",
        form,
        lambda identity: acts.add_number(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=form.offer,
        hints=hints_of(lists.numbers),
    )


@bp.route("/cases/<reference:case_ref>/image/plan/review", methods=BOTH)
def review_plan(case_ref: str) -> Any:
    """Does the plan hold?"""
    actor, form = current_actor(), ReviewPlanForm()
    return perform(
        case_ref,
        "review_plan",
        form,
        lambda identity: acts.review_plan(
            actor, case_ref, form.details(), form=identity
        ),
        hints=hints_of(lists.reviews),
    )


@bp.route("/cases/<reference:case_ref>/image/close", methods=BOTH)
def close_image(case_ref: str) -> Any:
    """How it ended."""
    actor, form = current_actor(), CloseImageForm()
    return perform(
        case_ref,
        "close_image",
        form,
        lambda identity: ending.close_image(
            actor, case_ref, form.details(), form=identity
        ),
        hints=hints_of(lists.outcomes_21),
    )
