"""The log of the running product: plain lines of codes, and never a value."""

import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

# Loggers of ours write codes, counts and names of places in the code. What others
# write (server, database, libraries) may quote a value, so only its shape is kept.
OURS = ("safeguard", "school")


class CodesOnly(logging.Formatter):
    """One line an event: when, how grave, who says it, what; errors by kind and place.

    An exception's message is left out, whoever raised it: drivers and parsers quote
    what they choke on (decision 37).
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of `key=value` parts."""
        at = datetime.fromtimestamp(record.created, UTC)
        parts = [
            f"at={at.isoformat(timespec='milliseconds')}",
            f"level={record.levelname.lower()}",
            f"from={record.name}",
            f'said="{_one_line(_said(record))}"',
        ]
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            parts += [f"error={kind.__name__}", f"place={_place(trace)}"]
        return " ".join(parts)


def _said(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    # The template that a library's author wrote, without what was put into it. Some
    # authors put it in themselves; then even that is left out.
    return str(record.msg) if record.args else f"{record.module}:{record.lineno}"


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace('"', "'")


def _place(trace: TracebackType | None) -> str:
    if trace is None:
        return "unknown"
    last = traceback.extract_tb(trace)[-1]
    return f"{last.name}:{last.lineno}"


def speak(level: int = logging.INFO, stream: TextIO | None = None) -> logging.Handler:
    """Let the log be heard, on standard error unless told otherwise, and by nobody
    else: whatever handler a library put there goes.
    """
    voice = logging.StreamHandler(stream or sys.stderr)
    voice.setFormatter(CodesOnly())
    root = logging.getLogger()
    for other in list(root.handlers):
        root.removeHandler(other)
    root.addHandler(voice)
    root.setLevel(level)
    # The server warns of every request that waits; that is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return voice
