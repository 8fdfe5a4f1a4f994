"""Finding people on a page of the vault: names behind references, answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from safeguard.allegations.forms import FindingForm
from safeguard.allegations.queries import naming
from school.foundation.actor import Actor
from school.identity.queries.people import Named

FIND: dict[str, Callable[[Actor, str], list[Named]]] = {
    "adult": naming.find_colleagues,
    "child": naming.find_children,
}
CHOSEN: dict[str, Callable[[Actor, Any], list[Named]]] = {
    "adult": naming.colleagues_chosen,
    "child": naming.children_chosen,
}


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


def finders(actor: Actor, form: FindingForm, asked: str | None) -> dict[str, Finder]:
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
    refs = form.chosen(name)
    known = {named.ref: named for named in CHOSEN[name](actor, refs)}
    rows = [_row(ref, known.get(ref)) for ref in refs]
    if asked != name:
        return Finder(rows)
    typed = form[f"find_{name}"].data or ""
    return Finder(rows, FIND[name](actor, typed), asked=True)


def _row(ref: str, named: Named | None) -> Row:
    return Row(ref, named.name, named.where, known=True) if named else Row(ref)
