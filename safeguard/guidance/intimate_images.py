"""Intimate images: what forces a referral, how each child is in it, what ends it."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Trigger(Entry):
    """A question with yes, no or unknown. `agency` is the one that a yes insists on;
    None where the police or social care are told, whichever is nearer.
    """

    hint: str = ""
    short: str
    agency: str | None = None


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """A choice; `needs_words` asks for a few words with it."""

    hint: str = ""
    needs_words: bool = False


@dataclass(frozen=True, kw_only=True)
class Removal(Option):
    """What became of an image: `deleted` by the child, when nobody else needs it."""

    deleted: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer(Option):
    """What a review finds: `ends` it, or asks the questions of the first anew."""

    ask_again: bool = False
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class Number(Option):
    """A number that a service gave; `pattern` is what it may look like, and no more."""

    pattern: str


triggers = fill("intimate_images", Trigger, "trigger")
devices = fill("intimate_images", Option, "device")
parts = fill("intimate_images", Option, "part")
bands = fill("intimate_images", Option, "band")
natures = fill("intimate_images", Option, "nature")
spreads = fill("intimate_images", Option, "spread")
parents = fill("intimate_images", Option, "parents")
removals = fill("intimate_images", Removal, "removal")
reviews = fill("intimate_images", Answer, "review")
same_sex = fill("intimate_images", Option, "same_sex")
outcomes_21 = fill("intimate_images", Option, "outcome_21")
numbers = fill("intimate_images", Number, "number")
reminders = fill("intimate_images", Option, "reminder")
SHELVES = (
    *(triggers, devices, parts, bands, natures, spreads, parents, removals, reviews),
    *(same_sex, outcomes_21, numbers, reminders),
)
