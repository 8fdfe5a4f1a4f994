"""The pages on sexual harm between children."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for

from safeguard.cases.forms.working import VersionedForm
from safeguard.cases.views.leading import insist_on_leading, leads
from safeguard.cases.views.moments import by_when, since_when
from safeguard.guidance import agencies, answers
from safeguard.guidance import harm as lists
from safeguard.guidance.choosing import hints_of
from safeguard.harm import commands as acts
from safeguard.harm.forms import (
    SHAPES,
    STATES,
    TEXTS,
    AssessHarmForm,
    OpenHarmForm,
    ReviewHarmForm,
)
from safeguard.harm.queries import HarmRead, read_harm, read_patterns
from safeguard.harm.states import State
from school.foundation import clock
from school.foundation.errors import Hidden
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.forms import ActForm
from school.web.pages import render

bp = Blueprint("harm", __name__)


@bp.get("/cases/<reference:case_ref>/harm")
def harm(case_ref: str) -> str:
    """How the case deals with it: assessment, separation, reviews."""
    return _page("harm", read_harm(current_actor(), case_ref))


@bp.get("/harm/patterns")
def harm_patterns() -> str:
    """Where and when."""
    return render(
        "harm/harm_patterns.html", patterns=read_patterns(current_actor()), lists=lists
    )


@bp.route("/cases/<reference:case_ref>/harm/open", methods=["GET", "POST"])
def open_harm(case_ref: str) -> Any:
    """What kind, where, when."""
    actor, form = current_actor(), OpenHarmForm()
    return _perform(
        case_ref,
        "open_harm",
        form,
        lambda identity: acts.open_harm(actor, case_ref, form.details(), form=identity),
        hints=hints_of(lists.kinds),
    )


@bp.route("/cases/<reference:case_ref>/harm/assess", methods=["GET", "POST"])
def assess_harm(case_ref: str) -> Any:
    """Risk and needs of both children, and how they are kept apart."""
    actor, form = current_actor(), AssessHarmForm()
    return _perform(
        case_ref,
        "assess_harm",
        form,
        lambda identity: acts.assess_harm(
            actor, case_ref, form.details(), form=identity
        ),
        hints=hints_of(lists.options),
    )


@bp.route("/cases/<reference:case_ref>/harm/review", methods=["GET", "POST"])
def review_harm(case_ref: str) -> Any:
    """Does the plan hold?"""
    actor, form = current_actor(), ReviewHarmForm()
    return _perform(
        case_ref,
        "review_harm",
        form,
        lambda identity: acts.review_harm(
            actor, case_ref, form.details(), form=identity
        ),
        hints=hints_of(lists.reviews),
    )


def _perform(
    case_ref: str,
    template: str,
    form: ActForm,
    act: Callable[[FormId], object],
    **context: Any,
) -> Any:
    actor = current_actor()

    def page(*, stale: bool = False) -> str:
        read = read_harm(actor, case_ref)
        insist_on_leading(read)
        if isinstance(form, VersionedForm):
            if read.process is None:
                raise Hidden("the case has no such process")
            form.show_version(read.process.version, renew=stale)
        if isinstance(form, AssessHarmForm):
            form.suggest(read.process)
        return _page(template, read, form=form, stale=stale, **context)

    def done(identity: FormId) -> str:
        act(identity)
        return url_for("harm.harm", case_ref=case_ref)

    return answer(form, done, page)


def _page(template: str, read: HarmRead, **context: Any) -> str:
    process = read.process
    return render(
        f"harm/{template}.html",
        case=read,
        process=process,
        leads=leads(read),
        lists=lists,
        states=STATES,
        shapes=SHAPES,
        texts=TEXTS,
        part_of=answers.parts.named,
        may_review=process is not None and process.state == State.IN_PLACE,
        may_assess=process is not None and process.state != State.ENDED,
        due=_due(read),
        refer_to=_(agencies.named(process.refer_to).short)
        if process and process.refer_to
        else None,
        **context,
    )


def _due(read: HarmRead) -> dict[str, Any] | None:
    due_at = read.process.due_at if read.process else None
    if due_at is None:
        return None
    late = due_at < clock.now()
    return {
        "kind": "overdue" if late else "clock",
        "word": _("Overdue") if late else _("Later"),
        "more": since_when(due_at) if late else by_when(due_at),
    }
