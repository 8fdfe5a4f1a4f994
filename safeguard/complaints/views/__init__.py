"""The pages of complaints."""

from safeguard.complaints.views import acting, reading, recording
from safeguard.complaints.views.blueprint import bp

__all__ = ["acting", "bp", "reading", "recording"]
