"""The three words that open the door: command, disclosure and upkeep."""

from collections.abc import Callable
from contextlib import nullcontext
from enum import StrEnum
from functools import wraps
from typing import Any, NamedTuple, NoReturn, TypeVar

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    OutsideGate,
    Refused,
    SafeguardError,
    SecondPersonNeeded,
)
from school.foundation.form_ids import FormId
from school.foundation.permits import NEEDS_REASON, Answer, Refusal
from school.foundation.sealing import mac
from school.gate.conduct import Conduct, conducting, entries_of_this_transaction
from school.gate.registry import UPKEEP, decide, reads_a_list
from school.gate.rows import rows_left
from school.gate.submissions import earlier_result, remember
from school.gate.transaction import Refusing, the_pen, transaction
from school.trail.append import RowLeft
from school.trail.entries import DONE, REFUSED, Entry

T = TypeVar("T")
Loader = Callable[[Actor, str], Any]


def command(
    act: StrEnum, *, of: Loader | None = None
) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Declare that a function is the act: it changes records and leaves an entry.

    The function gets `(actor, subject, *details)` where `of` loads the subject from a
    reference, else `(actor, *details)`; it returns a reference. Raises Hidden,
    Refused, Stale, Repeated and whatever the function itself raises.
    """

    def declare(do: Callable[..., str]) -> Callable[..., str]:
        declared = _Declared(act, of, do)

        @wraps(do)
        def perform(actor: Actor, *args: Any, form: FormId | None = None) -> str:
            if entries_of_this_transaction.get() is not None:
                return _join(declared, actor, args, None)
            with transaction():
                earlier = earlier_result(actor, act, form)
                if earlier is not None:
                    return earlier
                return _join(declared, actor, args, form)

        perform.__act__ = act  # type: ignore[attr-defined]
        return perform

    return declare


def disclosure(
    act: StrEnum, *, of: Loader | None = None
) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Declare that a function reads records: the reading is recorded, durably, before
    what was read is returned. It is decided again in the recording transaction, so
    that what changed meanwhile counts.
    """
    if of is None:
        reads_a_list(act)

    def declare(do: Callable[..., T]) -> Callable[..., T]:
        @wraps(do)
        def perform(actor: Actor, *args: Any) -> T:
            asked = args[0] if of is not None else None
            conduct = Conduct(actor, act, actor.school_ref)
            token = conducting.set(conduct)
            try:
                subject = _find(of, actor, args)
                answer = _answer(act, actor, subject, asked)
                if isinstance(answer, Refusal):
                    _refuse_alone(conduct, answer, asked)
                _concern(conduct, subject)
                found = do(actor, *((subject, *args[1:]) if of else args))
            finally:
                conducting.reset(token)
            with (
                transaction()
                if entries_of_this_transaction.get() is None
                else nullcontext()
            ):
                _decide_again(act, of, actor, args)
                _add_entry(conduct, DONE, [])
            return found

        perform.__act__ = act  # type: ignore[attr-defined]
        return perform

    return declare


def upkeep(name: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Declare house-keeping from the closed list; it may touch its own tables only."""
    tables = UPKEEP[name]

    def declare(do: Callable[..., T]) -> Callable[..., T]:
        @wraps(do)
        def perform(actor: Actor, *args: Any) -> T:
            with the_pen():
                conduct = Conduct(actor, name, actor.school_ref, tables=tables)
                token = conducting.set(conduct)
                try:
                    result = do(actor, *args)
                    db.session.flush()
                finally:
                    conducting.reset(token)
                return result

        perform.__upkeep__ = name  # type: ignore[attr-defined]
        return perform

    return declare


def counted(do: Callable[..., T]) -> Callable[..., T]:
    """Declare that a question gives numbers or choices only, and reads no record."""
    do.__counted__ = True  # type: ignore[attr-defined]
    return do


class _Declared(NamedTuple):
    """What an author declared: the act, how its subject is found, what it does."""

    act: StrEnum
    of: Loader | None
    do: Callable[..., str]


def _join(
    declared: _Declared, actor: Actor, args: tuple[Any, ...], form: FormId | None
) -> str:
    act, of, do = declared
    db.session.flush()
    conduct = Conduct(actor, act, actor.school_ref)
    token = conducting.set(conduct)
    try:
        asked = args[0] if of is not None else None
        subject = _find(of, actor, args)
        answer = _answer(act, actor, subject, asked)
        if isinstance(answer, Refusal):
            raise _refusing(conduct, answer, asked)
        _concern(conduct, subject if of is not None else None)
        result = do(actor, *((subject, *args[1:]) if of is not None else args))
        remember(actor, act, form, result)
        db.session.flush()
        _add_entry(conduct, DONE, rows_left(conduct))
        return result
    finally:
        conducting.reset(token)


def _find(of: Loader | None, actor: Actor, args: tuple[Any, ...]) -> Any:
    if of is None:
        return args[0] if args else None
    return of(actor, args[0])


def _answer(act: StrEnum, actor: Actor, subject: Any, asked: str | None) -> Answer:
    if asked is not None and subject is None:
        return _HIDDEN
    return decide(act, actor, subject)


_HIDDEN = Refusal("hidden")


def _decide_again(
    act: StrEnum, of: Loader | None, actor: Actor, args: tuple[Any, ...]
) -> None:
    subject = _find(of, actor, args)
    asked = args[0] if of is not None else None
    answer = _answer(act, actor, subject, asked)
    if isinstance(answer, Refusal):
        raise _refusing(Conduct(actor, act, actor.school_ref), answer, asked)


def _concern(conduct: Conduct, subject: Any) -> None:
    if subject is not None and hasattr(subject, "school_ref"):
        conduct.log_ref = subject.school_ref
        conduct.key_ref = getattr(subject, "key_ref", None)
        conduct.objects = {subject.ref: None, **conduct.objects}


def _refusing(conduct: Conduct, answer: Refusal, asked: str | None) -> Refusing:
    # What was asked for is kept as a keyed fingerprint only, and in the asker's own
    # log, so that hidden, foreign and invented references leave the same entry.
    objects: tuple[str, ...] = ()
    if asked is not None:
        objects = (mac(conduct.actor.school_ref, "asked", asked)[:16],)
    entry = Entry(
        log_ref=conduct.actor.school_ref,
        at=clock.now(),
        actor=conduct.actor,
        action=conduct.act,
        result=REFUSED,
        objects=objects,
        facts={"code": answer.code},
    )
    return Refusing(entry, _error(answer))


def _refuse_alone(conduct: Conduct, answer: Refusal, asked: str | None) -> NoReturn:
    refusing = _refusing(conduct, answer, asked)
    if entries_of_this_transaction.get() is not None:
        # Inside a larger act: the gate that holds the pen undoes, then records.
        raise refusing
    with transaction():
        raise refusing


def _error(answer: Refusal) -> SafeguardError:
    match answer.code:
        case "hidden":
            return Hidden("not found")
        case "elevation" | "elevation_with_reason":
            return ElevationNeeded(reason_needed=answer == NEEDS_REASON)
        case "second_person":
            return SecondPersonNeeded()
        case code:
            return Refused(code)


def _add_entry(conduct: Conduct, result: str, rows: list[RowLeft]) -> None:
    entries = entries_of_this_transaction.get()
    if entries is None:
        raise OutsideGate("there is no transaction to record in")
    entry = Entry(
        log_ref=conduct.log_ref,
        at=clock.now(),
        actor=conduct.actor,
        action=str(conduct.act),
        result=result,
        objects=tuple(conduct.objects),
        key_ref=conduct.key_ref,
        facts=conduct.facts,
    )
    entries.append((entry, rows))
