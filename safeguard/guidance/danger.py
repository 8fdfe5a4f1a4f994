"""What the page says the moment somebody answers that a child is in danger now."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Line(Entry):
    """One line: whom to ring, when, and where the number comes from.

    Exactly one of `number` (a code of `numbers`), `number_setting` (a local
    setting) and `duty` (the school's own people) is filled; advice has none.
    """

    when: str
    number: str | None = None
    number_setting: str | None = None
    duty: str | None = None


shelf = fill("danger", Line)
every, named = shelf.every, shelf.named
lines = shelf.every
