"""Who may deal with sexual harm between children: whoever leads or reads its case."""

from safeguard.harm.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
