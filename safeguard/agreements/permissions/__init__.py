"""Who may write, approve, issue, read and sign agreements."""

from safeguard.agreements.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
