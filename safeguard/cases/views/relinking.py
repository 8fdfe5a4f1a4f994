"""Putting right whom a concern is about: find the child, say why."""

from typing import Any

from flask import flash, url_for

from safeguard.cases.commands import relinking
from safeguard.cases.forms.relinking import RelinkConcernForm
from safeguard.cases.queries.finder import find_pupils
from safeguard.cases.queries.reading import read_concern
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.leading import insist_on_leading
from safeguard.cases.views.working import concern_page
from school.foundation.errors import Invalid
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _


@bp.route("/concerns/<reference:concern_ref>/children", methods=["GET", "POST"])
def relink_concern(concern_ref: str) -> Any:
    """Replacing, adding or taking away a child of the concern."""
    actor, form = current_actor(), RelinkConcernForm()

    def page(*, stale: bool = False) -> str:
        found = read_concern(actor, concern_ref)
        insist_on_leading(found)
        typed = str(form.name.data or "")
        form.offer(found.children, find_pupils(actor, typed))
        form.show_version(found.version, renew=stale)
        return concern_page("cases/relink_concern.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        if form.still_to_choose:
            raise Invalid({"name": _("Choose below who it is, or correct the name.")})
        relinking.relink_concern(actor, concern_ref, form.details(), form=identity)
        flash(_("Put right. What was there before stays on the record."), "success")
        return url_for("cases.concern", concern_ref=concern_ref)

    return answer(form, act, page)
