"""What the raise form's lists offer today, in the reader's words."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from safeguard.guidance import answers, categories
from safeguard.guidance.answers import Answer
from safeguard.guidance.shelf import Shelf, UnknownCode
from school.foundation import clock
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l

# Codes with their words; a group holds a list of its own.
Choices = dict[str, Any]

YES_NO = {"yes": _l("Yes"), "no": _l("No")}
DEVICE_OWNERS = {
    "": _l("Not said"),
    "school": _l("The school’s"),
    "pupil": _l("The child’s or another pupil’s"),
    "parent": _l("A parent’s"),
    "staff": _l("A member of staff’s"),
    "unknown": _l("Not known"),
}
NETWORKS = {
    "": _l("Not said"),
    "school": _l("The school’s"),
    "mobile_data": _l("Mobile data"),
    "home": _l("At home"),
    "other": _l("Somewhere else"),
    "unknown": _l("Not known"),
}
HAPPENED = {
    "just_now": _l("Just now"),
    "today": _l("Earlier today"),
    "another_day": _l("Another day"),
}


def spelt(words: Mapping[str, Any]) -> Choices:
    """A fixed list in the reader's language."""
    return {code: str(word) for code, word in words.items()}


def part_choices() -> Choices:
    """The parts a child may have had."""
    return dict(_translated(answers.parts, clock.today()))


def teller_choices() -> Choices:
    """Who may have said so."""
    return dict(_translated(answers.tellers, clock.today()))


def step_choices() -> Choices:
    """What may have been done at once."""
    return dict(_translated(answers.immediate_steps, clock.today()))


def step_hints() -> Mapping[str, str]:
    """What stands under a step."""
    return {
        entry.code: _(entry.hint)
        for entry in answers.immediate_steps.offered(clock.today())
        if entry.hint
    }


def category_choices() -> Choices:
    """Main categories as groups; not being sure comes first and is quite enough."""
    return dict(_categories_on(clock.today()))


# Worked out once a day: the raise form asks for it each time it is shown or sent.
@lru_cache(maxsize=2)
def _categories_on(day: date) -> Mapping[str, Any]:
    offered: Choices = {"": _("I am not sure")}
    for main, subs in categories.grouped(day):
        if not subs:
            offered[main.code] = _(main.wording)
            continue
        offered[_(main.wording)] = {
            main.code: _("%(wording)s, in general", wording=_(main.wording)),
            **{sub.code: _(sub.wording) for sub in subs},
        }
    return offered


def is_about_an_adult(code: str | None) -> bool:
    """Whether a category is about what an adult did; an unknown code is not."""
    try:
        return bool(code) and categories.named(code or "").about_an_adult
    except UnknownCode:
        return False


# Worked out once a day, as the categories are.
@lru_cache(maxsize=8)
def _translated(shelf: Shelf[Answer], day: date) -> Mapping[str, str]:
    return {code: _(wording) for code, wording in shelf.choices(day)}
