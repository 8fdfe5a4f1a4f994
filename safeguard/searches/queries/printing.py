"""The record of a search laid out for paper."""

from safeguard.searches.models import Search
from safeguard.searches.permissions import Act
from safeguard.searches.permissions.seeing import search_visible
from safeguard.searches.queries.reading import SearchRead, search_read
from school.foundation.actor import Actor
from school.gate import disclosure


@disclosure(Act.PRINT_SEARCH, of=search_visible)
def print_search(actor: Actor, search: Search) -> SearchRead:
    """The same as its page shows, to be printed."""
    return search_read(actor, search)
