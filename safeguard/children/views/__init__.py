"""The pages of a child across cases. A page asks one question or performs one act."""

from safeguard.children.views import downloading, reading, working
from safeguard.children.views.blueprint import bp

__all__ = ["bp", "downloading", "reading", "working"]
