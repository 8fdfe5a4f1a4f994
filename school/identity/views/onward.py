"""Going on where somebody was stopped: an address, or a body sealed to its writer."""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.errors import BrokenSeal
from school.foundation.sealing import decrypt, encrypt, keyring
from school.web.forms import was_given_to_this_person

KEPT_FOR = timedelta(hours=24)
# The writer is not known; the form's id, given out to one person, tells it later.
ANYBODY = "anybody"
_NOT_CARRIED = {"csrf_token"}


@dataclass(frozen=True)
class Carried:
    """A form that was sent too late: where to, and everything that was typed."""

    path: str
    fields: list[tuple[str, str]]


def own_address(path: str | None) -> str | None:
    """The address, if it is a page of ours that can be opened; else None."""
    if not path or not path.startswith("/") or path[1:2] in {"/", "\\"}:
        return None
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or _endpoint(parts.path, "GET") is None:
        return None
    return path


def this_page() -> str:
    """The address of the page that was asked for."""
    return request.full_path.removesuffix("?")


def as_sent() -> Carried:
    """The form that this request sent, without its token."""
    typed = [
        (name, value)
        for name, values in request.form.lists()
        if name not in _NOT_CARRIED
        for value in values
    ]
    return Carried(this_page(), typed)


def carry(trust_ref: str, person_ref: str) -> str:
    """The body of this POST, sealed to its writer and its form.

    It travels in the page and is kept nowhere (decision 15).
    """
    sent = as_sent()
    kept: dict[str, Any] = {
        "at": clock.now().isoformat(),
        "path": sent.path,
        "fields": sent.fields,
    }
    endpoint = request.endpoint or ""
    sealed = encrypt(
        keyring().derived(trust_ref, "carried"),
        zlib.compress(json.dumps(kept).encode()),
        _bound_to(person_ref, endpoint),
    )
    return f"{endpoint}:{base64.urlsafe_b64encode(sealed).decode()}"


def opened(actor: Actor, carried: str) -> Carried | None:
    """What was carried, for its writer alone. None: another person's, or too old."""
    found = _opened(actor.trust_ref, actor.person_ref, carried)
    if found is None:
        found = _opened(actor.trust_ref, ANYBODY, carried)
        if found and not was_given_to_this_person(dict(found.fields).get("form_id")):
            return None
    return found


def _opened(trust_ref: str, person_ref: str, carried: str) -> Carried | None:
    endpoint, _, packed = carried.partition(":")
    try:
        plain = decrypt(
            keyring().derived(trust_ref, "carried"),
            base64.urlsafe_b64decode(packed.encode()),
            _bound_to(person_ref, endpoint),
        )
    except (BrokenSeal, binascii.Error, ValueError):
        return None
    kept = json.loads(zlib.decompress(plain))
    old = clock.now() - datetime.fromisoformat(kept["at"]) > KEPT_FOR
    if old or _endpoint(urlsplit(kept["path"]).path, "POST") != endpoint:
        return None
    return Carried(kept["path"], [(name, value) for name, value in kept["fields"]])


def sealed_into_page(actor: Actor, what: str, text: str) -> str:
    """A secret that goes through the page and comes back, readable to nobody."""
    key = keyring().derived(actor.trust_ref, "carried")
    sealed = encrypt(key, text.encode(), _bound_to(actor.person_ref, what))
    return base64.urlsafe_b64encode(sealed).decode()


def opened_from_page(actor: Actor, what: str, sealed: str) -> str | None:
    """The secret as it came back, or None when it is not this person's."""
    key = keyring().derived(actor.trust_ref, "carried")
    try:
        packed = base64.urlsafe_b64decode(sealed.encode())
        return decrypt(key, packed, _bound_to(actor.person_ref, what)).decode()
    except (BrokenSeal, binascii.Error, ValueError):
        return None


def _bound_to(person_ref: str, endpoint: str) -> bytes:
    return f"sg1 carried {person_ref} {endpoint}".encode()


def _endpoint(path: str, method: str) -> str | None:
    try:
        found, _ = current_app.url_map.bind("").match(path, method=method)
    except HTTPException:
        return None
    return str(found)
