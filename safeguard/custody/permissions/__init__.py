"""Who may do what with items in custody, and which of them a person may see."""

from safeguard.custody.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
