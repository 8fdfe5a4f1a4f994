"""Who may do what with concerns and cases, and which of them they may see."""

from safeguard.cases.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
