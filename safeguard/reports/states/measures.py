"""What is counted: a closed list, so that no report can be asked for a child."""

from enum import StrEnum


class Measure(StrEnum):
    """One line of figures; its items are codes of guidance, months or schools."""

    KIND = "kind"
    MONTH = "month"
    OUTCOME = "outcome"
    AGENCY = "agency"
    # How many in a hundred were in time, as a step of a ladder (suppression.at_least).
    OPENED = "opened_in_time"
    DECIDED = "decided_in_time"
    WRITTEN = "written_in_time"
    ANSWERED = "answered_in_time"
    # As it stood at the moment of the snapshot.
    OPEN = "open"
    PUPILS = "pupils"
    # Concerns of each school; in the trust’s report only.
    SCHOOL = "school"


# Items that are no code: the whole line; a step of the ladder; the moment itself.
ALL, AT_LEAST, NOW = "all", "at_least", "now"
# The four Cs (KCSIE 2026, part two) and technical incidents; every other kind is one.
ONLINE_KINDS = ("content", "contact", "conduct", "commerce", "technical")
OTHER_KINDS = "other_kinds"


def kind_of(category: str) -> str:
    """The kind that a main category of guidance counts as."""
    return category if category in ONLINE_KINDS else OTHER_KINDS
