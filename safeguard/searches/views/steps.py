"""The pages of the steps before a search, each saved by itself."""

from collections.abc import Callable
from typing import Any

from flask import url_for

from safeguard.cases.forms.working import VersionedForm
from safeguard.guidance import searches as lists
from safeguard.guidance.choosing import hints_of
from safeguard.searches.commands import preparing, weighing
from safeguard.searches.forms.course import (
    AssessUrgencyForm,
    CallOffSearchForm,
    CheckAuthorityForm,
    ExplainSearchForm,
    GiveAdviceForm,
    RecordCooperationForm,
    RequestAdviceForm,
)
from safeguard.searches.forms.finishing import InformParentsForm
from safeguard.searches.forms.people import FindingForm
from safeguard.searches.permissions import Act
from safeguard.searches.queries.advising import read_for_advice
from safeguard.searches.queries.reading import SearchRead, read_search
from safeguard.searches.queries.register import advice_comes_from
from safeguard.searches.views.blueprint import bp
from safeguard.searches.views.finding import answer_finding, finders_of
from safeguard.searches.views.leading import can_be_done, insist_on, onward
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.forms import ActForm
from school.web.pages import render

# The steps in the order of the real world, for "step 3 of 8".
ORDER = (
    *("start_search", "assess_urgency", "check_authority", "explain_search"),
    *("record_cooperation", "conduct_search", "record_finding", "inform_parents"),
)


@bp.route("/searches/<reference:search_ref>/urgency", methods=["GET", "POST"])
def assess_urgency(search_ref: str) -> Any:
    """How urgent, and the risk to others."""
    form = AssessUrgencyForm()
    return step(
        search_ref,
        Act.ASSESS_URGENCY,
        form,
        lambda actor, identity: weighing.assess_urgency(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/ask-advice", methods=["GET", "POST"])
def request_advice(search_ref: str) -> Any:
    """Ask those whose advice counts."""
    form = RequestAdviceForm()
    return step(
        search_ref,
        Act.REQUEST_ADVICE,
        form,
        lambda actor, identity: weighing.request_advice(
            actor, search_ref, form.seen(), form=identity
        ),
        advisers=advice_comes_from(current_actor()),
    )


@bp.route("/searches/<reference:search_ref>/advise", methods=["GET", "POST"])
def give_advice(search_ref: str) -> Any:
    """Advise on a search: what it is about, and the answer."""
    actor, form = current_actor(), GiveAdviceForm()

    def page(*, stale: bool = False) -> str:
        asked = read_for_advice(actor, search_ref)
        return render(
            "searches/give_advice.html",
            form=form,
            asked=asked,
            lists=lists,
            stale=stale,
        )

    def done(identity: FormId) -> str:
        weighing.give_advice(actor, search_ref, form.details(), form=identity)
        return url_for("cases.home")

    return answer(form, done, page)


@bp.route("/searches/<reference:search_ref>/authority", methods=["GET", "POST"])
def check_authority(search_ref: str) -> Any:
    """Ask the head's list at this instant."""
    form = CheckAuthorityForm()
    return step(
        search_ref,
        Act.CHECK_AUTHORITY,
        form,
        lambda actor, identity: weighing.check_authority(
            actor, search_ref, form.seen(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/explain", methods=["GET", "POST"])
def explain_search(search_ref: str) -> Any:
    """What the pupil was told, and what they asked."""
    form = ExplainSearchForm()
    return step(
        search_ref,
        Act.EXPLAIN_SEARCH,
        form,
        lambda actor, identity: preparing.explain_search(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/co-operation", methods=["GET", "POST"])
def record_cooperation(search_ref: str) -> Any:
    """Whether the pupil is willing; for a refusal which causes were considered."""
    form = RecordCooperationForm()
    return step(
        search_ref,
        Act.RECORD_COOPERATION,
        form,
        lambda actor, identity: preparing.record_cooperation(
            actor, search_ref, form.details(), form=identity
        ),
    )


@bp.route("/searches/<reference:search_ref>/call-off", methods=["GET", "POST"])
def call_off_search(search_ref: str) -> Any:
    """It is not done in the end."""
    form = CallOffSearchForm()
    return step(
        search_ref,
        Act.CALL_OFF_SEARCH,
        form,
        lambda actor, identity: preparing.call_off_search(
            actor, search_ref, form.details(), form=identity
        ),
    )


def step(
    search_ref: str,
    act: Act,
    form: ActForm,
    do: Callable[[Any, FormId], object],
    *,
    stops: Callable[[], bool] = lambda: False,
    **context: Any,
) -> Any:
    """One step of a search on a page of its own, named like its act's template; what
    was typed is kept, and done it leads on to the next. `stops`: everything halts.
    """
    actor, template = current_actor(), _TEMPLATES[act]

    def page(*, asked: str = "", stale: bool = False) -> Any:
        read = read_search(actor, search_ref)
        insist_on(act, actor, read)
        if not form.is_submitted() and not can_be_done(act, read):
            return not_now("searches.search", search_ref=search_ref)
        if isinstance(form, VersionedForm):
            form.show_version(read.version, renew=stale)
        if isinstance(form, InformParentsForm):
            form.narrow(told_anyway=read.statutory or read.image_suspected)
        return step_page(template, form, read, asked, stale=stale, **context)

    def done(identity: FormId) -> str:
        do(actor, identity)
        if stops():
            return url_for("searches.image_stop", search_ref=search_ref)
        return onward(actor, search_ref)

    if isinstance(form, FindingForm):
        return answer_finding(form, done, page)
    return answer(form, done, page)


def step_page(
    template: str, form: ActForm, read: SearchRead, asked: str = "", **context: Any
) -> str:
    """The page of a step, with what it needs of the lists."""
    actor = current_actor()
    finders = finders_of(actor, form, asked) if isinstance(form, FindingForm) else {}
    return render(
        f"searches/{template}.html",
        form=form,
        search=read,
        lists=lists,
        hints=hints(),
        finders=finders,
        number=ORDER.index(template) + 1 if template in ORDER else None,
        of=len(ORDER),
        **context,
    )


def hints() -> dict[str, dict[str, str]]:
    """What stands under the answers of each list."""
    return {
        "item": hints_of(lists.items),
        "place": hints_of(lists.places),
        "extent": hints_of(lists.extents),
        "parents": hints_of(lists.parents),
    }


_TEMPLATES: dict[Act, str] = {
    Act.ASSESS_URGENCY: "assess_urgency",
    Act.REQUEST_ADVICE: "request_advice",
    Act.CHECK_AUTHORITY: "check_authority",
    Act.EXPLAIN_SEARCH: "explain_search",
    Act.RECORD_COOPERATION: "record_cooperation",
    Act.CALL_OFF_SEARCH: "call_off_search",
    Act.CONDUCT_SEARCH: "conduct_search",
    Act.RECORD_FINDING: "record_finding",
    Act.SUSPECT_IMAGE: "suspect_image",
    Act.INFORM_PARENTS: "inform_parents",
    Act.REVIEW_SEARCH: "review_search",
    Act.REVIEW_DEVIATIONS: "review_deviations",
    Act.CLOSE_SEARCH: "close_search",
    Act.ADD_TO_SEARCH: "add_to_search",
    Act.RAISE_FROM_SEARCH: "raise_from_search",
}
