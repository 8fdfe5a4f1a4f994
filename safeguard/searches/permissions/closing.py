"""What a search may not close over, of features above it; and a case over a search."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select

from safeguard.cases.models import Concern
from safeguard.cases.permissions.closing import OpenMatter
from safeguard.force.permissions.standing import is_untold
from safeguard.searches.models import Search
from safeguard.searches.states import ENDED
from school.foundation.questions import question
from school.web.catalogue import lazy_gettext as _l


@dataclass(frozen=True)
class OpenInSearch:
    """What a feature above this one may still have open in a search.

    `still_open` is asked with the search's reference; `wording` says what is missing,
    `endpoint` (with `search_ref`) is the page on which it is put right.
    """

    code: str
    still_open: Callable[[str], bool]
    wording: Any
    endpoint: str


CLOSING: dict[str, OpenInSearch] = {}


def search_waits_for(matter: OpenInSearch) -> None:
    """Let no search close while this is open in it. The registry says it once."""
    CLOSING[matter.code] = matter


def still_open_in(search_ref: str) -> list[OpenInSearch]:
    """What is open in a search, in the order of the registry."""
    return [each for each in CLOSING.values() if each.still_open(search_ref)]


def of_case(case_ref: Any) -> ColumnElement[bool]:
    """Whether a search was raised from the case or from one of its concerns."""
    concerns = select(Concern.ref).where(Concern.case_ref == case_ref)
    return or_(Search.case_ref == case_ref, Search.concern_ref.in_(concerns))


@question
def _of_case() -> Any:
    return select(Search.ref, Search.state).where(of_case(bindparam("case")))


def _open_in_case(case_ref: str) -> bool:
    return any(row.state not in ENDED for row in _of_case(case=case_ref))


def searches_in(case_ref: str) -> list[str]:
    """The references of the searches of a case."""
    return [row.ref for row in _of_case(case=case_ref)]


# Force is written down, and a parent or the council told, before a search closes (S6).
FORCE_SETTLED = OpenInSearch(
    "force_settled",
    is_untold,
    _l("Use of force: written down, and the parents told (or the council)"),
    "searches.search",
)
SEARCHES_ENDED = OpenMatter(
    "searches_open",
    _open_in_case,
    _l("A search that belongs to this case has not been closed."),
    "searches.case_searches",
)
