"""Who may record a visit of the police and read it."""

from safeguard.police_visits.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
