"""Records: training that was had elsewhere, texts that were read, and errors."""

from dataclasses import dataclass, field
from datetime import date

from safeguard.guidance import editions, training
from safeguard.training.models import TrainingRecord
from safeguard.training.permissions import Act
from safeguard.training.permissions.roster import roster
from safeguard.training.permissions.seating import needs_met_by, needs_waiting
from safeguard.training.permissions.seeing import record_made_here
from safeguard.training.permissions.standing import edition_to_read, has_read
from safeguard.training.states import NeedState
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import keyring, seal
from school.gate import about, command, note, touch
from school.trail.append import take_turn
from school.web.catalogue import gettext as _

EVIDENCE, ATTESTED = "evidence", "attested"
LEAST, LONGEST = 5, 1000
EARLIEST = date(2000, 1, 1)
# A whole staff in one act.
MOST_PEOPLE = 500


@dataclass(frozen=True)
class NewRecords:
    """Who had which course, on which London day, and what shows it. `edition`: of a
    text that was read.
    """

    person_refs: tuple[str, ...]
    course: str
    done_on: date | None
    evidence: str = field(repr=False)
    edition: str | None = None


@dataclass(frozen=True)
class Reading:
    """A text that the person says they have read: the edition that the page showed."""

    course: str
    edition: str
    confirmed: bool = False


@dataclass(frozen=True)
class Voiding:
    """Why a record counts no more."""

    reason: str = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Learnt:
    """Who had which course on which London day, and how we know."""

    person_ref: str
    course: str
    done_on: date
    way: str
    # In which school, and by whom, it is recorded.
    school_ref: str
    by_ref: str
    evidence: str | None = field(default=None, repr=False)
    edition: str | None = None
    session_ref: str | None = None


@command(Act.RECORD_TRAINING)
def record_training(actor: Actor, new: NewRecords) -> str:
    """Record for one person or many what they had, with what shows it. Somebody who has
    a record of that course on that day gets no second one.

    Nobody records their own: a colleague looks at the certificate. Raises Invalid.
    """
    wanted = list(dict.fromkeys(new.person_refs))
    done_on = _insist(actor, new, wanted)
    had = _recorded_already(wanted, new, done_on)
    fresh = [ref for ref in wanted if ref not in had]
    for ref in fresh:
        keep(
            Learnt(
                person_ref=ref,
                course=new.course,
                done_on=done_on,
                way=EVIDENCE,
                school_ref=actor.school_ref,
                by_ref=actor.person_ref,
                evidence=new.evidence.strip(),
                edition=new.edition or None,
            ),
        )
    touch(*wanted)
    note(course=new.course, people=len(fresh), had_one=len(wanted) - len(fresh))
    return actor.school_ref


@command(Act.VOID_RECORD, of=record_made_here)
def void_record(actor: Actor, record: TrainingRecord, why: Voiding) -> str:
    """A record that was made in error counts no more; it stays to be read, and a need
    that it had met is open again. Raises Invalid, and Stale where it is void already
    or was changed.
    """
    if record.voided_at is not None:
        raise Stale("the record is void already")
    if why.version is not None and why.version != record.version:
        raise Stale("the record was changed meanwhile")
    if not LEAST <= len(why.reason.strip()) <= LONGEST:
        raise Invalid(
            {"reason": _("Say what was wrong, in at least %(n)d characters.", n=LEAST)}
        )
    void(record, actor.person_ref, why.reason.strip())
    touch(record.person_ref)
    note(course=record.course)
    return record.ref


@command(Act.ATTEST_READING)
def attest_reading(actor: Actor, said: Reading) -> str:
    """Say oneself that one has read the edition that is in force. Said again, nothing
    changes.

    Raises Invalid without the tick, and Stale where a newer edition has come into force
    since the page was opened, so that nobody attests to what they were not shown.
    """
    if said.course not in training.courses:
        raise Stale("there is no such text")
    course = training.courses.named(said.course)
    if edition_to_read(course, clock.today()) != said.edition:
        raise Stale("another edition is in force")
    if not said.confirmed:
        raise Invalid({"confirmed": _("Tick the box once you have read it.")})
    take_turn(db.session.connection(), f"training of {actor.person_ref}")
    if has_read(actor.person_ref, said.course, said.edition):
        return said.edition
    row = keep(
        Learnt(
            person_ref=actor.person_ref,
            course=said.course,
            done_on=clock.today(),
            way=ATTESTED,
            school_ref=actor.school_ref,
            by_ref=actor.person_ref,
            edition=said.edition,
        ),
    )
    about(row)
    note(course=said.course, edition=said.edition)
    return said.edition


def keep(learnt: Learnt) -> TrainingRecord:
    """Keep a record, inside an act; needs of the person that it meets are done."""
    row = TrainingRecord(
        ref=new_ref(),
        school_ref=learnt.school_ref,
        key_ref=keyring().take(learnt.school_ref),
        person_ref=learnt.person_ref,
        course=learnt.course,
        edition=learnt.edition,
        done_on=learnt.done_on,
        way=learnt.way,
        session_ref=learnt.session_ref,
        recorded_by=learnt.by_ref,
        recorded_at=clock.now(),
    )
    seal(row, "evidence", learnt.evidence)
    seal(row, "voided_why", None)
    db.session.add(row)
    met = {learnt.course, *training.courses.named(learnt.course).also}
    for need in needs_waiting(learnt.person_ref, met):
        # What lies before the need was opened cannot have met it.
        if learnt.done_on >= clock.local(need.opened_at).date():
            need.state, need.record_ref = NeedState.DONE, row.ref
            need.ended_by, need.ended_at = learnt.by_ref, clock.now()
    return row


def void(record: TrainingRecord, by_ref: str, reason: str) -> None:
    """Let a record count no more, inside an act; needs that it met are open again."""
    record.voided_by, record.voided_at = by_ref, clock.now()
    seal(record, "voided_why", reason)
    for need in needs_met_by(record.ref):
        need.state, need.record_ref = NeedState.OPEN, None
        need.session_ref, need.ended_by, need.ended_at = None, None, None


def _insist(actor: Actor, new: NewRecords, wanted: list[str]) -> date:
    problems = _objections_to_people(actor, wanted) | _objections_to_day(new.done_on)
    if new.course not in training.courses:
        problems["course"] = _("Choose a course.")
    if not LEAST <= len(new.evidence.strip()) <= LONGEST:
        problems["evidence"] = _(
            "Say what shows it, in %(least)d to %(most)d characters.",
            least=LEAST,
            most=LONGEST,
        )
    problems |= _objections_to_edition(new)
    if problems or new.done_on is None:
        raise Invalid(problems)
    return new.done_on


def _objections_to_people(actor: Actor, wanted: list[str]) -> dict[str, str]:
    here = roster(actor.school_ref, actor.trust_ref)
    if not wanted or any(ref not in here for ref in wanted):
        return {"people": _("Choose people who work here today.")}
    if len(wanted) > MOST_PEOPLE:
        said = _("Choose at most %(n)d people at a time.", n=MOST_PEOPLE)
        return {"people": said}
    if actor.person_ref in wanted:
        said = _("A colleague records your own training. Choose the others.")
        return {"people": said}
    return {}


def _objections_to_day(done_on: date | None) -> dict[str, str]:
    if done_on is None:
        return {"done_on": _("Give the day.")}
    if done_on > clock.today():
        return {"done_on": _("This is in the future. Check the day.")}
    if done_on < EARLIEST:
        return {"done_on": _("This is too long ago. Check the year.")}
    return {}


def _objections_to_edition(new: NewRecords) -> dict[str, str]:
    if new.course not in training.courses:
        return {}
    course = training.courses.named(new.course)
    known = {each.code: each for each in editions.every()}
    if not course.is_reading:
        if new.edition:
            return {"edition": _("Only a text that is read has an edition.")}
        return {}
    edition = known.get(new.edition or "")
    if edition is None or edition.family != course.family:
        return {"edition": _("Choose which edition was read.")}
    if new.done_on is not None and new.done_on < edition.in_force_on:
        return {"done_on": _("That edition was not in force on this day.")}
    return {}


def _recorded_already(refs: list[str], new: NewRecords, done_on: date) -> set[str]:
    found = db.session.scalars(
        db.select(TrainingRecord.person_ref).where(
            TrainingRecord.person_ref.in_(refs),
            TrainingRecord.course == new.course,
            TrainingRecord.done_on == done_on,
            TrainingRecord.voided_at.is_(None),
        )
    )
    return set(found)
