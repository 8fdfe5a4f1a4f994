"""One's own agreements: what waits, what was signed, and the words of each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from safeguard.agreements.models import Agreement
from safeguard.agreements.permissions.sides import TWO_SIDED
from safeguard.agreements.permissions.signers import is_in_force, own_agreement
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.permissions.sittings import classes_of
from safeguard.agreements.permissions.texts import TemplateText, template_text
from safeguard.agreements.queries.answers import AgreementShown, shown
from safeguard.agreements.states import OPEN
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.gate import counted, disclosure, note, touch
from school.identity.models import SchoolClass


@dataclass(frozen=True)
class OwnLine:
    """One of one's own agreements in the list."""

    ref: str
    kind: str
    capacity: str | None
    state: str
    issued_at: datetime
    completed_at: datetime | None
    ended_at: datetime | None
    # Whether it waits for one's answer.
    waits: bool


@dataclass(frozen=True)
class OwnAgreement:
    """One's own agreement, and its text in the words that were asked for."""

    agreement: AgreementShown
    text: TemplateText


@disclosure(SigningAct.READ_OWN_AGREEMENTS)
def read_own_agreements(actor: Actor) -> list[OwnLine]:
    """One's own agreements at this school, the newest first."""
    asked = select(Agreement).where(
        Agreement.school_ref == actor.school_ref,
        Agreement.person_ref == actor.person_ref,
        Agreement.kind.not_in(sorted(TWO_SIDED)),
    )
    rows = list(db.session.scalars(asked.order_by(Agreement.issued_at.desc())))
    touch(*(row.ref for row in rows))
    return [
        OwnLine(
            ref=row.ref,
            kind=row.kind,
            capacity=row.capacity,
            state=row.state,
            issued_at=row.issued_at,
            completed_at=row.completed_at,
            ended_at=row.ended_at,
            waits=row.state in OPEN and is_in_force(row.template_ref),
        )
        for row in rows
    ]


@counted
def sits_with_a_class(actor: Actor) -> bool:
    """Whether there is a class with which the actor may sit."""
    asked = select(SchoolClass.ref).where(classes_of(actor)).limit(1)
    return db.session.scalar(asked) is not None


@disclosure(SigningAct.READ_OWN_AGREEMENT, of=own_agreement)
def read_own_agreement(
    actor: Actor,  # noqa: ARG001
    agreement: Agreement,
    variant: str,
) -> OwnAgreement:
    """One's own agreement with its text. That this text was shown, in which words, is
    in the trail by its hash. Raises Hidden for words it does not have.
    """
    text = template_text(agreement.template_ref, variant)
    if text is None:
        raise Hidden("no such words")
    touch(agreement.template_ref)
    note(text_hash=text.text_hash, variant=variant)
    return OwnAgreement(shown(agreement), text)
