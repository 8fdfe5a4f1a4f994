"""Starting a search, by itself or from a concern or case."""

from typing import Any

from flask import url_for

from safeguard.guidance import searches
from safeguard.searches.commands.starting import start_search as start
from safeguard.searches.forms.starting import StartSearchForm, hints_of
from safeguard.searches.permissions import Act
from safeguard.searches.views.blueprint import bp
from safeguard.searches.views.finding import answer_finding, finders_of
from school.foundation.actor import Actor
from school.foundation.errors import Refused
from school.foundation.permits import Refusal
from school.gate import decide
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
    form = StartSearchForm()

    def page(*, asked: str = "", stale: bool = False) -> str:  # noqa: ARG001
        return render(
            "searches/start_search.html",
            form=form,
            finders=finders_of(actor, form, asked),
            hints={
                "item": hints_of(searches.items),
                "place": hints_of(searches.places),
            },
            origin_ref=origin_ref,
        )

    def done(identity: Any) -> str:
        ref = start(actor, form.details(origin_ref), form=identity)
        return url_for("searches.search", search_ref=ref)

    return answer_finding(form, done, page)


def insist_on(act: Act, actor: Actor, subject: Any = None) -> None:
    """Say no before anything is typed. Raises Refused."""
    answer = decide(act, actor, subject)
    if isinstance(answer, Refusal):
        raise Refused(answer.code)
