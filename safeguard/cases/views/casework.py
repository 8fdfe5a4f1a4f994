"""A case: its chronology, and each act on it as a page of one question."""

from typing import Any

from flask import request, url_for

from safeguard.cases.commands import closing, deciding, recording
from safeguard.cases.forms.deciding import (
    LOOKED_AT_AGAIN,
    DecideCaseForm,
    decide_form,
)
from safeguard.cases.forms.working import (
    AddEntryForm,
    CloseCaseForm,
    RecordParentsForm,
    ReopenCaseForm,
    SuspectImageForm,
)
from safeguard.cases.queries import reading
from safeguard.cases.queries.reading import read_case
from safeguard.cases.views.asking import Kind, Question, ask
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.case_page import case_page
from safeguard.cases.views.chronology import CHOSEN, PAGE, how_many
from safeguard.cases.views.no_longer import past_of_case
from safeguard.guidance import editions
from school.foundation import clock
from school.web.acting import current_actor
from school.web.catalogue import lazy_gettext as _l

CASE = Kind("case", read_case, case_page, past_of_case)
CLOSE = Question(
    CASE,
    "close_case",
    closing.close_case,
    said=_l("The case is closed. It can be opened again."),
)
REOPEN = Question(CASE, "reopen_case", closing.reopen_case)
ADD = Question(CASE, "add_entry", recording.add_entry)
PARENTS = Question(
    CASE,
    "record_parents",
    recording.record_parents,
    begin=lambda form, found: (
        form.withhold() if any(each.on_hold for each in found.referrals) else None
    ),
)
SUSPECT = Question(CASE, "suspect_image", recording.suspect_image)


@bp.get("/cases/<reference:case_ref>")
def case(case_ref: str) -> str:
    """The case with its chronology, newest first, so much as a page has room for."""
    found = read_case(current_actor(), case_ref)
    show, skip = request.args.get("show", "all"), request.args.get("skip", 0, type=int)
    only, skip = show if show in CHOSEN else "all", max(skip, 0)
    return case_page(
        "cases/case.html",
        found,
        only=only,
        oldest_first=request.args.get("order") == "oldest",
        part=slice(skip, skip + PAGE),
        pages=_pages(how_many(found.happenings)[only], skip, case_ref),
    )


@bp.get("/cases/<reference:case_ref>/print")
def print_case(case_ref: str) -> str:
    """The case on paper, oldest first, as a file is read."""
    found = reading.print_case(current_actor(), case_ref)
    return case_page("cases/print_case.html", found, oldest_first=True)


@bp.route("/cases/<reference:case_ref>/decide", methods=["GET", "POST"])
def decide_case(case_ref: str) -> Any:
    """What will you do? With the reason, also for doing nothing."""
    form = decide_form()

    def onward(reference: str) -> str:
        return _onward(form, reference)

    question = Question(CASE, "decide_case", deciding.decide_case, onward=onward)
    edition = editions.leading(clock.today())
    return ask(question, case_ref, form, again=LOOKED_AT_AGAIN, edition=edition)


@bp.route("/cases/<reference:case_ref>/close", methods=["GET", "POST"])
def close_case(case_ref: str) -> Any:
    """Closing, with what is still missing as links."""
    return ask(CLOSE, case_ref, CloseCaseForm())


@bp.route("/cases/<reference:case_ref>/reopen", methods=["GET", "POST"])
def reopen_case(case_ref: str) -> Any:
    """Opening a closed case again."""
    return ask(REOPEN, case_ref, ReopenCaseForm())


@bp.route("/cases/<reference:case_ref>/add", methods=["GET", "POST"])
def add_entry(case_ref: str) -> Any:
    """Adding to the chronology."""
    return ask(ADD, case_ref, AddEntryForm())


@bp.route("/cases/<reference:case_ref>/parents", methods=["GET", "POST"])
def record_parents(case_ref: str) -> Any:
    """What the parents know, or why they do not."""
    return ask(PARENTS, case_ref, RecordParentsForm())


@bp.route("/cases/<reference:case_ref>/suspect-image", methods=["GET", "POST"])
def suspect_image_in_case(case_ref: str) -> Any:
    """Recording that an intimate image is suspected: a flag, and nothing else."""
    return ask(SUSPECT, case_ref, SuspectImageForm())


def _onward(form: DecideCaseForm, case_ref: str) -> str:
    """Where a decision leads: to the referral, past the adult, or back to the case."""
    if form.is_about_an_adult:
        return url_for("allegations.raise_adult_concern")
    if form.is_to_refer:
        return url_for("cases.refer_case", case_ref=case_ref)
    return url_for("cases.case", case_ref=case_ref)


def _pages(total: int, skip: int, case_ref: str) -> dict[str, str | None]:
    """The ways to what is newer and older than this page of the chronology."""
    chosen = ("show", "order")
    asked: dict[str, Any] = {
        key: request.args[key] for key in chosen if key in request.args
    }

    def at(place: int) -> str:
        return url_for("cases.case", case_ref=case_ref, **asked, skip=place or None)

    return {
        "before": at(max(skip - PAGE, 0)) if skip else None,
        "after": at(skip + PAGE) if skip + PAGE < total else None,
    }
