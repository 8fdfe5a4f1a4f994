"""Who was quicker: a page shows one version of a record, and acts on no other."""

from typing import Any

from school.foundation.errors import Stale


def insist_on_version(record: Any, seen: int | None) -> None:
    """Raises Stale where somebody changed the record since the page that showed it was
    opened; None, where the page carried no version, asks nothing.
    """
    if seen is not None and seen != record.version:
        raise Stale("the record was changed meanwhile")
