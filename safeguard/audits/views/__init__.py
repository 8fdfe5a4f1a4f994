"""The pages of self-audits: one's own, the colleagues', rounds, gaps over the years."""

from safeguard.audits.views import gaps, own, reviewing, rounds
from safeguard.audits.views.blueprint import bp

__all__ = ["bp", "gaps", "own", "reviewing", "rounds"]
