"""Who confirms precautions, who helps, and who is told of and decides about a loss."""

from safeguard.work_devices.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
