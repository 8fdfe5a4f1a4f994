"""Sittings: which classes are to sign, how far one is, and what a tablet shows."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select

from safeguard.agreements.models import ClassSitting
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.permissions.sittings import (
    GROUP,
    SittingAgreement,
    agreement_at_sitting,
    class_to_sit,
    classes_of,
    code_of,
    is_running,
    seats_of,
    sitting_running,
    sitting_visible,
)
from safeguard.agreements.permissions.texts import TemplateText, template_text
from safeguard.agreements.states import Answer, Side
from safeguard.guidance.agreements import EASY, STANDARD, age_of
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.gate import disclosure, note, touch
from school.identity.models import SchoolClass
from school.identity.queries.people import names_of, org_name


@dataclass(frozen=True)
class ClassLine:
    """A class with which one may sit, and how many of it have not signed."""

    ref: str
    title: str
    to_sign: int
    of: int
    # One's sitting that runs with it.
    sitting_ref: str | None


@dataclass(frozen=True)
class SeatShown:
    """A pupil's name on the list, and whether the pupil has answered."""

    agreement_ref: str
    name: str = field(repr=False)
    answer: str | None
    # Whether a tablet still shows the name.
    is_asked: bool


@dataclass(frozen=True)
class SittingShown:
    """A sitting as its teacher sees it."""

    ref: str
    title: str
    code: str = field(repr=False)
    read_aloud: bool
    running: bool
    ends_at: datetime
    ended_at: datetime | None
    seats: tuple[SeatShown, ...]

    @property
    def signed(self) -> int:
        """How many have signed."""
        return sum(seat.answer == Answer.SIGNED for seat in self.seats)


@dataclass(frozen=True)
class TabletShown:
    """What a shared tablet shows before a name is tapped: who has still to answer."""

    title: str
    school: str
    seats: tuple[SeatShown, ...]
    of: int
    # Whether all have signed, none has said no.
    all_signed: bool


@dataclass(frozen=True)
class TabletText:
    """The pupil's own clauses, for the pupil whose name was tapped; `answered`: what
    the pupil has said already, and so is asked no more.
    """

    agreement_ref: str
    name: str = field(repr=False)
    text: TemplateText
    read_aloud: bool
    answered: str | None


@disclosure(SigningAct.READ_SITTINGS)
def read_sittings(actor: Actor) -> list[ClassLine]:
    """The classes with which the actor may sit: numbers, and nobody's name;
    the youngest first.
    """
    asked = select(SchoolClass).where(classes_of(actor))
    classes = sorted(
        db.session.scalars(asked), key=lambda row: (age_of(row.year_group), row.title)
    )
    running = _running_of(actor)
    lines = []
    for row in classes:
        seats = seats_of(actor.school_ref, row.ref)
        to_sign = sum(seat.answer is not Answer.SIGNED for seat in seats)
        lines.append(
            ClassLine(row.ref, row.title, to_sign, len(seats), running.get(row.ref))
        )
    return [line for line in lines if line.of or line.sitting_ref]


@disclosure(SigningAct.READ_SITTINGS, of=class_to_sit)
def prepare_sitting(actor: Actor, class_: SchoolClass) -> ClassLine:
    """The class that is about to sign."""
    seats = seats_of(class_.school_ref, class_.ref)
    to_sign = sum(seat.answer is not Answer.SIGNED for seat in seats)
    running = _running_of(actor).get(class_.ref)
    return ClassLine(class_.ref, class_.title, to_sign, len(seats), running)


@disclosure(SigningAct.READ_SITTING, of=sitting_visible)
def read_sitting(actor: Actor, sitting: ClassSitting) -> SittingShown:
    """A sitting with its code and who has signed."""
    code = code_of(actor.trust_ref, sitting.ref)
    running = is_running(sitting)
    return SittingShown(
        ref=sitting.ref,
        title=_title(sitting),
        code=f"{code[:GROUP]}-{code[GROUP:]}" if running else "",
        read_aloud=sitting.read_aloud,
        running=running,
        ends_at=sitting.ends_at,
        ended_at=sitting.ended_at,
        seats=tuple(_seats(sitting)),
    )


@disclosure(SigningAct.SHOW_NAMES, of=sitting_running)
def show_names(actor: Actor, sitting: ClassSitting) -> TabletShown:  # noqa: ARG001
    """The names on a shared tablet: those alone who have not answered."""
    seats = _seats(sitting)
    return TabletShown(
        title=_title(sitting),
        school=org_name(sitting.school_ref),
        seats=tuple(seat for seat in seats if seat.is_asked),
        of=len(seats),
        all_signed=all(seat.answer == Answer.SIGNED for seat in seats),
    )


@disclosure(SigningAct.READ_AT_SITTING, of=agreement_at_sitting)
def read_at_sitting(actor: Actor, seat: SittingAgreement, variant: str) -> TabletText:
    """The pupil's clauses: in easy words where the teacher reads it aloud, unless
    others are asked for. That it was shown is in the trail by its hash.
    """
    template_ref = seat.agreement.template_ref
    wanted = variant or (EASY if seat.sitting.read_aloud else STANDARD)
    text = template_text(template_ref, wanted) or template_text(template_ref)
    if text is None:
        raise Hidden("no text")
    touch(template_ref, seat.sitting.ref)
    note(text_hash=text.text_hash, variant=text.variant)
    name = names_of([actor.person_ref]).get(actor.person_ref, "")
    return TabletText(
        agreement_ref=seat.ref,
        name=name,
        text=_for_the_pupil(text),
        read_aloud=seat.sitting.read_aloud,
        answered=seat.answered(),
    )


def _for_the_pupil(text: TemplateText) -> TemplateText:
    """Without what the parents agree to: a pupil answers for the pupil's clauses."""
    own = tuple(each for each in text.sections if each.side == Side.PUPIL)
    return replace(text, sections=own)


def _title(sitting: ClassSitting) -> str:
    found = db.session.get(SchoolClass, sitting.class_ref)
    return found.title if found else ""


def _seats(sitting: ClassSitting) -> list[SeatShown]:
    seats = seats_of(sitting.school_ref, sitting.class_ref)
    names = names_of(seat.pupil_ref for seat in seats)
    touch(*(seat.pupil_ref for seat in seats))
    shown = [
        SeatShown(
            seat.agreement_ref,
            names.get(seat.pupil_ref, ""),
            seat.answer.value if seat.answer else None,
            seat.is_asked_at(sitting),
        )
        for seat in seats
    ]
    return sorted(shown, key=lambda seat: seat.name.casefold())


def _running_of(actor: Actor) -> dict[str, str]:
    asked = select(ClassSitting).where(
        ClassSitting.school_ref == actor.school_ref,
        ClassSitting.witness_ref == actor.person_ref,
        ClassSitting.ended_at.is_(None),
        ClassSitting.ends_at > clock.now(),
    )
    rows = db.session.scalars(asked.order_by(ClassSitting.opened_at))
    return {row.class_ref: row.ref for row in rows}
