"""Which group of a characteristic a pupil belongs to: for counts, never for a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, or_, select

from school.foundation import clock
from school.foundation.database import db
from school.foundation.questions import one_of, question
from school.foundation.sealing import unseal
from school.identity.models import Characteristics, Enrolment, Person, SchoolClass
from school.identity.models.census import NOT_KNOWN, SEXES, Trait, code_set


def characteristics_of(person_ref: str) -> Characteristics | None:
    """What is kept of a pupil, if anything is."""
    asked = select(Characteristics).where(Characteristics.person_ref == person_ref)
    return db.session.scalar(asked)


@question
def _kept() -> Any:
    columns = (
        *(Characteristics.ref, Characteristics.school_ref, Characteristics.key_ref),
        *(Characteristics.sealed_version, Characteristics.person_ref),
        *(Characteristics.ethnicity, Characteristics.send, Characteristics.meals),
    )
    return select(*columns).where(one_of(Characteristics.person_ref, "refs"))


@question
def _sexes() -> Any:
    columns = (Person.ref, Person.school_ref, Person.key_ref, Person.sealed_version)
    return select(*columns, Person.sex).where(one_of(Person.ref, "refs"))


@question
def _years() -> Any:
    on: Any = bindparam("on")
    asked = select(Enrolment.person_ref, SchoolClass.year_group)
    joined = asked.join(SchoolClass, SchoolClass.ref == Enrolment.class_ref)
    return joined.where(
        one_of(Enrolment.person_ref, "refs"),
        Enrolment.role == "student",
        SchoolClass.kind == "homeroom",
        Enrolment.begins_on <= on,
        or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > on),
    )


def groups_by(trait: Trait, person_refs: Iterable[str]) -> Mapping[str, str]:
    """The group of each person, as it is known today; whoever is missing belongs to
    those of whom it is not known. The year is the one that a pupil is in today.
    """
    refs = sorted(set(person_refs))
    if not refs:
        return {}
    if trait is Trait.YEAR:
        rows = _years(refs=refs, on=clock.today())
        return {row.person_ref: row.year_group or NOT_KNOWN for row in rows}
    if trait is Trait.SEX:
        return {row.ref: _sex(unseal(row, "sex")) for row in _sexes(refs=refs)}
    groups = code_set(trait)
    return {
        row.person_ref: groups.group_of(unseal(row, trait.value))
        for row in _kept(refs=refs)
    }


def _sex(word: str | None) -> str:
    return word if word in SEXES else NOT_KNOWN
