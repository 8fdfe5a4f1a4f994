"""Which bodies are read at all: decided from method, address and headers alone.

The server asks before it reads one (safeguard/installation/turning_away.py), and the
application once more before anything looks at what was sent.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from school.foundation.errors import Hidden, SafeguardError, Stopped

PLAIN = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
JSON = "application/json"
# What stands around a file in a form: its boundary and the other fields.
AROUND = 64 * 1024
CONFLICT, TOO_LARGE, NOT_HERE, SIGN_IN, NOT_FOUND = 409, 413, 415, 401, 404
# Set by the server where it has turned a body away already.
TURNED_AWAY = "safeguard.turned_away"
_EXTENSION = "safeguard_bodies"
View = TypeVar("View", bound=Callable[..., Any])
# Asked of each body that is no plain form: the status that refuses it, or None.
Asked = Callable[[], int | None]


class BodyRefused(SafeguardError):
    """What was sent is not taken here, and was not read."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


def takes_files(most: int) -> Callable[[View], View]:
    """Declare that a page takes a file, in a body of at most so many bytes. To a page
    that does not say so no file can be sent.
    """

    def declare(view: View) -> View:
        view.__takes_files__ = most  # type: ignore[attr-defined]
        return view

    return declare


def file_takers(app: Flask) -> dict[str, int]:
    """The endpoints that take files, and how many bytes each body may have."""
    return {
        endpoint: view.__takes_files__
        for endpoint, view in app.view_functions.items()
        if hasattr(view, "__takes_files__")
    }


def most_of_any(app: Flask) -> int:
    """The longest body that any page takes."""
    most: int = max([app.config["MAX_CONTENT_LENGTH"], *file_takers(app).values()])
    return most


def ask_first(app: Flask, asked: Asked) -> None:
    """Say who decides about bodies that are no plain form, for one application."""
    app.extensions[_EXTENSION] = asked


def guard(app: Flask) -> None:
    """Refuse what is not to be read, before anything reads it: also before the token
    of a form is looked for in it.
    """

    @app.before_request
    def before_the_body() -> None:
        status = request.environ.get(TURNED_AWAY) or refused_status()
        if status == CONFLICT:
            raise Stopped("no file is taken here")
        if status == NOT_FOUND:
            raise Hidden("no such record")
        if status is not None:
            raise BodyRefused(status)
        most = _most_here()
        if most is not None:
            request.max_content_length = most


def is_plain(content_type: str) -> bool:
    """Whether the body is a form of typed text."""
    return content_type.partition(";")[0].strip().lower() == PLAIN


def refused_status() -> int | None:
    """The status with which this request's body is refused; None: it may be read."""
    if not _has_body():
        return None
    if is_plain(request.content_type or ""):
        return _too_large(current_app.config["MAX_CONTENT_LENGTH"])
    asked: Asked | None = current_app.extensions.get(_EXTENSION)
    said = asked() if asked else None
    if said == CONFLICT:
        return CONFLICT
    if request.mimetype == JSON:
        return _too_large(current_app.config["MAX_CONTENT_LENGTH"])
    most = _most_here()
    if most is None or request.mimetype != PARTS:
        return NOT_HERE
    return said or _too_large(most)


def _has_body() -> bool:
    chunked = request.environ.get("HTTP_TRANSFER_ENCODING")
    return bool(request.content_length or chunked)


def _too_large(most: int) -> int | None:
    return TOO_LARGE if (request.content_length or 0) > most else None


def _most_here() -> int | None:
    view = current_app.view_functions.get(request.endpoint or "")
    most: int | None = getattr(view, "__takes_files__", None)
    return most
