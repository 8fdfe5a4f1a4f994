"""The pages of two signatures, and of the exception that somebody has to look."""

from typing import Any

from flask import flash, url_for

from safeguard.cases.permissions import Act as CaseAct
from safeguard.guidance import intimate_images as lists
from safeguard.guidance.choosing import hints_of
from safeguard.intimate_images.commands import ending, signing
from safeguard.intimate_images.forms.signing import (
    AnswerManagingForm,
    DecideViewingForm,
    ProposeManagingForm,
)
from safeguard.intimate_images.forms.words import ANSWERS, WHY, trigger_words
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.queries.reading import ImageRead
from safeguard.intimate_images.queries.signing import read_managing
from safeguard.intimate_images.views.blueprint import bp
from safeguard.intimate_images.views.pages import clock_of, perform
from school.foundation.errors import Hidden, Refused
from school.foundation.permits import Permit, Refusal
from school.foundation.role_names import ROLE_NAMES
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer
from school.web.catalogue import gettext as _
from school.web.pages import render

BOTH = ["GET", "POST"]


@bp.route("/cases/<reference:case_ref>/image/managing/propose", methods=BOTH)
def propose_managing(case_ref: str) -> Any:
    """The DSL signs that it may be managed in school."""
    actor, form = current_actor(), ProposeManagingForm()

    def prepare(read: ImageRead) -> None:
        if not read.process.to_sign.mine:
            raise Refused("signs_first")

    return perform(
        case_ref,
        "propose_managing",
        form,
        lambda identity: signing.propose_managing(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=prepare,
    )


@bp.route("/cases/<reference:case_ref>/image/managing/answer", methods=BOTH)
def answer_managing(case_ref: str) -> Any:
    """The second person signs, or does not."""
    actor, form = current_actor(), AnswerManagingForm()

    def page(*, stale: bool = False) -> str:
        read = read_managing(actor, case_ref)
        return render(
            "intimate_images/answer_managing.html",
            read=read,
            form=form,
            stale=stale,
            lists=lists,
            answers=ANSWERS,
            questions=trigger_words(),
            why_passed=WHY,
            roles=ROLE_NAMES,
            due=clock_of(read.due_at) if read.due_at else None,
            reads_case=isinstance(decide(CaseAct.READ_CASE, actor, read), Permit),
        )

    def act(identity: Any) -> str:
        signing.answer_managing(actor, case_ref, form.details(), form=identity)
        flash(_("Recorded. The DSL sees it now."), "success")
        return url_for("cases.home")

    return answer(form, act, page)


@bp.route("/cases/<reference:case_ref>/image/viewing/decide", methods=BOTH)
def decide_viewing(case_ref: str) -> Any:
    """The exception, in words alone."""
    actor, form = current_actor(), DecideViewingForm()

    def prepare(read: ImageRead) -> None:
        asked = decide(Act.DECIDE_VIEWING, actor, read)
        if isinstance(asked, Refusal):
            raise Refused(asked.code)
        if read.process.state == "closed":
            raise Hidden("the process is closed")
        form.offer(read.process)

    return perform(
        case_ref,
        "decide_viewing",
        form,
        lambda identity: ending.decide_viewing(
            actor, case_ref, form.details(), form=identity
        ),
        prepare=prepare,
        same_sex_hints=hints_of(lists.same_sex),
    )
