"""Whoever asks for too many records that are not to be found must wait a little."""

from flask import request
from werkzeug.wrappers import Response

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.identity.commands.pacing import count_guess
from school.identity.commands.proving import Held
from school.identity.queries.pacing import held_until
from school.identity.states import GUESSES
from school.identity.views.blueprint import bp
from school.identity.views.onward import as_sent
from school.web.acting import actor_or_none
from school.web.errors import answer
from school.web.forms import was_given_to_this_person
from school.web.pages import render


def hold_back(actor: Actor) -> None:
    """Raises Held for whoever has guessed too often, before any record is looked for:
    what is there and what is not wait alike. Pages without a reference stay open, so
    that a concern can be raised at any moment.
    """
    until = held_until(actor, GUESSES) if request.view_args else None
    if until:
        raise Held(until)


@bp.app_errorhandler(Hidden)
def not_to_be_found(error: Hidden) -> Response:
    """The one page for what is hidden and what is not there; both count."""
    actor = actor_or_none()
    if actor:
        count_guess(actor)
    return answer(error.status)


@bp.app_errorhandler(Held)
def wait(held: Held) -> Response:
    """When to try again; a form that was sent stands ready to be sent then."""
    ours = was_given_to_this_person(request.form.get("form_id"))
    carried = as_sent() if ours else None
    page = render("errors/too_many.html", until=held.until, carried=carried)
    rest = int((held.until - clock.now()).total_seconds()) + 1
    return Response(
        page,
        status=held.status,
        headers={"Retry-After": str(rest)},
        content_type="text/html; charset=utf-8",
    )
