"""The pages of examinations."""

from safeguard.examinations.views import deciding, departing, examining, reading
from safeguard.examinations.views.blueprint import bp

__all__ = ["bp", "deciding", "departing", "examining", "reading"]
