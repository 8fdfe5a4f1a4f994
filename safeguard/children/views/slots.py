"""The room that a child's page leaves for features above it."""

from markupsafe import Markup

from safeguard.children.queries.reading import ChildRead
from school.web.slots import Slot

# Beside the chronology, and below it on paper. A panel asks its own permissions.
CHILD_BESIDE: Slot[[ChildRead], Markup | str] = Slot("beside a child")
