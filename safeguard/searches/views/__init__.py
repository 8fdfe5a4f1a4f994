"""The pages of searching."""

from safeguard.searches.views import search_page, starting
from safeguard.searches.views.blueprint import bp

__all__ = ["bp", "search_page", "starting"]
