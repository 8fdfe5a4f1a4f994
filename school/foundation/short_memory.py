"""A short memory: a bounded number of values, wiped together after a while."""

import threading
import time
from collections.abc import Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ShortMemory(Generic[K, V]):
    """Values by what they were made from. Nothing in it is older than `seconds`.

    Only for what its key determines wholly, such as the text in these sealed bytes: a
    changed record has another key, so what is remembered is never out of date.
    """

    def __init__(self, at_most: int, seconds: float) -> None:
        self.at_most, self.seconds = at_most, seconds
        self._held: dict[K, V] = {}
        self._begun = time.monotonic()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """What is remembered, or None."""
        return self.held().get(key)

    def held(self) -> Mapping[K, V]:
        """All that is remembered at this moment: for whoever asks for a whole list."""
        if time.monotonic() - self._begun > self.seconds:
            self.forget()
        return self._held

    def put(self, key: K, value: V) -> None:
        """Remember a value; when there is no room, everything is forgotten first."""
        with self._lock:
            if len(self._held) >= self.at_most:
                self._held = {}
            self._held[key] = value

    def forget(self) -> None:
        """Wipe it."""
        with self._lock:
            self._held, self._begun = {}, time.monotonic()
