"""The pages of the vault; each module adds its own to the blueprint."""

from safeguard.allegations.views import drafts, raising, receipts, reviewing
from safeguard.allegations.views.blueprint import bp

__all__ = ["bp", "drafts", "raising", "receipts", "reviewing"]
