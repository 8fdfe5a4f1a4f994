"""What is kept in memory for the time of one elevation: bounded, and wiped after it.

Nothing of it lies on disk, and no other process sees it. It goes when the elevation is
ended in this process; when it is ended elsewhere or lapses, within the times below.
"""

import threading
import time
from dataclasses import dataclass
from typing import Any

from flask import current_app

# In all, for everybody whom this process serves (decision 10).
AT_MOST_BYTES = 64 * 1024 * 1024
# As long as an elevation lives at most: unused, and in all.
IDLE_SECONDS, LONGEST_SECONDS = 600.0, 1800.0
_SWEEP_SECONDS = 15.0


@dataclass
class _Held:
    value: Any
    size: int
    begun: float
    used: float


class Keeping:
    """Values by sign-in. The one that was used longest ago makes room for others."""

    def __init__(self, at_most: int = AT_MOST_BYTES) -> None:
        self.at_most = at_most
        self._held: dict[str, _Held] = {}
        self._lock = threading.RLock()
        self._sweeper: threading.Timer | None = None

    def get(self, sign_in_ref: str) -> Any:
        """What is kept for the sign-in, or None."""
        self.sweep()
        with self._lock:
            held = self._held.get(sign_in_ref)
            if held is None:
                return None
            held.used = time.monotonic()
            return held.value

    def keep(self, sign_in_ref: str, value: Any, size: int) -> None:
        """Keep a value of about so many bytes; others go if there is no room."""
        now = time.monotonic()
        with self._lock:
            earlier = self._held.pop(sign_in_ref, None)
            begun = earlier.begun if earlier else now
            if size > self.at_most:
                return
            while self._held and self.size() + size > self.at_most:
                self.forget(min(self._held, key=lambda ref: self._held[ref].used))
            self._held[sign_in_ref] = _Held(value, size, begun, now)
            self._sweep_later()

    def size(self) -> int:
        """How many bytes are kept in all."""
        return sum(held.size for held in self._held.values())

    def forget(self, sign_in_ref: str) -> None:
        """Wipe what is kept for a sign-in: its elevation is over."""
        with self._lock:
            self._held.pop(sign_in_ref, None)

    def sweep(self) -> None:
        """Wipe what has outlived the longest an elevation can live."""
        now = time.monotonic()
        with self._lock:
            for ref, held in list(self._held.items()):
                idle, age = now - held.used, now - held.begun
                if idle > IDLE_SECONDS or age > LONGEST_SECONDS:
                    self.forget(ref)

    def _sweep_later(self) -> None:
        if self._sweeper is not None or not self._held:
            return
        self._sweeper = threading.Timer(_SWEEP_SECONDS, self._swept)
        self._sweeper.daemon = True
        self._sweeper.start()

    def _swept(self) -> None:
        self.sweep()
        with self._lock:
            self._sweeper = None
            self._sweep_later()


def keeping() -> Keeping:
    """What this application keeps in memory."""
    kept: Keeping = current_app.extensions.setdefault("safeguard_keeping", Keeping())
    return kept
