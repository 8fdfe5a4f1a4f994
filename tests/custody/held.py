"""Items in custody as the tests tell them: who took it, who has it, where it lies."""

from typing import Any

from sqlalchemy import select

from safeguard.custody.commands.ending import (
    NewDisposal,
    Return,
    ToPolice,
    propose_disposal,
)
from safeguard.custody.commands.handing_over import (
    Answer,
    NewOffer,
    accept_item,
    offer_item,
)
from safeguard.custody.commands.sealing import (
    NewHold,
    NewSeal,
    Placing,
    hold_item,
    seal_item,
    store_item,
)
from safeguard.custody.commands.seizing import NewItem, seize
from safeguard.custody.commands.stores import NewStore, add_store
from safeguard.custody.models import CustodyHolding, CustodyItem, CustodyStore
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.references import new_ref
from school.foundation.sealing import unseal
from school.identity.commands.adding import NewStaff, add_staff
from school.identity.commands.appointments import end_appointment
from school.identity.commands.people import NewPerson
from school.identity.models import Appointment
from tests.factories.world import World
from tests.trail.reading import entries

WORDS = "Samsung, black, corner cracked"
WHY = "It rang in the test and he went on using it when he was asked not to."
REASON = "Nobody needs it any more and it must not lie about in the school."
SAFE, DRAWER = "Safe A, DSL office", "Office drawer 2"


def new_item(world: World, **changes: Any) -> NewItem:
    """Jayden's phone, taken in a lesson."""
    said: dict[str, Any] = {
        "kind": "phone",
        "description": WORDS,
        "condition": "Working; a corner is cracked",
        "why": WHY,
        "pupil_ref": world["jayden"],
    }
    return NewItem(**{**said, **changes})


def seized(world: World, by: str = "searcher", **changes: Any) -> str:
    """Somebody took it and has it."""
    return seize(world.acting(by), new_item(world, **changes))


def numbers() -> NewSeal:
    """A bag and a seal that nothing had before."""
    number = new_ref()[:8]
    return NewSeal(number, number)


def sealed(world: World, by: str = "searcher", **changes: Any) -> str:
    """In a bag, sealed."""
    return seal_item(world.acting(by), seized(world, by, **changes), numbers())


def store(world: World, name: str = SAFE) -> str:
    """A place of the school's, the same one each time."""
    for row in db.session.scalars(select(CustodyStore)):
        if unseal(row, "name") == name and row.school_ref == world.birch:
            return row.ref
    return add_store(world.acting("head"), NewStore(name))


def stored(world: World, by: str = "searcher", **changes: Any) -> str:
    """Sealed, and in the safe."""
    item = sealed(world, by, **changes)
    return store_item(world.acting(by), item, Placing(store(world)))


def offer(world: World, item: str, to: str = "custody_officer", by: str = "searcher"):
    """Somebody is asked to take it."""
    return offer_item(world.acting(by), item, NewOffer(world[to], "To keep it safe"))


def passed_on(
    world: World, item: str, to: str = "custody_officer", by: str = "searcher"
) -> str:
    """Offered and accepted."""
    offer(world, item, to, by)
    return accept_item(world.acting(to), item, Answer())


def on_hold(world: World, item: str, by: str = "dsl") -> str:
    """The police ask that it stays as it is."""
    return hold_item(world.acting(by), item, NewHold("PC Lund, Northshire Police"))


def left_behind(world: World) -> str:
    """An item in the safe whose holder has left the school since."""
    new = NewStaff(NewPerson("Uma", "Larkin"), Role.CUSTODY_OFFICER.value, another=True)
    gone = add_staff(world.system(), new)
    item = passed_to(world, stored(world), gone)
    post = select(Appointment.ref).where(Appointment.person_ref == gone)
    end_appointment(world.acting("head"), db.session.scalars(post).one())
    return item


def passed_to(world: World, item: str, person_ref: str) -> str:
    """Offered to and accepted by somebody new."""
    offer_item(world.acting("searcher"), item, NewOffer(person_ref, "To keep it"))
    roles = frozenset({Role.CUSTODY_OFFICER})
    taker = Actor(person_ref, world.birch, world.trust, roles)
    return accept_item(taker, item, Answer())


def going_back(way: str = "parent", **changes: Any) -> Return:
    """His mother came for it."""
    said = {"taken_by": "T. Pryce, his mother", "journey": "adult", "reason": REASON}
    return Return(way, **{**said, **changes})


def to_police(**changes: Any) -> ToPolice:
    """An officer came for it."""
    said = {"officer": "PC Lund 4471", "force": "Northshire", "receipt": "NS/26/118"}
    return ToPolice(**{**said, **changes})


def to_dispose(world: World, second: str = "head", **changes: Any) -> NewDisposal:
    """It is to be destroyed before a second person."""
    said = {"method": "destroyed", "reason": REASON, "second_ref": world[second]}
    return NewDisposal(**{**said, **changes})


def disposal_proposed(world: World, second: str = "head", **changes: Any) -> str:
    """A vape that the second person is asked to see destroyed."""
    item = seized(world, kind="vape", **changes)
    return propose_disposal(world.acting("searcher"), item, to_dispose(world, second))


def told(world: World, since: int) -> list[str]:
    """The acts in the school's log, from a place onward."""
    return [leaf.action for leaf in entries(world.birch)[since:]]


def row(item: str) -> CustodyItem:
    """As it stands in the database now."""
    db.session.expire_all()
    return db.session.get_one(CustodyItem, item)


def chain(item: str) -> list[CustodyHolding]:
    """The links of its chain, in order."""
    asked = select(CustodyHolding).where(CustodyHolding.item_ref == item)
    return list(db.session.scalars(asked.order_by(CustodyHolding.number)))
