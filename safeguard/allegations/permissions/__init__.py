"""Who may do what with concerns about adults, and to whom each of them goes."""

from safeguard.allegations.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
