"""The raise page as it is shown: names behind references, numbers, who gets it."""

from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from safeguard.cases.forms.choices import part_choices, step_hints
from safeguard.cases.forms.raising import RaiseConcernForm
from safeguard.cases.queries.calling import recipients, to_ring
from safeguard.cases.queries.finder import (
    find_pupils,
    find_staff,
    pupils_chosen,
    staff_chosen,
)
from school.foundation.actor import Actor
from school.identity.queries.people import Named
from school.web.pages import render

FIND = {"child": find_pupils, "adult": find_staff, "colleague": find_staff}
CHOSEN = {"child": pupils_chosen, "adult": staff_chosen, "colleague": staff_chosen}


@dataclass(frozen=True)
class Row:
    """Somebody found, as the form shows them; `known` is false for a foreign row."""

    ref: str
    name: str
    where: str
    part: str
    known: bool = True


@dataclass
class Finder:
    """One of the three finders: what was found before, and the answers just now."""

    rows: list[Row]
    answers: list[Named] = field(default_factory=list)
    asked: bool = False


def raise_page(
    actor: Actor,
    form: RaiseConcernForm,
    *,
    asked: str | None = None,
    saved: str | None = None,
) -> str:
    """The page. `asked` names the finder that was asked without script; `saved` is
    the time at which the draft was last kept.
    """
    return render(
        "cases/raise_concern.html",
        form=form,
        finders={name: _finder(actor, form, name, asked) for name in FIND},
        parts=part_choices(),
        step_hints=step_hints(),
        lines=to_ring(actor),
        recipients=recipients(actor),
        saved=saved,
        action=url_for("cases.raise_concern"),
    )


def _finder(
    actor: Actor, form: RaiseConcernForm, name: str, asked: str | None
) -> Finder:
    entries: list[Any] = [row for row in form.rows_of(name) if row.ref.data]
    known = CHOSEN[name](actor, (row.ref.data for row in entries))
    rows = [_row(entry, known.get(entry.ref.data)) for entry in entries]
    if asked != name:
        return Finder(rows)
    typed = form[f"find_{name}"].data or ""
    return Finder(rows, FIND[name](actor, typed), asked=True)


def _row(entry: Any, named: Named | None) -> Row:
    part = entry.part.data if "part" in entry else ""
    if named is None:
        return Row(entry.ref.data, "", "", part, known=False)
    return Row(named.ref, named.name, named.where, part)
