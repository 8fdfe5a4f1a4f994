"""Numbers of training for those who govern: each person once, and nobody named."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from safeguard.training.permissions.roster import roster
from safeguard.training.permissions.standing import standings
from safeguard.training.states import Status
from school.gate import counted
from school.identity.permissions.roles import the_trust


@counted
def count_in_order(school_refs: Iterable[str]) -> Counter[tuple[str, bool]]:
    """Of each group, how many people are overdue with nothing, and how many with
    something. Whoever has posts in several of the schools is counted once.
    """
    trust = the_trust()
    groups: dict[str, set[str]] = defaultdict(set)
    late: set[str] = set()
    for school_ref in school_refs:
        everybody = roster(school_ref, trust.ref if trust else school_ref)
        for ref, lines in standings(school_ref, everybody).items():
            groups[ref] |= set(everybody[ref].since)
            if any(line.status is Status.OVERDUE for line in lines):
                late.add(ref)
    return Counter(
        (code, ref not in late) for ref, codes in groups.items() for code in codes
    )
