"""What a report counts, over which half-terms, and what of it may be shown."""

from safeguard.reports.states.measures import (
    ALL,
    AT_LEAST,
    NOW,
    ONLINE_KINDS,
    OTHER_KINDS,
    YEARS_SHOWN,
    Measure,
    by,
    kind_of,
    of_year,
    year_and_code,
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
    "YEARS_SHOWN",
    "Measure",
    "Part",
    "Published",
    "at_least",
    "by",
    "ended_parts",
    "kind_of",
    "of_year",
    "part_of",
    "publish",
    "publish_alike",
    "share",
    "year_and_code",
]
