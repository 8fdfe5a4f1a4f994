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

KEPT_FOR = timedelta(hours=24)
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


def carry(trust_ref: str, person_ref: str) -> str:
    """The body of this POST, sealed to its writer and its form.

    It travels in the page and is kept nowhere (decision 15).
    """
    typed = [
        (name, value)
        for name, values in request.form.lists()
        if name not in _NOT_CARRIED
        for value in values
    ]
    kept: dict[str, Any] = {
        "at": clock.now().isoformat(),
        "path": this_page(),
        "fields": typed,
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
    endpoint, _, packed = carried.partition(":")
    try:
        sealed = base64.urlsafe_b64decode(packed.encode())
        plain = decrypt(
            keyring().derived(actor.trust_ref, "carried"),
            sealed,
            _bound_to(actor.person_ref, endpoint),
        )
    except (BrokenSeal, binascii.Error, ValueError):
        return None
    kept = json.loads(zlib.decompress(plain))
    old = clock.now() - datetime.fromisoformat(kept["at"]) > KEPT_FOR
    if old or _endpoint(urlsplit(kept["path"]).path, "POST") != endpoint:
        return None
    return Carried(kept["path"], [(name, value) for name, value in kept["fields"]])


def _bound_to(person_ref: str, endpoint: str) -> bytes:
    return f"sg1 carried {person_ref} {endpoint}".encode()


def _endpoint(path: str, method: str) -> str | None:
    try:
        found, _ = current_app.url_map.bind("").match(path, method=method)
    except HTTPException:
        return None
    return str(found)
