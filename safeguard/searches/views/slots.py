"""The room that the page of a search leaves for features above it.

Each panel is asked with the search as it was read, asks its own permissions, and
answers an empty string or list when the reader has no business with it.
"""

from markupsafe import Markup

from safeguard.cases.views.slots import Link
from safeguard.searches.queries.reading import SearchRead
from school.web.slots import Slot

# Acts under "More", sections beside the steps, and what is seen at the first glance.
SEARCH_ACTS: Slot[[SearchRead], list[Link]] = Slot("acts of a search")
SEARCH_BESIDE: Slot[[SearchRead], Markup | str] = Slot("beside a search")
SEARCH_ALERTS: Slot[[SearchRead], Markup | str] = Slot("above a search")
