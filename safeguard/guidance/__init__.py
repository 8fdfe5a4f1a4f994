"""Guidance as data: editions, categories, agencies and clocks, each with its source.

Facts live in `data/*.toml`; the rooms read them once into frozen values. Wordings
are English and pass through gettext on the page. Codes are for ever (see ADR 0008).
"""

from safeguard.guidance import (
    agencies,
    agreements,
    answers,
    bullying,
    casework,
    categories,
    children,
    clocks,
    closing,
    complaints,
    custody,
    danger,
    decisions,
    editions,
    examinations,
    fairness,
    force,
    hand_in,
    harm,
    intimate_images,
    numbers,
    police,
    searches,
    self_audit,
    training,
    work_devices,
)
from safeguard.guidance.shelf import Entry, Evidence, Shelf, UnknownCode

__all__ = ["Entry", "Evidence", "UnknownCode", "shelves", "to_be_checked"]


def shelves() -> tuple[Shelf[Entry], ...]:
    """Every list of guidance."""
    return (
        editions.shelf,
        categories.shelf,
        agencies.shelf,
        agencies.referrers,
        agencies.methods,
        clocks.shelf,
        decisions.shelf,
        closing.shelf,
        answers.parts,
        answers.tellers,
        answers.immediate_steps,
        answers.parents_informed,
        numbers.shelf,
        danger.shelf,
        bullying.questions,
        bullying.frequencies,
        bullying.durations,
        bullying.audiences,
        bullying.prejudices,
        bullying.platforms,
        bullying.containment,
        bullying.stopped,
        harm.kinds,
        harm.options,
        harm.conditions,
        harm.places,
        harm.times,
        harm.reviews,
        harm.reminders,
        *intimate_images.SHELVES,
        children.needs,
        children.told_by,
        children.links,
        *hand_in.SHELVES,
        *agreements.SHELVES,
        fairness.reminders,
        *casework.SHELVES,
        *examinations.SHELVES,
        *custody.SHELVES,
        *complaints.SHELVES,
        *force.SHELVES,
        *police.SHELVES,
        *searches.SHELVES,
        *self_audit.SHELVES,
        *training.SHELVES,
        *work_devices.SHELVES,
    )


def to_be_checked() -> tuple[tuple[str, Entry], ...]:
    """Entries whose source nobody of us has read, each with the name of its list.

    A release relies on none of them before somebody has opened the source.
    """
    return tuple(
        (shelf.name, entry)
        for shelf in shelves()
        for entry in shelf
        if entry.to_be_checked
    )
