"""The pages of the device, of a child's own entry, and of the initial review."""

from typing import Any

from safeguard.guidance import intimate_images as lists
from safeguard.guidance.choosing import hints_of
from safeguard.intimate_images.commands import reviewing as acts
from safeguard.intimate_images.forms.reviewing import (
    EnterChildForm,
    ReviewFirstForm,
    SecureDeviceForm,
)
from safeguard.intimate_images.queries.reading import ImageRead, ref_of
from safeguard.intimate_images.views.blueprint import bp
from safeguard.intimate_images.views.pages import perform
from school.foundation.errors import Hidden
from school.web.acting import current_actor

BOTH = ["GET", "POST"]


@bp.route("/cases/<reference:case_ref>/image/device/secure", methods=BOTH)
def secure_device(case_ref: str) -> Any:
    """Is the device secured?"""
    actor, form = current_actor(), SecureDeviceForm()
    return perform(
        case_ref,
        "secure_device",
        form,
        lambda identity: acts.secure_device(
            actor, case_ref, form.details(), form=identity
        ),
        hints=hints_of(lists.devices),
    )


@bp.route(
    "/cases/<reference:case_ref>/image/children/<ref:child_ref>/enter", methods=BOTH
)
def enter_child(case_ref: str, child_ref: str) -> Any:
    """A child's own entry."""
    actor, form = current_actor(), EnterChildForm()

    def prepare(read: ImageRead) -> None:
        if child_ref not in {ref_of(each) for each in read.children}:
            raise Hidden("no such child in this case")
        form.suggest(read.process, child_ref)

    return perform(
        case_ref,
        "enter_child",
        form,
        lambda identity: acts.enter_child(
            actor, case_ref, form.details(child_ref), form=identity
        ),
        prepare=prepare,
        child_ref=child_ref,
        part_hints=hints_of(lists.parts),
        band_hints=hints_of(lists.bands),
        parents_hints=hints_of(lists.parents),
    )


@bp.route("/cases/<reference:case_ref>/image/review-first", methods=BOTH)
def review_first(case_ref: str) -> Any:
    """The questions that force a referral, and the facts."""
    actor, form = current_actor(), ReviewFirstForm()
    return perform(
        case_ref,
        "review_first",
        form,
        lambda identity: acts.review_first(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=lambda read: form.suggest(read.process),
        nature_hints=hints_of(lists.natures),
        spread_hints=hints_of(lists.spreads),
    )
