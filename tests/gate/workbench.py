"""A small feature for trying the gate: classes are opened, renamed and read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from enum import StrEnum
from threading import Thread
from typing import Any

from flask import Flask
from sqlalchemy import select

from school import wall
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.errors import Refused
from school.foundation.permits import Rule, elevated, elevated_with_reason, granted, yes
from school.foundation.references import new_ref
from school.gate import about, command, disclosure, note, registry, touch
from school.identity.models import SchoolClass
from school.inspection.queries.proving import prove

__all__ = ["SchoolClass", "about", "note", "prove", "registry", "touch"]


class Act(StrEnum):
    """What can happen on the bench."""

    OPEN = "bench.opened"
    RENAME = "bench.renamed"
    READ = "bench.read"
    LIST = "bench.listed"
    CLOSE = "bench.closed"
    SIGN = "bench.signed"
    MOVE = "bench.moved"


# Each act is the teacher's; closing is the head's, after elevation, with a reason.
RULES: dict[Act, Rule] = {
    Act.OPEN: granted({Role.TEACHER: yes, Role.HEAD: yes}),
    Act.RENAME: granted({Role.TEACHER: yes, Role.HEAD: yes}),
    Act.READ: granted({Role.TEACHER: yes, Role.HEAD: elevated}),
    Act.LIST: granted({Role.TEACHER: yes}),
    Act.CLOSE: granted({Role.HEAD: elevated_with_reason}),
    Act.SIGN: granted({Role.HEAD: yes}),
    Act.MOVE: granted({Role.TEACHER: yes, Role.HEAD: yes}),
}


@contextmanager
def on_the_bench() -> Iterator[None]:
    """The bench's acts are known to the gate, and forgotten afterwards."""
    before = dict(registry._registry)
    registry.register(RULES, dict.fromkeys(Act, "tried the gate"))
    try:
        yield
    finally:
        registry._registry.clear()
        registry._registry.update(before)


def class_seen(actor: Actor, ref: str) -> SchoolClass | None:
    """A class of the actor's school that the wall does not hide."""
    return db.session.scalar(
        select(SchoolClass).where(
            SchoolClass.ref == ref,
            SchoolClass.school_ref == actor.school_ref,
            SchoolClass.ref.not_in(wall.hidden_from(actor.person_ref)),
        )
    )


@command(Act.OPEN)
def open_class(actor: Actor, title: str) -> str:
    """Open a class."""
    row = SchoolClass(ref=new_ref(), school_ref=actor.school_ref, title=title)
    db.session.add(row)
    touch(row.ref)
    note(length=len(title))
    return row.ref


@command(Act.RENAME, of=class_seen)
def rename_class(actor: Actor, row: SchoolClass, title: str) -> str:
    """Give a class another title."""
    row.title = title
    return row.ref


@command(Act.CLOSE, of=class_seen)
def close_class(actor: Actor, row: SchoolClass) -> str:
    """Take a class out of the table."""
    db.session.delete(row)
    return row.ref


@command(Act.SIGN, of=class_seen)
def sign_class(actor: Actor, row: SchoolClass) -> str:
    """Something the head alone does."""
    return row.ref


@disclosure(Act.READ, of=class_seen)
def read_class(actor: Actor, row: SchoolClass, meanwhile: Any = None) -> str:
    """A class's title; `meanwhile` happens after it was read."""
    title = row.title
    if meanwhile is not None:
        meanwhile()
    return title


@disclosure(Act.LIST)
def list_classes(actor: Actor) -> list[str]:
    """The titles of the school's classes."""
    asked = select(SchoolClass).where(SchoolClass.school_ref == actor.school_ref)
    rows = list(db.session.scalars(asked))
    touch(*(row.ref for row in rows))
    return [row.title for row in rows]


@command(Act.MOVE, of=class_seen)
def move_class(actor: Actor, row: SchoolClass, then: Callable[[], Any]) -> str:
    """Rename a class and, in the same breath, do something else."""
    row.title = "moved"
    then()
    return row.ref


@command(Act.OPEN)
def open_and_fall(actor: Actor, title: str, error: Exception) -> str:
    """Open a class, and fail afterwards."""
    open_class(actor, title)
    db.session.flush()
    raise error


@command(Act.OPEN)
def anything(actor: Actor, doing: Callable[[], Any]) -> str:
    """Whatever a test wants to try inside an act."""
    doing()
    return "done"


def refuse() -> None:
    """A refusal that a command comes to by itself."""
    raise Refused("not_today")


def titles() -> set[str]:
    """The titles that stand in the database now."""
    db.session.remove()
    return set(db.session.scalars(select(SchoolClass.title)))


def at_once(app: Flask, *doing: Callable[[], Any]) -> list[Any]:
    """Do several things at the same moment, each in a thread and context of its own;
    gives what each returned, or the error it ended with.
    """
    found: list[Any] = [None] * len(doing)

    def run(number: int, each: Callable[[], Any]) -> None:
        with app.app_context():
            try:
                found[number] = each()
            except Exception as error:  # noqa: BLE001  (the test looks at it)
                found[number] = error
            finally:
                db.session.remove()

    threads = [
        Thread(target=copy_context().run, args=(run, number, each))
        for number, each in enumerate(doing)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found
