"""The pages of an intimate-image process."""

from safeguard.intimate_images.views import keeping_safe, pages, reviewing, signing
from safeguard.intimate_images.views.blueprint import bp

__all__ = ["bp", "keeping_safe", "pages", "reviewing", "signing"]
