"""Editions of law, guidance and policy: which of them was in force on a day."""

from dataclasses import dataclass
from datetime import date

from safeguard.guidance.shelf import Entry, UnknownCode, fill


@dataclass(frozen=True, kw_only=True)
class Edition(Entry):
    """One edition. The wording is its title.

    `superseded_on` is the first day on which it no longer counts. Where nobody
    has verified the first day, `start_is_known` is false and `in_force_on` is the
    first day on which we know that it counted.
    """

    family: str
    kind: str  # law · statutory · advice · local · trust · ours
    in_force_on: date
    start_is_known: bool = True
    superseded_on: date | None = None
    look_again_on: date | None = None
    note: str = ""

    def is_in_force(self, on: date) -> bool:
        """Whether it counted on that day in London."""
        ended = self.superseded_on is not None and on >= self.superseded_on
        return on >= self.in_force_on and not ended


shelf = fill("editions", Edition)
every, named = shelf.every, shelf.named


def in_force(on: date, family: str | None = None) -> tuple[Edition, ...]:
    """The editions that counted on a day in London, of one family or of all."""
    return tuple(
        edition
        for edition in shelf
        if edition.is_in_force(on) and family in {None, edition.family}
    )


def leading(on: date) -> Edition:
    """The edition of KCSIE that counted on a day: decisions are stamped with it.

    Source: domain reference §0, last line. Raises UnknownCode before the first one.
    """
    found = in_force(on, "kcsie")
    if not found:
        raise UnknownCode("editions")
    return found[-1]


def to_look_at(on: date) -> tuple[Edition, ...]:
    """Editions in force that are due for replacement: somebody should look."""
    return tuple(
        edition
        for edition in in_force(on)
        if edition.look_again_on is not None and on >= edition.look_again_on
    )
