"""Counting the roll by characteristics: numbers of whole schools, never a pupil."""

from collections import Counter
from collections.abc import Iterable

from school.calendars.timeliness import Tally
from school.foundation.sealing import unseal
from school.gate import counted
from school.identity.models.census import (
    KEPT,
    NOT_KNOWN,
    Trait,
    code_set,
    groups_of,
)
from school.identity.permissions.characteristics import characteristics_of, groups_by
from school.identity.queries.classes import pupils_by_class
from school.identity.queries.people import schools


def tally_by(trait: Trait, each: Iterable[tuple[str, str | None]]) -> Tally:
    """Of pairs of a school and a pupil, how many each school has of each group."""
    pairs = list(each)
    groups = groups_by(trait, {pupil for _, pupil in pairs if pupil})
    known = set(groups_of(trait))
    found: Tally = Counter()
    for school_ref, pupil_ref in pairs:
        group = groups.get(pupil_ref or "", NOT_KNOWN)
        found[school_ref, group if group in known else NOT_KNOWN] += 1
    return found


def census_words(person_ref: str) -> tuple[str, ...]:
    """What is kept of one child, in words: a step of the reading of the child's page,
    for those who may read the child's records.
    """
    row = characteristics_of(person_ref)
    if row is None:
        return ()
    kept = ((trait, unseal(row, trait.value)) for trait in KEPT)
    return tuple(
        code_set(trait).codes[code].wording
        for trait, code in kept
        if code and code in code_set(trait).codes
    )


@counted
def count_roll_by(trait: Trait) -> Tally:
    """How many pupils each school has of each group today."""
    pairs = [
        (school.ref, pupil)
        for school in schools()
        for pupil in dict.fromkeys(
            ref for refs in pupils_by_class(school.ref).values() for ref in refs
        )
    ]
    return tally_by(trait, pairs)
