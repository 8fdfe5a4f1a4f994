"""Waitress, asking before it reads: a body that is not taken is never received.

Waitress gathers a whole body before it calls the application. Here the application is
asked when the header has come. A body that is refused is not read: the page that says
so is answered, and the connection is closed. What is taken stays in memory.
"""

import io
import logging
from typing import Any, cast

import waitress
from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, MultiSocketServer
from waitress.task import WSGITask

from school.web.bodies import TURNED_AWAY, is_plain, most_of_any, refused_status

log = logging.getLogger("safeguard.serving")
_DOWN = 503


class _Parser(HTTPRequestParser):
    """Asks as soon as the header has come, and forgets a body that is refused."""

    turned_away: int | None = None

    def parse_header(self, header_plus: bytes) -> None:
        """The header; then whether what follows is to be read."""
        super().parse_header(header_plus)
        if self.body_rcv is None or self._is_plain_and_short():
            return
        self.turned_away = _refused(self.adj.safeguard_app, self)
        if self.turned_away is not None:
            self.body_rcv.getbuf().close()
            self.body_rcv, self.content_length = None, 0
            self.chunked = self.expect_continue = False
            self.headers["CONNECTION"] = "close"

    def received(self, data: bytes) -> int:
        """What came with the header of a refused body goes nowhere."""
        consumed: int = super().received(data)
        return len(data) if self.turned_away is not None else consumed

    def _is_plain_and_short(self) -> bool:
        most = self.adj.safeguard_app.config["MAX_CONTENT_LENGTH"]
        plain = is_plain(self.headers.get("CONTENT_TYPE", ""))
        return plain and self.content_length <= most


class _Task(WSGITask):
    """Tells the application that the server has turned the body away."""

    def get_environment(self) -> dict[str, Any]:
        """The environment, with that word in it."""
        environ: dict[str, Any] = super().get_environment()
        if self.request.turned_away is not None:
            environ[TURNED_AWAY] = self.request.turned_away
        return environ


class _Channel(HTTPChannel):
    parser_class = _Parser
    task_class = _Task


def make_server(app: Flask, **how: Any) -> "waitress.Server":
    """A server of the application's that asks before it reads. `how`: waitress's own
    settings.
    """
    # Beyond its limit a body would be written into a temporary file, in clear.
    most = most_of_any(app)
    server = waitress.create_server(
        app,
        threads=how.pop("threads"),
        max_request_body_size=most * 2,
        inbuf_overflow=most * 2 + 1,
        outbuf_overflow=most * 4,
        # No name and version for whoever looks for known weaknesses.
        ident=None,
        # A fault is answered by our own page, never by the server's with its trace.
        expose_tracebacks=False,
        **how,
    )
    for each in _listening(server):
        each.channel_class = _Channel
        each.adj.safeguard_app = app
    return server


def _listening(server: Any) -> list[Any]:
    if isinstance(server, MultiSocketServer):
        return [each for each in server.map.values() if _listens(each)]
    return [server]


def _listens(one: Any) -> bool:
    return isinstance(one, BaseWSGIServer)


def _refused(app: Flask, parser: Any) -> int | None:
    try:
        with app.request_context(_environ(parser)):
            return refused_status()
    except Exception as error:  # noqa: BLE001 - what cannot be asked is not read
        log.error("a body was not asked about: %s", type(error).__name__)  # noqa: TRY400
        return _DOWN


def _environ(parser: Any) -> dict[str, Any]:
    """What is known of the request before its body."""
    headers = cast("dict[str, str]", parser.headers)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": parser.command.upper(),
        "SCRIPT_NAME": "",
        "PATH_INFO": "/" + parser.path.lstrip("/"),
        "QUERY_STRING": parser.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": headers.get("CONTENT_TYPE", ""),
        "CONTENT_LENGTH": headers.get("CONTENT_LENGTH", ""),
        "HTTP_HOST": headers.get("HOST", "localhost"),
        "HTTP_COOKIE": headers.get("COOKIE", ""),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    if parser.chunked:
        environ["HTTP_TRANSFER_ENCODING"] = "chunked"
    return environ
