"""The plan, the reviews, and the end, each a page of one question."""

from typing import Any

from safeguard.bullying.commands import ending as acts
from safeguard.bullying.forms.ending import (
    AgreeBullyingPlanForm,
    CloseBullyingForm,
    ReviewBullyingForm,
)
from safeguard.bullying.queries.reading import BullyingRead, read_bullying
from safeguard.bullying.views.blueprint import bp
from safeguard.bullying.views.process_page import perform
from safeguard.guidance import bullying
from safeguard.guidance.choosing import hints_of
from school.web.acting import current_actor


@bp.route("/cases/<reference:case_ref>/bullying/plan", methods=["GET", "POST"])
def agree_bullying_plan(case_ref: str) -> Any:
    """What each side is given."""
    actor, form = current_actor(), AgreeBullyingPlanForm()

    def prepare(read: BullyingRead) -> None:
        if read.process and read.process.plans:
            form.suggest(read.process.plans[0])

    return perform(
        case_ref,
        "agree_bullying_plan",
        form,
        lambda identity: acts.agree_bullying_plan(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=prepare,
    )


@bp.route("/cases/<reference:case_ref>/bullying/review", methods=["GET", "POST"])
def review_bullying(case_ref: str) -> Any:
    """Has it stopped?"""
    actor, form = current_actor(), ReviewBullyingForm()
    found = read_bullying(actor, case_ref)
    if found.process is not None:
        form.offer(found.process)
    return perform(
        case_ref,
        "review_bullying",
        form,
        lambda identity: acts.review_bullying(
            actor, case_ref, form.details(), form=identity
        ),
        hints=hints_of(bullying.stopped),
    )


@bp.route("/cases/<reference:case_ref>/bullying/close", methods=["GET", "POST"])
def close_bullying(case_ref: str) -> Any:
    """How it ended."""
    actor, form = current_actor(), CloseBullyingForm()
    return perform(
        case_ref,
        "close_bullying",
        form,
        lambda identity: acts.close_bullying(
            actor, case_ref, form.details(), form=identity
        ),
    )
