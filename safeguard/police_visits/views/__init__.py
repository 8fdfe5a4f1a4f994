"""The pages on visits of the police."""

from safeguard.police_visits.views import beginning, course, reading
from safeguard.police_visits.views.blueprint import bp

__all__ = ["beginning", "bp", "course", "reading"]
