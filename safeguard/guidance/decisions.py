"""The five outcomes of triage, mildest first, and what each of them needs."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Outcome(Entry):
    """One outcome; `test` is the question that separates it from its neighbours.

    `serious` brings the police and LADO check into closing. Every decision has a
    reason of at least `reason_min` characters, also the one not to refer (KCSIE
    2026 ¶74, second hand; R0.1).
    """

    test: str
    reason_min: int
    needs_agency: bool = False
    agency: str | None = None
    serious: bool = False

    @property
    def needs_reason(self) -> bool:
        """Whether the decision is refused without its reason: always so."""
        return self.reason_min > 0


shelf = fill("decisions", Outcome)
every, offered, named = shelf.every, shelf.offered, shelf.named
choices = shelf.choices
