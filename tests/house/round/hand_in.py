"""Pages and forms of the day's phones."""

from typing import Any

from safeguard.hand_in.commands.losing import ParentTold, tell_parent
from safeguard.hand_in.models import PhoneExemption
from school.foundation.database import db
from tests.hand_in import told
from tests.house.round.filling import row
from tests.house.round.walking import House, Walk
from tests.house.round.who import HEAD, TODAY, WORDS

OFFICE: dict[str, Any] = {"who": "office"}


def form_class(house: House) -> dict[str, str]:
    """A class with a phone in it."""
    make = lambda: told.marked(house.world, maya=told.IN)  # noqa: E731
    return {"class_ref": house.spare("marked", make)}


def pupil(house: House) -> dict[str, str]:
    """A pupil who brings a phone."""
    return {"pupil_ref": house.world["maya"]}


def permission(house: House) -> dict[str, str]:
    """With a parent's permission."""
    make = lambda: told.permitted(house.world, "maya")  # noqa: E731
    return {**pupil(house), "permission_ref": house.spare("permitted", make)}


def exemption(house: House) -> dict[str, str]:
    """A pupil who keeps the phone."""

    def make() -> str:
        house.world.people["newcomer"] = house.pupil()
        told.exempted(house.world, "newcomer")
        asked = db.select(PhoneExemption.ref).order_by(PhoneExemption.approved_at)
        return str(db.session.scalars(asked).all()[-1])

    return {"exemption_ref": house.spare("exempted", make)}


def loss(house: House) -> dict[str, str]:
    """A phone damaged in our care."""
    make = lambda: told.lost(house.world)  # noqa: E731
    return {"loss_ref": house.spare("lost", make)}


def known_loss(house: House) -> dict[str, str]:
    """The same, and a parent knows."""

    def make() -> str:
        ref = told.lost(house.world)
        said = ParentTold("Rang the mother at two.")
        return tell_parent(house.world.acting("office"), ref, said)

    return {"loss_ref": house.spare("lost and told", make)}


READ_CLASS: dict[str, Any] = {**OFFICE, "at": form_class, "leaves": "phones.read"}
READ_PUPIL: dict[str, Any] = {"at": pupil, "leaves": "pupil_phone.read"}
LOOKS_AT_PHONES: dict[str, Walk] = {
    "hand_in.ledger": Walk(**OFFICE, leaves="phone_ledger.read"),
    "hand_in.mark_phones": Walk(**READ_CLASS),
    "hand_in.collect_phones": Walk(**READ_CLASS),
    "hand_in.print_phones": Walk(**OFFICE, at=form_class, leaves="phones.printed"),
    "hand_in.earlier_phones": Walk(
        **OFFICE,
        at=lambda h: {"class_ref": h.world.classes["8K"]},
        leaves="phones.read",
    ),
    "hand_in.pupil_phone": Walk(**OFFICE, **READ_PUPIL),
    "hand_in.record_permission": Walk(**OFFICE, **READ_PUPIL),
    "hand_in.end_permission": Walk(**OFFICE, at=permission, leaves="pupil_phone.read"),
    "hand_in.grant_exemption": Walk(**HEAD, **READ_PUPIL),
    "hand_in.exemptions": Walk(**HEAD, leaves="phone_exemptions.read"),
    "hand_in.review_exemption": Walk(
        **HEAD, at=exemption, leaves="phone_exemption.read"
    ),
    "hand_in.end_exemption": Walk(**HEAD, at=exemption, leaves="phone_exemption.read"),
    "hand_in.losses": Walk(**OFFICE, leaves="phone_losses.read"),
    "hand_in.loss": Walk(**OFFICE, at=loss, leaves="phone_loss.read"),
    "hand_in.record_loss": Walk(at=pupil, leaves="phone_loss.prepared"),
    "hand_in.tell_parent": Walk(**OFFICE, at=loss, leaves="phone_loss.read"),
    "hand_in.close_loss": Walk(**HEAD, at=known_loss, leaves="phone_loss.read"),
}
TO_PHONES: dict[str, Walk] = {
    "hand_in.mark_phones": Walk(
        **OFFICE, at=form_class, fields=row(rest="none"), leaves="phones.marked"
    ),
    "hand_in.collect_phones": Walk(**OFFICE, at=form_class, leaves="phones.collected"),
    "hand_in.record_permission": Walk(
        **OFFICE,
        at=pupil,
        fields=row(
            reason="walks_alone", given_by=WORDS, given_on=TODAY, begins_on=TODAY
        ),
        leaves="phone_permission.recorded",
    ),
    "hand_in.end_permission": Walk(
        **OFFICE, at=permission, leaves="phone_permission.ended"
    ),
    "hand_in.grant_exemption": Walk(
        **HEAD,
        at=pupil,
        fields=row(kind="medical", adjustment=WORDS, begins_on=TODAY),
        leaves="phone_exemption.granted",
    ),
    "hand_in.review_exemption": Walk(
        **HEAD, at=exemption, fields=row(note=WORDS), leaves="phone_exemption.reviewed"
    ),
    "hand_in.end_exemption": Walk(**HEAD, at=exemption, leaves="phone_exemption.ended"),
    "hand_in.record_loss": Walk(
        at=pupil,
        fields=row(kind="lost", happened_on=TODAY, what_happened=WORDS),
        leaves="phone_loss.recorded",
    ),
    "hand_in.tell_parent": Walk(
        **OFFICE, at=loss, fields=row(words=WORDS), leaves="phone_loss.parent_told"
    ),
    "hand_in.close_loss": Walk(
        **HEAD,
        at=known_loss,
        fields=row(outcome="found", words=WORDS),
        leaves="phone_loss.closed",
    ),
}
