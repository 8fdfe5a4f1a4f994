"""Finders on the pages of searching: who was found, also without script."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import request

from safeguard.cases.queries.finder import (
    find_pupils,
    find_staff,
    pupils_chosen,
    staff_chosen,
)
from safeguard.searches.forms.people import FindingForm
from school.foundation.actor import Actor
from school.foundation.form_ids import FormId
from school.identity.queries.people import Named
from school.web.answering import answer


@dataclass(frozen=True)
class Row:
    """Somebody found, as the form shows them; `known` is false for a foreign row."""

    ref: str
    name: str
    where: str
    known: bool = True


@dataclass
class Finder:
    """One finder: who was found before, and the answers just now."""

    rows: list[Row]
    answers: list[Named] = field(default_factory=list)
    asked: bool = False


def finders_of(actor: Actor, form: FindingForm, asked: str = "") -> dict[str, Finder]:
    """Each finder of the form as its page shows it; `asked` names the one that was
    asked just now without script.
    """
    return {name: _finder(actor, form, name, asked) for name in form.FINDERS}


def answer_finding(
    form: FindingForm, act: Callable[[FormId], str], page: Callable[..., Any]
) -> Any:
    """As `answer`, for a form with finders: their buttons send nothing, and Enter in
    the field of a finder asks it. `page` gets `asked`.
    """
    if form.is_submitted():
        asked = _asked(form)
        if asked is not None:
            return page(asked=asked)
    return answer(form, act, page)


def _asked(form: FindingForm) -> str | None:
    """The finder that was asked, "" where a row came or went, None to send it all."""
    press = request.form.get("press", "send")
    if press != "stay":
        return form.pressed(press)
    return next((name for name in form.FINDERS if form[f"find_{name}"].data), "")


def _finder(actor: Actor, form: FindingForm, name: str, asked: str) -> Finder:
    find, chosen = (
        (find_pupils, pupils_chosen) if name == "pupil" else (find_staff, staff_chosen)
    )
    refs = form.refs_of(name)
    known = chosen(actor, refs)
    rows = [
        Row(ref, known[ref].name, known[ref].where)
        if ref in known
        else Row(ref, "", "", known=False)
        for ref in refs
    ]
    if asked != name:
        return Finder(rows)
    return Finder(rows, find(actor, form[f"find_{name}"].data or ""), asked=True)
