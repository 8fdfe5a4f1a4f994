"""Who may cite a clause of an agreement in a case: whoever leads the case."""

from safeguard.breaches.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
