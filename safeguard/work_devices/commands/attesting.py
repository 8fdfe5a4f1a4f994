"""Confirming how a work device is kept safe, and help with what is not so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from safeguard.guidance import work_devices
from safeguard.work_devices.models import DeviceAnswer, DeviceAttestation, DeviceHelp
from safeguard.work_devices.permissions.acts import HELPS, Act
from safeguard.work_devices.permissions.seeing import help_visible
from safeguard.work_devices.states import HelpState
from school.calendars.days import school_year_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note
from school.identity.queries.people import holders_of_each
from school.notices import WAITS, notify
from school.web.catalogue import gettext as _

LONGEST = 2_000


@dataclass(frozen=True)
class NewAttestation:
    """Whether somebody uses a work device away from school, and then which precautions
    hold, by their codes; in words, what they would like help with.
    """

    has_device: bool | None
    holds: Mapping[str, bool | None] = field(default_factory=dict)
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class HelpGiven:
    """What was done."""

    words: str = field(repr=False)
    version: int | None = None


@command(Act.ATTEST_DEVICE)
def attest_device(actor: Actor, new: NewAttestation) -> str:
    """Confirm the precautions for this academic year; a later answer replaces an
    earlier one. What does not hold asks ICT staff and the digital safety coordinator
    for help. Raises Invalid. Source: trust policy §9, yearly by our own default.
    """
    holds = _insist(new)
    row = DeviceAttestation(
        ref=new_ref(),
        school_ref=actor.school_ref,
        person_ref=actor.person_ref,
        year=school_year_of(clock.today()),
        has_device=bool(new.has_device),
        attested_at=clock.now(),
    )
    db.session.add(row)
    for code, holding in holds.items():
        db.session.add(
            DeviceAnswer(
                ref=new_ref(),
                school_ref=actor.school_ref,
                attestation_ref=row.ref,
                precaution=code,
                holds=holding,
            )
        )
    wanting = [code for code, holding in holds.items() if not holding]
    asked = _ask_for_help(actor, wanting, new.words.strip())
    told = _tell_who_helps(actor) if asked else 0
    # Not which: the trail is read by more people than may know who needs what.
    note(year=row.year, has_device=row.has_device, told=told)
    return row.ref


@command(Act.GIVE_HELP, of=help_visible)
def give_help(actor: Actor, needed: DeviceHelp, given: HelpGiven) -> str:
    """Write down what was done; who was helped reads it. Raises Invalid, and Stale
    where the help is not needed any more.
    """
    if needed.state != HelpState.NEEDED:
        raise Stale("it is not needed any more")
    if given.version is not None and given.version != needed.version:
        raise Stale("it was changed meanwhile")
    words = given.words.strip()
    if not words:
        raise Invalid({"words": _("Write down what was done.")})
    if len(words) > LONGEST:
        raise Invalid({"words": _("This is too long. Use fewer words.")})
    seal(needed, "given_words", words)
    _end(needed, HelpState.GIVEN, actor.person_ref)
    if needed.person_ref != actor.person_ref:
        notify(needed.person_ref, needed.school_ref, WAITS, "/devices")
    return needed.ref


def _insist(new: NewAttestation) -> dict[str, bool]:
    problems: dict[str, str] = {}
    if new.has_device is None:
        problems["has_device"] = _("Choose one of the answers.")
    holds: dict[str, bool] = {}
    for each in work_devices.precautions.offered(clock.today()):
        holding = new.holds.get(each.code)
        if holding is not None:
            holds[each.code] = holding
        elif new.has_device:
            problems[each.code] = _(
                "Answer with yes or no: %(what)s.", what=_(each.short)
            )
    if len(new.words) > LONGEST:
        problems["words"] = _("This is too long. Use fewer words.")
    if problems:
        raise Invalid(problems)
    return holds if new.has_device else {}


def _ask_for_help(actor: Actor, wanting: list[str], words: str) -> int:
    """Keep what is still needed, end what is not, and ask for what is new."""
    asked = select(DeviceHelp).where(
        DeviceHelp.person_ref == actor.person_ref,
        DeviceHelp.state == HelpState.NEEDED,
    )
    standing = {row.precaution: row for row in db.session.scalars(asked)}
    for code, row in standing.items():
        if code not in wanting:
            _end(row, HelpState.NO_LONGER, actor.person_ref)
    fresh = [code for code in wanting if code not in standing]
    for code in fresh:
        row = DeviceHelp(
            ref=new_ref(),
            school_ref=actor.school_ref,
            person_ref=actor.person_ref,
            precaution=code,
            state=HelpState.NEEDED,
            asked_at=clock.now(),
        )
        seal(row, "words", words or None)
        seal(row, "given_words", None)
        db.session.add(row)
    return len(fresh)


def _end(row: DeviceHelp, state: HelpState, by_ref: str) -> None:
    row.state = state
    row.ended_by, row.ended_at = by_ref, clock.now()


def _tell_who_helps(actor: Actor) -> int:
    held = holders_of_each(actor.school_ref, actor.trust_ref, HELPS)
    people = {ref for refs in held.values() for ref in refs} - {actor.person_ref}
    for person_ref in sorted(people):
        notify(person_ref, actor.school_ref, WAITS, "/devices/help")
    return len(people)
