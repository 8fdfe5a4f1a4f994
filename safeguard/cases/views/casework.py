"""A case: its chronology, and each act on it as a page of one question."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

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
from safeguard.cases.views.answering import answer
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.case_page import case_page
from safeguard.cases.views.chronology import CHOSEN, PAGE, how_many
from safeguard.cases.views.leading import insist_on_leading
from safeguard.guidance import editions
from school.foundation import clock
from school.web.acting import current_actor
from school.web.pages import render


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
    actor, form = current_actor(), decide_form()

    def page(*, stale: bool = False) -> str:
        found = read_case(actor, case_ref)
        form.show_version(found.version, renew=stale)
        return case_page(
            "cases/decide_case.html",
            found,
            form=form,
            stale=stale,
            again=LOOKED_AT_AGAIN,
            edition=editions.leading(clock.today()),
        )

    def act(identity: Any) -> str:
        deciding.decide_case(actor, case_ref, form.details(), form=identity)
        return _onward(form, case_ref)

    return answer(form, act, page)


@bp.route("/cases/<reference:case_ref>/close", methods=["GET", "POST"])
def close_case(case_ref: str) -> Any:
    """Closing, with what is still missing as links."""
    actor, form = current_actor(), CloseCaseForm()

    def page(*, stale: bool = False) -> str:
        found = read_case(actor, case_ref)
        form.show_version(found.version, renew=stale)
        return case_page("cases/close_case.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        closing.close_case(actor, case_ref, form.details(), form=identity)
        flash(_("The case is closed. It can be opened again."), "success")
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)


@bp.route("/cases/<reference:case_ref>/reopen", methods=["GET", "POST"])
def reopen_case(case_ref: str) -> Any:
    """Opening a closed case again."""
    actor, form = current_actor(), ReopenCaseForm()

    def page(*, stale: bool = False) -> str:
        found = read_case(actor, case_ref)
        form.show_version(found.version, renew=stale)
        return case_page("cases/reopen_case.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        closing.reopen_case(actor, case_ref, form.details(), form=identity)
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)


@bp.route("/cases/<reference:case_ref>/add", methods=["GET", "POST"])
def add_entry(case_ref: str) -> Any:
    """Adding to the chronology."""
    actor, form = current_actor(), AddEntryForm()

    def page(**context: Any) -> str:
        found = read_case(actor, case_ref)
        return case_page("cases/add_entry.html", found, form=form, **context)

    def act(identity: Any) -> str:
        recording.add_entry(actor, case_ref, form.details(), form=identity)
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)


@bp.route("/cases/<reference:case_ref>/parents", methods=["GET", "POST"])
def record_parents(case_ref: str) -> Any:
    """What the parents know, or why they do not."""
    actor, form = current_actor(), RecordParentsForm()

    def page(*, stale: bool = False) -> str:
        found = read_case(actor, case_ref)
        form.show_version(found.version, renew=stale)
        if any(each.on_hold for each in found.referrals):
            form.withhold()
        return case_page("cases/record_parents.html", found, form=form, stale=stale)

    def act(identity: Any) -> str:
        recording.record_parents(actor, case_ref, form.details(), form=identity)
        return url_for("cases.case", case_ref=case_ref)

    return answer(form, act, page)


@bp.route("/cases/<reference:case_ref>/suspect-image", methods=["GET", "POST"])
def suspect_image_in_case(case_ref: str) -> Any:
    """Recording that an intimate image is suspected: a flag, and nothing else."""
    actor, form = current_actor(), SuspectImageForm()
    back = url_for("cases.case", case_ref=case_ref)

    def page(**context: Any) -> str:
        insist_on_leading(read_case(actor, case_ref))
        return render(
            "cases/suspect_image.html",
            reference=case_ref,
            back_href=back,
            form=form,
            **context,
        )

    def act(identity: Any) -> str:
        recording.suspect_image(actor, case_ref, form=identity)
        return back

    return answer(form, act, page)


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
