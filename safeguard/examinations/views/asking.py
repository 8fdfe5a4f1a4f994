"""One page with one form, begun by the first question: a yes halts and asks no more."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, url_for

from safeguard.cases.forms.working import VersionedForm
from safeguard.examinations.commands.halting import halt_examination
from safeguard.examinations.forms.asking import (
    FirstQuestionForm,
    HaltExaminationForm,
)
from safeguard.examinations.permissions.standing import standing_in
from safeguard.examinations.queries.reading import ExaminationRead, read_examination
from safeguard.examinations.states import Move, after
from safeguard.guidance import examinations as lists
from safeguard.guidance.choosing import hints_of
from safeguard.searches.forms.people import FindingForm
from safeguard.searches.views.finding import answer_finding, finders_of
from school.foundation.form_ids import FormId
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.forms import ActForm
from school.web.pages import render

SEE_OTHER = 303


@dataclass(frozen=True)
class Asked:
    """A page of an examination: its template, its form, what it performs.

    `step`: where the table knows no such step from here, the record is shown instead.
    """

    ref: str
    template: str
    form: ActForm
    act: Callable[[FormId], str]
    step: Move | None = None
    context: dict[str, Any] = field(default_factory=dict)


def ask_of_examination(this: Asked) -> Any:
    """A page on an examination that is there already."""
    form = this.form
    if isinstance(form, FirstQuestionForm) and form.suspects():
        return halt(this.ref)

    def page(*, stale: bool = False, asked: str = "") -> Any:
        read = read_examination(current_actor(), this.ref)
        if not form.is_submitted() and not _possible(this, read):
            return redirect(page_of(this.ref), SEE_OTHER)
        if isinstance(form, VersionedForm):
            form.show_version(read.version, renew=stale)
        return show(this, asked, examination=read, stale=stale)

    return perform(this, page)


def perform(asked: Asked, page: Callable[..., Any]) -> Any:
    """What was pressed: a finder's button, or the act."""

    def done(identity: FormId) -> str:
        return page_of(asked.act(identity))

    if isinstance(asked.form, FindingForm):
        return answer_finding(asked.form, done, page)
    return answer(asked.form, done, page)


def show(asked: Asked, finder: str, **context: Any) -> str:
    """The template with what every page of an examination needs."""
    form = asked.form
    if isinstance(form, FindingForm):
        context["finders"] = finders_of(current_actor(), form, finder)
    return render(
        f"examinations/{asked.template}.html",
        form=form,
        lists=lists,
        hints_of=hints_of,
        **asked.context,
        **context,
    )


def halt(ref: str) -> Any:
    """An indecent image is suspected: by whatever page, the same act (S10)."""
    form = HaltExaminationForm()

    def page(*, stale: bool = False) -> str:
        return render(
            "examinations/halt_examination.html",
            form=form,
            stale=stale,
            lists=lists,
            hints_of=hints_of,
            back_href=page_of(ref),
        )

    def done(identity: FormId) -> str:
        row = halt_examination(current_actor(), ref, form.details(), form=identity)
        return page_of(row)

    return answer(form, done, page)


def page_of(ref: str) -> str:
    """The address of an examination."""
    return url_for("examinations.examination", examination_ref=ref)


def _possible(asked: Asked, read: ExaminationRead) -> bool:
    """Whether the table knows the step from where the examination stands."""
    return asked.step is None or after(standing_in(read), asked.step) is not None
