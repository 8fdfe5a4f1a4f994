"""What is agreed about a pupil's phone: permissions and exemptions."""

from typing import Any

from flask import flash, url_for

from safeguard.guidance import hand_in as lists
from safeguard.guidance.choosing import hints_of
from safeguard.hand_in.commands import exempting, permitting
from safeguard.hand_in.forms.registers import (
    EndExemptionForm,
    EndPermissionForm,
    GrantExemptionForm,
    RecordPermissionForm,
    ReviewExemptionForm,
)
from safeguard.hand_in.forms.words import LOSS_SHAPES, LOSSES
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.queries import registers
from safeguard.hand_in.views.blueprint import bp
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.identity.views.allowing import may, only_for
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/phones/pupils/<ref:pupil_ref>")
def pupil_phone(pupil_ref: str) -> str:
    """Permissions, the exemption, and what went wrong."""
    found = registers.read_pupil_phone(current_actor(), pupil_ref)
    return _page("pupil_phone", pupil=found)


@bp.get("/phones/exemptions")
def exemptions() -> str:
    """Who keeps the phone, what is to be looked at again first."""
    return _page("exemptions", exemptions=registers.read_exemptions(current_actor()))


@bp.route("/phones/pupils/<ref:pupil_ref>/permissions/record", methods=["GET", "POST"])
def record_permission(pupil_ref: str) -> Any:
    """A parent lets the pupil bring a phone."""
    actor, form = current_actor(), RecordPermissionForm()

    def done(identity: FormId) -> str:
        permitting.record_permission(actor, pupil_ref, form.details(), form=identity)
        return _recorded(pupil_ref)

    def page(*, stale: bool = False) -> str:
        found = registers.read_pupil_phone(actor, pupil_ref)
        form.offer(registers.adults_to_choose(actor, pupil_ref))
        return _page("record_permission", pupil=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route(
    "/phones/pupils/<ref:pupil_ref>/permissions/<ref:permission_ref>/end",
    methods=["GET", "POST"],
)
def end_permission(pupil_ref: str, permission_ref: str) -> Any:
    """The pupil no longer brings a phone."""
    actor, form = current_actor(), EndPermissionForm()

    def done(identity: FormId) -> str:
        permitting.end_permission(actor, permission_ref, form=identity)
        return _recorded(pupil_ref)

    def page(*, stale: bool = False) -> str:
        found = registers.read_pupil_phone(actor, pupil_ref)
        permission = found.permission(permission_ref)
        if permission is None:
            raise Hidden("no such permission")
        return _page(
            "end_permission", pupil=found, permission=permission, form=form, stale=stale
        )

    return answer(form, done, page)


@bp.route("/phones/pupils/<ref:pupil_ref>/exemptions/grant", methods=["GET", "POST"])
def grant_exemption(pupil_ref: str) -> Any:
    """The pupil keeps the phone: why, and what is agreed."""
    actor, form = current_actor(), GrantExemptionForm()

    def done(identity: FormId) -> str:
        exempting.grant_exemption(actor, pupil_ref, form.details(), form=identity)
        return _recorded(pupil_ref)

    def page(*, stale: bool = False) -> str:
        only_for(Act.GRANT_EXEMPTION)
        found = registers.read_pupil_phone(actor, pupil_ref)
        hints = hints_of(lists.exemptions)
        return _page(
            "grant_exemption", pupil=found, form=form, stale=stale, hints=hints
        )

    return answer(form, done, page)


@bp.route("/phones/exemptions/<ref:exemption_ref>/review", methods=["GET", "POST"])
def review_exemption(exemption_ref: str) -> Any:
    """Is it still needed?"""
    actor, form = current_actor(), ReviewExemptionForm()

    def done(identity: FormId) -> str:
        exempting.review_exemption(actor, exemption_ref, form.details(), form=identity)
        flash(_("Recorded."), "success")
        return url_for("hand_in.exemptions")

    def page(*, stale: bool = False) -> str:
        only_for(Act.REVIEW_EXEMPTION)
        found = registers.read_exemption(actor, exemption_ref)
        form.show_version(found.version, renew=stale)
        return _page("review_exemption", exemption=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/phones/exemptions/<ref:exemption_ref>/end", methods=["GET", "POST"])
def end_exemption(exemption_ref: str) -> Any:
    """From now on the phone is handed in."""
    actor, form = current_actor(), EndExemptionForm()

    def done(identity: FormId) -> str:
        exempting.end_exemption(actor, exemption_ref, form.seen(), form=identity)
        flash(_("Recorded."), "success")
        return url_for("hand_in.exemptions")

    def page(*, stale: bool = False) -> str:
        only_for(Act.END_EXEMPTION)
        found = registers.read_exemption(actor, exemption_ref)
        form.show_version(found.version, renew=stale)
        return _page("end_exemption", exemption=found, form=form, stale=stale)

    return answer(form, done, page)


def _recorded(pupil_ref: str) -> str:
    flash(_("Recorded."), "success")
    return url_for("hand_in.pupil_phone", pupil_ref=pupil_ref)


def _page(template: str, **context: Any) -> str:
    return render(
        f"hand_in/{template}.html",
        lists=lists,
        approves=may(Act.GRANT_EXEMPTION),
        reads_exemptions=may(Act.READ_EXEMPTIONS),
        states=LOSSES,
        shapes=LOSS_SHAPES,
        **context,
    )
