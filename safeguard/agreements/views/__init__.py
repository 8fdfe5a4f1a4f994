"""The pages on agreements: texts, signing, issuing."""

from safeguard.agreements.views import (
    linked,
    own,
    records,
    sittings,
    tablet,
    templates,
    templates_acting,
)
from safeguard.agreements.views.blueprint import bp

__all__ = [
    "bp",
    "linked",
    "own",
    "records",
    "sittings",
    "tablet",
    "templates",
    "templates_acting",
]
