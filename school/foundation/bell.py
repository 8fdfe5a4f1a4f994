"""A bell in this process: whoever has left long work rings, and it begins at once."""

import threading

_rung = threading.Event()


def ring() -> None:
    """Say that there is work. Nobody waits for it, and no harm if nobody listens."""
    _rung.set()


def wait_for_bell(seconds: float) -> bool:
    """Wait until somebody rings, but no longer; whether somebody did."""
    heard = _rung.wait(seconds)
    _rung.clear()
    return heard
