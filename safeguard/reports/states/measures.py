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
    # How many in a hundred had no gap in a question of the self-audit (items of years),
    # are in order with their training by group, have agreed by kind: steps, as of now.
    KNOWN = "self_audits_known"
    TRAINED = "training_in_order"
    AGREED = "agreements_complete"
    # Searches that were closed, and how many of a hundred found nothing (share).
    SEARCHES = "searches"
    IN_VAIN = "searches_in_vain"
    # The same, uses of force and the roll by each characteristic (fairness).
    SEARCHES_SEX = "searches_sex"
    SEARCHES_ETHNICITY = "searches_ethnicity"
    SEARCHES_SEND = "searches_send"
    SEARCHES_MEALS = "searches_meals"
    SEARCHES_YEAR = "searches_year"
    IN_VAIN_SEX = "searches_in_vain_sex"
    IN_VAIN_ETHNICITY = "searches_in_vain_ethnicity"
    IN_VAIN_SEND = "searches_in_vain_send"
    IN_VAIN_MEALS = "searches_in_vain_meals"
    IN_VAIN_YEAR = "searches_in_vain_year"
    FORCE_SEX = "force_sex"
    FORCE_ETHNICITY = "force_ethnicity"
    FORCE_SEND = "force_send"
    FORCE_MEALS = "force_meals"
    FORCE_YEAR = "force_year"
    ROLL_SEX = "roll_sex"
    ROLL_ETHNICITY = "roll_ethnicity"
    ROLL_SEND = "roll_send"
    ROLL_MEALS = "roll_meals"
    ROLL_YEAR = "roll_year"


# Items that are no code: the whole line; a step of the ladder; the moment itself.
ALL, AT_LEAST, NOW = "all", "at_least", "now"
# The four Cs (KCSIE 2026, part two) and technical incidents; every other kind is one.
ONLINE_KINDS = ("content", "contact", "conduct", "commerce", "technical")
OTHER_KINDS = "other_kinds"
# School years of self-audits that a report shows.
YEARS_SHOWN = 4


def of_year(year: int, code: str) -> str:
    """The item of a question in the school year that begins in that year."""
    return f"{year}.{code}"


def year_and_code(item: str) -> tuple[int, str]:
    """The year and the question of such an item."""
    year, _dot, code = item.partition(".")
    return int(year), code


def by(what: str, trait: str) -> Measure:
    """What is counted (searches, force, the roll) by a characteristic."""
    return Measure(f"{what}_{trait}")


def kind_of(category: str) -> str:
    """The kind that a main category of guidance counts as."""
    return category if category in ONLINE_KINDS else OTHER_KINDS
