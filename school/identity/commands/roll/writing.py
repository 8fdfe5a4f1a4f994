"""Writing what a roll changes into the school, inside the one act of the import."""

from school import wall
from school.foundation import clock
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.references import new_ref
from school.identity.commands.adding import rewrite_person
from school.identity.commands.characteristics import keep
from school.identity.commands.people import KIN, NewPerson, write_person
from school.identity.commands.roll.plan import Outcome, Plan, PlannedRow
from school.identity.commands.roll.register import Register
from school.identity.models import (
    Appointment,
    Enrolment,
    Person,
    Relationship,
    RollKind,
    SchoolClass,
)
from school.identity.permissions.known import folded


class Writing:
    """Writes the rows of a plan that are to be added or changed."""

    def __init__(self, actor: Actor, register: Register) -> None:
        self.actor = actor
        self.register = register
        self._added: dict[str, Person] = {}

    def write(self, plan: Plan) -> None:
        """Write them all. Refused rows and those that are as they were stay out."""
        do = {
            RollKind.PUPILS: self._pupil,
            RollKind.STAFF: self._staff,
            RollKind.CONTACTS: self._contact,
        }[plan.kind]
        wanted = {Outcome.ADDED, Outcome.CHANGED}
        # Asking for one row would write all that wait, again and again.
        with db.session.no_autoflush:
            for each in plan.rows:
                if each.outcome in wanted:
                    do(each)

    def _pupil(self, each: PlannedRow) -> None:
        person = self._person(each, each.new)
        held = self.register.characteristics.get(person.ref)
        keep(person, held, each.row.values, self.actor)
        if each.person is None or "form" in each.changes:
            self._move(person, each.row["form"], each.row["year"])

    def _staff(self, each: PlannedRow) -> None:
        person = self._person(each, each.new)
        role: Role | None = each.row["role"]
        if role:
            self._appoint(person, role)
        for class_ref in each.row["taught"]:
            self._enrol(person, class_ref, "teacher")

    def _contact(self, each: PlannedRow) -> None:
        person = self._adult(each)
        relation = self.register.relations.get((each.pupil_ref, person.ref))
        if relation is None:
            relation = Relationship(
                ref=new_ref(),
                school_ref=self.actor.school_ref,
                pupil_ref=each.pupil_ref,
                adult_ref=person.ref,
                kind=each.row["relationship"],
            )
            db.session.add(relation)
            # Barred at once, whatever the adult is or comes to be here (T1).
            wall.bar(person.ref, each.pupil_ref, KIN)
        relation.kind = each.row["relationship"]
        for column in ("parental_responsibility", "priority"):
            if each.row[column] is not None:
                setattr(relation, column, each.row[column])

    def _person(self, each: PlannedRow, new: NewPerson) -> Person:
        if each.person is not None:
            rewrite_person(each.person.row, new)
            return each.person.row
        person = Person(
            ref=new_ref(), school_ref=self.actor.school_ref, added_at=clock.now()
        )
        write_person(person, new)
        db.session.add(person)
        return person

    def _adult(self, each: PlannedRow) -> Person:
        held = self._added.get(each.key)
        if held is not None:
            return held
        new = each.new
        if each.person is not None and self.register.is_staff(each.person):
            # The staff roll keeps a colleague's own name and address.
            new = NewPerson("", "", telephone=new.telephone)
        person = self._added[each.key] = self._person(each, new)
        return person

    def _move(self, person: Person, title: str, year: str | None) -> None:
        """Into a form; the enrolment before it is closed, never edited (rule 7)."""
        held = self.register.places.get(person.ref)
        if held:
            held.ends_on = clock.today()
        self._enrol(person, self._class(title, year).ref, "student")

    def _class(self, title: str, year: str | None) -> SchoolClass:
        found = self.register.classes.get(folded(title))
        if found is None:
            found = SchoolClass(
                ref=new_ref(),
                school_ref=self.actor.school_ref,
                title=title,
                year_group=year,
            )
            db.session.add(found)
            self.register.classes[folded(title)] = found
        return found

    def _enrol(self, person: Person, class_ref: str, role: str) -> None:
        db.session.add(
            Enrolment(
                ref=new_ref(),
                school_ref=self.actor.school_ref,
                class_ref=class_ref,
                person_ref=person.ref,
                role=role,
                begins_on=clock.today(),
            )
        )

    def _appoint(self, person: Person, role: Role) -> None:
        db.session.add(
            Appointment(
                ref=new_ref(),
                person_ref=person.ref,
                org_ref=self.actor.school_ref,
                role=role.value,
                begins_on=clock.today(),
                reason="roll",
                granted_by=self.actor.person_ref,
                granted_at=clock.now(),
            )
        )
