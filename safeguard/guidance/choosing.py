"""A list of guidance as a form of today shows it, in the reader's words."""

from typing import Any

from safeguard.guidance.shelf import Shelf
from school.foundation import clock
from school.web.catalogue import gettext as _


def offered(shelf: Shelf[Any]) -> dict[str, str]:
    """What a list offers today (London), by code."""
    return {code: _(wording) for code, wording in shelf.choices(clock.today())}


def hints_of(shelf: Shelf[Any]) -> dict[str, str]:
    """What stands under each entry that a list offers today, by code."""
    today = clock.today()
    return {each.code: _(each.hint) for each in shelf.offered(today) if each.hint}
