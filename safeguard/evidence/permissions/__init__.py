"""Which records hold files, which are stopped, and who may attach and read."""

from safeguard.evidence.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
