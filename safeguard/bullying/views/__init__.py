"""The pages of a cyber-bullying process."""

from safeguard.bullying.views import ending, establishing
from safeguard.bullying.views.blueprint import bp

__all__ = ["bp", "ending", "establishing"]
