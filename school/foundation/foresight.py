"""What was asked about the last record, asked about the next one in one message.

A page about a record asks some thirty short questions, and on PostgreSQL each of them
waits for its answer to come back. They are the same from one record to the next: so it
is remembered which were asked, and of what, but no answer; and as soon as as much is
known of the next record, they are asked together (ADR 0020). A question that is not
asked after all was asked in vain; one that was not foreseen is asked as ever.
"""

from collections.abc import Callable, Collection, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

Values = dict[str, Any]
# A question as it was worked out, and the values it is asked with.
Foreseen = tuple[Any, Values]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was asked: the name of each value, the fact that it was, whether
    it was one reference or a list; and the value itself where it was no fact.
    """

    worked_out: Any
    values: tuple[tuple[str, str, bool, Any], ...]


@dataclass
class _Memory:
    """What was asked about the last record of a kind by one reader."""

    asked: tuple[_Asked, ...] = ()


@dataclass
class _Reading:
    """One record while it is read: what is known of it, what was asked about it."""

    memory: _Memory
    ask: Callable[[list[Foreseen]], None]
    facts: dict[str, frozenset[str]] = field(default_factory=dict)
    asked: dict[_Asked, None] = field(default_factory=dict)


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)


@lru_cache(maxsize=64)
def _remembered(kind: str, reader: Any) -> _Memory:  # noqa: ARG001 - told apart by them
    return _Memory()


def begin(kind: str, reader: Any, ask: Callable[[list[Foreseen]], None]) -> None:
    """From here on this request reads a record of that kind; `ask` asks together."""
    end()
    _reading.set(_Reading(_remembered(kind, reader), ask))


def end() -> None:
    """The request is over: remember what it asked."""
    reading = _reading.get()
    if reading is not None:
        reading.memory.asked = tuple(reading.asked)
        _reading.set(None)


def know(**facts: Iterable[str]) -> None:
    """Say which references are known by now, each list by what it is; ask whatever
    was asked last time of these.
    """
    reading = _reading.get()
    if reading is None:
        return
    new = {name: frozenset(refs) for name, refs in facts.items()}
    reading.facts |= new
    foreseen = [
        (asked.worked_out, values)
        for asked in reading.memory.asked
        if any(fact in new for _, fact, _, _ in asked.values)
        and (values := _filled(asked, reading.facts)) is not None
    ]
    if foreseen:
        reading.ask(foreseen)


def note(worked_out: Any, values: Values) -> None:
    """Remember for the next record that this was asked."""
    reading = _reading.get()
    if reading is None:
        return
    told = [_told(name, value, reading.facts) for name, value in values.items()]
    asked = tuple(each for each in told if each is not None)
    if len(asked) == len(told) and any(fact for _, fact, _, _ in asked):
        reading.asked[_Asked(worked_out, asked)] = None


def _told(
    name: str, value: Any, facts: dict[str, frozenset[str]]
) -> tuple[str, str, bool, Any] | None:
    """A value by the fact that it is. None: no other record is asked about with it."""
    alone = isinstance(value, str) or not isinstance(value, Collection)
    refs = frozenset((value,) if alone else value)
    for fact, known in facts.items():
        if refs and refs == known:
            return name, fact, alone, None
    # A day, a school, a kind: the same for the next record. An instant never is.
    of_this_record = not alone or isinstance(value, datetime)
    return None if of_this_record else (name, "", alone, value)


def _filled(asked: _Asked, facts: dict[str, frozenset[str]]) -> Values | None:
    values: Values = {}
    for name, fact, alone, value in asked.values:
        refs = facts.get(fact, frozenset())
        if fact and (not refs or (alone and len(refs) > 1)):
            return None
        values[name] = value if not fact else next(iter(refs)) if alone else refs
    return values
