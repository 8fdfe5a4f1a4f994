"""The room that the pages of this feature leave for features above it.

What is put here is asked again for each page; each panel asks its own permissions, and
answers an empty string or list when the reader has no business with it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from safeguard.cases.queries.reading import CaseRead, ConcernRead
from school.foundation.actor import Actor
from school.web.slots import Slot


@dataclass(frozen=True)
class Link:
    """A way to a page of another feature; `text` in words."""

    text: Any
    href: str


@dataclass(frozen=True)
class Running:
    """A clock of another feature that runs in a case (UTC), and what it is for."""

    at: datetime
    title: Any


# The case page: acts under "More", clocks beside the case's own, sections beside the
# chronology, and what must be seen at the first glance above it.
CASE_ACTS: Slot[[CaseRead], list[Link]] = Slot("acts of the case page")
CASE_CLOCKS: Slot[[CaseRead], list[Running]] = Slot("clocks of the case page")
CASE_BESIDE: Slot[[CaseRead], Markup | str] = Slot("beside the chronology")
CASE_ALERTS: Slot[[CaseRead], Markup | str] = Slot("above the chronology")
# A concern: acts under "More", and above it what must be seen at the first glance.
CONCERN_ACTS: Slot[[ConcernRead], list[Link]] = Slot("acts of a concern")
CONCERN_ALERTS: Slot[[ConcernRead], Markup | str] = Slot("above a concern")
# Where a child across cases is read, by the child's reference; "" for who may not.
CHILD_PAGE: Slot[[str], str] = Slot("the page of a child")
# The queue: sections beside the lines. Home: sections below the large button, and
# items of "What you raised" in the shape of `home.HomeItem`.
QUEUE_BESIDE: Slot[[Actor], Markup | str] = Slot("beside the queue")
HOME_SECTIONS: Slot[[Actor], Markup | str] = Slot("sections of home")
HOME_ITEMS: Slot[[Actor], list[Any]] = Slot("what you raised")
