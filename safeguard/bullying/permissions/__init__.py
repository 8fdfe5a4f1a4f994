"""Who may do what in a cyber-bullying process: whoever leads or reads its case."""

from safeguard.bullying.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
