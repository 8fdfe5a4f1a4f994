"""Pages and forms on signing: one's own, papers, visitors, classes, letters."""

from typing import Any

from safeguard.agreements.commands.signing import sign_agreement
from safeguard.agreements.commands.sitting import NewSitting, open_sitting
from school.foundation.references import new_ref
from school.identity.commands.people import NewEnrolment, enrol
from tests.agreements import issued as told
from tests.house.round.filling import page, row
from tests.house.round.walking import House, Walk
from tests.house.round.who import NO_RECORD, TODAY, WORDS

KEEPER: dict[str, Any] = {"who": "digital_safety"}
DESK: dict[str, Any] = {"who": "office"}
STRANGER: dict[str, Any] = {"who": "a stranger"}
OWN, KEPT, AT_A_SITTING = "own_agreement.read", "agreement.read", "sitting.read"


def own(house: House) -> dict[str, str]:
    """The teacher's own, to be signed."""

    def make() -> str:
        return told.issued(
            house.world,
            "teacher",
            kind="adults",
            capacity="staff",
            campaign=new_ref(),
        )

    return {"agreement_ref": str(house.spare("own agreement", make))}


def own_signed(house: House) -> dict[str, str]:
    """Another one, signed."""

    def make() -> str:
        ref = own(House(house.app, house.world))["agreement_ref"]
        return sign_agreement(house.world.acting("teacher"), ref, told.said(ref))

    return {"agreement_ref": str(house.spare("own agreement signed", make))}


def kept(house: House) -> dict[str, str]:
    """A colleague's, with nothing on it."""

    def make() -> str:
        campaign = new_ref()
        return told.issued(house.world, "tutor", kind="adults", campaign=campaign)

    return {"agreement_ref": str(house.spare("agreement kept", make))}


def text_in_force(house: House) -> dict[str, str]:
    """There is something for a visitor to sign."""
    told.live_text(house.world, "adults")
    return {}


def class_to_sign(house: House) -> dict[str, str]:
    """A class of the teacher's."""

    def make() -> str:
        form = house.world.classes["8K"]
        new = NewEnrolment(form, house.world["teacher"], role="teacher")
        enrol(house.world.system(), new)
        return form

    return {"class_ref": str(house.spare("class to sign", make))}


def sitting(house: House) -> dict[str, str]:
    """A sitting that is open."""

    def make() -> str:
        form = class_to_sign(house)["class_ref"]
        return open_sitting(house.world.acting("teacher"), form, NewSitting())

    return {"sitting_ref": str(house.spare("sitting", make))}


def other_sitting(house: House) -> dict[str, str]:
    """Another one, to be ended."""

    def make() -> str:
        form = class_to_sign(house)["class_ref"]
        return open_sitting(house.world.acting("teacher"), form, NewSitting())

    return {"sitting_ref": str(house.spare("another sitting", make))}


def sitting_page(house: House, values: dict[str, str]) -> str:
    """Where its two buttons stand."""
    return house.address("agreements.sitting", values)


def code_of_a_letter(house: House) -> str:
    """A letter that nobody has opened."""
    world = house.world
    ref = told.issued(world, "volunteer", kind="adults", campaign=new_ref())
    return told.letter(world, ref, world["volunteer"]).code


LOOKS_AT_SIGNING: dict[str, Walk] = {
    "agreements.own_agreements": Walk(leaves="own_agreements.read"),
    "agreements.own_agreement": Walk(at=own, leaves=OWN),
    "agreements.sign_agreement": Walk(at=own, leaves=OWN),
    "agreements.decline_agreement": Walk(at=own, leaves=OWN),
    "agreements.take_back_agreement": Walk(at=own_signed, leaves=OWN),
    "agreements.agreement": Walk(**KEEPER, at=kept, leaves=KEPT),
    "agreements.record_paper": Walk(**KEEPER, at=kept, leaves=KEPT),
    "agreements.withdraw_agreement": Walk(**KEEPER, at=kept, leaves=KEPT),
    "agreements.visitors": Walk(**DESK, leaves="visitor_agreements.read"),
    "agreements.sign_for_visitor": Walk(**DESK, at=text_in_force, why_none=NO_RECORD),
    "agreements.sittings": Walk(leaves="sittings.read"),
    "agreements.open_sitting": Walk(at=class_to_sign, leaves="sittings.read"),
    "agreements.sitting": Walk(at=sitting, leaves=AT_A_SITTING),
    "agreements.by_link": Walk(**STRANGER, why_none=NO_RECORD),
    "agreements.tablet": Walk(**STRANGER, why_none=NO_RECORD),
}
SIGNED: dict[str, Any] = {"typed": WORDS}
TO_SIGNING: dict[str, Walk] = {
    "agreements.sign_agreement": Walk(
        at=own, fields=row(**SIGNED), leaves="agreement.signed"
    ),
    "agreements.decline_agreement": Walk(
        at=own, fields=row(reason=WORDS), leaves="agreement.declined"
    ),
    "agreements.take_back_agreement": Walk(
        at=own_signed, leaves="agreement.taken_back"
    ),
    "agreements.record_paper": Walk(
        **KEEPER,
        at=kept,
        fields=row(signer=lambda h: h.world["tutor"], answer="signed", signed_on=TODAY),
        leaves="agreement_paper.recorded",
    ),
    "agreements.withdraw_agreement": Walk(
        **KEEPER,
        at=kept,
        fields=row(why="issued_wrongly"),
        leaves="agreement.withdrawn",
    ),
    "agreements.sign_for_visitor": Walk(
        **DESK,
        at=text_in_force,
        fields=row(visitor="Ann Vantongeren", **SIGNED),
        leaves="visitor_agreement.signed",
    ),
    "agreements.open_sitting": Walk(
        at=class_to_sign, fields=row(how="aloud"), leaves="sitting.opened"
    ),
    "agreements.end_sitting": Walk(
        at=other_sitting, from_page=sitting_page, leaves="sitting.ended"
    ),
    "agreements.use_here": Walk(
        at=sitting, from_page=sitting_page, form=0, alone=True, leaves="sign_in.ended"
    ),
    "agreements.open_text": Walk(
        **STRANGER,
        from_page=page("/sign"),
        form=0,
        fields=row(secret=code_of_a_letter),
        leaves="agreement_link.opened",
    ),
    "agreements.join_sitting": Walk(
        **STRANGER,
        from_page=page("/sitting"),
        form=0,
        fields=row(code="AAAA-AAAA"),
        answers=frozenset({422}),
        why_none="a code opens no record: the page behind it does",
    ),
}
WITH_A_SECRET = dict.fromkeys(
    [
        *("agreements.sign_by_link", "agreements.decline_by_link"),
        *("agreements.sign_at_sitting", "agreements.decline_at_sitting"),
        "agreements.leave_sitting",
    ],
    "by whoever holds a letter or a shared tablet: tests/agreements",
)
