"""The pages on agreements: texts, signing, issuing."""

from safeguard.agreements.views import templates, templates_acting
from safeguard.agreements.views.blueprint import bp

__all__ = ["bp", "templates", "templates_acting"]
