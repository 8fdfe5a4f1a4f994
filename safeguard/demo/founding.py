"""Founding the demonstration's trust, with the acts that found any trust."""

from datetime import timedelta

from sqlalchemy import select

from safeguard.demo import rolls, stock
from safeguard.demo.cast import Cast
from safeguard.demo.days import SchoolYear
from safeguard.demo.rolls import Pupil
from safeguard.demo.stock import Colleague, School
from school.foundation.actor import Role
from school.foundation.database import db
from school.foundation.references import new_ref
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
)
from school.identity.commands.people import (
    NewOrg,
    NewPerson,
    add_person,
    add_school,
    found_trust,
)
from school.identity.commands.roll import (
    NewRoll,
    approve_roll,
    import_roll,
    put_roll_forward,
    upload_roll,
)
from school.identity.commands.settings import (
    NewTerm,
    add_closure,
    add_term,
    change_settings,
)
from school.identity.models import Person, RollKind, RollUpload
from school.identity.permissions.appointing import OPENS_CASES
from school.identity.permissions.known import number_mac

# They are there before any roll, since somebody must bring it and say yes.
BEFORE_THE_ROLL = frozenset({Role.HEAD, Role.ICT, Role.ROLL_OFFICER})
# A roll of staff makes whoever stands on it staff; those who govern are not.
BY_HAND = BEFORE_THE_ROLL | {Role.COUNCILLOR}
GRANTER, SECOND = "anneli.strand", "rohan.dace"
# An acting DSL holds the office for so long, today in the middle.
ACTING_FOR = timedelta(weeks=4)
# A right to take cover is granted for a time as well: so long on either side of today.
STANDING_IN = timedelta(weeks=6)


def found(year: SchoolYear) -> Cast:
    """The trust, its schools, everybody in them and what each holds."""
    cast = Cast(trust=new_ref())
    told = stock.trust()
    found_trust(
        cast.system(stock.TRUST),
        NewOrg(told["name"], told["identifier"], demonstration=True, ref=cast.trust),
    )
    for school in stock.schools():
        cast.schools[school.key] = add_school(
            cast.system(stock.TRUST),
            NewOrg(school.name, school.identifier, demonstration=True),
        )
    staff = _numbered()
    for number, each in staff.values():
        if each.school == stock.TRUST or not BY_HAND.isdisjoint(each.roles):
            _employ(cast, number, each)
    for school in stock.schools():
        _fill(cast, school, staff, year)
        _set_up(cast, school, year)
    for _number, each in staff.values():
        _grant(cast, each, year)
    return cast


def _numbered() -> dict[str, tuple[str, Colleague]]:
    """Everybody with a staff number, by user name."""
    return {
        each.username: (f"S{place:03}", each)
        for place, each in enumerate(stock.colleagues(), 1)
    }


def _employ(cast: Cast, number: str, each: Colleague) -> None:
    """Somebody who comes by hand, with the roles that need no second person."""
    system = cast.system(each.school)
    new = NewPerson(
        each.given,
        each.family,
        email=each.email,
        roll_number=number,
        number_kind="staff",
    )
    _know(cast, each, add_person(system, new))
    for role in sorted(set(each.roles) - OPENS_CASES):
        appoint(system, NewAppointment(cast.people[each.username], role))


def _know(cast: Cast, each: Colleague, ref: str) -> None:
    cast.people[each.username] = ref
    cast.homes[each.username] = each.school


def _fill(
    cast: Cast,
    school: School,
    staff: dict[str, tuple[str, Colleague]],
    year: SchoolYear,
) -> None:
    """The three rolls of a school, as its own people would bring them."""
    here = {name: held for name, held in staff.items() if held[1].school == school.key}
    bringer = _holding(here, Role.ICT, Role.ROLL_OFFICER)
    head = _holding(here, Role.HEAD)
    pupils = rolls.pupils_of(school, year.today)
    coming = [held for name, held in here.items() if name not in cast.people]
    for kind, text in (
        (RollKind.PUPILS, rolls.pupil_roll(pupils)),
        (RollKind.STAFF, rolls.staff_roll(coming)),
        (RollKind.CONTACTS, rolls.contact_roll(school, pupils, here)),
    ):
        _bring(cast, (bringer, head), NewRoll(kind, text))
    _find(cast, school, coming, pupils)


def _holding(here: dict[str, tuple[str, Colleague]], *roles: Role) -> str:
    return next(
        name
        for name, (_, each) in here.items()
        if not set(roles).isdisjoint(each.roles)
    )


def _bring(cast: Cast, bringer_and_head: tuple[str, str], roll: NewRoll) -> None:
    bringer, head = (cast.acting(each) for each in bringer_and_head)
    ref = upload_roll(bringer, roll)
    upload = _look_at(ref)
    if upload.refused:
        raise RuntimeError("a roll of the demonstration was refused")
    if upload.needs_approval:
        put_roll_forward(bringer, ref)
        approve_roll(head, ref, _look_at(ref).version)
    import_roll(bringer, ref, _look_at(ref).version)


def _look_at(ref: str) -> RollUpload:
    return db.session.scalars(select(RollUpload).where(RollUpload.ref == ref)).one()


def _find(
    cast: Cast,
    school: School,
    coming: list[tuple[str, Colleague]],
    pupils: list[Pupil],
) -> None:
    """Learn which row the rolls made of whom, by the numbers they gave."""
    here = cast.schools[school.key]
    asked = select(Person.roll_number_mac, Person.ref).where(Person.school_ref == here)
    known = {row.roll_number_mac: row.ref for row in db.session.execute(asked)}
    for number, each in coming:
        _know(cast, each, known[number_mac(here, "staff", number)])
    for pupil in pupils:
        cast.pupils[school.key, pupil.said] = known[
            number_mac(here, "pupil", pupil.number)
        ]


def _set_up(cast: Cast, school: School, year: SchoolYear) -> None:
    """The school's own numbers, terms and closed days."""
    system = cast.system(school.key)
    change_settings(system, school.settings)
    for term in year.terms:
        add_term(system, NewTerm(term.name, term.days.first, term.days.last))
    for closure in year.closures:
        add_closure(system, closure)


def _grant(cast: Cast, each: Colleague, year: SchoolYear) -> None:
    """The roles that no roll may bring, granted by whoever may grant them."""
    held = cast.acting(each.username).roles
    for role in (Role(code) for code in each.roles):
        if role in held:
            continue
        new = _appointment(cast, each, role, year)
        if role in OPENS_CASES:
            row = appoint(cast.acting_for(GRANTER, each.school), new)
            approve_appointment(cast.acting_for(SECOND, each.school), row)
        else:
            appoint(cast.system(each.school), new)


def _appointment(
    cast: Cast, each: Colleague, role: Role, year: SchoolYear
) -> NewAppointment:
    person = cast.people[each.username]
    if role is Role.STAND_IN_DSL:
        begins_on, ends_on = year.today - STANDING_IN, year.today + STANDING_IN
        return NewAppointment(person, role.value, begins_on, ends_on)
    if role is not Role.ACTING_DSL:
        return NewAppointment(person, role.value)
    # Decision 26: an acting DSL is approved in advance and for a time.
    begins_on, ends_on = year.today - ACTING_FOR / 2, year.today + ACTING_FOR / 2
    return NewAppointment(person, role.value, begins_on, ends_on, "cover")
