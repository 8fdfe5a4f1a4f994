"""The pages of the search itself and of what comes after it."""

from dataclasses import replace
from typing import Any

from flask import url_for

from safeguard.custody.commands.seizing import seize
from safeguard.custody.forms.taking import SeizeItemForm
from safeguard.guidance import custody, examinations
from safeguard.guidance import searches as lists
from safeguard.guidance.choosing import hints_of
from safeguard.searches.commands import conducting, finishing, reviewing
from safeguard.searches.forms.conducting import ConductSearchForm
from safeguard.searches.forms.course import CloseSearchForm, SuspectImageForm
from safeguard.searches.forms.finishing import (
    AddToSearchForm,
    InformParentsForm,
    RaiseFromSearchForm,
    RecordFindingForm,
    ReviewDeviationsForm,
    ReviewSearchForm,
)
from safeguard.searches.permissions import Act
from safeguard.searches.queries.reading import read_search
from safeguard.searches.views.blueprint import bp
from safeguard.searches.views.leading import can_be_done, insist_on
from safeguard.searches.views.slots import SEARCH_ALERTS
from safeguard.searches.views.steps import step
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.pages import render


@bp.route("/searches/<reference:search_ref>/conduct", methods=["GET", "POST"])
def conduct_search(search_ref: str) -> Any:
    """Who searched and who saw it, how far it went."""
    form = ConductSearchForm()
    return step(
        search_ref,
        Act.CONDUCT_SEARCH,
        form,
        lambda actor, identity: conducting.conduct_search(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/finding", methods=["GET", "POST"])
def record_finding(search_ref: str) -> Any:
    """What was found; the question about an image comes first."""
    form = RecordFindingForm()
    return step(
        search_ref,
        Act.RECORD_FINDING,
        form,
        lambda actor, identity: finishing.record_finding(
            actor, search_ref, form.details(), form=identity
        ),
        stops=lambda: form.image.data == "yes",
    )


@bp.route("/searches/<reference:search_ref>/suspect-image", methods=["GET", "POST"])
def suspect_image(search_ref: str) -> Any:
    """An image is suspected later than at the search: one press."""
    actor, form = current_actor(), SuspectImageForm()

    def page(*, stale: bool = False) -> Any:
        read = read_search(actor, search_ref)
        insist_on(Act.SUSPECT_IMAGE, actor, read)
        if not form.is_submitted() and not can_be_done(Act.SUSPECT_IMAGE, read):
            return not_now("searches.search", search_ref=search_ref)
        return render(
            "searches/suspect_image.html", form=form, search=read, stale=stale
        )

    def done(identity: FormId) -> str:
        finishing.suspect_image(actor, search_ref, form=identity)
        return url_for("searches.image_stop", search_ref=search_ref)

    return answer(form, done, page)


@bp.get("/searches/<reference:search_ref>/stop")
def image_stop(search_ref: str) -> str:
    """Everything halts: what to do now, in five lines."""
    read = read_search(current_actor(), search_ref)
    return render(
        "searches/image_stop.html",
        search=read,
        alerts=SEARCH_ALERTS.ask(read),
        stop_lines=examinations.stop_lines.every(),
    )


@bp.route("/searches/<reference:search_ref>/seize", methods=["GET", "POST"])
def seize_item(search_ref: str) -> Any:
    """An item that was taken in the search goes into custody."""
    actor, form = current_actor(), SeizeItemForm()

    def page(*, stale: bool = False) -> str:
        read = read_search(actor, search_ref)
        insist_on(Act.RECORD_FINDING, actor, read)
        return render(
            "searches/seize_item.html",
            form=form,
            search=read,
            lists=lists,
            kind_hints=hints_of(custody.kinds),
            stale=stale,
        )

    def done(identity: FormId) -> str:
        read = read_search(actor, search_ref)
        insist_on(Act.RECORD_FINDING, actor, read)
        new = replace(form.details(search_ref), pupil_ref=read.pupil_ref)
        seize(actor, new, form=identity)
        return url_for("searches.search", search_ref=search_ref)

    return answer(form, done, page)


@bp.route("/searches/<reference:search_ref>/parents", methods=["GET", "POST"])
def inform_parents(search_ref: str) -> Any:
    """That the parents were told, or why not."""
    form = InformParentsForm()
    return step(
        search_ref,
        Act.INFORM_PARENTS,
        form,
        lambda actor, identity: finishing.inform_parents(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/review", methods=["GET", "POST"])
def review_search(search_ref: str) -> Any:
    """What safeguarding sees in it."""
    form = ReviewSearchForm()
    return step(
        search_ref,
        Act.REVIEW_SEARCH,
        form,
        lambda actor, identity: reviewing.review_search(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/deviations", methods=["GET", "POST"])
def review_deviations(search_ref: str) -> Any:
    """The head's answer to what was not as it must be."""
    form = ReviewDeviationsForm()
    return step(
        search_ref,
        Act.REVIEW_DEVIATIONS,
        form,
        lambda actor, identity: reviewing.review_deviations(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/close", methods=["GET", "POST"])
def close_search(search_ref: str) -> Any:
    """Close it, as lawful or with deviations."""
    form = CloseSearchForm()
    return step(
        search_ref,
        Act.CLOSE_SEARCH,
        form,
        lambda actor, identity: reviewing.close_search(
            actor, search_ref, form.seen(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/add", methods=["GET", "POST"])
def add_to_search(search_ref: str) -> Any:
    """Something to add."""
    form = AddToSearchForm()
    return step(
        search_ref,
        Act.ADD_TO_SEARCH,
        form,
        lambda actor, identity: reviewing.add_to_search(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/raise", methods=["GET", "POST"])
def raise_from_search(search_ref: str) -> Any:
    """A concern about the child, from the search."""
    form = RaiseFromSearchForm()
    return step(
        search_ref,
        Act.RAISE_FROM_SEARCH,
        form,
        lambda actor, identity: reviewing.raise_from_search(
            actor, search_ref, form.details(), form=identity
        ),
    )
