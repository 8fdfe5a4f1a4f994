"""Who may run a campaign, and in what words the trail tells it."""

from safeguard.campaigns.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
