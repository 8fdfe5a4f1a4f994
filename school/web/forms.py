"""The form every page's form is made from: an id of its own, and honest errors."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from flask_wtf import FlaskForm
from itsdangerous import Signer
from wtforms import HiddenField

# Newer than the types that describe it to mypy.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from school.foundation.errors import Invalid
from school.foundation.form_ids import FormId
from school.web.acting import actor_or_none
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.fields import InOurWords

NARRATIVE_LIMIT = 65_536
_NOT_TYPED = {"csrf_token", "form_id"}


class ActForm(InOurWords, FlaskForm):
    """A form that performs one act. Its id is signed and random, given out by GET, so
    that sending it twice makes one record (decision 15). Without such an id nothing is
    done: the page comes again with a fresh one, and with all that was typed.
    """

    form_id = HiddenField(_l("Form"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted() or not self.form_id.data:
            self.begin_afresh()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything entered can stand, and the form is one we gave out."""
        right = bool(super().validate(extra_validators))
        if self._came_with_its_id():
            return right
        self.take_back({"form_id": "unknown"})
        return False

    def identity(self) -> FormId:
        """The form's id for the gate. Raises Invalid when it is not one we gave out."""
        if not self._came_with_its_id():
            raise Invalid({"form_id": "unknown"})
        ref = _signer().unsign(self._sent_id()).decode()
        return FormId(form_ref=ref, digest=self._digest())

    def begin_afresh(self) -> None:
        """An id for whoever is shown the form now."""
        self.form_id.data = _signer().sign(secrets.token_urlsafe(18)).decode()

    def _sent_id(self) -> str:
        # As it arrived: where none did, a fresh one stands in `data` for the page.
        return str(next(iter(self.form_id.raw_data or ()), ""))

    def _came_with_its_id(self) -> bool:
        return was_given_to_this_person(self._sent_id())

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
        """Put a command's objections next to the fields they are about. A form that
        nobody was given gets an id for whoever sends it, so that it can be sent again.
        """
        for name, problem in problems.items():
            field = self._fields.get(name)
            if name == "form_id":
                self.form_errors.append(self._not_given_out())
                self.begin_afresh()
            elif field is None:
                self.form_errors.append(problem)
            else:
                field.errors = [*field.errors, problem]

    def _not_given_out(self) -> str:
        if self._sent_id():
            return _(
                "This page was opened before you signed in. Nothing was lost: look it "
                "through and send it again."
            )
        return _(
            "A part of this page did not arrive. Nothing was lost: look it through and "
            "send it again."
        )


class SeenForm(ActForm):
    """A form that knows which version of the record its page showed, so that nobody
    overwrites what somebody else did meanwhile.
    """

    version = HiddenField()

    def seen(self) -> int | None:
        """The version, or None where the page carried none."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() else None

    def show_version(self, current: int, *, renew: bool = False) -> None:
        """Carry it; a page that was sent keeps its own unless what is new was shown."""
        if renew or not self.version.data:
            self.version.data = str(current)


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
