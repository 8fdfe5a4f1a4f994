"""The pages on campaigns: progress, lists by name, letters to parents."""

from safeguard.campaigns.views import letters, lists, running
from safeguard.campaigns.views.blueprint import bp

__all__ = ["bp", "letters", "lists", "running"]
