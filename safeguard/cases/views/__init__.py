"""The pages of concerns and cases; each module adds its own to the blueprint."""

from safeguard.cases.views import (
    acting,
    casework,
    contacting,
    covering,
    drafts,
    finding,
    home,
    own,
    queue,
    raising,
    referring,
    relinking,
    sending,
    voiding,
    working,
)
from safeguard.cases.views.blueprint import bp

__all__ = [
    "acting",
    "bp",
    "casework",
    "contacting",
    "covering",
    "drafts",
    "finding",
    "home",
    "own",
    "queue",
    "raising",
    "referring",
    "relinking",
    "sending",
    "voiding",
    "working",
]
