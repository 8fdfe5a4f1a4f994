"""Work devices outside school: precautions, what a loss asks, steps, decisions."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Precaution(Entry):
    """Something to confirm once a year. `help`: what is offered where it is not so."""

    short: str
    help: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """An answer on a form."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Step(Option):
    """Something that is done after a loss. `asks`: the number that comes with it."""

    asks: str = ""


@dataclass(frozen=True, kw_only=True)
class Reminder(Entry):
    """When those who decide are reminded: so many hours before the clock runs out."""

    hours_before: int


precautions = fill("work_devices", Precaution, "precaution")
kinds = fill("work_devices", Option, "kind")
happenings = fill("work_devices", Option, "happening")
contents = fill("work_devices", Option, "content")
encryption = fill("work_devices", Option, "encryption")
steps = fill("work_devices", Step, "step")
decisions = fill("work_devices", Option, "decision")
affected = fill("work_devices", Option, "affected")
endings = fill("work_devices", Option, "ending")
reminders = fill("work_devices", Reminder, "reminder")
SHELVES = (
    *(precautions, kinds, happenings, contents, encryption),
    *(steps, decisions, affected, endings, reminders),
)
