"""Who may look after training, and what is everybody's own."""

from safeguard.training.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
