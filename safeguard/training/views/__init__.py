"""The pages on training: one's own, sessions, people, certificates, tables."""

from safeguard.training.views import mine, needs, people, reviewing, sessions, taking
from safeguard.training.views.blueprint import bp

__all__ = ["bp", "mine", "needs", "people", "reviewing", "sessions", "taking"]
