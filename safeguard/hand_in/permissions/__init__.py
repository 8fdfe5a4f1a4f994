"""Who may mark phones, keep the registers, and deal with loss or damage."""

from safeguard.hand_in.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
