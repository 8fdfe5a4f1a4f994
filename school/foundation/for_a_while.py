"""What is kept in memory for the time of elevations: bounded, and wiped after them.

Nothing of it lies on disk, and no other process sees it. A value is held by sign-ins,
and is wiped when the last of them lets go: when its elevation is ended in this
process; when it is ended elsewhere or lapses, within the times below.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from flask import current_app

# In all, for everybody whom this process serves (decision 10).
AT_MOST_BYTES = 64 * 1024 * 1024
# As long as an elevation lives at most: unused, and in all.
IDLE_SECONDS, LONGEST_SECONDS = 600.0, 1800.0
_SWEEP_SECONDS = 15.0


class Kept(Protocol):
    """A value that knows its size and can be wiped, whoever is using it."""

    @property
    def size(self) -> int:
        """About how many bytes it takes."""

    def wipe(self) -> None:
        """Leave nothing of it: at once, or when whoever is using it has done."""


K = TypeVar("K", bound=Kept)


@dataclass
class _Times:
    begun: float
    used: float


@dataclass
class _Held:
    value: Kept
    by: dict[str, _Times] = field(default_factory=dict)

    @property
    def used(self) -> float:
        return max((times.used for times in self.by.values()), default=0.0)


class Keeping:
    """Values by name, each with the sign-ins that hold it. The one that was used
    longest ago makes room for others.
    """

    def __init__(self, at_most: int = AT_MOST_BYTES) -> None:
        self.at_most = at_most
        self._held: dict[str, _Held] = {}
        self._lock = threading.RLock()
        self._sweeper: threading.Timer | None = None

    def shared(self, name: str, sign_in_ref: str, make: Callable[[], K]) -> K:
        """The value of that name, held by the sign-in from now on; made if need be."""
        self.sweep()
        now = time.monotonic()
        with self._lock:
            held = self._held.get(name)
            if held is None:
                held = self._held[name] = _Held(make())
            held.by.setdefault(sign_in_ref, _Times(now, now)).used = now
            self._sweep_later()
            return cast("K", held.value)

    def holds(self, sign_in_ref: str) -> bool:
        """Whether anything is kept for the sign-in."""
        with self._lock:
            return any(sign_in_ref in held.by for held in self._held.values())

    def size(self) -> int:
        """How many bytes are kept in all."""
        with self._lock:
            return sum(held.value.size for held in self._held.values())

    def has_room(self, name: str, more: int) -> bool:
        """Whether the value of that name may grow by so many bytes; others go first."""
        with self._lock:
            while self.size() + more > self.at_most:
                others = [other for other in self._held if other != name]
                if not others:
                    return False
                self.let_go(min(others, key=lambda other: self._held[other].used))
            return True

    def let_go(self, name: str) -> None:
        """Wipe the value of that name, whoever holds it."""
        with self._lock:
            held = self._held.pop(name, None)
            if held is not None:
                held.value.wipe()

    def forget(self, sign_in_ref: str) -> None:
        """The sign-in's elevation is over: wipe what nobody else holds."""
        with self._lock:
            for name, held in list(self._held.items()):
                held.by.pop(sign_in_ref, None)
                if not held.by:
                    self.let_go(name)

    def sweep(self) -> None:
        """Let go for whoever has outlived the longest an elevation can live."""
        now = time.monotonic()
        with self._lock:
            gone = {
                ref
                for held in self._held.values()
                for ref, times in held.by.items()
                if now - times.used > IDLE_SECONDS
                or now - times.begun > LONGEST_SECONDS
            }
            for ref in gone:
                self.forget(ref)

    def wipe(self) -> None:
        """Wipe everything: the process is about to end."""
        with self._lock:
            for name in list(self._held):
                self.let_go(name)
            if self._sweeper is not None:
                self._sweeper.cancel()
                self._sweeper = None

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
