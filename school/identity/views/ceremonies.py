"""The two halves of a passkey ceremony over HTTP: the question and the answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, jsonify, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from school.foundation import clock
from school.foundation.errors import Invalid
from school.foundation.passkeys import Ceremony, Known, NotAnswered, answered
from school.identity.commands.signing_in import PasskeyTry
from school.identity.views.onward import own_address

# The challenge waits in the signed cookie; that it serves once is kept by the server.
PLACE = "passkey"
ANSWERED_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Answer:
    """What the device answered, and the fields of the form it was asked from."""

    challenge: str
    credential: dict[str, Any]
    fields: dict[str, str]

    @property
    def handle(self) -> str:
        """The passkey's id, as the device says."""
        return str(self.credential.get("rawId", ""))


def begun(purpose: str, asked: Ceremony) -> Response:
    """Send the question; remember the challenge."""
    session[PLACE] = {
        "for": purpose,
        "challenge": asked.challenge,
        "at": clock.now().isoformat(),
    }
    return Response(asked.options, content_type="application/json")


def answer(purpose: str) -> Answer:
    """The answer. Raises Invalid when it answers nothing, or comes too late."""
    waiting = session.pop(PLACE, None)
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not isinstance(body.get("credential"), dict):
        raise Invalid({"credential": "unreadable"})
    if not waiting or waiting["for"] != purpose:
        raise Invalid({"credential": "not_asked"})
    asked_at = datetime.fromisoformat(waiting["at"])
    if clock.now() - asked_at > ANSWERED_WITHIN:
        raise Invalid({"credential": "too_late"})
    given = body.get("fields")
    fields = given if isinstance(given, dict) else {}
    texts = {str(name): str(value) for name, value in fields.items()}
    return Answer(waiting["challenge"], body["credential"], texts)


def checked(known: Known | None, given: Answer) -> PasskeyTry:
    """The answer, if it is right. Raises NotAnswered."""
    if known is None:
        raise NotAnswered
    site = current_app.config["SAFEGUARD"].site
    counter = answered(site, given.challenge, known, given.credential)
    return PasskeyTry(given.handle, given.challenge, counter)


def done(given: Answer) -> Response:
    """Where the browser goes next: a page, or on with what the form carries."""
    if given.fields.get("carried"):
        return jsonify(send_to=url_for("identity.go_on"), csrf_token=generate_csrf())
    return jsonify(next=own_address(given.fields.get("next")) or "/")
