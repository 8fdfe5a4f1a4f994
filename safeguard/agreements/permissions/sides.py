"""Who must sign an agreement of which kind."""

from safeguard.agreements.states import Side

# Appendices 1 and 2 of the trust's policy: the pupil and a parent.
TWO_SIDED = frozenset({"early", "older"})
_BOTH = frozenset({Side.PUPIL, Side.PARENT})
_ONE = frozenset({Side.ADULT})


def sides_of(kind: str) -> frozenset[Side]:
    """The sides on which somebody must sign."""
    return _BOTH if kind in TWO_SIDED else _ONE
