"""The pages of custody: the register, an item and its acts, stores, label, receipt."""

from safeguard.custody.views import acting, printing, reading, stores
from safeguard.custody.views.blueprint import bp

__all__ = ["acting", "bp", "printing", "reading", "stores"]
