"""The pages of searching."""

from safeguard.searches.views import (
    finishing,
    register,
    search_page,
    starting,
    steps,
)
from safeguard.searches.views.blueprint import bp

__all__ = ["bp", "finishing", "register", "search_page", "starting", "steps"]
