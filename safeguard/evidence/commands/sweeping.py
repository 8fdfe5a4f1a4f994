"""Sweeping: sealed files that no act ever made known are taken away."""

from safeguard.evidence.permissions.seeing import every_file
from school.foundation.sealed_files import sealed_files

# No upload takes so long: what is older belongs to a row or to nobody. In seconds.
LET_LIE = 3600.0


def sweep_files() -> int:
    """Take away what a fault left behind: a power cut while a file was written, a
    database that did not answer. Its key was never kept. How many there were.
    """
    store = sealed_files()
    old = [
        ref
        for ref in store.refs()
        if ref not in store.known and store.age(ref) > LET_LIE
    ]
    if not old:
        return 0
    store.known |= every_file()
    orphans = [ref for ref in old if ref not in store.known]
    for ref in orphans:
        store.remove(ref)
    return len(orphans)
