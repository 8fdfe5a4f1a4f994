"""Adding to a case: entries of its chronology, the parents, a suspected image."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.commands.chronicle import (
    changed,
    decide_afresh,
    must_have_happened,
    worded,
    write_entry,
)
from safeguard.cases.commands.contacting import must_not_wait
from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import concerns_in
from safeguard.cases.permissions.holding import SUSPECTED
from safeguard.cases.permissions.seeing import case_visible, record_visible
from safeguard.cases.states import OPEN_CASES, WRITTEN_BY_HAND, EntryKind
from safeguard.evidence.commands.holding import stop
from safeguard.guidance import answers
from safeguard.guidance.categories import Level
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.gate import command, note, touch
from school.web.catalogue import gettext as _

# The answer that says the parents know.
TOLD = "told"


@dataclass(frozen=True)
class NewEntry:
    """An entry of the chronology. `happened_at` (UTC); None: just now."""

    kind: str
    text: str = field(repr=False)
    happened_at: datetime | None = None


@dataclass(frozen=True)
class ParentsAnswer:
    """What the parents know: a code of guidance.answers and the words with it."""

    answer: str
    words: str = field(repr=False)
    happened_at: datetime | None = None
    version: int | None = None


@command(Act.ADD_ENTRY, of=case_visible)
def add_entry(actor: Actor, case: CaseFile, new: NewEntry) -> str:
    """Add to the chronology (R0.2): entries are never changed, a correction is a new
    one. The entry says how many days of the calendar later it was recorded.
    """
    if new.kind not in WRITTEN_BY_HAND:
        raise Invalid({"kind": _("Choose what this is.")})
    must_have_happened(new.happened_at)
    entry = write_entry(
        actor,
        case,
        EntryKind(new.kind),
        worded("text", new.text),
        happened_at=new.happened_at,
    )
    note(kind=new.kind, days_late=_days_late(entry.happened_at, entry.recorded_at))
    return case.ref


@command(Act.RECORD_PARENTS, of=case_visible)
def record_parents(actor: Actor, case: CaseFile, said: ParentsAnswer) -> str:
    """Record what the parents know: told, by whom and how, or why not (§2.1).

    Raises Invalid, also for having told them while an agency asks to wait (§2.6), and
    Stale when somebody else changed the case meanwhile.
    """
    changed(case, said.version)
    today = clock.today()
    offered = {each.code: each for each in answers.parents_informed.offered(today)}
    if said.answer not in offered:
        raise Invalid({"answer": _("Choose what the parents know.")})
    must_have_happened(said.happened_at)
    if said.answer == TOLD:
        must_not_wait(case, "answer")
    words = said.words
    if offered[said.answer].needs_words:
        words = worded("words", words, least=10)
    case.parents_informed = said.answer
    entry = write_entry(
        actor,
        case,
        EntryKind.PARENTS,
        words,
        code=said.answer,
        happened_at=said.happened_at,
    )
    note(answer=said.answer, days_late=_days_late(entry.happened_at, entry.recorded_at))
    return case.ref


@command(Act.SUSPECT_IMAGE, of=record_visible)
def suspect_image(actor: Actor, record: Concern | CaseFile) -> str:
    """Record that an intimate image of a child is suspected: no description, no file
    (R0.9). It is only ever set, holds for all that is linked, and asks for a fresh
    decision within the first-review clock (§2.5). Saying it twice is once.
    """
    case = record if isinstance(record, CaseFile) else _case_of(record)
    concerns = [record] if isinstance(record, Concern) else []
    if case is not None:
        concerns = concerns_in(case.ref)
        _flag(actor, case)
        touch(case.ref)
    for concern in concerns:
        concern.intimate_image = True
        concern.level = max(concern.level, Level.CHILD_PROTECTION)
        touch(concern.ref)
    stop(record.ref, SUSPECTED)
    return record.ref


def _days_late(happened_at: datetime, recorded_at: datetime) -> int:
    """Days of the calendar in London between the event and its record."""
    later = clock.local(recorded_at).date() - clock.local(happened_at).date()
    return max(later.days, 0)


def _case_of(concern: Concern) -> CaseFile | None:
    return db.session.get(CaseFile, concern.case_ref) if concern.case_ref else None


def _flag(actor: Actor, case: CaseFile) -> None:
    if case.intimate_image:
        return
    case.intimate_image = case.serious = True
    # A picture of a child is a matter of child protection, whatever it was before.
    case.level = max(case.level, Level.CHILD_PROTECTION)
    if case.state in OPEN_CASES:
        decide_afresh(case, "image_review")
    changed(case, None)
    write_entry(actor, case, EntryKind.IMAGE)
