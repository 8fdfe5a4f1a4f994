"""The form every page's form is made from: an id of its own, and honest errors."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, Signer
from wtforms import HiddenField

# Newer than the types that describe it to mypy.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from school.foundation.errors import Invalid
from school.foundation.form_ids import FormId
from school.web.acting import actor_or_none

NARRATIVE_LIMIT = 65_536
_NOT_TYPED = {"csrf_token", "form_id"}


class ActForm(FlaskForm):
    """A form that performs one act. Its id is signed and random, given out by GET, so
    that sending it twice makes one record (decision 15).
    """

    form_id = HiddenField(_l("Form"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted() or not self.form_id.data:
            self.form_id.data = _signer().sign(secrets.token_urlsafe(18)).decode()

    def identity(self) -> FormId:
        """The form's id for the gate. Raises Invalid when it is not one we gave out."""
        try:
            ref = _signer().unsign(self.form_id.data or "").decode()
        except BadSignature:
            raise Invalid({"form_id": "unknown"}) from None
        return FormId(form_ref=ref, digest=self._digest())

    def _digest(self) -> str:
        """A keyed digest of what was typed, to tell a repeat from a change."""
        typed = [
            (name, values)
            for name, values in sorted(request.form.lists())
            if name not in _NOT_TYPED
        ]
        key = current_app.config["SECRET_KEY"].encode()
        return hmac.new(key, repr(typed).encode(), hashlib.sha256).hexdigest()

    def take_back(self, problems: Mapping[str, str]) -> None:
        """Put a command's objections next to the fields they are about."""
        for name, problem in problems.items():
            field = self._fields.get(name)
            if field is None:
                self.form_errors.append(problem)
            else:
                field.errors = [*field.errors, problem]


def choices_of(words: Mapping[str, Any]) -> list[Any]:
    """Choices for a field, from each value and the words that stand beside it."""
    return [SelectChoice(value, label) for value, label in words.items()]


def was_given_to_this_person(form_id: str | None) -> bool:
    """Whether a form's id was given out to whoever acts now."""
    return bool(form_id) and _signer().validate(form_id or "")


def _signer() -> Signer:
    # Bound to the person, so that a form id cannot be carried to somebody else.
    actor = actor_or_none()
    salt = f"form {actor.person_ref if actor else 'nobody'}"
    return Signer(current_app.config["SECRET_KEY"], salt=salt)
