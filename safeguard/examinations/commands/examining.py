"""What was done and what came of it, right or wrong (§2.3, decision 20)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.permissions.naming import staff_here
from safeguard.examinations.commands.beginning import GoodReason, write_reason
from safeguard.examinations.commands.course import begin, depart, insist, move, seen
from safeguard.examinations.commands.keeping import keep_for_police
from safeguard.examinations.models import (
    Examination,
    ExaminationAccount,
    ExaminationFinding,
)
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.seeing import examination_visible
from safeguard.examinations.states import Move, State
from safeguard.guidance import examinations as lists
from safeguard.guidance.searches import DEVICE_DATA
from safeguard.guidance.shelf import Entry, Shelf
from safeguard.searches.models import Search
from safeguard.searches.permissions.authority import authority_at
from safeguard.searches.permissions.seeing import search_visible
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.identity.models import Person
from school.identity.queries.people import roles_of
from school.web.catalogue import gettext as _

# A finding says of what kind; it is no place to write out what stands on a device.
LONGEST_FINDING = 300
NOTHING, MATERIAL = "nothing", "material"


@dataclass(frozen=True)
class Account:
    """Who looked, in whose presence, where on the device, and how it was open.

    `examined_at` (UTC): now if not given. `present`: colleagues; `others`: in words.
    """

    areas: tuple[str, ...]
    opening: str
    copied: str
    examiner_ref: str
    present: tuple[str, ...] = ()
    others: str = field(default="", repr=False)
    examined_at: datetime | None = None
    version: int | None = None


@dataclass(frozen=True)
class DoneBefore:
    """An examination that was done without a record: the account, and the reason that
    there was, if there was one.
    """

    account: Account
    reason: GoodReason


@dataclass(frozen=True)
class Finding:
    """Nothing, or material: its kinds, and a sentence that describes none of it."""

    found: str
    kinds: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    version: int | None = None


@command(Act.RECORD_EXAMINATION, of=examination_visible)
def record_examination(actor: Actor, row: Examination, new: Account) -> str:
    """Record how it was examined. That something was not right refuses nothing: it
    stands as a deviation, and the head hears of it (decision 20). Raises Invalid for
    what cannot have been so, and Stale.
    """
    seen(row, new.version)
    insist(_problems(actor, new))
    move(row, Move.RECORD)
    _write_account(actor, row, new)
    return row.ref


@command(Act.RECORD_DONE_EXAMINATION, of=search_visible)
def record_done_examination(actor: Actor, search: Search, new: DoneBefore) -> str:
    """Record an examination that was done before anything was written down. It is
    refused to nobody who works here, and is a deviation for ever (decision 20). Where
    a stop stands already it is halted from the first moment.
    """
    insist(_problems(actor, new.account))
    row = begin(search, actor, new.reason.item_ref)
    row.after_the_fact = True
    write_reason(row, new.reason)
    # What was written afterwards was not there before.
    row.reason_at = None
    move(row, Move.RECORD_DONE)
    _write_account(actor, row, new.account)
    return row.ref


@command(Act.RECORD_FINDING, of=examination_visible)
def record_finding(actor: Actor, row: Examination, new: Finding) -> str:
    """Record whether anything was found, and of what kind. Extreme pornography closes
    the way to erasing and to handing back (S11). Raises Invalid and Stale.
    """
    seen(row, new.version)
    kinds = tuple(dict.fromkeys(new.kinds)) if new.found == MATERIAL else ()
    insist(_problems_of_finding(new, kinds))
    for_police = any(lists.kinds.named(code).for_police for code in kinds)
    move(row, _step(new.found, for_police=for_police))
    finding = ExaminationFinding(
        ref=new_ref(),
        school_ref=row.school_ref,
        key_ref=row.key_ref,
        examination_ref=row.ref,
        found=new.found,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(finding, "kinds", " ".join(kinds) or None)
    seal(finding, "words", new.words.strip() or None)
    db.session.add(finding)
    if for_police:
        keep_for_police(row, actor)
    note(found=new.found)
    return row.ref


def _step(found: str, *, for_police: bool) -> Move:
    if found == NOTHING:
        return Move.FIND_NOTHING
    return Move.FIND_FOR_POLICE if for_police else Move.FIND_MATERIAL


def _write_account(actor: Actor, row: Examination, new: Account) -> None:
    at = new.examined_at or clock.now()
    codes = list(_departures(actor, row, new, at))
    row.examiner_ref = new.examiner_ref
    account = ExaminationAccount(
        ref=new_ref(),
        school_ref=row.school_ref,
        key_ref=row.key_ref,
        examination_ref=row.ref,
        examiner_ref=new.examiner_ref,
        opening=new.opening,
        copied=new.copied,
        examined_at=at,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(account, "areas", " ".join(dict.fromkeys(new.areas)))
    seal(account, "present", " ".join(dict.fromkeys(new.present)) or None)
    seal(account, "others_present", new.others.strip() or None)
    db.session.add(account)
    depart(row, actor, codes)


def _departures(
    actor: Actor, row: Examination, new: Account, at: datetime
) -> Iterator[str]:
    """What the account says was not as it must be, worked out and never typed."""
    started = row.authorised_at is not None and row.examiner_ref == new.examiner_ref
    authority = authority_at(new.examiner_ref, row.school_ref, at, DEVICE_DATA)
    roles = roles_of(new.examiner_ref, row.school_ref, actor.trust_ref)
    for code, departs in (
        ("looked_on", row.state == State.HALTED),
        ("no_reason_before", row.reason_at is None or row.reason_at > at),
        ("before_search", _before_search(row, at)),
        ("no_start", not started),
        ("no_authority", not authority.holds),
        ("alone", not new.present and not new.others.strip()),
        ("ict_examined", Role.ICT in roles),
    ):
        if departs:
            yield code
    for way in (lists.openings.named(new.opening), lists.copies.named(new.copied)):
        if way.deviation:
            yield way.deviation


def _before_search(row: Examination, at: datetime) -> bool:
    """Whether it was examined before the search itself, or before one was begun; of
    two instants in the same minute neither is the earlier.
    """
    search = db.session.get_one(Search, row.search_ref)
    first = search.conducted_at or search.opened_at
    return at < first.replace(second=0, microsecond=0)


def _problems(actor: Actor, new: Account) -> dict[str, str | None]:
    at, now = new.examined_at, clock.now()
    return {
        "areas": unknown(lists.areas, new.areas, _("Choose what was looked at.")),
        "opening": unknown(
            lists.openings, (new.opening,), _("Choose how it came to be open.")
        ),
        "copied": unknown(
            lists.copies, (new.copied,), _("Choose whether anything was copied.")
        ),
        "find_examiner": not_here((new.examiner_ref,), actor),
        "find_colleague": _present(new, actor),
        "happened_on": _("This is in the future. Check day and time.")
        if at is not None and at > now
        else None,
    }


def _present(new: Account, actor: Actor) -> str | None:
    if new.examiner_ref in new.present:
        return _("Whoever examined is not also the one who was present.")
    return not_here(new.present, actor)


def not_here(refs: tuple[str, ...], actor: Actor) -> str | None:
    """What is wrong where one of them does not work here."""
    wanted = set(refs)
    here = staff_here(actor).where(Person.ref.in_(sorted(wanted)))
    found = {row.ref for row in db.session.scalars(here)} if wanted else set()
    return None if found == wanted else _("Choose somebody who works here.")


def unknown(shelf: Shelf[Entry], codes: tuple[str, ...], problem: str) -> str | None:
    """The problem, unless at least one is chosen and each is on the list."""
    offered = {each.code for each in shelf.offered(clock.today())}
    return None if codes and offered.issuperset(codes) else problem


def _problems_of_finding(new: Finding, kinds: tuple[str, ...]) -> dict[str, str | None]:
    over = len(new.words) > LONGEST_FINDING
    found = new.found in {NOTHING, MATERIAL}
    chosen = unknown(lists.kinds, kinds, _("Choose what kind of material it is."))
    return {
        "found": None if found else _("Choose whether anything was found."),
        "kinds": chosen if new.found == MATERIAL else None,
        "words": _("Use at most %(n)d characters.", n=LONGEST_FINDING)
        if over
        else None,
    }
