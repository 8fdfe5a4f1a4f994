"""Of which actions somebody is to be reminded now."""

from sqlalchemy import select

from safeguard.actions.models import ActionReminder, CaseAction
from safeguard.actions.permissions.seeing import is_open
from school.calendars.days import is_council_day
from school.foundation import clock
from school.foundation.database import db
from school.identity.queries.set_up import days_of

# As many as one entry of the trail should name; the next round takes the rest.
AT_ONCE = 100


def to_remind_of(school_ref: str) -> list[CaseAction]:
    """Open actions that are due today or late, of which nobody was reminded today.

    From the time at which the school opens. What is late is not asked for at weekends
    and bank holidays; what is due on such a day was put there by somebody, and is.
    """
    calendar, today = days_of(school_ref), clock.today()
    if clock.local(clock.now()).time() < calendar.hours.school_opens:
        return []
    reminded = select(ActionReminder.action_ref).where(ActionReminder.sent_on == today)
    due = CaseAction.due_on <= today
    if not is_council_day(calendar, today):
        due = CaseAction.due_on == today
    asked = (
        select(CaseAction)
        .where(CaseAction.school_ref == school_ref, is_open(), due)
        .where(CaseAction.ref.not_in(reminded))
        .order_by(CaseAction.due_at, CaseAction.ref)
    )
    return list(db.session.scalars(asked.limit(AT_ONCE)))
