"""A concern on the DSL's desk: reading it, taking it on, giving it a case."""

from typing import Any

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
from safeguard.cases.permissions import Act, holding
from safeguard.cases.queries.leads import possible_leads
from safeguard.cases.queries.reading import ConcernRead, read_concern
from safeguard.cases.views.asking import Kind, Question, ask
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.casework import CASE
from safeguard.cases.views.leading import leads, may
from safeguard.cases.views.moments import (
    by_when,
    late_by,
    recorded_when,
    since_when,
    time_left,
)
from safeguard.cases.views.no_longer import past_of_concern
from safeguard.cases.views.queue_rows import names_of, where_of
from safeguard.cases.views.slots import CHILD_PAGE, CONCERN_ACTS, CONCERN_ALERTS
from safeguard.evidence.panels import files_beside
from safeguard.guidance import answers, categories
from school.calendars.due import Why
from school.calendars.wordings import WORDINGS
from school.foundation import clock
from school.foundation.references import spoken
from school.web.acting import current_actor
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render


def concern_page(template: str, concern: ConcernRead, **context: Any) -> str:
    """A page about one concern, with the words for what it holds."""
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
        child_page=lambda ref: next(filter(None, CHILD_PAGE.ask(ref)), ""),
        **context,
    )


CONCERN = Kind("concern", read_concern, concern_page, past_of_concern)
ACKNOWLEDGE = Question(
    CONCERN,
    "acknowledge_concern",
    acknowledging.acknowledge_concern,
    said=_l("You have it. Whoever raised it sees that it was opened."),
)
FEEDBACK = Question(
    CONCERN,
    "give_feedback",
    acknowledging.give_feedback,
    said=_l("Told. It stands on the reporter’s own page now."),
)
OPEN = Question(
    CONCERN,
    "open_case",
    deciding.open_case,
    onward=CASE.page_of,
    begin=lambda form, concern: form.suggest(concern.category, concern.level),
)
JOIN = Question(
    CONCERN,
    "join_case",
    deciding.join_case,
    onward=CASE.page_of,
    begin=lambda form, concern: form.offer(
        (each.reference, f"{spoken(each.reference)}: {each.title}")
        for each in concern.related
    ),
)
SUSPECT = Question(CONCERN, "suspect_image", recording.suspect_image)


@bp.get("/concerns/<reference:concern_ref>")
def concern(concern_ref: str) -> str:
    """The whole concern, with its next step."""
    found = read_concern(current_actor(), concern_ref)
    return concern_page(
        "cases/concern.html",
        found,
        form=AcknowledgeConcernForm(),
        alerts=CONCERN_ALERTS.ask(found),
        acts=[link for links in CONCERN_ACTS.ask(found) for link in links],
        beside=[files_beside(holding.CONCERN, concern_ref, found)],
    )


@bp.route("/concerns/<reference:concern_ref>/acknowledge", methods=["GET", "POST"])
def acknowledge_concern(concern_ref: str) -> Any:
    """Taking the concern on."""
    return ask(ACKNOWLEDGE, concern_ref, AcknowledgeConcernForm())


@bp.route("/concerns/<reference:concern_ref>/open-case", methods=["GET", "POST"])
def open_case(concern_ref: str) -> Any:
    """Opening a case for the concern."""
    form = OpenCaseForm()
    form.offer(possible_leads(current_actor()))
    return ask(OPEN, concern_ref, form, hints=LEVEL_HINTS)


@bp.route("/concerns/<reference:concern_ref>/join-case", methods=["GET", "POST"])
def join_case(concern_ref: str) -> Any:
    """Putting the concern into a case that is open already."""
    return ask(JOIN, concern_ref, JoinCaseForm())


@bp.route("/concerns/<reference:concern_ref>/feedback", methods=["GET", "POST"])
def give_feedback(concern_ref: str) -> Any:
    """Telling the reporter what became of it."""
    return ask(FEEDBACK, concern_ref, GiveFeedbackForm())


@bp.route("/concerns/<reference:concern_ref>/suspect-image", methods=["GET", "POST"])
def suspect_image(concern_ref: str) -> Any:
    """Recording that an intimate image is suspected, before there is a case."""
    return ask(SUSPECT, concern_ref, SuspectImageForm())
