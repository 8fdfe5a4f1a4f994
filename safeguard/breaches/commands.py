"""Citing a clause in a case, and taking that back. Neither is a sanction (§2.9)."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from safeguard.agreements.queries.standing import LiveAgreement, live_on
from safeguard.agreements.queries.templates import is_as_signed
from safeguard.breaches.models import ClauseBreach
from safeguard.breaches.permissions import Act
from safeguard.breaches.permissions.citing import rules_of
from safeguard.cases.commands.chronicle import changed, worded, write_entry
from safeguard.cases.models import CaseFile
from safeguard.cases.permissions.parents import pupils_of
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import OPEN_CASES, EntryKind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, NotNow, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.web.catalogue import gettext as _

LEAST = 10


@dataclass(frozen=True)
class Citation:
    """Whose agreement, on which London day, which clause (its code), and what was
    done. `text_hash`: of the version whose clauses the page had shown.
    """

    pupil_ref: str
    on_day: date | None
    clause: str
    words: str = field(default="", repr=False)
    text_hash: str | None = None


@dataclass(frozen=True)
class TakenBack:
    """Which citation, and why it should not have been made."""

    breach_ref: str
    why: str = field(repr=False)


@command(Act.CITE_CLAUSE, of=case_visible)
def cite_clause(actor: Actor, case: CaseFile, new: Citation) -> str:
    """Cite a clause that held for a pupil of the case on the day it was broken.

    What it is cited from is the version that held then, whatever is in force now, and
    how it stood then is kept with it: signed or not. It moves nothing and punishes
    nobody. Raises Invalid, NotNow for a closed case, and Stale where another version
    held than the one the page had shown.
    """
    if case.state not in OPEN_CASES:
        raise NotNow("the case is closed")
    held = _held(case, new)
    clause = next(
        (each for each in rules_of(held) if each.code == new.clause),
        None,
    )
    _insist(case, new, held, known=clause is not None)
    row = ClauseBreach(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        pupil_ref=new.pupil_ref,
        on_day=new.on_day,
        agreement_ref=held.ref,
        template_ref=held.template_ref,
        text_hash=held.text_hash or "",
        clause=new.clause,
        stood=held.state.value,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "words", new.words.strip() or None)
    seal(row, "why_withdrawn", None)
    db.session.add(row)
    said = clause.wording if clause else ""
    write_entry(actor, case, EntryKind.AGREEMENT, f"“{said}”", code="cited")
    changed(case, None)
    touch(row.ref, new.pupil_ref)
    note(clause=row.clause, stood=row.stood, text_hash=row.text_hash)
    return case.ref


@command(Act.WITHDRAW_CITATION, of=case_visible)
def withdraw_citation(actor: Actor, case: CaseFile, back: TakenBack) -> str:
    """Take a citation back; it stays to be read, with the reason. Raises Hidden for one
    of another case, Invalid, and NotNow where it was taken back before.
    """
    row = db.session.get(ClauseBreach, back.breach_ref)
    if row is None or row.case_ref != case.ref:
        raise Hidden("no such citation in this case")
    if row.withdrawn_at is not None:
        raise NotNow("it was taken back before")
    why = worded("why", back.why, LEAST).strip()
    seal(row, "why_withdrawn", why)
    row.withdrawn_by, row.withdrawn_at = actor.person_ref, clock.now()
    write_entry(actor, case, EntryKind.AGREEMENT, why, code="withdrawn")
    changed(case, None)
    touch(row.ref, row.pupil_ref)
    note(clause=row.clause)
    return case.ref


def _held(case: CaseFile, new: Citation) -> LiveAgreement:
    """The agreement that held; a pupil of the case, a day that has come."""
    if new.pupil_ref not in pupils_of(case.ref):
        raise Invalid({"pupil_ref": _("Choose a pupil of this case.")})
    if new.on_day is None:
        raise Invalid({"on_day": _("Give the day on which it happened.")})
    if new.on_day > clock.today():
        raise Invalid({"on_day": _("This is in the future. Check the day.")})
    held = live_on(case.school_ref, new.pupil_ref, new.on_day)
    if held is None:
        raise Invalid({"on_day": _("No agreement held for this pupil on that day.")})
    if new.text_hash is not None and new.text_hash != held.text_hash:
        raise Stale("another version held")
    return held


def _insist(case: CaseFile, new: Citation, held: LiveAgreement, *, known: bool) -> None:
    if not known:
        raise Invalid({"clause": _("Choose the clause.")})
    if not is_as_signed(held.template_ref, held.text_hash or ""):
        raise Invalid(
            {
                "clause": _(
                    "The words of this version are not those that were approved. "
                    "Nothing can be cited from it: tell whoever runs this product."
                )
            }
        )
    asked = select(ClauseBreach.ref).where(
        ClauseBreach.case_ref == case.ref,
        ClauseBreach.pupil_ref == new.pupil_ref,
        ClauseBreach.on_day == new.on_day,
        ClauseBreach.clause == new.clause,
        ClauseBreach.withdrawn_at.is_(None),
    )
    if db.session.scalar(asked) is not None:
        raise Invalid({"clause": _("It is cited for that pupil and day already.")})
