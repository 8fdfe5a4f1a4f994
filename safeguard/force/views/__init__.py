"""The pages on the use of force."""

from safeguard.force.views import reading, recording, telling
from safeguard.force.views.blueprint import bp

__all__ = ["bp", "reading", "recording", "telling"]
