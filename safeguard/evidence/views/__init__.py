"""Pages of files: attaching, downloading, and the page that stands in their way."""

from safeguard.evidence.views import attaching, stopping
from safeguard.evidence.views.blueprint import bp

__all__ = ["attaching", "bp", "stopping"]
