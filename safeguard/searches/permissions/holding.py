"""A search as a record that holds files, and what a stop on it holds for."""

from typing import Any

from sqlalchemy import bindparam, select

from safeguard.evidence.permissions.holders import HolderKind, Kin
from safeguard.searches.models import Search
from safeguard.searches.permissions.acts import whose_search
from safeguard.searches.permissions.reviewing import LEADS
from safeguard.searches.permissions.seeing import search_visible
from school.foundation.permits import Rule, any_of, elevated, granted
from school.foundation.questions import question

SUSPECTED = "intimate_image"
views_files: Rule = granted(dict.fromkeys(LEADS, elevated))
# Matrix, attach_evidence: the searcher on their own search, safeguarding elevated.
attaches_files: Rule = any_of(whose_search, views_files)


@question
def _search() -> Any:
    asked = select(Search.school_ref, Search.concern_ref, Search.case_ref)
    return asked.where(Search.ref == bindparam("ref"))


def _kin_of_search(ref: str) -> Kin | None:
    """The concern and the case that it was raised from."""
    row = _search.first(ref=ref)
    if row is None:
        return None
    refs = (row.concern_ref, row.case_ref)
    return Kin(row.school_ref, tuple(each for each in refs if each))


SEARCH = HolderKind(
    code="search",
    kin=_kin_of_search,
    visible=search_visible,
    attaches=attaches_files,
    views=views_files,
    page="searches.search",
    argument="search_ref",
)
HOLDERS = (SEARCH,)
