"""The standing world: a trust of two schools, with somebody in every role."""

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from school.foundation.actor import Actor, Role
from school.foundation.references import new_ref
from school.identity.commands.appointments import (
    NewAppointment,
    appoint,
    approve_appointment,
)
from school.identity.commands.people import (
    NewClass,
    NewEnrolment,
    NewOrg,
    NewPerson,
    NewRelationship,
    add_class,
    add_person,
    add_school,
    change_setting,
    enrol,
    found_trust,
    relate,
)
from school.identity.permissions.people import OPENS_CASES
from school.identity.queries.people import roles_of

# A Tuesday in term, 1:42pm in London.
WORLD_BEGAN = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 13, 42, tzinfo=UTC)

# Invented people; keys are how the tests speak of them.
BIRCH_STAFF: dict[str, tuple[str, str, Role]] = {
    "teacher": ("Hannah", "Okafor", Role.TEACHER),
    "other_teacher": ("Owen", "Platt", Role.TEACHER),
    "parent_teacher": ("Mina", "Castellan", Role.TEACHER),
    "tutor": ("Imran", "Sheikh", Role.TUTOR),
    "volunteer": ("Edie", "Marlow", Role.VOLUNTEER),
    "searcher": ("Daniel", "Roche", Role.SEARCHER),
    "dsl": ("Ruth", "Adeyemi", Role.DSL),
    "deputy_dsl": ("Tom", "Pellow", Role.DEPUTY_DSL),
    "head": ("Catrin", "Howells", Role.HEAD),
    "digital_safety": ("Priya", "Raman", Role.DIGITAL_SAFETY),
    "ict": ("Lewis", "Tarn", Role.ICT),
    "office": ("Joan", "Fairley", Role.OFFICE),
    "roll_officer": ("Bea", "Hollis", Role.ROLL_OFFICER),
    "custody_officer": ("Nell", "Corrigan", Role.CUSTODY_OFFICER),
    "councillor": ("Gareth", "Lorne", Role.COUNCILLOR),
    "counsellor": ("Sefa", "Brandt", Role.COUNSELLOR),
}
TRUST_STAFF: dict[str, tuple[str, str, Role]] = {
    "executive_head": ("Anneli", "Strand", Role.EXECUTIVE_HEAD),
    "trust_safeguarding": ("Marcus", "Vey", Role.TRUST_SAFEGUARDING_LEAD),
    "trustee": ("Helen", "Quill", Role.TRUSTEE),
    "chair": ("Rohan", "Dace", Role.CHAIR),
    "dpo": ("Ines", "Wharton", Role.DPO),
}
CEDAR_STAFF: dict[str, tuple[str, str, Role]] = {
    "cedar_teacher": ("Noel", "Arkwright", Role.TEACHER),
    "cedar_dsl": ("Fatima", "Noor", Role.DSL),
    "cedar_head": ("Victor", "Lisle", Role.HEAD),
}
BIRCH_PUPILS: dict[str, tuple[str, str, str]] = {
    "maya": ("Maya", "Castellan", "8K"),
    "other_maya": ("Maya", "Castellan", "10R"),
    "ellis": ("Ellis", "Thornbury", "9H"),
    "jayden": ("Jayden", "Pryce", "10R"),
    "zazolc": ("Zażółć", "Gęślą", "8K"),
    "wang": ("小明", "王", "9H"),
    "nandu": ("Siobhán", "O’Brien-Ñandú", "8K"),
}
CEDAR_PUPILS: dict[str, tuple[str, str, str]] = {
    "cedar_pupil": ("Ada", "Lindqvist", "7T")
}


@dataclass
class World:
    """Who is who, by the names the tests use."""

    trust: str = ""
    birch: str = ""
    cedar: str = ""
    people: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """A person's reference."""
        return self.people[name]

    def school_of(self, name: str) -> str:
        """The school in which a person acts."""
        return self.cedar if name.startswith("cedar") else self.birch

    def acting(
        self, name: str, *, elevated: bool = False, reason: str | None = None
    ) -> Actor:
        """The person, acting, with the roles held today."""
        school = self.school_of(name)
        return Actor(
            person_ref=self[name],
            school_ref=school,
            trust_ref=self.trust,
            roles=roles_of(self[name], school, self.trust),
            sign_in_ref=f"test {name}"[:16],
            elevated=elevated or reason is not None,
            elevation_reason=reason,
        )

    def system(self, school_ref: str | None = None) -> Actor:
        """The product acting by itself."""
        return Actor.system("world", school_ref or self.birch, self.trust)


def build() -> World:
    """Found the trust and fill it, through the same commands that the product uses."""
    world = World(trust=new_ref())
    found_trust(
        Actor.system("world", world.trust),
        NewOrg("Alder and Birch Learning Trust", ref=world.trust),
    )
    founder = Actor.system("world", world.trust)
    world.birch = add_school(founder, NewOrg("Birch Academy", identifier="999001"))
    world.cedar = add_school(founder, NewOrg("Cedar Academy", identifier="999002"))
    for staff, where in (
        (TRUST_STAFF, world.trust),
        (BIRCH_STAFF, world.birch),
        (CEDAR_STAFF, world.cedar),
    ):
        for name, (given, family, role) in staff.items():
            _employ(world, name, (given, family), role, where)
    for pupils, where in ((BIRCH_PUPILS, world.birch), (CEDAR_PUPILS, world.cedar)):
        for name, (given, family, form) in pupils.items():
            _admit(world, name, (given, family), form, where)
    relate(
        world.system(),
        NewRelationship(world["maya"], world["parent_teacher"], "parent", True),
    )
    change_setting(world.system(), "dsl_telephone", "01632 960114")
    return world


def _employ(
    world: World, name: str, names: tuple[str, str], role: Role, where: str
) -> None:
    system = world.system(where)
    email = f"{names[0]}.{names[1]}@example.org".lower()
    world.people[name] = add_person(system, NewPerson(*names, email=email))
    began = date(2026, 9, 1)
    grant = NewAppointment(world[name], role.value, began)
    if role not in OPENS_CASES:
        appoint(system, grant)
        return
    # The product grants no such role: two people of the trust do (matrix: grant_dsl).
    first, second = (
        dataclasses.replace(world.acting(who, elevated=True), school_ref=where)
        for who in ("executive_head", "chair")
    )
    approve_appointment(second, appoint(first, grant))


def _admit(
    world: World, name: str, names: tuple[str, str], form: str, where: str
) -> None:
    system = world.system(where)
    world.people[name] = add_person(system, NewPerson(*names, born_on=date(2013, 5, 4)))
    if form not in world.classes:
        year = form.rstrip("KRHT")
        world.classes[form] = add_class(system, NewClass(form, year_group=year))
    enrol(system, NewEnrolment(world.classes[form], world[name]))
