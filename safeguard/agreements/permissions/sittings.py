"""Sittings: which classes somebody may sit with, and what a shared tablet reaches."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from safeguard.agreements.models import Agreement, ClassSitting
from safeguard.agreements.permissions.acts import RUNNERS
from safeguard.agreements.permissions.answers import (
    Answered,
    answered_for_good,
    latest_answers,
)
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.permissions.signers import is_in_force
from safeguard.agreements.permissions.signing import tablet_of
from safeguard.agreements.states import ENDED, Answer, Side
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.questions import one_of, question
from school.foundation.references import ALPHABET
from school.foundation.sealing import mac
from school.identity.models import Enrolment, Org, SchoolClass
from school.identity.permissions.known import live_enrolments
from school.identity.queries.classes import pupils_of_class

MINUTES = 60
CODE_LENGTH, GROUP = 8, 4


@dataclass(frozen=True)
class SittingAgreement:
    """A pupil's agreement on a shared tablet, while the sitting runs."""

    ref: str
    school_ref: str
    key_ref: str | None
    signer_ref: str
    agreement: Agreement
    sitting: ClassSitting

    def answered(self) -> Answer | None:
        """What the pupil has answered, if the tablet asks no more."""
        answers = latest_answers([self.ref]).get(self.ref, [])
        return answered_for_good(answers, self.sitting.opened_at)


def classes_of(actor: Actor) -> ColumnElement[bool]:
    """The classes that the actor teaches; all of the school for a runner."""
    here = SchoolClass.school_ref == actor.school_ref
    if actor.has(*RUNNERS):
        return here
    taught = select(Enrolment.class_ref).where(
        Enrolment.person_ref == actor.person_ref,
        Enrolment.role == "teacher",
        Enrolment.begins_on <= clock.today(),
        live_enrolments(),
    )
    return here & SchoolClass.ref.in_(taught)


def class_to_sit(actor: Actor, ref: str) -> SchoolClass | None:
    """A class with which the actor may sit."""
    asked = select(SchoolClass).where(SchoolClass.ref == ref, classes_of(actor))
    return db.session.scalar(asked)


def sitting_visible(actor: Actor, ref: str) -> ClassSitting | None:
    """A sitting of one's own; those of the whole school for a runner."""
    asked = select(ClassSitting).where(
        ClassSitting.ref == ref, ClassSitting.school_ref == actor.school_ref
    )
    if not actor.has(*RUNNERS):
        asked = asked.where(ClassSitting.witness_ref == actor.person_ref)
    return db.session.scalar(asked)


def is_running(sitting: ClassSitting) -> bool:
    """Whether it has neither been ended nor run out."""
    return sitting.ended_at is None and sitting.ends_at > clock.now()


def sitting_running(actor: Actor, ref: str) -> ClassSitting | None:
    """The sitting that runs on this device."""
    sitting = db.session.get(ClassSitting, ref)
    if sitting is None or ref != actor.sign_in_ref or not is_running(sitting):
        return None
    return sitting if sitting.school_ref == actor.school_ref else None


def agreement_at_sitting(actor: Actor, ref: str) -> SittingAgreement | None:
    """The agreement of a pupil of the class, while the sitting runs."""
    sitting = sitting_running(actor, actor.sign_in_ref)
    agreement = db.session.get(Agreement, ref)
    if sitting is None or agreement is None:
        return None
    good = (
        agreement.school_ref == sitting.school_ref
        and agreement.person_ref == actor.person_ref
        and agreement.person_ref in pupils_of_class(sitting.class_ref)
        and agreement.kind in TWO_SIDED
        and agreement.state not in ENDED
        and is_in_force(agreement.template_ref)
    )
    if not good:
        return None
    return SittingAgreement(
        ref=agreement.ref,
        school_ref=agreement.school_ref,
        key_ref=agreement.key_ref,
        signer_ref=str(agreement.person_ref),
        agreement=agreement,
        sitting=sitting,
    )


def code_of(trust_ref: str, sitting_ref: str) -> str:
    """The code that is typed on a tablet: worked out of the sitting with the trust's
    key, so that nothing of it is kept (40 bits, good for an hour, guesses slowed).
    """
    number = int(mac(trust_ref, "sitting code", sitting_ref)[:10], 16)
    letters = [ALPHABET[number >> (5 * at) & 31] for at in range(CODE_LENGTH)]
    return "".join(letters)


def code_mac(trust_ref: str, plain: str) -> str:
    """The keyed fingerprint under which a sitting is found by its code."""
    return mac(trust_ref, "sitting", plain)


@question
def _by_code() -> Any:
    return select(ClassSitting.ref).where(
        ClassSitting.code_hash == bindparam("code"),
        ClassSitting.ended_at.is_(None),
        ClassSitting.ends_at > bindparam("now"),
    )


def sitting_by_code(trust_ref: str, plain: str) -> str | None:
    """The sitting that runs under a code."""
    row = _by_code.first(code=code_mac(trust_ref, plain), now=clock.now())
    return row.ref if row else None


def tablet_acting(sitting_ref: str) -> Actor | None:
    """The device on which a sitting runs, as one who acts; None once it is over."""
    sitting = db.session.get(ClassSitting, sitting_ref)
    if sitting is None or not is_running(sitting):
        return None
    org = db.session.get(Org, sitting.school_ref)
    return Actor(
        person_ref=tablet_of(sitting.ref),
        school_ref=sitting.school_ref,
        trust_ref=(org.parent_ref if org else None) or sitting.school_ref,
        sign_in_ref=sitting.ref,
    )


def pupil_at(tablet: Actor, agreement_ref: str) -> Actor | None:
    """The pupil whose name was tapped: may answer that one agreement, nothing else."""
    agreement = db.session.get(Agreement, agreement_ref)
    if agreement is None or agreement.person_ref is None:
        return None
    return Actor(
        person_ref=agreement.person_ref,
        school_ref=tablet.school_ref,
        trust_ref=tablet.trust_ref,
        roles=frozenset({Role.STUDENT}),
        sign_in_ref=tablet.sign_in_ref,
    )


@question
def _of_pupils() -> Any:
    return (
        select(Agreement.ref, Agreement.person_ref, Agreement.template_ref)
        .where(
            Agreement.school_ref == bindparam("school"),
            one_of(Agreement.person_ref, "pupils"),
            Agreement.kind.in_(sorted(TWO_SIDED)),
            Agreement.state.not_in(sorted(ENDED)),
        )
        .order_by(Agreement.issued_at.desc(), Agreement.ref)
    )


@dataclass(frozen=True)
class Seat:
    """A pupil of a class with the agreement to be signed, and whether it is."""

    pupil_ref: str
    agreement_ref: str
    answers: tuple[Answered, ...] = ()

    @property
    def answer(self) -> Answer | None:
        """The pupil's latest answer."""
        said = [each.answer for each in self.answers if each.side is Side.PUPIL]
        return said[-1] if said else None

    def is_asked_at(self, sitting: ClassSitting) -> bool:
        """Whether a tablet of that sitting still shows the pupil's name."""
        return answered_for_good(self.answers, sitting.opened_at) is None


def seats_of(school_ref: str, class_ref: str) -> list[Seat]:
    """Each pupil of a class who has an agreement of the version in force."""
    pupils = pupils_of_class(class_ref)
    newest: dict[str, Any] = {}
    in_force: dict[str, bool] = {}
    for row in _of_pupils(school=school_ref, pupils=pupils) if pupils else ():
        if row.template_ref not in in_force:
            in_force[row.template_ref] = is_in_force(row.template_ref)
        if in_force[row.template_ref]:
            newest.setdefault(row.person_ref, row)
    answers = latest_answers(row.ref for row in newest.values())
    return [
        Seat(ref, newest[ref].ref, tuple(answers.get(newest[ref].ref, [])))
        for ref in pupils
        if ref in newest
    ]
