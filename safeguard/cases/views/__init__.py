"""The pages of concerns and cases; each module adds its own to the blueprint."""

from safeguard.cases.views import drafts, home, own, raising
from safeguard.cases.views.blueprint import bp

__all__ = ["bp", "drafts", "home", "own", "raising"]
