"""What can be examined: the devices that were taken in a search."""

from safeguard.examinations.permissions.standing import items_kept
from safeguard.searches.permissions.seeing import search_visible
from school.foundation.actor import Actor
from school.foundation.errors import Hidden
from school.gate import counted


@counted
def devices_of(actor: Actor, search_ref: str) -> list[str]:
    """The references of what was taken in a search that the actor may see, and nothing
    else of it. Raises Hidden.
    """
    if search_visible(actor, search_ref) is None:
        raise Hidden("not found")
    return items_kept(search_ref)
