"""Finding people on a page: names behind references, and the answers just now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from safeguard.cases.forms.finding_people import FindingForm
from safeguard.cases.queries.finder import (
    find_pupils,
    find_staff,
    pupils_chosen,
    staff_chosen,
)
from school.foundation.actor import Actor
from school.identity.queries.people import Named

# A finder named so finds pupils; every other one finds colleagues.
CHILD = "child"
# The button that sends the form; whatever else is pressed belongs to a finder.
SEND = "send"


@dataclass(frozen=True)
class Row:
    """Somebody found, as the page shows them; `known` is false for a foreign row."""

    ref: str
    name: str = ""
    where: str = ""
    known: bool = False
    part: str = ""


@dataclass
class Finder:
    """A finder: what was found before, and the answers just now."""

    rows: list[Row]
    answers: list[Named] = field(default_factory=list)
    asked: bool = False


def finders(
    actor: Actor, form: FindingForm, asked: str | None = None
) -> Mapping[str, Finder]:
    """The finders of a page; `asked` names the one that was asked without script."""
    return {name: _finder(actor, form, name, asked) for name in form.LISTS}


def pressed(form: FindingForm, what: str) -> str | None:
    """What a finder's button does to the form; which finder was asked, if any.

    `what` is find_adult, add_child, remove_adult-0 and the like; anything else, such
    as Enter in a finder's field, asks the finder in which something stands.
    """
    act, _line, rest = what.partition("_")
    finder, _dash, place = rest.partition("-")
    if finder not in form.LISTS:
        return next((name for name in form.LISTS if form[f"find_{name}"].data), None)
    if act == "add":
        form.add_found(finder)
    elif act == "remove" and place.isdecimal():
        form.remove(finder, int(place))
    return finder if act == "find" else None


def _finder(actor: Actor, form: FindingForm, name: str, asked: str | None) -> Finder:
    find: Callable[[Actor, str], list[Named]]
    chosen: Callable[[Actor, Any], dict[str, Named]]
    if name == CHILD:
        find, chosen = find_pupils, pupils_chosen
    else:
        find, chosen = find_staff, staff_chosen
    refs = form.chosen(name)
    known = chosen(actor, refs)
    rows = [_row(ref, known.get(ref)) for ref in refs]
    if asked != name:
        return Finder(rows)
    return Finder(rows, find(actor, form[f"find_{name}"].data or ""), asked=True)


def _row(ref: str, named: Named | None) -> Row:
    return Row(ref, named.name, named.where, known=True) if named else Row(ref)
