"""Who may write, read and review a record of force."""

from safeguard.force.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
