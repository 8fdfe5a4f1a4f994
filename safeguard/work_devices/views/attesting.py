"""Who has confirmed this year, and who would like help with what."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from safeguard.guidance import work_devices as lists
from safeguard.work_devices.commands import attesting
from safeguard.work_devices.forms.attesting import GiveHelpForm
from safeguard.work_devices.permissions.acts import HELPS
from safeguard.work_devices.queries import lists as reading
from safeguard.work_devices.views.blueprint import bp
from safeguard.work_devices.views.losses import taken_away
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render


@bp.get("/devices/attestations")
def attestations() -> str:
    """Who has not confirmed stands first; nobody's answers stand here."""
    actor = current_actor()
    found = reading.read_attestations(actor)
    return render(
        "work_devices/attestations.html",
        found=found,
        helps=reading.count_help(actor) if actor.has(*HELPS) else None,
    )


@bp.get("/devices/attestations/export")
def export_attestations() -> Response:
    """The same, to take away."""
    found = reading.export_attestations(current_actor())
    heads = [_("Name"), _("Role"), _("Confirmed"), _("Uses a work device")]
    rows = [
        [
            *(each.name, each.role, each.attested_at),
            "" if each.attested_at is None else _used(used=each.has_device),
        ]
        for each in found.lines
    ]
    return taken_away(f"device-confirmations-{found.year}", heads, rows)


@bp.get("/devices/help")
def helps() -> str:
    """What people would like help with, the longest waiting first."""
    found = reading.read_help(current_actor())
    return render("work_devices/helps.html", helps=found, lists=lists)


@bp.route("/devices/help/<ref:help_ref>/give", methods=["GET", "POST"])
def give_help(help_ref: str) -> Any:
    """What was done."""
    actor, form = current_actor(), GiveHelpForm()

    def done(identity: FormId) -> str:
        attesting.give_help(actor, help_ref, form.details(), form=identity)
        flash(_("Recorded. They have a notice."), "success")
        return url_for("work_devices.helps")

    def page(*, stale: bool = False) -> str:
        found = reading.read_one_help(actor, help_ref)
        form.show_version(found.version, renew=stale)
        return render(
            "work_devices/give_help.html",
            form=form,
            help=found,
            precaution=lists.precautions.named(found.precaution),
            stale=stale,
        )

    return answer(form, done, page)


def _used(*, used: bool) -> str:
    return _("Yes") if used else _("No")
