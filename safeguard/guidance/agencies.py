"""Agencies outside the school: when to turn to them, who may, how soon, and how."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Agency(Entry):
    """One agency of the referral engine (domain reference §2.6).

    `number` is a code of `numbers` (national); `number_setting` names the setting
    that holds the local number. Clocks are codes of `clocks`. `reference_only`:
    keep their report number, nothing else. `after_the_call`: act first, log after.
    """

    short: str
    trigger: str
    who: tuple[str, ...]
    methods: tuple[str, ...]
    clock: str
    written_clock: str | None = None
    answer_clock: str | None = None
    chase_clock: str | None = None
    number: str | None = None
    number_setting: str | None = None
    address_setting: str | None = None
    notes: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    reference_only: bool = False
    walled: bool = False
    personal_duty: bool = False
    after_the_call: bool = False

    @property
    def anyone_may(self) -> bool:
        """Whether any person may turn to it, not only the safeguarding lead (R0.11)."""
        return "anyone" in self.who


shelf = fill("agencies", Agency)
every, offered, named = shelf.every, shelf.offered, shelf.named
choices = shelf.choices
referrers = fill("agencies", Entry, "referrer")
methods = fill("agencies", Entry, "method")
