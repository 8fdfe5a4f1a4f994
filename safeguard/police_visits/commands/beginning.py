"""How a visit begins: weighed in writing first, or with the police at the door."""

from dataclasses import dataclass, field
from datetime import datetime

from safeguard.cases.commands.raising import (
    ChildInIt,
    Narrative,
    NewConcern,
    raise_concern,
)
from safeguard.cases.permissions.naming import pupils_here, staff_here
from safeguard.cases.permissions.seeing import record_visible
from safeguard.guidance import police
from safeguard.police_visits.commands.steps import (
    add_step,
    tell,
    tell_the_head,
    unwritten,
    when_wrong,
)
from safeguard.police_visits.models import (
    PoliceAttendance,
    PoliceVisit,
    PoliceWeighing,
)
from safeguard.police_visits.permissions import Act
from safeguard.police_visits.permissions.seeing import Origin, origin_visible
from safeguard.police_visits.states import State
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid
from school.foundation.references import new_reference, spoken
from school.foundation.sealing import keyring
from school.gate import about, command, note, touch
from school.identity.models import Person
from school.web.catalogue import gettext as _

LEAST_WORDS = 20


@dataclass(frozen=True)
class NewVisit:
    """About whom, why, and where it belongs. `origin_ref`: the case, concern or search
    it comes from; `record_ref`: typed; with neither a concern is raised in the act.
    """

    pupil_ref: str | None
    purpose: str
    origin_ref: str | None = None
    record_ref: str | None = None


@dataclass(frozen=True)
class Weighing:
    """What is feared, what else was tried, and which harm weighs less."""

    concern: str = field(repr=False)
    less_invasive: str = field(repr=False)
    harm: str = field(repr=False)
    considered_by: str | None = None
    version: int | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The three, by name."""
        return {
            "concern": self.concern,
            "less_invasive": self.less_invasive,
            "harm": self.harm,
        }


@dataclass(frozen=True)
class Attendance:
    """Who came, when (UTC), by whose call and power; who spoke up for the pupil."""

    came: str
    arrived_at: datetime
    power: str
    texts: dict[str, str] = field(repr=False)
    advocate_ref: str | None = None
    version: int | None = None


@command(Act.CONSIDER_VISIT)
def consider_visit(actor: Actor, new: NewVisit, weighing: Weighing) -> str:
    """Weigh in writing, before anybody calls, the harm to the child against that of
    not finding the thing, and what less was tried. Raises Invalid and Hidden.
    Source: DfE 2022, ¶35–41; S7: it belongs to a concern or case, or one is raised.
    """
    wrong = {**wrong_in(weighing), **_wrong_in_new(actor, new)}
    wrong |= _wrong_people(actor, considered_by=weighing.considered_by)
    if wrong:
        raise Invalid(wrong)
    visit = _begin(actor, new, State.CONSIDERED, weighing.concern)
    write_weighing(visit, actor, weighing)
    tell(visit, actor)
    note(purpose=visit.purpose)
    return visit.ref


@command(Act.RECORD_VISIT)
def record_visit(actor: Actor, new: NewVisit, seen: Attendance) -> str:
    """Record that the police are here, or were, whoever called them: also to interview
    a pupil. Never refused for what was not done before: that shows as amiss, and the
    head hears of it. Raises Invalid and Hidden.
    """
    wrong = {**wrong_in_attendance(seen), **_wrong_in_new(actor, new)}
    wrong |= _wrong_people(actor, advocate_ref=seen.advocate_ref)
    if wrong:
        raise Invalid(wrong)
    visit = _begin(actor, new, State.ATTENDED, seen.texts.get("officers", ""))
    write_attendance(visit, actor, seen)
    tell(visit, actor, now=True)
    note(purpose=visit.purpose, came=seen.came, power=seen.power)
    tell_the_head(visit, actor, ())
    return visit.ref


def wrong_in(weighing: Weighing) -> dict[str, str]:
    """What of a weighing is missing: it is in writing, not a word or two."""
    said = _("Write this down, in at least %(n)d characters.", n=LEAST_WORDS)
    return {
        name: said
        for name, text in weighing.texts.items()
        if len(text.strip()) < LEAST_WORDS
    }


def wrong_in_attendance(seen: Attendance) -> dict[str, str]:
    """What of an attendance is missing or cannot stand."""
    wrong = unwritten(seen.texts, "officers")
    wrong |= when_wrong(seen.arrived_at, "happened_on")
    if seen.came not in police.ways_here:
        wrong["came"] = _("Choose how it came that they are here.")
    if seen.power not in police.powers:
        wrong["power"] = _("Choose what they said.")
    if seen.power == "other":
        wrong |= unwritten(seen.texts, "power_words")
    if seen.advocate_ref:
        wrong |= unwritten(seen.texts, "advocate_words")
    return wrong


def wrong_staff(refs: dict[str, str | None], actor: Actor) -> dict[str, str]:
    """Which of these people do not work here, by the name of the field."""
    here = staff_here(actor)
    return {
        name: _("Choose somebody who works here.")
        for name, ref in refs.items()
        if ref and db.session.scalar(here.where(Person.ref == ref)) is None
    }


def write_weighing(visit: PoliceVisit, by: Actor, weighing: Weighing) -> None:
    """Add what was weighed, and by whom."""
    who = weighing.considered_by or by.person_ref
    add_step(visit, by, PoliceWeighing, weighing.texts, considered_by=who)


def write_attendance(visit: PoliceVisit, by: Actor, seen: Attendance) -> None:
    """Add who came."""
    add_step(
        visit,
        by,
        PoliceAttendance,
        seen.texts,
        came=seen.came,
        arrived_at=seen.arrived_at,
        power=seen.power,
        advocate_ref=seen.advocate_ref,
    )


def _wrong_people(actor: Actor, **refs: str | None) -> dict[str, str]:
    return wrong_staff(refs, actor)


def _wrong_in_new(actor: Actor, new: NewVisit) -> dict[str, str]:
    wrong = {}
    if new.purpose not in police.purposes:
        wrong["purpose"] = _("Choose what it is about.")
    here = pupils_here(actor).where(Person.ref == new.pupil_ref)
    if not new.pupil_ref:
        wrong["children"] = _("Find the pupil by name and choose them.")
    elif db.session.scalar(here) is None:
        wrong["children"] = _("This pupil is not on this school’s roll.")
    if new.record_ref and record_visible(actor, new.record_ref) is None:
        wrong["record_ref"] = _("There is no such concern or case.")
    return wrong


def _begin(actor: Actor, new: NewVisit, state: State, words: str) -> PoliceVisit:
    origin = _origin(actor, new)
    ref = new_reference()
    record_ref = (origin.record_ref if origin else None) or new.record_ref
    if record_ref is None:
        record_ref = _raise(actor, new, ref, words)
    visit = PoliceVisit(
        ref=ref,
        school_ref=actor.school_ref,
        key_ref=keyring().take(actor.school_ref),
        origin_ref=origin.ref if origin and origin.is_search else None,
        record_ref=record_ref,
        pupil_ref=new.pupil_ref,
        purpose=new.purpose,
        state=state,
        opened_by=actor.person_ref,
        opened_at=clock.now(),
    )
    db.session.add(visit)
    about(visit)
    touch(record_ref, *([origin.ref] if origin else []))
    concerned = [visit.pupil_ref, *wall.whom_it_concerns(record_ref)]
    wall.write_about_new(ref, concerned)
    db.session.flush()
    return visit


def _origin(actor: Actor, new: NewVisit) -> Origin | None:
    if new.origin_ref is None:
        return None
    origin = origin_visible(actor, new.origin_ref)
    if origin is None:
        raise Hidden("there is no such record to begin from")
    return origin


def _raise(actor: Actor, new: NewVisit, visit_ref: str, words: str) -> str:
    """S7: what the police do with a pupil is a safeguarding record."""
    told = _(
        "The police were thought of, or came, because of this pupil. What happened "
        "stands under %(reference)s. %(words)s",
        reference=spoken(visit_ref),
        words=words,
    )
    concern = NewConcern((ChildInIt(new.pupil_ref),), Narrative(told))
    return raise_concern(actor, concern)
