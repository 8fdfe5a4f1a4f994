"""Who may examine a device, decide about what was found, and erase (§2.3)."""

from safeguard.examinations.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
