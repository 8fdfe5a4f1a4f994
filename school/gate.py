"""The one door: decide, do, record and commit, in one transaction.

Three words open it. `@command` for whatever changes a record, `@disclosure` for
whatever is read of one, `@upkeep` for a closed list of house-keeping. Authors of
features never write trail entries, so they cannot forget one.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, NoReturn, TypeVar

from sqlalchemy import UniqueConstraint, event, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped
from sqlalchemy.orm.exc import StaleDataError

from school.foundation import clock, writer
from school.foundation.actor import Actor
from school.foundation.database import (
    APPENDED,
    Code,
    GatedSession,
    Instant,
    Mac,
    Model,
    Ref,
    RowRef,
    db,
    kept,
)
from school.foundation.errors import (
    ElevationNeeded,
    Hidden,
    OutsideGate,
    Refused,
    Repeated,
    SafeguardError,
    SecondPersonNeeded,
    Stale,
)
from school.foundation.form_ids import FormId
from school.foundation.permits import NEEDS_REASON, Answer, Refusal, Rule
from school.foundation.references import new_ref
from school.foundation.sealing import mac
from school.trail.append import RowLeft, append, take_turn
from school.trail.entries import DONE, REFUSED, Entry

T = TypeVar("T")
Loader = Callable[[Actor, str], Any]

# House-keeping that leaves no entry, and the only tables each may touch.
# Decision 12: a closed list. What a person did to a record is never on it.
UPKEEP: dict[str, frozenset[str]] = {
    "draft.saved": frozenset({"draft"}),
    "sign_in.touched": frozenset({"sign_in_activity"}),
    "elevation.touched": frozenset({"elevation_activity"}),
    "throttle.counted": frozenset({"throttle"}),
    "code.used": frozenset({"used_code"}),
    "outbox.sent": frozenset({"outbox_delivery"}),
    "notice.read": frozenset({"notice_reading"}),
}


class Submission(Model):
    """A form that was acted on: sending it twice makes one record (idempotency)."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("person_ref", "form_ref"), APPENDED)

    ref: Mapped[RowRef]
    person_ref: Mapped[Ref]
    form_ref: Mapped[Ref]
    act: Mapped[Code]
    digest: Mapped[Mac]
    result_ref: Mapped[Ref]
    recorded_at: Mapped[Instant]


@dataclass
class Conduct:
    """One act while it happens: what its entry will say."""

    actor: Actor
    act: str
    log_ref: str
    key_ref: str | None = None
    objects: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)
    tables: frozenset[str] | None = None


@dataclass(frozen=True)
class Registered:
    """What the house knows of an act: the rule that decides, the words that tell."""

    rule: Rule
    wording: str


_registry: dict[str, Registered] = {}
_conduct: ContextVar[Conduct | None] = ContextVar("conduct", default=None)
_entries: ContextVar[list[tuple[Entry, list[RowLeft]]] | None] = ContextVar(
    "entries", default=None
)


def register(rules: Mapping[Any, Rule], wordings: Mapping[Any, str]) -> None:
    """Fill the registry with a feature's acts; `app` calls it for each feature.

    Raises ValueError unless the acts with a rule are exactly those with a wording.
    """
    if set(rules) != set(wordings):
        raise ValueError("every act needs a rule and a wording")
    for act, rule in rules.items():
        _registry[str(act)] = Registered(rule, wordings[act])


def registered() -> Mapping[str, Registered]:
    """Every act the house knows, by the name the trail uses."""
    return dict(_registry)


def decide(act: StrEnum, actor: Actor, subject: Any = None) -> Answer:
    """Whether the actor may, at this moment. For showing or hiding a button only."""
    return _registry[act].rule(actor, subject)


def note(**facts: Any) -> None:
    """Add facts to the entry's sealed detail: codes, counts, times. Never names."""
    _current().facts.update(facts)


def touch(*refs: str) -> None:
    """Name further records that the act reached."""
    objects = _current().objects
    objects.extend(ref for ref in refs if ref not in objects)


def about(row: Any) -> None:
    """Say which record the act made, when it began with none: its log, its key."""
    conduct = _current()
    conduct.log_ref = row.school_ref
    conduct.key_ref = row.key_ref
    touch(row.ref)


def _current() -> Conduct:
    conduct = _conduct.get()
    if conduct is None:
        raise OutsideGate("there is no act to say this of")
    return conduct


def command(
    act: StrEnum, *, of: Loader | None = None
) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Declare that a function is the act: it changes records and leaves an entry.

    The function gets `(actor, subject, *details)` where `of` loads the subject from a
    reference, else `(actor, *details)`; it returns a reference. Raises Hidden,
    Refused, Stale, Repeated and whatever the function itself raises.
    """

    def declare(do: Callable[..., str]) -> Callable[..., str]:
        @wraps(do)
        def perform(actor: Actor, *args: Any, form: FormId | None = None) -> str:
            if _entries.get() is not None:
                return _join(act, of, do, actor, args)
            with _transaction():
                earlier = _earlier(actor, form)
                if earlier is not None:
                    return earlier
                result = _join(act, of, do, actor, args)
                _remember(actor, act, form, result)
                return result

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

    def declare(do: Callable[..., T]) -> Callable[..., T]:
        @wraps(do)
        def perform(actor: Actor, *args: Any) -> T:
            asked = args[0] if of is not None else None
            conduct = Conduct(actor, act, actor.school_ref)
            token = _conduct.set(conduct)
            try:
                subject = _find(of, actor, args)
                answer = _answer(act, actor, subject, asked)
                if isinstance(answer, Refusal):
                    _refuse_alone(conduct, answer, asked)
                _concern(conduct, subject)
                found = do(actor, *((subject, *args[1:]) if of else args))
            finally:
                _conduct.reset(token)
            with _transaction() if _entries.get() is None else nullcontext():
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
                token = _conduct.set(conduct)
                try:
                    result = do(actor, *args)
                    db.session.flush()
                finally:
                    _conduct.reset(token)
                return result

        perform.__upkeep__ = name  # type: ignore[attr-defined]
        return perform

    return declare


def counted(do: Callable[..., T]) -> Callable[..., T]:
    """Declare that a question gives numbers or choices only, and reads no record."""
    do.__counted__ = True  # type: ignore[attr-defined]
    return do


# --- one transaction ---------------------------------------------------------------


@contextmanager
def the_pen() -> Iterator[None]:
    """A writing transaction: committed when the block ends, undone when it fails."""
    try:
        with writer.the_writer().pen() as pen:
            try:
                yield
                db.session.commit()  # noqa: TID251
            except StaleDataError:
                raise Stale("the record was changed meanwhile") from None
            except DBAPIError as fault:
                # The driver's text may quote values; only its kind goes on.
                raise SafeguardError(type(fault.orig).__name__) from None
            finally:
                pen.flushing = False
                db.session.rollback()  # noqa: TID251
                db.session.remove()
    finally:
        # Whatever was read before the act is read afresh after it.
        db.session.rollback()  # noqa: TID251


@contextmanager
def _transaction() -> Iterator[None]:
    entries: list[tuple[Entry, list[RowLeft]]] = []
    token = _entries.set(entries)
    try:
        with the_pen():
            yield
            db.session.flush()
            _record(entries)
    except _Refusing as refusing:
        _entries.set([])
        with the_pen():
            _record([(refusing.entry, [])])
        raise refusing.error from None
    finally:
        _entries.reset(token)


def _record(entries: list[tuple[Entry, list[RowLeft]]]) -> None:
    connection = db.session.connection()
    pen = writer.pen_held()
    pen.recording = True
    try:
        for log_ref in sorted({entry.log_ref for entry, _ in entries}):
            take_turn(connection, log_ref)
        for entry, rows in entries:
            append(connection, entry, rows)
    finally:
        pen.recording = False


# --- one act -----------------------------------------------------------------------


class _Refusing(Exception):  # noqa: N818
    """Carries a refusal out of the transaction, to be recorded after the undoing."""

    def __init__(self, entry: Entry, error: SafeguardError) -> None:
        super().__init__()
        self.entry = entry
        self.error = error


def _join(
    act: StrEnum,
    of: Loader | None,
    do: Callable[..., str],
    actor: Actor,
    args: tuple[Any, ...],
) -> str:
    db.session.flush()
    conduct = Conduct(actor, act, actor.school_ref)
    token = _conduct.set(conduct)
    try:
        asked = args[0] if of is not None else None
        subject = _find(of, actor, args)
        answer = _answer(act, actor, subject, asked)
        if isinstance(answer, Refusal):
            raise _refusing(conduct, answer, asked)
        _concern(conduct, subject if of is not None else None)
        result = do(actor, *((subject, *args[1:]) if of is not None else args))
        db.session.flush()
        _add_entry(conduct, DONE, _rows_left(conduct))
        return result
    finally:
        _conduct.reset(token)


def _find(of: Loader | None, actor: Actor, args: tuple[Any, ...]) -> Any:
    if of is None:
        return args[0] if args else None
    return of(actor, args[0])


def _answer(act: StrEnum, actor: Actor, subject: Any, asked: str | None) -> Answer:
    if asked is not None and subject is None:
        return _HIDDEN
    return _registry[act].rule(actor, subject)


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
        conduct.objects.insert(0, subject.ref)


def _refusing(conduct: Conduct, answer: Refusal, asked: str | None) -> _Refusing:
    # What was asked for is kept as a keyed fingerprint only, and in the asker's own
    # log, so that hidden, foreign and invented references leave the same entry.
    objects = () if asked is None else (mac(conduct.actor.school_ref, "asked", asked)[:16],)
    entry = Entry(
        log_ref=conduct.actor.school_ref,
        at=clock.now(),
        actor=conduct.actor,
        action=conduct.act,
        result=REFUSED,
        objects=objects,
        facts={"code": answer.code},
    )
    return _Refusing(entry, _error(answer))


def _refuse_alone(conduct: Conduct, answer: Refusal, asked: str | None) -> NoReturn:
    with _transaction():
        raise _refusing(conduct, answer, asked)


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
    entries = _entries.get()
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


def _earlier(actor: Actor, form: FormId | None) -> str | None:
    if form is None:
        return None
    asked = select(Submission).where(
        Submission.person_ref == actor.person_ref,
        Submission.form_ref == form.form_ref,
    )
    earlier = db.session.scalar(asked)
    if earlier is None:
        return None
    if earlier.digest != form.digest:
        raise Repeated("this form was already sent, with other words in it")
    return earlier.result_ref


def _remember(actor: Actor, act: str, form: FormId | None, result: str) -> None:
    if form is None:
        return
    entries = _entries.get() or []
    row = Submission(
        ref=new_ref(),
        person_ref=actor.person_ref,
        form_ref=form.form_ref,
        act=str(act),
        digest=form.digest,
        result_ref=result,
        recorded_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    # The outer act is the last entry: the receipt of its form belongs to it.
    entries[-1][1].append(_row_left(row))


# --- what the act left behind ------------------------------------------------------


def _rows_left(conduct: Conduct) -> list[RowLeft]:
    return [
        (row.__table__, key, None) if gone else _row_left(row)
        for (_, key), (row, gone) in conduct.rows.items()
    ]


def _row_left(row: Any) -> RowLeft:
    values = {
        attr.columns[0].name: getattr(row, attr.key)
        for attr in inspect(type(row)).column_attrs
    }
    return row.__table__, _key_of(row), values


def _key_of(row: Any) -> str:
    identity = inspect(row).identity or inspect(type(row)).primary_key_from_instance(row)
    return "/".join(str(part) for part in identity)


@event.listens_for(GatedSession, "before_flush")
def _watch_flush(session: Any, *_: Any) -> None:
    conduct = _conduct.get()
    pen = writer.pen_held_or_none()
    if pen is None or (conduct is None and _entries.get() is None):
        raise OutsideGate("rows were changed outside the gate")
    for row in [*session.new, *session.dirty, *session.deleted]:
        _check_table(row, conduct, changed=row not in session.new)
    pen.flushing = True


def _check_table(row: Any, conduct: Conduct | None, *, changed: bool) -> None:
    how = kept(row.__table__)
    if how == "trail":
        raise OutsideGate("nobody writes the trail but the gate")
    if conduct and conduct.tables is not None:
        if row.__tablename__ not in conduct.tables or how != "upkeep":
            raise OutsideGate("this upkeep reached a table that is not on its list")
    elif how == "appended" and changed:
        raise OutsideGate("a row that only appends was changed")


@event.listens_for(GatedSession, "after_flush")
def _gather_rows(session: Any, *_: Any) -> None:
    writer.pen_held().flushing = False
    conduct = _conduct.get()
    if conduct is None:
        return
    for rows, gone in ((session.new, False), (session.dirty, False), (session.deleted, True)):
        for row in rows:
            if kept(row.__table__) in {"recorded", "appended"}:
                conduct.rows[row.__tablename__, _key_of(row)] = (row, gone)
