"""Who may do what with complaints, and to whom each goes."""

from safeguard.complaints.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
