"""The pages of reports: the newest one, and freezing another."""

from safeguard.reports.views import reading
from safeguard.reports.views.blueprint import bp

__all__ = ["bp", "reading"]
