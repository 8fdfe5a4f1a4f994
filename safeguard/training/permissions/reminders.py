"""Who is to hear that a course comes to its end, or is over: once for each."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from safeguard.training.models import TrainingReminder
from safeguard.training.permissions.roster import roster
from safeguard.training.permissions.standing import Standing, standings
from safeguard.training.states import NOTICE, Status
from school.foundation import clock
from school.foundation.questions import one_of, question

# Nobody is reminded in the night.
FROM_HOUR = 7


@question
def _sent() -> Any:
    return select(
        TrainingReminder.person_ref,
        TrainingReminder.course,
        TrainingReminder.status,
        TrainingReminder.last_on,
    ).where(
        one_of(TrainingReminder.person_ref, "refs"),
        TrainingReminder.last_on >= bindparam("since"),
    )


def to_remind(school_ref: str, trust_ref: str) -> list[Standing]:
    """Of everybody with a post in the school today, what to tell of now: something is
    due within 60 days, expires, or is over. Days and hours are those of London.
    """
    if clock.local(clock.now()).hour < FROM_HOUR:
        return []
    everybody = roster(school_ref, trust_ref)
    found = [
        each
        for lines in standings(school_ref, everybody).values()
        for each in lines
        if _is_to_be_told(each)
    ]
    sent = {tuple(row) for row in _sent(refs=sorted(everybody), since=date.min)}
    return [
        each
        for each in found
        if (each.person_ref, each.course, each.status, each.last_on) not in sent
    ]


def _is_to_be_told(each: Standing) -> bool:
    if each.last_on is None:
        return False
    if each.status in {Status.EXPIRING, Status.OVERDUE}:
        return True
    return each.status is Status.DUE and each.last_on - clock.today() <= NOTICE
