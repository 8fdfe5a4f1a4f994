"""Error pages: what happened and what to do, and nothing about the record."""

import logging
import traceback

from flask import Flask
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from school.foundation.errors import Refused, Repeated, SafeguardError, Stale
from school.web.pages import render

log = logging.getLogger("safeguard")

# Which page says it. A hidden record and a missing one are the same page.
PAGES = {
    400: "errors/bad_request.html",
    401: "errors/sign_in_needed.html",
    403: "errors/refused.html",
    404: "errors/not_found.html",
    405: "errors/not_found.html",
    409: "errors/changed_meanwhile.html",
    413: "errors/too_large.html",
    415: "errors/no_file_here.html",
    422: "errors/bad_request.html",
    429: "errors/too_many.html",
    500: "errors/down.html",
}


def answer(status: int, code: str = "") -> Response:
    """The error page for a status; `code` picks its wording, never a value."""
    page = PAGES.get(status, PAGES[500])
    return Response(
        render(page, code=code), status=status, content_type="text/html; charset=utf-8"
    )


def handle(app: Flask) -> None:
    """Hand every failure to a page of ours."""

    @app.errorhandler(SafeguardError)
    def ours(error: SafeguardError) -> Response:
        if error.status >= 500:
            log.error("failed: %s", type(error).__name__)
        code = error.code if isinstance(error, Refused) else ""
        if isinstance(error, Stale | Repeated):
            code = type(error).__name__.lower()
        return answer(error.status, code)

    @app.errorhandler(CSRFError)
    def forged(_: CSRFError) -> Response:
        return answer(400, "form_expired")

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        return answer(error.code or 500)

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        # The type and the place, never the message: messages can quote values.
        where = traceback.extract_tb(error.__traceback__)[-1]
        log.error(
            "unforeseen: %s in %s:%s", type(error).__name__, where.name, where.lineno
        )
        return answer(500)
