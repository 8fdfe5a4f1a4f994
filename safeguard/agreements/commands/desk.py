"""A visitor signs at the front desk, before whoever sits there."""

from dataclasses import dataclass, field

from safeguard.agreements.commands.answering import Hand, Said, write_answer
from safeguard.agreements.models import Agreement
from safeguard.agreements.permissions.signing import SigningAct
from safeguard.agreements.permissions.texts import live_template
from safeguard.agreements.states import AgreementState, Answer, Side
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, NotNow
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import about, command
from school.web.catalogue import gettext as _

KIND, CAPACITY, LONGEST = "adults", "visitor", 200


@dataclass(frozen=True)
class Visitor:
    """Who visits and from where; and what they signed."""

    name: str = field(repr=False)
    given: Said


@command(SigningAct.SIGN_FOR_VISITOR)
def sign_for_visitor(actor: Actor, visitor: Visitor) -> str:
    """A visitor who will use our computers or internet signs (§3.8); whoever sits at
    the desk is the witness. Gives the agreement's reference.

    Raises NotNow while no text is in force, Invalid without a name, and otherwise as
    `write_answer` does.
    """
    name = visitor.name.strip()
    if not name:
        raise Invalid({"visitor": _("Write down the visitor’s name.")})
    if len(name) > LONGEST:
        raise Invalid({"visitor": _("Use at most %(max)d characters.", max=LONGEST)})
    text = live_template(actor.school_ref, KIND)
    if text is None:
        raise NotNow("no text is in force")
    agreement = Agreement(
        ref=new_ref(),
        school_ref=actor.school_ref,
        key_ref=None,
        kind=KIND,
        template_ref=text.ref,
        capacity=CAPACITY,
        state=AgreementState.ISSUED.value,
        issued_at=clock.now(),
    )
    seal(agreement, "visitor", name)
    db.session.add(agreement)
    db.session.flush()
    about(agreement)
    hand = Hand(Side.ADULT, Answer.SIGNED, "front_desk", None, actor.person_ref)
    return write_answer(agreement, visitor.given, hand)
