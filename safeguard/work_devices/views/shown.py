"""A loss as its pages show it: its state and clock, and what was done in order."""

from safeguard.guidance import work_devices as lists
from safeguard.work_devices.forms.words import (
    ICONS,
    LOSSES,
    SHAPES,
    STEPS,
    Shown,
    clock_of,
)
from safeguard.work_devices.queries.losses import LossLine, LossRead, StepRead
from school.foundation.actor import Role
from school.foundation.role_names import ROLE_NAMES
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import shown_at


def state_of(line: LossLine) -> Shown:
    """The shape and word of where it stands; found again is said with it."""
    word = LOSSES[line.state]
    if line.found_at is not None:
        word = _("%(state)s, found again", state=word)
    return {"kind": SHAPES[line.state], "word": word}


def row_of(line: LossLine, href: str) -> Shown:
    """A line of the list."""
    return {
        "href": href,
        "line": line,
        "what": what(line),
        "state": state_of(line),
        "clock": clock_of(line),
    }


def what(line: LossLine) -> str:
    """Which device, and what happened to it."""
    return what_of(line.kind, line.happening)


def what_of(kind: str, happening: str) -> str:
    """The same, by the codes."""
    said = (
        _(lists.kinds.named(kind).wording),
        _(lists.happenings.named(happening).wording),
    )
    return ": ".join((said[0], said[1].lower()))


def vacant(found: LossRead) -> list[Shown]:
    """The offices that nobody else holds, and who stands in for each today."""
    return [
        {
            "post": _(ROLE_NAMES[each.post]),
            "instead": _(ROLE_NAMES[each.instead]) if each.instead else "",
        }
        for each in found.hears
        if each.is_vacant
    ]


def hears(found: LossRead) -> list[str]:
    """Who hears of it, by office."""
    return [
        _(ROLE_NAMES[each.instead or each.post]) for each in found.hears if each.people
    ]


def steps_of(found: LossRead) -> list[Shown]:
    """What was done, oldest first."""
    return [
        {
            "icon": ICONS.get(step.kind, "dot"),
            "title": STEPS[step.kind],
            "more": _more(step),
            "number": step.number,
            "words": step.words,
            "by": step.by,
            "at": shown_at(step.at),
        }
        for step in found.steps
    ]


def _more(step: StepRead) -> str:
    if step.kind == "told":
        return _told(step)
    if step.kind == "reminded":
        said = _(lists.reminders.named(step.code).wording)
        people = ngettext("%(num)d person", "%(num)d people", step.people)
        return f"{said} ({people})"
    shelf = {"done": lists.steps, "decided": lists.decisions, "closed": lists.endings}
    if step.kind in shelf:
        return _(shelf[step.kind].named(step.code).wording)
    return ""


def _told(step: StepRead) -> str:
    post = _(ROLE_NAMES[Role(step.code)])
    if step.instead:
        instead = _(ROLE_NAMES[Role(step.instead)])
        return _("%(post)s is vacant: %(instead)s was told", post=post, instead=instead)
    if not step.people:
        return _("%(post)s is vacant: nobody was told", post=post)
    return post
