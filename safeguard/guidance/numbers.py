"""National numbers and pages as sourced data; local ones are settings (decision 35)."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Contact(Entry):
    """A national body's number, page or address, and whom it is for."""

    for_whom: str
    number: str | None = None
    page: str | None = None
    email: str | None = None
    hours: str = ""


shelf = fill("numbers", Contact)
every, offered, named = shelf.every, shelf.offered, shelf.named
