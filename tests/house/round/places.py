"""The records that addresses name, made afresh where one is used up."""

from datetime import timedelta

from safeguard.allegations.commands.drafts import Written as AdultWritten
from safeguard.allegations.commands.drafts import save_adult_draft
from safeguard.cases.commands.drafts import Written, save_draft
from safeguard.children.commands import Linked, Said, link_child, record_need
from safeguard.children.permissions import links_of
from school.calendars.models import Closure, Term
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.references import new_ref
from school.identity.commands.cover import NewDutyTurn, add_duty_turn
from school.identity.commands.factors import NewPasskey, add_passkey
from school.identity.commands.settings import (
    NewClosure,
    NewTerm,
    add_closure,
    add_term,
)
from school.identity.models import Credential, SignIn
from school.notices import Notice
from tests.cases import worked
from tests.cases.raised import raised
from tests.evidence.attached import attach
from tests.factories.granting import granted
from tests.house.round.walking import House
from tests.house.round.who import DSL, WORDS
from tests.visitors import open_account_for


def concern(house: House) -> dict[str, str]:
    """A concern nobody has opened."""
    return {"concern_ref": house.concern()}


def with_file(house: House) -> dict[str, str]:
    """A case with a file, and that file."""

    def make() -> dict[str, str]:
        case = house.case()
        file = attach(worked.dsl(house.world), case)
        return {"holder_ref": case, "file_ref": file}

    found: dict[str, str] = house.spare("with a file", make)
    return found


def holder(house: House) -> dict[str, str]:
    """A case, as a record that holds files."""
    return {"holder_ref": house.case()}


def opened(house: House) -> dict[str, str]:
    """A concern the DSL has opened."""
    return {"concern_ref": house.acknowledged()}


def in_error(house: House) -> dict[str, str]:
    """A concern of which the deputy says that it was entered in error."""
    return {"concern_ref": house.in_error("deputy_dsl")}


def sent(house: House) -> dict[str, str]:
    """A concern that Birch sends to Cedar."""
    return {"transfer_ref": house.spare("sent", lambda: worked.sent(house.world))}


def own(house: House) -> dict[str, str]:
    """A concern the teacher has raised."""
    return {"concern_ref": house.spare("own", lambda: raised(house.world, "teacher"))}


def technical(house: House) -> dict[str, str]:
    """A technical incident."""
    return {"concern_ref": house.concern(category="technical")}


def case(house: House) -> dict[str, str]:
    """A case."""
    return {"case_ref": house.case()}


def known_child(house: House) -> dict[str, str]:
    """A child with a case."""
    house.case()
    return {"child_ref": house.world["ellis"]}


def need(house: House) -> dict[str, str]:
    """What is known of that child."""
    child, said = known_child(house), Said(clock.today(), "parent")
    lead = worked.dsl(house.world)
    new = record_need(lead, child["child_ref"], "looked_after", said)
    return {**child, "need_ref": new}


def link(house: House) -> dict[str, str]:
    """That child and another one live together."""
    child, other = known_child(house), house.world["maya"]
    lead = worked.dsl(house.world)
    standing = links_of(lead.school_ref, child["child_ref"])
    for each in standing:
        if other in {each.one_ref, each.other_ref}:
            return {**child, "link_ref": each.link_ref}
    new = Linked(other, "same_household")
    return {**child, "link_ref": link_child(lead, child["child_ref"], new)}


def ready(house: House) -> dict[str, str]:
    """A case in which nothing is wanting."""
    make = lambda: worked.ready_to_close(house.world, worked.opened(house.world))  # noqa: E731
    return {"case_ref": house.spare("ready", make)}


def watched(house: House) -> dict[str, str]:
    """A case that is watched."""
    make = lambda: worked.watched(house.world, worked.opened(house.world))  # noqa: E731
    return {"case_ref": house.spare("watched", make)}


def closed(house: House) -> dict[str, str]:
    """A closed case."""
    return {"case_ref": house.closed()}


def referral(house: House) -> dict[str, str]:
    """A referral of a case."""
    case_ref, following = house.referred()
    return {"case_ref": case_ref, "referral_ref": following.referral_ref}


def draft(house: House) -> dict[str, str]:
    """A draft of the teacher's."""
    kept = save_draft(house.world.acting("teacher"), Written(new_ref(), "[]"))
    assert kept
    return {"draft_ref": kept.ref}


def adult_draft(house: House) -> dict[str, str]:
    """A draft of the teacher's about an adult."""
    written = AdultWritten(new_ref(), [("narrative", [WORDS])])
    kept = save_adult_draft(house.world.acting("teacher"), written)
    assert kept
    return {"draft_ref": kept.ref}


def allegation(house: House) -> dict[str, str]:
    """A concern about an adult that went to the head."""
    return {"concern_ref": house.allegation()}


def looked_into(house: House) -> dict[str, str]:
    """The same, decided about."""
    return {"concern_ref": house.looked_into()}


def account(house: House, *, blocked: bool = False) -> dict[str, str]:
    """Somebody with an account."""
    house.account(blocked=blocked)
    return {"person_ref": house.newcomer()}


def blocked(house: House) -> dict[str, str]:
    """Somebody whose account is blocked."""
    return account(house, blocked=True)


def somebody(house: House) -> dict[str, str]:
    """Somebody without an account."""
    return {"person_ref": house.newcomer()}


def pupil(house: House) -> dict[str, str]:
    """A pupil of whom nothing is recorded."""
    return {"person_ref": house.pupil()}


def leaver(house: House) -> dict[str, str]:
    """A pupil who has left."""
    return {"person_ref": house.leaver()}


def reset(house: House) -> dict[str, str]:
    """Somebody has asked to remove the factors of an account."""
    return {**account(house), "reset_ref": house.reset()}


def roll(house: House) -> dict[str, str]:
    """A roll that the technician has brought."""
    return {"roll_ref": house.roll(house.world.acting("ict"))}


def forward(house: House) -> dict[str, str]:
    """A roll that waits for the head."""
    return {"roll_ref": house.roll(house.world.acting("ict"), forward=True)}


def waiting(house: House) -> dict[str, str]:
    """A role that waits for a second person."""
    return {"appointment_ref": house.appointment("executive_head")}


def factor(house: House) -> dict[str, str]:
    """The teacher's passkey: the last of one's factors cannot be removed."""
    house.visitor("teacher", DSL["reason"])
    user = open_account_for(house.world, "teacher")
    add_passkey(house.world.system(), user, NewPasskey(new_ref(), "key", 0, "key"))
    mine = Credential.person_ref == house.world["teacher"]
    passkey = Credential.kind == "passkey"
    return {"factor_ref": house.newest(Credential, mine, passkey)}


def sign_in(house: House) -> dict[str, str]:
    """Another sign-in of the teacher's."""
    house.newcomer_at_the_door("teacher")
    mine = SignIn.person_ref == house.world["teacher"]
    return {"sign_in_ref": house.newest(SignIn, mine, SignIn.ended_at.is_(None))}


def notice(house: House) -> dict[str, str]:
    """A notice of the DSL's."""
    raised(house.world, "teacher")
    mine = Notice.person_ref == house.world["dsl"]
    return {"notice_ref": house.newest(Notice, mine)}


def term(house: House) -> dict[str, str]:
    """A term of the school's."""
    new = NewTerm("Autumn", clock.today(), clock.today())
    make = lambda: add_term(house.world.acting("head"), new)  # noqa: E731
    ref = house.spare("term", make)
    assert db.session.get(Term, ref)
    return {"term_ref": ref}


def duty_turn(house: House) -> dict[str, str]:
    """Somebody's turn on the duty rota."""
    day = clock.today() + timedelta(days=40)
    new = NewDutyTurn(house.world["dsl"], day, day)
    make = lambda: add_duty_turn(house.world.acting("head"), new)  # noqa: E731
    return {"turn_ref": house.spare("duty turn", make)}


def stand_in(house: House) -> dict[str, str]:
    """The counsellor may take cover."""
    house.spare(
        "stand-in", lambda: granted(house.world, "counsellor", Role.STAND_IN_DSL)
    )
    return {}


def acting(house: House) -> dict[str, str]:
    """The volunteer covers, and may hand it back."""
    house.spare("acting", lambda: granted(house.world, "volunteer", Role.ACTING_DSL))
    return {}


def closure(house: House) -> dict[str, str]:
    """Days without pupils."""
    new = NewClosure("inset", clock.today(), clock.today())
    make = lambda: add_closure(house.world.acting("head"), new)  # noqa: E731
    ref = house.spare("closure", make)
    assert db.session.get(Closure, ref)
    return {"closure_ref": ref}
