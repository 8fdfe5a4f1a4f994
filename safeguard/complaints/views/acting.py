"""Each act on a complaint as a page of one question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for

from safeguard.complaints import forms
from safeguard.complaints.commands import handling
from safeguard.complaints.queries.listing import handlers_to_choose, is_visible
from safeguard.complaints.queries.reading import ComplaintRead, read_complaint
from safeguard.complaints.views.blueprint import bp
from safeguard.complaints.views.complaint_page import (
    BY_VERB,
    can_be_done,
    complaint_page,
)
from school.foundation.errors import ElevationNeeded, Refused
from school.foundation.permits import NEEDS_ELEVATION, Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import SEE_OTHER, answer
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l


@dataclass(frozen=True)
class Question:
    """An act on a complaint: its verb, what does it, its form, what is said then."""

    verb: str
    perform: Callable[..., str]
    form: Callable[[], Any]
    said: Any
    begin: Callable[[Any, ComplaintRead], None] | None = None


def _people(form: Any, found: ComplaintRead) -> None:
    form.offer(handlers_to_choose(current_actor(), found.reference))


def _endings(form: Any, found: ComplaintRead) -> None:
    form.offer(answered=found.standing.answered)


QUESTIONS = {
    each.verb: each
    for each in (
        Question(
            "acknowledge_complaint",
            handling.acknowledge_complaint,
            forms.AcknowledgeComplaintForm,
            _l("Recorded. Give it to somebody who looks into it."),
        ),
        Question(
            "assign_complaint",
            handling.assign_complaint,
            forms.AssignComplaintForm,
            _l("They have a notice."),
            _people,
        ),
        Question(
            "answer_complaint",
            handling.answer_complaint,
            forms.AnswerComplaintForm,
            _l("The answer is recorded."),
        ),
        Question(
            "take_complaint_further",
            handling.take_complaint_further,
            forms.TakeComplaintFurtherForm,
            _l("It has gone further. Whoever has it now has a notice."),
            _people,
        ),
        Question(
            "convene_panel",
            handling.convene_panel,
            forms.ConvenePanelForm,
            _l("The panel is named."),
        ),
        Question(
            "link_complaint",
            handling.link_complaint,
            forms.LinkComplaintForm,
            _l("Recorded. Whoever acted in it does not read this complaint."),
        ),
        Question(
            "add_to_complaint",
            handling.add_to_complaint,
            forms.AddToComplaintForm,
            _l("Added."),
        ),
        Question(
            "close_complaint",
            handling.close_complaint,
            forms.CloseComplaintForm,
            _l("The complaint is closed."),
            _endings,
        ),
    )
}


def _ask(verb: str, complaint_ref: str) -> Any:
    """Ask it, or do it. Raises Refused for an act that is not this person's."""
    actor, question = current_actor(), QUESTIONS[verb]
    form = question.form()

    def page(*, stale: bool = False) -> Any:
        found = read_complaint(actor, complaint_ref)
        _insist(verb, found)
        if not stale and not can_be_done(found, BY_VERB[verb]):
            flash(_("That cannot be done with this complaint now."), "warning")
            return redirect(_address(complaint_ref), SEE_OTHER)
        if question.begin is not None:
            question.begin(form, found)
        form.show_version(found.version, renew=stale)
        template = f"complaints/{verb}.html"
        return complaint_page(template, found, form=form, stale=stale)

    def act(identity: Any) -> str:
        question.perform(actor, complaint_ref, form.details(), form=identity)
        flash(str(question.said), "success")
        return _onward(complaint_ref)

    return answer(form, act, page)


def _onward(complaint_ref: str) -> str:
    """The complaint; home, where it is not this person's to read any more."""
    if not is_visible(current_actor(), complaint_ref):
        return url_for("cases.home")
    return _address(complaint_ref)


def _address(complaint_ref: str) -> str:
    return url_for("complaints.complaint", complaint_ref=complaint_ref)


def _insist(verb: str, found: ComplaintRead) -> None:
    refused = decide(BY_VERB[verb].act, current_actor(), found)
    if refused == NEEDS_ELEVATION:
        raise ElevationNeeded
    if isinstance(refused, Refusal):
        raise Refused(refused.code)


@bp.route("/complaints/<reference:complaint_ref>/acknowledge", methods=["GET", "POST"])
def acknowledge_complaint(complaint_ref: str) -> Any:
    """How the complainant was told that it has come."""
    return _ask("acknowledge_complaint", complaint_ref)


@bp.route("/complaints/<reference:complaint_ref>/assign", methods=["GET", "POST"])
def assign_complaint(complaint_ref: str) -> Any:
    """Who looks into it."""
    return _ask("assign_complaint", complaint_ref)


@bp.route("/complaints/<reference:complaint_ref>/answer", methods=["GET", "POST"])
def answer_complaint(complaint_ref: str) -> Any:
    """What came of the stage, and why."""
    return _ask("answer_complaint", complaint_ref)


@bp.route("/complaints/<reference:complaint_ref>/take-further", methods=["GET", "POST"])
def take_complaint_further(complaint_ref: str) -> Any:
    """Why they are not content, and who has it now."""
    return _ask("take_complaint_further", complaint_ref)


@bp.route("/complaints/<reference:complaint_ref>/panel", methods=["GET", "POST"])
def convene_panel(complaint_ref: str) -> Any:
    """Who hears it."""
    return _ask("convene_panel", complaint_ref)


@bp.route("/complaints/<reference:complaint_ref>/link", methods=["GET", "POST"])
def link_complaint(complaint_ref: str) -> Any:
    """Which search or examination it is about."""
    return _ask("link_complaint", complaint_ref)


@bp.route("/complaints/<reference:complaint_ref>/add", methods=["GET", "POST"])
def add_to_complaint(complaint_ref: str) -> Any:
    """A note."""
    return _ask("add_to_complaint", complaint_ref)


@bp.route("/complaints/<reference:complaint_ref>/close", methods=["GET", "POST"])
def close_complaint(complaint_ref: str) -> Any:
    """How it ends."""
    return _ask("close_complaint", complaint_ref)
