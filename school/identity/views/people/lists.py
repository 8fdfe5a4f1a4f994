"""Lists of people, finding them by name, and one person's page."""

from typing import Any

from flask import request

from school.identity.forms.people import RELATIONSHIP_WORDS, FindPeopleForm
from school.identity.permissions import Act
from school.identity.queries.lists import (
    KINDS,
    PUPILS,
    Wanted,
    classes_to_choose,
    read_people,
    read_person,
)
from school.identity.views.people.answering import may
from school.identity.views.people.blueprint import bp
from school.web.acting import current_actor
from school.web.pages import render

REF_LENGTH = 16


@bp.get("/people")
def people() -> str:
    """Pupils, staff or contacts, by class, some at a time."""
    kind = request.args.get("kind", PUPILS)
    class_ref = request.args.get("class", "")
    wanted = Wanted(
        kind=kind if kind in KINDS else PUPILS,
        class_ref=class_ref if len(class_ref) == REF_LENGTH else "",
        page=request.args.get("page", 1, type=int),
    )
    form = FindPeopleForm(formdata=None)
    form.kind.data = wanted.kind
    return _list(wanted, form)


@bp.post("/people/find")
def find_people() -> str:
    """People whose name has these words. The name stands in no address."""
    form = FindPeopleForm()
    kind = form.kind.data if form.kind.data in KINDS else PUPILS
    words = form.words.data or "" if form.validate() else ""
    return _list(Wanted(kind=kind, words=words), form)


def _list(wanted: Wanted, form: FindPeopleForm) -> str:
    actor = current_actor()
    shown = read_people(actor, wanted)
    return render(
        "people/people.html",
        shown=shown,
        wanted=wanted,
        form=form,
        classes=classes_to_choose(actor) if wanted.kind == PUPILS else [],
        may_roll=may(Act.READ_ROLLS, actor),
    )


@bp.get("/people/<ref:person_ref>")
def person(person_ref: str) -> Any:
    """Who somebody is and where they belong. No record of any kind is read for it."""
    return render(
        "people/person.html",
        person=read_person(current_actor(), person_ref),
        relationships=RELATIONSHIP_WORDS,
    )
