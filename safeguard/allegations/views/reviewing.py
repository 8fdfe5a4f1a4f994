"""Looking into a concern about an adult: the list, the record, each step of it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from safeguard.allegations.commands import reviewing
from safeguard.allegations.forms import (
    KINDS,
    OUTCOMES,
    AddReviewNoteForm,
    AddSubjectForm,
    ContactLadoForm,
    DecideAdultConcernForm,
    FinishAdultConcernForm,
)
from safeguard.allegations.queries import naming
from safeguard.allegations.queries.reading import (
    read_adult_concern,
    read_adult_concerns,
)
from safeguard.allegations.states import FINISHED_FROM, AdultConcernState, StepKind
from safeguard.allegations.views.blueprint import SEE_OTHER, bp
from safeguard.allegations.views.finding import finders, pressed
from school.foundation.errors import Invalid, Stale
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render, render_again

STATES = {
    AdultConcernState.RAISED: ("decide", _l("New")),
    AdultConcernState.HEAD_REVIEW: ("info", _l("Being looked into")),
    AdultConcernState.LOW_LEVEL: ("planned", _l("Low-level concern")),
    AdultConcernState.ALLEGATION: ("danger", _l("Allegation")),
    AdultConcernState.LADO_ADVICE: ("waiting", _l("LADO asked")),
    AdultConcernState.NO_CONCERN: ("planned", _l("No concern")),
    AdultConcernState.CLOSED: ("done", _l("Finished")),
}
STEPS = {
    StepKind.NOTED: ("dot", _l("Note")),
    StepKind.FACTS_CHECKED: ("dot", _l("Basic facts checked")),
    StepKind.LADO_CONTACTED: ("call", _l("LADO contacted")),
    StepKind.DECIDED: ("decide", _l("Decided")),
    StepKind.SUBJECT_ADDED: ("dot", _l("Another adult added")),
    StepKind.FINISHED: ("done", _l("Finished")),
}


@bp.get("/concerns/adult/received")
def adult_concerns() -> str:
    """What went to the reader: references and times, no name."""
    items = read_adult_concerns(current_actor())
    return render("allegations/adult_concerns.html", items=items, states=STATES)


@bp.get("/concerns/adult/<reference:concern_ref>")
def adult_concern(concern_ref: str) -> str:
    """The whole of it, and what can be done next."""
    actor = current_actor()
    found = read_adult_concern(actor, concern_ref)
    return render(
        "allegations/adult_concern.html",
        found=found,
        state=STATES[AdultConcernState(found.state)],
        steps=[(step, *STEPS[StepKind(step.kind)]) for step in reversed(found.steps)],
        kinds=KINDS,
        outcomes=OUTCOMES,
        may_finish=found.state in FINISHED_FROM,
        is_over=found.state == AdultConcernState.CLOSED,
        ring=naming.to_ring(actor),
    )


@bp.route("/concerns/adult/<reference:concern_ref>/note", methods=["GET", "POST"])
def add_review_note(concern_ref: str) -> Any:
    """A note, or the basic fact check."""
    return _step(concern_ref, AddReviewNoteForm(), reviewing.add_review_note)


@bp.route("/concerns/adult/<reference:concern_ref>/lado", methods=["GET", "POST"])
def contact_lado(concern_ref: str) -> Any:
    """A talk with the LADO."""
    return _step(concern_ref, ContactLadoForm(), reviewing.contact_lado)


@bp.route("/concerns/adult/<reference:concern_ref>/decide", methods=["GET", "POST"])
def decide_adult_concern(concern_ref: str) -> Any:
    """What it is, with the reason."""
    return _step(concern_ref, DecideAdultConcernForm(), reviewing.decide_adult_concern)


@bp.route("/concerns/adult/<reference:concern_ref>/finish", methods=["GET", "POST"])
def finish_adult_concern(concern_ref: str) -> Any:
    """How it ended."""
    return _step(concern_ref, FinishAdultConcernForm(), reviewing.finish_adult_concern)


@bp.route("/concerns/adult/<reference:concern_ref>/subject", methods=["GET", "POST"])
def add_subject(concern_ref: str) -> Any:
    """Another adult whom it is about."""
    form, press = AddSubjectForm(), request.form.get("press", "")
    if request.method == "POST" and press != "send":
        asked = pressed(form, press)
        return render(**_page(concern_ref, form, "add_subject", asked))
    return _step(concern_ref, form, reviewing.add_subject)


def _step(concern_ref: str, form: Any, act: Callable[..., str]) -> Any:
    """Show the form, or do what it says and go on; nothing typed is lost.

    The page of an act bears the name of the act.
    """
    name = act.__name__
    if not form.is_submitted():
        return render(**_page(concern_ref, form, name))
    if not form.validate():
        return render_again(**_page(concern_ref, form, name))
    try:
        act(current_actor(), concern_ref, form.details(), form=form.identity())
    except Invalid as objected:
        form.take_back(objected.problems)
        return render_again(**_page(concern_ref, form, name))
    except Stale:
        _start_from_what_stands_now(form)
        return render_again(**_page(concern_ref, form, name))
    flash(_("Recorded."), "success")
    # Whoever has just been added has no page of it to go back to.
    if name == "add_subject":
        return redirect(url_for("allegations.adult_concerns"), SEE_OTHER)
    return redirect(
        url_for("allegations.adult_concern", concern_ref=concern_ref), SEE_OTHER
    )


def _page(
    concern_ref: str, form: Any, name: str, asked: str | None = None
) -> dict[str, Any]:
    actor = current_actor()
    found = read_adult_concern(actor, concern_ref)
    if "version" in form and form.version.data is None:
        form.version.data = found.version
    return {
        "template": f"allegations/{name}.html",
        "form": form,
        "found": found,
        "ring": naming.to_ring(actor),
        "finders": finders(actor, form, asked) if hasattr(form, "LISTS") else {},
    }


def _start_from_what_stands_now(form: Any) -> None:
    form.form_errors.append(
        _(
            "Somebody recorded something meanwhile. Nothing of yours was lost: read "
            "what is new, then send it again."
        )
    )
    if "version" in form:
        form.version.data = None
