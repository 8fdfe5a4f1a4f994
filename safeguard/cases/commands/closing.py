"""Closing a case, once nothing is missing, and opening it again."""

from dataclasses import dataclass, field

from safeguard.cases.commands.chronicle import (
    changed,
    decide_afresh,
    move,
    wait_for,
    worded,
    write_entry,
)
from safeguard.cases.models import CaseFile, Closing
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import MATTERS, standing_of
from safeguard.cases.permissions.seeing import case_visible
from safeguard.cases.states import (
    CaseState,
    Check,
    EntryKind,
    NextStep,
    Standing,
    missing_before_closing,
)
from safeguard.guidance import closing, editions
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.web.catalogue import gettext as _

# What is written down when a case closes must still be understood in ten years.
LEAST_WORDS = 20


@dataclass(frozen=True)
class CaseClosure:
    """How it ended, and whether police and LADO were considered, with the reason."""

    summary: str = field(repr=False)
    police_considered: str | None = None
    police_reason: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Reopening:
    """Why a closed case is opened again."""

    reason: str = field(repr=False)
    version: int | None = None


@command(Act.CLOSE_CASE, of=case_visible)
def close_case(actor: Actor, case: CaseFile, closure: CaseClosure) -> str:
    """Close the case (R0.1, §2.1; for a serious one also policy §10).

    Raises Invalid with every check that is not met yet, by its code, and Stale when
    somebody else changed the case meanwhile.
    """
    changed(case, closure.version)
    move(case, CaseState.CLOSED)
    standing = standing_of(actor, case)
    _insist(standing, closure)
    row = Closing(
        ref=new_ref(),
        school_ref=case.school_ref,
        key_ref=case.key_ref,
        case_ref=case.ref,
        police_considered=closure.police_considered,
        edition=editions.leading(clock.today()).code,
        closed_by=actor.person_ref,
        closed_at=clock.now(),
    )
    seal(row, "summary", worded("summary", closure.summary, LEAST_WORDS))
    seal(row, "police_reason", closure.police_reason or None)
    db.session.add(row)
    case.closed_at = clock.now()
    wait_for(case, NextStep.NONE)
    note(
        police_considered=closure.police_considered,
        days_open=(clock.today() - clock.local(case.opened_at).date()).days,
        edition=row.edition,
    )
    return case.ref


@command(Act.REOPEN_CASE, of=case_visible)
def reopen_case(actor: Actor, case: CaseFile, reopening: Reopening) -> str:
    """Open a closed case again, with the reason; a fresh decision is due (R0.2)."""
    changed(case, reopening.version)
    move(case, CaseState.REOPENED)
    text = worded("reason", reopening.reason, least=10)
    write_entry(actor, case, EntryKind.REOPENED, text)
    case.closed_at = None
    decide_afresh(case)
    note(clock=case.due_why)
    return case.ref


def _insist(standing: Standing, closure: CaseClosure) -> None:
    problems: dict[str, str] = {
        check: _say_missing(check) for check in missing_before_closing(standing)
    }
    problems |= {code: str(MATTERS[code].wording) for code in standing.elsewhere}
    if standing.serious:
        if closure.police_considered not in {"yes", "no"}:
            problems["police_considered"] = _("Choose yes or no.")
        if len(closure.police_reason.strip()) < LEAST_WORDS:
            problems["police_reason"] = _(
                "Write why, in at least %(n)d characters.", n=LEAST_WORDS
            )
    if problems:
        raise Invalid(problems)


def _say_missing(check: Check) -> str:
    """What to do about a check that is not met, in guidance's words or in ours."""
    if check is Check.IMAGE_DECIDED:
        return _("Decide what is done about the suspected image.")
    if check is Check.REFERRAL_MADE:
        return _("Make the referral that was decided, and say when.")
    return _(closing.named(check).missing)
