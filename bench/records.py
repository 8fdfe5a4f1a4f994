"""The records the loader makes: sealed, linked and committed to as the product does.

It writes rows, not acts: one entry for each concern stands for all that was done with
it, and commits to every row that is left. So readers and `trail verify` find what they
look for.
"""

import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.town import School
from safeguard.cases.models import (
    CaseEntry,
    CaseFile,
    Closing,
    Concern,
    ConcernChild,
    ConcernText,
    Decision,
    Feedback,
)
from safeguard.referrals.models import Referral
from school.foundation.actor import Actor
from school.foundation.keys import KEY_BYTES, wrap
from school.foundation.references import new_ref, new_reference
from school.foundation.sealing import encrypt, keyring, seal
from school.gate.rows import row_left
from school.trail import tree
from school.trail.append import RowLeft, detail_bound_to
from school.trail.commitments import SALT_BYTES, commit, facts_bytes, row_bytes
from school.trail.entries import DONE, Entry, RowCommitment, leaf_bytes
from school.wall.models import WallAbout

NARRATIVE = 1500
CASE_OF = 4  # so many concerns to a case
# Of a hundred concerns that are open: 40 wait unopened, 60 stand in open cases.
UNOPENED = 40
RARE, COMMON = "kestrel", "corridor"
_SYLLABLES = [
    "ba",
    "den",
    "fi",
    "gor",
    "hal",
    "jun",
    "ket",
    "lom",
    "mir",
    "nas",
    "pel",
    "ros",
    "sut",
    "tav",
    "wen",
    "yol",
]
_dice = random.Random(3)
WORDS = ["".join(_dice.choices(_SYLLABLES, k=_dice.randint(1, 3))) for _ in range(4000)]


@dataclass(frozen=True)
class Batch:
    """Which concerns of which school: numbers from `first` up to `end`."""

    trust: str
    school: School
    first: int
    end: int
    of: int
    unsettled: int
    began: datetime


class GivenKeys:
    """Data keys made here, each kept wrapped for the keys store."""

    def __init__(self, over: bytes) -> None:
        self.over = over
        self.clear: dict[str, bytes] = {}

    def take(self) -> str:
        """A fresh key's reference."""
        ref = new_ref()
        self.clear[ref] = secrets.token_bytes(KEY_BYTES)
        return ref

    def wrapped(self) -> Iterator[tuple[str, bytes]]:
        """All of them, as the store keeps them."""
        for ref, key in self.clear.items():
            yield ref, wrap(self.over, key, f"data {ref}")


@dataclass
class Made:
    """A batch's rows by table, its keys, and its entries."""

    rows: dict[str, list[dict[str, Any]]]
    keys: list[tuple[str, bytes]]


def make(batch: Batch, domain_key: bytes) -> Made:
    """The rows of a batch. Needs the application's context."""
    keys = GivenKeys(domain_key)
    ring = keyring()
    ring.cipher = lambda ref: AESGCM(keys.clear[ref])  # type: ignore[method-assign]
    made = Made({}, [])
    case: CaseFile | None = None
    for number in range(batch.first, batch.end):
        writer = _Writer(batch, keys, number)
        case = writer.write(case if number % CASE_OF else None)
        for row in writer.left:
            made.rows.setdefault(row[0].name, []).append(row[2] or {})
        leaf, detail = writer.entry()
        made.rows.setdefault("trail_leaf", []).append(leaf)
        made.rows.setdefault("trail_detail", []).append(detail)
    made.keys = list(keys.wrapped())
    return made


class _Writer:
    """One concern and what became of it."""

    def __init__(self, batch: Batch, keys: GivenKeys, number: int) -> None:
        self.batch, self.keys, self.number = batch, keys, number
        self.dice = random.Random(f"{batch.school.ref} {number}")
        self.left: list[RowLeft] = []
        open_from = batch.of - batch.unsettled
        self.open = number >= open_from
        # A case's concerns stand side by side: all of them have one or none has.
        within = number // CASE_OF * 100 // CASE_OF
        self.unopened = self.open and within % 100 < UNOPENED
        step = timedelta(days=365 * 3) / batch.of
        self.at = batch.began - timedelta(days=365 * 3) + step * number
        self.concern_ref = new_reference()
        self.key_ref = keys.take()

    def write(self, case: CaseFile | None) -> CaseFile | None:
        """Make the rows; gives the case for the concerns that follow."""
        pupil = self.dice.choice(self.batch.school.pupils)
        if not self.unopened and case is None:
            case = self._case(pupil)
        concern = self._concern(None if self.unopened else case)
        self._about(concern.ref, pupil)
        child = ConcernChild(ref=new_ref(), concern_ref=concern.ref, person_ref=pupil)
        child.part = "harmed"
        self._keep(child, self.key_ref)
        text = ConcernText(ref=new_ref(), concern_ref=concern.ref, kind="narrative")
        text.by_ref, text.recorded_at = concern.reporter_ref, self.at
        self._keep(text, self.key_ref, text=self._words(NARRATIVE))
        if not self.open:
            told = Feedback(ref=new_ref(), concern_ref=concern.ref, given_at=self.at)
            told.by_ref = self._staff("dsl")
            self._keep(told, self.key_ref, text=self._words(80))
        return case

    def _concern(self, case: CaseFile | None) -> Concern:
        concern = Concern(
            ref=self.concern_ref,
            state="submitted" if case is None else "triaged",
            level="C3" if self.number % 3 else "C2",
            category="other",
            reporter_ref=self._staff(f"teacher{self.number % 6}"),
            teller="own_observation",
            recorded_at=self.at,
            in_danger=self.open and self.number % 50 == 0,
            intimate_image=False,
            technical=False,
            told_dsl=False,
            steps="",
            edition="kcsie_2026",
            due_at=self.at + timedelta(hours=6),
            due_why="in_school_time",
            on_duty_rota=False,
            acknowledged_by=None if case is None else self._staff("dsl"),
            acknowledged_at=None if case is None else self.at + timedelta(hours=1),
            case_ref=case.ref if case else None,
            version=1,
        )
        self._keep(concern, self.key_ref, place=self._words(20))
        return concern

    def _case(self, pupil: str) -> CaseFile:
        key, at = self.keys.take(), self.at + timedelta(hours=2)
        referred = self.open and self.number // CASE_OF % 9 == 0
        state = "referred" if referred else "active" if self.open else "closed"
        decision = Decision(ref=new_ref(), decided_at=at, outcome="internal_support")
        case = CaseFile(
            ref=new_reference(),
            state=state,
            level="C3",
            category="other",
            lead_ref=self._staff("dsl"),
            opened_by=self._staff("dsl"),
            opened_at=at,
            serious=False,
            in_danger=False,
            intimate_image=False,
            decision_ref=decision.ref,
            next_step="wait" if referred else "review" if self.open else "none",
            due_at=at + timedelta(days=14) if self.open else None,
            changed_at=at,
            closed_at=None if self.open else at + timedelta(days=9),
            version=1,
        )
        self._keep(case, key, title=self._words(60))
        decision.case_ref, decision.decided_by = case.ref, self._staff("dsl")
        decision.edition = "kcsie_2026"
        self._keep(decision, key, reason=self._words(200))
        for kind in ("note", "call"):
            entry = CaseEntry(ref=new_ref(), case_ref=case.ref, kind=kind)
            entry.happened_at = entry.recorded_at = at
            entry.by_ref = self._staff("dsl")
            self._keep(entry, key, text=self._words(300))
        if state == "closed":
            closing = Closing(ref=new_ref(), case_ref=case.ref, edition="kcsie_2026")
            closing.closed_by, closing.closed_at = self._staff("dsl"), at
            self._keep(closing, key, summary=self._words(200))
        if referred:
            self._refer(case, key, at)
        self._about(case.ref, pupil)
        return case

    def _refer(self, case: CaseFile, key: str, at: datetime) -> None:
        row = Referral(
            ref=new_ref(),
            case_ref=case.ref,
            agency="social_care",
            state="made_verbally",
        )
        row.on_hold, row.version = False, 1
        row.begun_by, row.begun_at, row.made_at = self._staff("dsl"), at, at
        row.chase_at = at + timedelta(days=3)
        self._keep(row, key)

    def _about(self, record: str, person: str) -> None:
        said = WallAbout(ref=new_ref(), record_ref=record, person_ref=person)
        said.recorded_at = self.at
        self.left.append(row_left(said))

    def _keep(self, row: Any, key: str, **texts: str) -> None:
        row.school_ref, row.key_ref, row.sealed_version = (
            self.batch.school.ref,
            key,
            1,
        )
        for column, text in texts.items():
            seal(row, column, text)
        _fill_in(row)
        self.left.append(row_left(row))

    def _staff(self, name: str) -> str:
        return self.batch.school.staff[name]

    def _words(self, size: int) -> str:
        # A word has about six letters; one narrative in twenty is not plain ASCII.
        words = self.dice.choices(WORDS, k=size // 6)
        if size >= NARRATIVE:
            if self.number % 500 == 7:
                words[3] = RARE
            if self.number % 10 == 7:
                words[5] = COMMON
            if self.number % 20 == 3:
                words[7:9] = ["Zoë’s", "Café"]
        text = " ".join(words)[:size]
        return text.ljust(size, "x")

    def entry(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The entry that commits to all rows of this concern, and its detail."""
        school = self.batch.school
        seq = school.logged + self.number
        entry = Entry(
            log_ref=school.ref,
            at=self.at,
            actor=Actor.system("bench", school.ref, self.batch.trust),
            action="concern.raised",
            result=DONE,
            objects=(self.concern_ref,),
            key_ref=self.key_ref,
            facts={"level": "C3"},
        )
        salt, facts = secrets.token_bytes(SALT_BYTES), facts_bytes(entry.facts)
        rows = tuple(
            RowCommitment(
                table.name,
                key,
                commit(salt, f"{table.name} {key}", row_bytes(table, values or {})),
            )
            for table, key, values in self.left
        )
        leaf = leaf_bytes(entry, seq, commit(salt, "facts", facts), rows)
        where = {"log_ref": school.ref, "seq": seq}
        sealed = encrypt(
            self.keys.clear[self.key_ref],
            salt + facts,
            detail_bound_to(school.ref, seq),
        )
        return (
            {
                **where,
                "leaf": leaf,
                "leaf_hash": tree.leaf_hash(leaf),
                "recorded_at": self.at,
            },
            {**where, "key_ref": self.key_ref, "sealed": sealed},
        )


def _fill_in(row: Any) -> None:
    """What the database's models fill in by themselves when a row is written."""
    for column in row.__table__.columns:
        standing = column.default is not None and column.default.is_scalar
        if standing and getattr(row, column.key) is None:
            setattr(row, column.key, column.default.arg)
