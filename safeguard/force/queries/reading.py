"""Reading one record of force, on a page or on paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from safeguard.force.models import ForceAccount, ForceRecord, ForceReview, ForceTelling
from safeguard.force.permissions import Act
from safeguard.force.permissions.seeing import force_visible
from safeguard.force.permissions.standing import (
    account_of,
    additions_of,
    kinds_of,
    review_of,
    staff_of,
    tellings_of,
)
from safeguard.force.states import Part
from school.foundation.actor import Actor
from school.foundation.sealing import unseal
from school.gate import disclosure, touch
from school.identity.queries.people import classes_of, names_of

TEXTS = (
    *("place", "lead_up", "calming", "actions", "necessary", "support", "own_words"),
    *("pupil_injury_words", "staff_injury_words", "room_words"),
)


@dataclass(frozen=True)
class AccountRead:
    """How it was; its texts by name, lengths in minutes."""

    need: str
    degree: str
    minutes: int
    pupil_injury: str
    staff_injury: str
    room: str
    room_minutes: int | None
    kinds: tuple[str, ...]
    texts: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class Addition:
    """What was remembered later."""

    text: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class TellingRead:
    """Who was told; with a `ground` the council, and no parent."""

    whom: str = field(repr=False)
    way: str
    ground: str | None
    told_at: datetime
    parts: tuple[str, ...]
    reason: str = field(repr=False)
    said: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class ReviewRead:
    """What the review found."""

    outcome: str
    reason: str = field(repr=False)
    learning: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class ForceRead:
    """A record of force as those who may see it read it.

    `ref`, `recorded_by`, `owed_by` and `state` are what the rules ask of a record.
    """

    ref: str
    origin_ref: str | None
    state: str
    version: int
    pupil: str = field(repr=False)
    pupil_class: str
    happened_at: datetime
    due_at: datetime
    parents_due_at: datetime
    restraint: bool
    seclusion: bool
    owed_by: str | None
    recorded_by: str | None
    recorded_at: datetime | None
    names: dict[str, str] = field(repr=False)
    used_by: tuple[str, ...]
    present: tuple[str, ...]
    account: AccountRead | None
    additions: tuple[Addition, ...]
    tellings: tuple[TellingRead, ...]
    review: ReviewRead | None

    @property
    def late(self) -> bool:
        """Whether it was written after the day on which it should have been."""
        return self.recorded_at is not None and self.recorded_at > self.due_at

    def named(self, person_refs: Iterable[str | None]) -> str:
        """Colleagues by their names, with commas between."""
        return ", ".join(self.names.get(ref or "", "") for ref in person_refs)


@disclosure(Act.READ_FORCE, of=force_visible)
def read_force(actor: Actor, record: ForceRecord) -> ForceRead:  # noqa: ARG001
    """The record, with all that followed."""
    return _read(record)


@disclosure(Act.PRINT_FORCE, of=force_visible)
def print_force(actor: Actor, record: ForceRecord) -> ForceRead:  # noqa: ARG001
    """The same, laid out on paper: the record itself, or the letter to a parent."""
    return _read(record)


def _read(record: ForceRecord) -> ForceRead:
    touch(record.ref)
    staff, account = staff_of(record.ref), account_of(record.ref)
    additions, tellings = additions_of(record.ref), tellings_of(record.ref)
    review = review_of(record.ref)
    people = [record.pupil_ref, record.owed_by, record.recorded_by]
    people += [row.person_ref for row in staff]
    people += [row.by_ref for row in additions] + [row.by_ref for row in tellings]
    people += [review.by_ref] if review else []
    names = names_of(sorted({ref for ref in people if ref}))
    return ForceRead(
        ref=record.ref,
        origin_ref=record.origin_ref,
        state=record.state,
        version=record.version,
        pupil=names.get(record.pupil_ref, ""),
        pupil_class=classes_of([record.pupil_ref]).get(record.pupil_ref, ""),
        happened_at=record.happened_at,
        due_at=record.due_at,
        parents_due_at=record.parents_due_at,
        restraint=record.restraint,
        seclusion=record.seclusion,
        owed_by=record.owed_by,
        recorded_by=record.recorded_by,
        recorded_at=record.recorded_at,
        names=names,
        used_by=tuple(row.person_ref for row in staff if row.part == Part.USED),
        present=tuple(row.person_ref for row in staff if row.part == Part.PRESENT),
        account=_account(account, kinds_of(record.ref)) if account else None,
        additions=tuple(
            Addition(
                unseal(row, "text") or "", names.get(row.by_ref, ""), row.recorded_at
            )
            for row in additions
        ),
        tellings=tuple(_telling(row, names) for row in tellings),
        review=_review(review, names) if review else None,
    )


def _account(row: ForceAccount, kinds: list[str]) -> AccountRead:
    return AccountRead(
        need=row.need,
        degree=row.degree,
        minutes=row.minutes,
        pupil_injury=row.pupil_injury,
        staff_injury=row.staff_injury,
        room=row.room,
        room_minutes=row.room_minutes,
        kinds=tuple(kinds),
        texts={name: unseal(row, name) or "" for name in TEXTS},
    )


def _telling(row: ForceTelling, names: dict[str, str]) -> TellingRead:
    return TellingRead(
        whom=unseal(row, "whom") or "",
        way=row.way,
        ground=row.ground,
        told_at=row.told_at,
        parts=tuple(row.parts.split(",")),
        reason=unseal(row, "reason") or "",
        said=unseal(row, "said") or "",
        by=names.get(row.by_ref, ""),
        at=row.recorded_at,
    )


def _review(row: ForceReview, names: dict[str, str]) -> ReviewRead:
    return ReviewRead(
        outcome=row.outcome,
        reason=unseal(row, "reason") or "",
        learning=unseal(row, "learning") or "",
        by=names.get(row.by_ref, ""),
        at=row.recorded_at,
    )
