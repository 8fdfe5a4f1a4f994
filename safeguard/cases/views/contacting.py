"""Contacts with parents: one page, and what it says while an agency asks to wait."""

from typing import Any

from flask import request, url_for

from safeguard.cases.commands import contacting
from safeguard.cases.forms.contacting import SOMEBODY_ELSE, RecordContactForm
from safeguard.cases.queries.parents import adults_to_tell
from safeguard.cases.queries.reading import read_case
from safeguard.cases.states import EntryKind
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.case_page import case_page
from safeguard.cases.views.chronology import entry_of
from safeguard.cases.views.leading import insist_on_leading
from school.web.acting import current_actor
from school.web.answering import answer


@bp.route("/cases/<reference:case_ref>/contacts", methods=["GET", "POST"])
def record_contact(case_ref: str) -> Any:
    """An attempt to reach a parent. While an agency asks to wait there is no form,
    but a way to say what happened all the same.
    """
    actor, form = current_actor(), RecordContactForm()

    def page(*, stale: bool = False) -> str:
        found = read_case(actor, case_ref)
        insist_on_leading(found)
        adults = adults_to_tell(actor, case_ref)
        held = any(each.on_hold for each in found.referrals)
        form.offer(adults, held=held)
        form.show_version(found.version, renew=stale)
        return case_page(
            "cases/record_contact.html",
            found,
            form=form,
            stale=stale,
            open=not held or "anyway" in request.args or form.is_submitted(),
            who_they_are=form.who_they_are(adults),
            warned=any(each.must_not_be_told for each in adults),
            somebody_else=SOMEBODY_ELSE,
            attempts=[
                entry_of(each)
                for each in found.happenings
                if each.kind == EntryKind.CONTACT
            ],
        )

    def act(identity: Any) -> str:
        contacting.record_contact(actor, case_ref, form.details(), form=identity)
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)
