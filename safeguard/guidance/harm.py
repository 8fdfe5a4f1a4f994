"""Sexual harm between children: kinds, options, places, times, what must not wait."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Kind(Entry):
    """A kind of harm; `at_once`: the assessment is made the same day."""

    hint: str = ""
    at_once: bool = False


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """A way to deal with it; `agency` is the one that it asks to refer to."""

    hint: str = ""
    agency: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer(Option):
    """What a review finds: `ends` it, or asks to `assess_again`."""

    assess_again: bool = False
    ends: bool = False


kinds = fill("harm", Kind, "kind")
options = fill("harm", Option, "option")
conditions = fill("harm", Option, "condition")
places = fill("harm", Option, "place")
times = fill("harm", Option, "time")
reviews = fill("harm", Answer, "review")
reminders = fill("harm", Option, "reminder")
