"""Going round the house: somebody opens a page, or sends its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from school.foundation.database import db
from school.foundation.sealing import vault_of
from school.trail.entries import Leaf, read_leaf
from school.trail.models import TrailLeaf
from tests.factories.world import World
from tests.permissions.trials import Trial
from tests.visitors import Visitor, stranger, visit


class House(Trial):
    """The world, its records, and the people who go round in it."""

    def __init__(self, app: Flask, world: World) -> None:
        super().__init__(world)
        self.app = app
        self._inside: dict[tuple[str, str | None], Visitor] = {}

    def visitor(self, name: str, reason: str | None = None) -> Visitor:
        """That person's browser, the same one each time."""
        if (name, reason) not in self._inside:
            self._inside[name, reason] = visit(
                self.app, self.world, name, elevated=bool(reason), reason=reason
            )
        return self._inside[name, reason]

    def visitor_of(self, walk: "Walk") -> Visitor:
        """Whoever goes on a walk."""
        return _visitor(self, walk)

    def newcomer_at_the_door(self, name: str, reason: str | None = None) -> Visitor:
        """The same person in a browser that nobody else uses."""
        return visit(self.app, self.world, name, elevated=bool(reason), reason=reason)

    def address(self, endpoint: str, values: dict[str, str]) -> str:
        """The path of a page."""
        bound = self.app.url_map.bind("localhost")
        method = "GET" if "GET" in _methods(self.app, endpoint) else "POST"
        return bound.build(endpoint, values, method=method)

    def entries_since(self, before: dict[str, int]) -> list[Leaf]:
        """What was recorded since then, in every log."""
        db.session.rollback()
        found = []
        for log_ref in self.logs():
            asked = select(TrailLeaf.leaf).where(
                TrailLeaf.log_ref == log_ref, TrailLeaf.seq > before.get(log_ref, -1)
            )
            found += list(db.session.scalars(asked.order_by(TrailLeaf.seq)))
        return [read_leaf(leaf) for leaf in found]

    def mark(self) -> dict[str, int]:
        """How far each log has come."""
        db.session.rollback()
        asked = select(TrailLeaf.log_ref, func.max(TrailLeaf.seq))
        found = db.session.execute(asked.group_by(TrailLeaf.log_ref))
        return {str(log_ref): int(seq) for log_ref, seq in found}

    def logs(self) -> list[str]:
        """The log of each school, of the trust and of its vault."""
        world = self.world
        return [world.birch, world.cedar, world.trust, vault_of(world.trust)]

    def newest(self, model: Any, *where: Any) -> str:
        """The reference of the newest row that one's own page would show."""
        found = db.session.scalars(select(model.ref).where(*where)).all()
        assert found, f"there is no {model.__name__}"
        db.session.rollback()
        return str(found[-1])


def _methods(app: Flask, endpoint: str) -> set[str]:
    return {
        method
        for rule in app.url_map.iter_rules(endpoint)
        for method in rule.methods or set()
    }


Values = Callable[[House], dict[str, str]]
Fields = Callable[[House], dict[str, Any]]


@dataclass(frozen=True)
class Walk:
    """Somebody goes to an address, and perhaps sends a form there."""

    who: str = "teacher"
    at: Values = lambda house: {}
    fields: Fields = lambda house: {}
    reason: str | None = None
    # The act of which an entry must tell; None where none is owed, and then why.
    leaves: str | None = None
    why_none: str = ""
    # The page on which the form stands, where it is not the address itself.
    from_page: Callable[[House, dict[str, str]], str] | None = None
    # Which form of that page; None: the first that has an id of its own.
    form: int | None = None
    # In a browser of its own, for what ends a sign-in or an elevation.
    alone: bool = False
    answers: frozenset[int] = frozenset({200, 303})


@dataclass(frozen=True)
class Came:
    """What came of a walk."""

    answer: TestResponse
    entries: list[Leaf]
    values: dict[str, str]


def look(house: House, endpoint: str, walk: Walk) -> Came:
    """Open a page."""
    values, visitor = walk.at(house), _visitor(house, walk)
    path = house.address(endpoint, values)
    before = house.mark()
    answer = visitor.get(path)
    return Came(answer, house.entries_since(before), values)


def do(house: House, endpoint: str, walk: Walk) -> Came:
    """Open a page, fill in its form and send it."""
    values, visitor = walk.at(house), _visitor(house, walk)
    path = house.address(endpoint, values)
    page = walk.from_page(house, values) if walk.from_page else path
    sent = {**visitor.hidden_fields(page, walk.form), **walk.fields(house)}
    before = house.mark()
    answer = visitor.post(path, data=sent)
    return Came(answer, house.entries_since(before), values)


def _visitor(house: House, walk: Walk) -> Visitor:
    if walk.who == "a stranger":
        return stranger(house.app)
    if walk.alone:
        return house.newcomer_at_the_door(walk.who, walk.reason)
    return house.visitor(walk.who, walk.reason)
