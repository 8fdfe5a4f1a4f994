"""Whose body is read and whose is not; what the page says where a stop stands."""

import re
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from flask import request

from safeguard.evidence.commands.attaching import refuse_file
from safeguard.evidence.permissions.holders import holder_visible
from safeguard.evidence.permissions.standing import seen_stopped
from safeguard.evidence.views.blueprint import bp
from safeguard.guidance import files
from school.foundation.errors import SafeguardError, Stopped
from school.foundation.references import ALPHABET, ROW_LENGTH, heard
from school.identity.views.entering import signed_in_or_none
from school.web import bodies
from school.web.acting import actor_or_none
from school.web.pages import render

_ROW = re.compile(rf"[{ALPHABET}]{{{ROW_LENGTH}}}")


@bp.record_once
def _set_up(state: Any) -> None:
    bodies.ask_first(state.app, before_a_file)


def before_a_file() -> int | None:
    """With which status a body that is no plain form is refused; None: with none.

    A stop is told to those alone who may see the record. To all others a stopped
    record, a hidden one and one that never was are the same.
    """
    signed = signed_in_or_none()
    if signed is None:
        return bodies.SIGN_IN
    if seen_stopped(signed.actor, references_in_address()):
        return bodies.CONFLICT
    holder_ref = (request.view_args or {}).get("holder_ref")
    if holder_ref is not None and holder_visible(signed.actor, holder_ref) is None:
        return bodies.NOT_FOUND
    return None


def references_in_address() -> list[str]:
    """Every reference that the address names, wherever in it: what is refused hangs on
    no page that somebody must have remembered to declare.
    """
    asked = parse_qsl(request.query_string.decode("latin-1"), keep_blank_values=True)
    pieces = [*request.path.split("/"), *(each for pair in asked for each in pair)]
    found = [heard(piece) or _row_in(piece) for piece in pieces]
    return [each for each in dict.fromkeys(found) if each]


def _row_in(piece: str) -> str | None:
    return piece if _ROW.fullmatch(piece) else None


@bp.app_errorhandler(Stopped)
def stopped(error: Stopped) -> tuple[str, int]:
    """What to do instead, in words."""
    sent = request.method not in {"GET", "HEAD"}
    if sent:
        _record()
    page = render("evidence/stopped.html", steps=files.instead.every(), sent=sent)
    return page, error.status


def _record() -> None:
    """Who tried, and where. The page says what to do even if that cannot be kept."""
    actor = actor_or_none()
    ref = seen_stopped(actor, references_in_address()) if actor else None
    if actor is not None and ref is not None:
        with suppress(SafeguardError):
            refuse_file(actor, ref)
