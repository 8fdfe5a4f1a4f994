"""Who must sign an agreement of which kind."""

from safeguard.agreements.states import Side
from safeguard.guidance import agreements as guidance

# Appendices 1 and 2 of the trust's policy: the pupil and a parent.
TWO_SIDED = frozenset(kind.code for kind in guidance.kinds if kind.two_sided)


def sides_of(kind: str) -> frozenset[Side]:
    """The sides on which somebody must sign."""
    return frozenset(Side(side) for side in guidance.kinds.named(kind).sides)
