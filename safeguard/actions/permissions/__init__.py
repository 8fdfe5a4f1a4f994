"""Who may do what with actions, and which of them a person may see."""

from safeguard.actions.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
