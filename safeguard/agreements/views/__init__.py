"""The pages on agreements: texts, signing, issuing."""

from safeguard.agreements.views.blueprint import bp

__all__ = ["bp"]
