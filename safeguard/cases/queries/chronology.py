"""The chronology of a case: everything that happened, newest first, from every table.

Nothing here is a disclosure of its own: reading and printing a case ask for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from safeguard.cases.models import (
    CaseEntry,
    Closing,
)
from safeguard.cases.permissions.closing import decisions_about, feedback_given
from safeguard.cases.queries.people_in import NARRATIVE, OWN_WORDS, Words, words_of
from safeguard.referrals.queries import ReferralView
from school.foundation import clock
from school.foundation.questions import every, question
from school.foundation.sealing import keyring, unseal
from school.gate import counted
from school.identity.queries.people import names_of


@dataclass(frozen=True)
class Happening:
    """One thing that happened, and when it was recorded (both UTC)."""

    kind: str
    at: datetime
    recorded_at: datetime
    by_ref: str
    by: str = field(default="", repr=False)
    code: str | None = None
    text: str = field(default="", repr=False)
    own_words: str = field(default="", repr=False)
    agency: str | None = None
    concern_ref: str | None = None
    edition: str | None = None
    # False: only the day is known; `happened_words` may say more.
    timed: bool = True
    # False: nobody said when; it stands where it was recorded.
    dated: bool = True
    # Further texts by what they are: what was shared, kept back, agreed, and so on.
    more: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def days_late(self) -> int:
        """Days of the calendar in London between the event and its record."""
        later = clock.local(self.recorded_at).date() - clock.local(self.at).date()
        return max(later.days, 0)


def happenings_of(
    case: Any, concerns: Sequence[Any], referrals: Iterable[ReferralView]
) -> list[Happening]:
    """Everything that happened in the case, by the day it happened, newest first."""
    found = [
        *_concerns(concerns),
        *_opened(case),
        *_entries(case.ref),
        *_decisions(case.ref),
        *(step for referral in referrals for step in _referral(referral)),
        *_feedback(concerns),
        *_closings(case.ref),
    ]
    return _newest_first(found)


@counted
def happenings_of_concerns(concerns: Sequence[Any]) -> list[Happening]:
    """The same of concerns alone, as of those that stand in no case."""
    return _newest_first([*_concerns(concerns), *_feedback(concerns)])


def _newest_first(found: list[Happening]) -> list[Happening]:
    named = _named(found)
    # Of things at the same instant, what follows from the other stands above it.
    newest = sorted(enumerate(named), key=lambda pair: (pair[1].at, pair[0]))
    return [each for _, each in reversed(newest)]


def _named(found: list[Happening]) -> list[Happening]:
    names = names_of(each.by_ref for each in found)
    return [replace(each, by=names.get(each.by_ref, "")) for each in found]


def feedback_on(concerns: Iterable[Any]) -> list[Happening]:
    """What reporters were told, oldest first, with who told them."""
    return _named(list(_feedback(concerns)))


def _feedback(concerns: Iterable[Any]) -> Iterator[Happening]:
    refs = [concern.ref for concern in concerns]
    for row in feedback_given(refs=refs) if refs else ():
        yield Happening(
            "feedback",
            row.given_at,
            row.given_at,
            row.by_ref,
            text=unseal(row, "text") or "",
            concern_ref=row.concern_ref,
        )


def _opened(case: Any) -> Iterator[Happening]:
    yield Happening("opened", case.opened_at, case.opened_at, case.opened_by)


def _concerns(concerns: Sequence[Any]) -> Iterator[Happening]:
    texts = words_of(concern.ref for concern in concerns)
    for concern in concerns:
        yield _raised(concern, texts.get(concern.ref, []))
        for words in texts.get(concern.ref, []):
            if words.kind not in {NARRATIVE, OWN_WORDS}:
                yield Happening(
                    words.kind,
                    words.recorded_at,
                    words.recorded_at,
                    words.by_ref,
                    text=words.text,
                    concern_ref=concern.ref,
                )
        if concern.acknowledged_at and concern.acknowledged_by:
            yield Happening(
                "acknowledged",
                concern.acknowledged_at,
                concern.acknowledged_at,
                concern.acknowledged_by,
                concern_ref=concern.ref,
            )


def _raised(concern: Any, texts: Iterable[Words]) -> Happening:
    spoken = {words.kind: words.text for words in texts}
    said_when = unseal(concern, "happened_words")
    return Happening(
        "raised",
        _when(concern),
        concern.recorded_at,
        concern.reporter_ref,
        code=concern.teller,
        text=spoken.get(NARRATIVE, ""),
        own_words=spoken.get(OWN_WORDS, ""),
        concern_ref=concern.ref,
        timed=concern.happened_at is not None,
        dated=concern.happened_at is not None or concern.happened_on is not None,
        more=(("happened_words", said_when),) if said_when else (),
    )


def _when(concern: Any) -> datetime:
    """The instant it is put at: as told; else midday of the day; else its record."""
    recorded_at: datetime = concern.recorded_at
    at: datetime | None = concern.happened_at
    if at is not None or concern.happened_on is None:
        return at or recorded_at
    return min(clock.london(concern.happened_on, 12), recorded_at)


@question
def _written() -> Any:
    asked = every(CaseEntry).where(CaseEntry.case_ref == bindparam("case"))
    return asked.order_by(CaseEntry.recorded_at, CaseEntry.ref)


def _entries(case_ref: str) -> Iterator[Happening]:
    rows = _written(case=case_ref)
    keyring().warm([row.key_ref for row in rows if row.key_ref])
    for row in rows:
        yield Happening(
            row.kind,
            row.happened_at,
            row.recorded_at,
            row.by_ref,
            code=row.code,
            text=unseal(row, "text") or "",
            concern_ref=row.concern_ref,
        )


def _decisions(case_ref: str) -> Iterator[Happening]:
    for row in decisions_about(case=case_ref):
        yield Happening(
            "decided",
            row.decided_at,
            row.decided_at,
            row.decided_by,
            code=row.outcome,
            text=unseal(row, "reason") or "",
            agency=row.agency,
            edition=row.edition,
        )


@question
def _closed() -> Any:
    asked = every(Closing).where(Closing.case_ref == bindparam("case"))
    return asked.order_by(Closing.closed_at, Closing.ref)


def _closings(case_ref: str) -> Iterator[Happening]:
    for row in _closed(case=case_ref):
        reason = unseal(row, "police_reason")
        yield Happening(
            "closed",
            row.closed_at,
            row.closed_at,
            row.closed_by,
            code=row.police_considered,
            text=unseal(row, "summary") or "",
            edition=row.edition,
            more=(("police_reason", reason),) if reason else (),
        )


_SHOWN = (
    "spoke_to",
    "agency_reference",
    "shared",
    "withheld",
    "childs_voice",
    "consent",
    "consent_reason",
    "hold",
)


def _referral(referral: ReferralView) -> Iterator[Happening]:
    for step in referral.steps:
        yield Happening(
            "referral",
            step.happened_at,
            step.recorded_at,
            step.by_ref,
            code=step.outcome or step.kind,
            text=step.text or "",
            agency=referral.agency,
            more=tuple(
                (name, said) for name in _SHOWN if (said := getattr(step, name))
            ),
        )
