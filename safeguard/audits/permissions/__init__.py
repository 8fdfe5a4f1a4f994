"""Who answers self-audits, who reads and plans, and what each of them may reach."""

from safeguard.audits.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
