"""Writing a use of force down: alone, or for the record it came from."""

from typing import Any

from flask import flash, redirect, request, url_for

from safeguard.cases.views.finding_people import SEND, finders, pressed
from safeguard.force.commands.recording import add_to_force as add
from safeguard.force.commands.recording import record_force as record
from safeguard.force.forms.recording import AddToForceForm, RecordForceForm
from safeguard.force.permissions import Act
from safeguard.force.queries.brief import owed_ref, sees
from safeguard.force.queries.reading import ForceRead, read_force
from safeguard.force.states import State
from safeguard.force.views.blueprint import bp
from safeguard.force.views.reading import show
from safeguard.guidance import force as lists
from safeguard.guidance.choosing import hints_of
from school.foundation.actor import Actor
from school.foundation.errors import Invalid, Refused
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.answering import answer, not_now
from school.web.catalogue import gettext as _
from school.web.pages import UNPROCESSABLE, render

SEE_OTHER = 303


@bp.route("/force/record", methods=["GET", "POST"], defaults={"origin_ref": None})
@bp.route("/force/<reference:origin_ref>/record", methods=["GET", "POST"])
def record_force(origin_ref: str | None) -> Any:
    """The page; what was pressed on it decides what comes of it."""
    actor = _who_may_record()
    owed = _owed(actor, origin_ref)
    if request.method == "GET":
        return _page(actor, RecordForceForm(formdata=None), owed)
    form = RecordForceForm()
    press = request.form.get("press", SEND)
    if press != SEND:
        return _page(actor, form, owed, asked=pressed(form, press))
    if not form.validate():
        return _page(actor, form, owed), UNPROCESSABLE
    try:
        made = record(actor, form.details(origin_ref), form=form.identity())
    except Invalid as objected:
        form.take_back(objected.problems)
        return _page(actor, form, owed), UNPROCESSABLE
    flash(_("Written down. Now the parents are told."), "success")
    if sees(actor, made):
        return redirect(url_for("force.force", force_ref=made), SEE_OTHER)
    return redirect(url_for("cases.home"), SEE_OTHER)


@bp.route("/force/<reference:force_ref>/add", methods=["GET", "POST"])
def add_to_force(force_ref: str) -> Any:
    """What was remembered later."""
    actor, form = current_actor(), AddToForceForm()

    def page(*, stale: bool = False) -> Any:
        read = read_force(actor, force_ref)
        if not form.is_submitted() and read.state == State.OWED:
            return not_now("force.force", force_ref=force_ref)
        return show("add_to_force", read, form=form, stale=stale)

    def done(identity: Any) -> str:
        add(actor, force_ref, form.details(), form=identity)
        return url_for("force.force", force_ref=force_ref)

    return answer(form, done, page)


def _owed(actor: Actor, origin_ref: str | None) -> ForceRead | None:
    """The record that is owed there, read as any record is: it names a pupil."""
    owed = owed_ref(actor, origin_ref) if origin_ref else None
    return read_force(actor, owed) if owed else None


def _page(
    actor: Actor,
    form: RecordForceForm,
    owed: ForceRead | None,
    *,
    asked: str | None = None,
) -> str:
    if owed is not None:
        form.suggest(owed.happened_at)
    return render(
        "force/record_force.html",
        form=form,
        owed=owed,
        finders=finders(actor, form, asked),
        kind_hints=hints_of(lists.kinds),
        room_hints=hints_of(lists.rooms),
    )


def _who_may_record() -> Actor:
    actor = current_actor()
    answered = decide(Act.RECORD_FORCE, actor)
    if isinstance(answered, Refusal):
        raise Refused(answered.code)
    return actor
