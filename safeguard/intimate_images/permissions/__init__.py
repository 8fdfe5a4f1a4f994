"""Who may deal with an intimate image: whoever leads its case, and who signs second."""

from safeguard.intimate_images.permissions.acts import RULES, WORDINGS, Act

__all__ = ["RULES", "WORDINGS", "Act"]
