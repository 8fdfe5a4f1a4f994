"""Who is reminded that something waits to be signed, and where it waits."""

from typing import Any

from sqlalchemy import bindparam, or_, select

from safeguard.agreements.queries.standing import lines_of
from safeguard.agreements.states import AgreementState
from safeguard.campaigns.models import Campaign
from safeguard.campaigns.permissions.asked import ADULTS, everybody
from school.foundation import clock
from school.foundation.questions import one_of, question
from school.identity.models import Enrolment

# Where an adult signs, and where a teacher lets a class sign.
OWN, CLASSES = "/agreements/yours", "/agreements/sittings"
# Whoever has declined has answered: that is for talking, not for reminding.
_OWED_BY_ADULT = frozenset({AgreementState.ISSUED})
_OWED_BY_PUPIL = frozenset({AgreementState.ISSUED, AgreementState.PARENT_SIGNED})


@question
def _teachers() -> Any:
    today: Any = bindparam("today")
    return select(Enrolment.person_ref).where(
        one_of(Enrolment.class_ref, "classes"),
        Enrolment.role == "teacher",
        Enrolment.begins_on <= today,
        or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > today),
    )


def who_is_reminded(campaign: Campaign) -> dict[str, str]:
    """Each person, and the address of the page where something waits for them."""
    people = everybody(campaign.school_ref)
    adults, classes = set(), set()
    for line in lines_of(campaign.ref):
        person = people.get(line.person_ref)
        if person is None:
            continue
        if line.kind == ADULTS and line.state in _OWED_BY_ADULT:
            adults.add(line.person_ref)
        elif person.form and line.state in _OWED_BY_PUPIL:
            classes.add(person.form.ref)
    rows = _teachers(classes=sorted(classes), today=clock.today()) if classes else ()
    return {row.person_ref: CLASSES for row in rows} | dict.fromkeys(adults, OWN)
