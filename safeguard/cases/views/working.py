"""A concern on the DSL's desk: reading it, taking it on, giving it a case."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from safeguard.cases.commands import acknowledging, deciding, recording
from safeguard.cases.forms.choices import DEVICE_OWNERS, NETWORKS
from safeguard.cases.forms.words import CONCERN_STATES, LEVEL_HINTS, LEVELS
from safeguard.cases.forms.working import (
    AcknowledgeConcernForm,
    GiveFeedbackForm,
    JoinCaseForm,
    OpenCaseForm,
    SuspectImageForm,
)
from safeguard.cases.permissions import Act
from safeguard.cases.queries.leads import possible_leads
from safeguard.cases.queries.reading import ConcernRead, read_concern
from safeguard.cases.views.answering import answer
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.leading import insist_on_leading, leads, may
from safeguard.cases.views.moments import (
    by_when,
    late_by,
    recorded_when,
    since_when,
    time_left,
)
from safeguard.cases.views.queue_rows import names_of, where_of
from safeguard.guidance import answers, categories
from school.calendars.due import Why
from school.calendars.wordings import WORDINGS
from school.foundation import clock
from school.web.acting import current_actor
from school.web.pages import render

LEADERS_PAGES = {
    f"cases/{act}.html"
    for act in (
        "give_feedback",
        "join_case",
        "open_case",
        "relink_concern",
        "send_concern",
    )
}


def concern_page(template: str, concern: ConcernRead, **context: Any) -> str:
    """A page about one concern, with the words for what it holds. Raises Refused for
    an act that is not this person's.
    """
    if template in LEADERS_PAGES:
        insist_on_leading(concern)
    return render(
        template,
        concern=concern,
        leads=leads(concern),
        may_void=may(Act.PROPOSE_VOID, concern),
        child=names_of(concern.children),
        where=where_of(concern.children),
        category=categories.named(concern.category),
        why=WORDINGS[Why(concern.due_why)],
        now=clock.now(),
        states=CONCERN_STATES,
        levels=LEVELS,
        parts=answers.parts.named,
        tellers=answers.tellers.named,
        steps=answers.immediate_steps.named,
        owners=DEVICE_OWNERS,
        networks=NETWORKS,
        by_when=by_when,
        since_when=since_when,
        time_left=time_left,
        late_by=late_by,
        recorded_when=recorded_when,
        **context,
    )


@bp.get("/concerns/<reference:concern_ref>")
def concern(concern_ref: str) -> str:
    """The whole concern, with its next step."""
    found = read_concern(current_actor(), concern_ref)
    return concern_page("cases/concern.html", found, form=AcknowledgeConcernForm())


@bp.route("/concerns/<reference:concern_ref>/acknowledge", methods=["GET", "POST"])
def acknowledge_concern(concern_ref: str) -> Any:
    """Taking the concern on."""
    actor, form = current_actor(), AcknowledgeConcernForm()

    def page(**context: Any) -> str:
        found = read_concern(actor, concern_ref)
        return concern_page(
            "cases/acknowledge_concern.html", found, form=form, **context
        )

    def act(identity: Any) -> str:
        acknowledging.acknowledge_concern(actor, concern_ref, form=identity)
        flash(_("You have it. Whoever raised it sees that it was opened."), "success")
        return url_for("cases.concern", concern_ref=concern_ref)

    return answer(form, act, page)


@bp.route("/concerns/<reference:concern_ref>/open-case", methods=["GET", "POST"])
def open_case(concern_ref: str) -> Any:
    """Opening a case for the concern."""
    actor, form = current_actor(), OpenCaseForm()

    def page(*, stale: bool = False) -> str:
        found = read_concern(actor, concern_ref)
        form.suggest(found.category, found.level)
        form.show_version(found.version, renew=stale)
        return concern_page(
            "cases/open_case.html", found, form=form, stale=stale, hints=LEVEL_HINTS
        )

    def act(identity: Any) -> str:
        case_ref = deciding.open_case(actor, concern_ref, form.details(), form=identity)
        return url_for("cases.case", case_ref=case_ref)

    form.offer(possible_leads(actor))
    return answer(form, act, page)


@bp.route("/concerns/<reference:concern_ref>/join-case", methods=["GET", "POST"])
def join_case(concern_ref: str) -> Any:
    """Putting the concern into a case that is open already."""
    actor, form = current_actor(), JoinCaseForm()

    def page(*, stale: bool = False) -> str:
        found = read_concern(actor, concern_ref)
        form.show_version(found.version, renew=stale)
        return concern_page("cases/join_case.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        case_ref = deciding.join_case(actor, concern_ref, form.details(), form=identity)
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)


@bp.route("/concerns/<reference:concern_ref>/feedback", methods=["GET", "POST"])
def give_feedback(concern_ref: str) -> Any:
    """Telling the reporter what became of it."""
    actor, form = current_actor(), GiveFeedbackForm()

    def page(**context: Any) -> str:
        found = read_concern(actor, concern_ref)
        return concern_page("cases/give_feedback.html", found, form=form, **context)

    def act(identity: Any) -> str:
        acknowledging.give_feedback(actor, concern_ref, form.details(), form=identity)
        flash(_("Told. It stands on the reporter’s own page now."), "success")
        return url_for("cases.concern", concern_ref=concern_ref)

    return answer(form, act, page)


@bp.route("/concerns/<reference:concern_ref>/suspect-image", methods=["GET", "POST"])
def suspect_image(concern_ref: str) -> Any:
    """Recording that an intimate image is suspected, before there is a case."""
    actor, form = current_actor(), SuspectImageForm()
    back = url_for("cases.concern", concern_ref=concern_ref)

    def page(**context: Any) -> str:
        insist_on_leading(read_concern(actor, concern_ref))
        return render(
            "cases/suspect_image.html",
            reference=concern_ref,
            back_href=back,
            form=form,
            **context,
        )

    def act(identity: Any) -> str:
        recording.suspect_image(actor, concern_ref, form=identity)
        return back

    return answer(form, act, page)
