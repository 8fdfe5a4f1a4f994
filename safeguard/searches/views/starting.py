"""Starting a search, by itself or from a concern or case."""

from typing import Any

from safeguard.custody.queries.choosing import is_origin
from safeguard.searches.commands.conducting import record_done_search as record
from safeguard.searches.commands.starting import start_search as start
from safeguard.searches.forms.conducting import RecordSearchForm
from safeguard.searches.forms.starting import StartSearchForm
from safeguard.searches.permissions import Act
from safeguard.searches.views.blueprint import bp
from safeguard.searches.views.finding import answer_finding, finders_of
from safeguard.searches.views.leading import insist_on, onward
from safeguard.searches.views.steps import ORDER, hints
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.pages import render


@bp.route("/searches/start", methods=["GET", "POST"])
def start_search() -> Any:
    """Who and where, for what and why."""
    return _start(None)


@bp.route("/searches/start/from/<reference:origin_ref>", methods=["GET", "POST"])
def start_search_from(origin_ref: str) -> Any:
    """The same, raised from a concern or a case."""
    return _start(origin_ref)


def _start(origin_ref: str | None) -> Any:
    actor = current_actor()
    insist_on(Act.START_SEARCH, actor)
    _insist_on_origin(actor, origin_ref)
    form = StartSearchForm()

    def page(*, asked: str = "", stale: bool = False) -> str:  # noqa: ARG001
        return render(
            "searches/start_search.html",
            form=form,
            finders=finders_of(actor, form, asked),
            hints=hints(),
            number=1,
            of=len(ORDER),
        )

    def done(identity: FormId) -> str:
        ref = start(actor, form.details(origin_ref), form=identity)
        return onward(actor, ref)

    return answer_finding(form, done, page)


@bp.route("/searches/record", methods=["GET", "POST"])
def record_done_search() -> Any:
    """A search that was done, recorded afterwards."""
    return _record(None)


@bp.route("/searches/record/from/<reference:origin_ref>", methods=["GET", "POST"])
def record_done_search_from(origin_ref: str) -> Any:
    """The same, raised from a concern or a case."""
    return _record(origin_ref)


def _record(origin_ref: str | None) -> Any:
    actor = current_actor()
    insist_on(Act.RECORD_DONE_SEARCH, actor)
    _insist_on_origin(actor, origin_ref)
    form = RecordSearchForm()

    def page(*, asked: str = "", stale: bool = False) -> str:  # noqa: ARG001
        return render(
            "searches/record_done_search.html",
            form=form,
            finders=finders_of(actor, form, asked),
            hints=hints(),
        )

    def done(identity: FormId) -> str:
        ref = record(actor, form.details(origin_ref), form=identity)
        return onward(actor, ref)

    return answer_finding(form, done, page)


def _insist_on_origin(actor: Actor, origin_ref: str | None) -> None:
    """Raises Hidden for a concern or case that the actor neither sees nor raised."""
    if origin_ref is not None and not is_origin(actor, origin_ref):
        raise Hidden("there is nothing to raise it from")
