"""What arrives, kept in memory: no part of it ever lies in a temporary file."""

from io import BytesIO
from typing import IO, Any

from flask import Request


class MemoryRequest(Request):
    """A request whose uploads stay in memory.

    Werkzeug would write an upload above 500 kB into a temporary file, in clear: a roll
    of pupils among them. `MAX_CONTENT_LENGTH` bounds what this can cost.
    """

    def _get_file_stream(self, *_args: Any, **_kwargs: Any) -> IO[bytes]:
        return BytesIO()
