"""Cyber-bullying: the questions of the test, its facts, containment, review answers."""

from dataclasses import dataclass

from safeguard.guidance.shelf import Entry, fill


@dataclass(frozen=True, kw_only=True)
class Option(Entry):
    """One thing to choose; `hint` stands under it."""

    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer(Option):
    """What the harmed child says; `stopped` is what it means for the plan.

    None: the child has not been asked, so the review is still owed.
    """

    stopped: bool | None = None


questions = fill("bullying", Option, "question")
frequencies = fill("bullying", Option, "frequency")
durations = fill("bullying", Option, "duration")
audiences = fill("bullying", Option, "audience")
prejudices = fill("bullying", Option, "prejudice")
platforms = fill("bullying", Option, "platform")
containment = fill("bullying", Option, "containment")
stopped = fill("bullying", Answer, "stopped")
