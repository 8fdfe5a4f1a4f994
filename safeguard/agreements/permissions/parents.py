"""Which adults may sign for which pupils."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, or_, select

from school.foundation import clock
from school.foundation.questions import one_of, question
from school.identity.models import Person, Relationship


@question
def _adults() -> Any:
    today: Any = bindparam("today")
    return (
        select(
            Relationship.pupil_ref,
            Relationship.adult_ref,
            Relationship.parental_responsibility,
            Relationship.court_order,
            Relationship.do_not_contact,
        )
        .join(Person, Person.ref == Relationship.adult_ref)
        .where(
            Relationship.school_ref == bindparam("school"),
            one_of(Relationship.pupil_ref, "pupils"),
            or_(Relationship.begins_on.is_(None), Relationship.begins_on <= today),
            or_(Relationship.ends_on.is_(None), Relationship.ends_on > today),
            Person.status == "active",
        )
        .order_by(Relationship.priority, Relationship.adult_ref)
    )


def adults_who_sign(school_ref: str, pupil_refs: Iterable[str]) -> dict[str, list[str]]:
    """The adults of each pupil who may sign for the pupil today, the first to be asked
    first: with parental responsibility, without a court order, and not marked as not
    to be contacted. A mark on any tie of the two counts, whatever another one says.
    A pupil without such an adult is left out.
    """
    wanted = sorted(set(pupil_refs))
    found: dict[str, dict[str, None]] = defaultdict(dict)
    barred: set[tuple[str, str]] = set()
    rows = _adults(school=school_ref, pupils=wanted, today=clock.today())
    for row in rows if wanted else ():
        if row.court_order or row.do_not_contact:
            barred.add((row.pupil_ref, row.adult_ref))
        elif row.parental_responsibility:
            found[row.pupil_ref][row.adult_ref] = None
    sign = {
        pupil: [adult for adult in adults if (pupil, adult) not in barred]
        for pupil, adults in found.items()
    }
    return {pupil: adults for pupil, adults in sign.items() if adults}
