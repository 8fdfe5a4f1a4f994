"""A class of thirty: one page, one press, and no question that grows with the class."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from safeguard.hand_in.queries.ledger import read_ledger, read_phones
from school.foundation.database import db
from school.identity.commands.adding import NewPupil, add_pupil
from school.identity.commands.people import NewPerson
from tests.hand_in.told import sheet
from tests.trail.reading import entries
from tests.visitors import hidden_fields_in, visit

THIRTY = 30


@pytest.fixture(autouse=True)
def thirty(world, in_term):
    """Class 8K has thirty pupils."""
    for number in range(THIRTY - 3):
        new = NewPupil(NewPerson("Ivo", f"Marsh {number}"), "8K")
        add_pupil(world.system(), new)


def asked(doing: Callable[[], Any]) -> int:
    """How many statements the database was sent."""
    count = 0

    def seen(*_: Any) -> None:
        nonlocal count
        count += 1

    db.session.remove()
    event.listen(Engine, "before_cursor_execute", seen)
    try:
        doing()
    finally:
        event.remove(Engine, "before_cursor_execute", seen)
    return count


def test_thirty_are_marked_with_one_page_and_one_press(app, world):
    office = visit(app, world, "office")
    before, requests = len(entries(world.birch)), []
    path = f"/phones/classes/{world.classes['8K']}/mark"

    page = office.get(path)
    requests.append(page.status_code)
    fields = hidden_fields_in(page.text)
    refs = [name.removeprefix("shown_") for name in fields if "shown_" in name]
    assert len(refs) == THIRTY
    chosen = {f"mark_{ref}": "handed_in" for ref in refs[:2]}
    done = office.post(path, data={**fields, **chosen, "rest": "none"})
    requests.append(done.status_code)

    assert requests == [200, 303]
    told = [leaf.action for leaf in entries(world.birch)[before:]]
    assert told.count("phones.marked") == 1
    assert len(sheet(world).here) == 2
    assert sheet(world).not_marked == 0


def test_no_question_grows_with_the_class(world):
    office = world.acting("office")
    small = asked(lambda: read_phones(office, world.classes["9H"]))
    large = asked(lambda: read_phones(office, world.classes["8K"]))
    assert small == large
    assert large <= 20
    assert asked(lambda: read_ledger(office)) <= 20
