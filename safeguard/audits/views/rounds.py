"""Rounds: opened once a school year, reminded of, closed."""

from typing import Any

from flask import flash, url_for

from safeguard.audits.commands import asking
from safeguard.audits.commands.keeping import remind_of_self_audits as remind
from safeguard.audits.forms.reviewing import (
    CloseRoundForm,
    OpenRoundForm,
    RemindOfSelfAuditsForm,
)
from safeguard.audits.permissions import Act
from safeguard.audits.queries import counting, listing
from safeguard.audits.views.blueprint import bp, show
from safeguard.guidance import self_audit
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.form_ids import FormId
from school.identity.views.allowing import only_for
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _


@bp.route("/self-audits/rounds/open", methods=["GET", "POST"])
def open_round() -> Any:
    """Ask everybody, with this year's questions."""
    actor, form = current_actor(), OpenRoundForm()

    def done(identity: FormId) -> str:
        asking.open_round(actor, form.details(), form=identity)
        flash(_("The round is open. Everybody hears that something waits."), "success")
        return url_for("audits.colleagues")

    def page(**said: bool) -> str:
        only_for(Act.OPEN_ROUND)
        today = clock.today()
        questionnaire = self_audit.current(today)
        return show(
            "open_round",
            form=form,
            held=listing.round_that_was(actor),
            year=school_year_of(today),
            questions=self_audit.asked_by(questionnaire.code),
            asked=counting.count_to_ask(actor),
            **said,
        )

    return answer(form, done, page)


@bp.route("/self-audits/rounds/<ref:round_ref>/close", methods=["GET", "POST"])
def close_round(round_ref: str) -> Any:
    """Wait for no more answers."""
    actor, form = current_actor(), CloseRoundForm()

    def done(identity: FormId) -> str:
        asking.close_round(actor, round_ref, form.seen(), form=identity)
        flash(_("The round is closed."), "success")
        return url_for("audits.colleagues")

    def page(*, stale: bool = False) -> str:
        found = listing.read_round(actor, round_ref)
        form.show_version(found.version, renew=stale)
        return show("close_round", round=found, form=form, stale=stale)

    return answer(form, done, page)


@bp.route("/self-audits/remind", methods=["GET", "POST"])
def remind_of_self_audits() -> Any:
    """Those who have not answered hear again, once a week at most."""
    actor, form = current_actor(), RemindOfSelfAuditsForm()

    def done(identity: FormId) -> str:
        remind(actor, form=identity)
        flash(_("Reminded."), "success")
        return url_for("audits.colleagues")

    def page(**said: bool) -> str:
        only_for(Act.REMIND_OF_SELF_AUDITS)
        waiting = counting.count_who_may_be_reminded(actor)
        return show("remind_of_self_audits", form=form, waiting=waiting, **said)

    return answer(form, done, page)
