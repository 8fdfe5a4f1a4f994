"""Who may search, who may do what with a search, and which of them they may see."""

from safeguard.searches.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
