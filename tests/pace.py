"""Going round without being held back, for tests that must have every answer."""

import dataclasses

import pytest

from school.identity.commands import pacing
from school.identity.states import GUESSES


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries every address would be held back after twenty of them, which is
    what tests/identity/test_pacing.py is about: here each one must be answered.
    """
    slow = dataclasses.replace(GUESSES, free=100_000)
    monkeypatch.setattr(pacing, "GUESSES", slow)
