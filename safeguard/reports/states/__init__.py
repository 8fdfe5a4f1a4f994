"""What a report counts, over which half-terms, and what of it may be shown."""

from safeguard.reports.states.measures import (
    ALL,
    AT_LEAST,
    NOW,
    ONLINE_KINDS,
    OTHER_KINDS,
    Measure,
    by,
    kind_of,
)
from safeguard.reports.states.parts import Part, ended_parts, part_of
from safeguard.reports.states.suppression import (
    FEWEST,
    Published,
    at_least,
    publish,
    publish_alike,
    share,
)

__all__ = [
    "ALL",
    "AT_LEAST",
    "FEWEST",
    "NOW",
    "ONLINE_KINDS",
    "OTHER_KINDS",
    "Measure",
    "Part",
    "Published",
    "at_least",
    "by",
    "ended_parts",
    "kind_of",
    "part_of",
    "publish",
    "publish_alike",
    "share",
]
