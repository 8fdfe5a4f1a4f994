"""Whether phones were left at the end of a school day, and who is to hear of it."""

from sqlalchemy import select

from safeguard.hand_in.models import PhoneReminder
from safeguard.hand_in.permissions.standing import phones_here, today_at
from school.foundation import clock
from school.foundation.actor import Role
from school.foundation.database import db
from school.identity.queries.people import holders_of_each

# Whoever stands first and is there hears; the office always does.
HEAD_OR_NEXT = (Role.HEAD, Role.DSL, Role.DEPUTY_DSL)
OFFICE = (Role.OFFICE, Role.ROLL_OFFICER)


def left_now(school_ref: str) -> int:
    """How many phones were left, once the school day is over; nought on days without
    school: nobody is there to hear of it.
    """
    here = phones_here(school_ref)
    if not here:
        return 0
    day = today_at(school_ref)
    return len(here) if day.is_open and clock.now() >= day.left_at else 0


def reminded_today(school_ref: str) -> set[str]:
    """Who was told today already."""
    asked = select(PhoneReminder.person_ref).where(
        PhoneReminder.school_ref == school_ref, PhoneReminder.day == clock.today()
    )
    return set(db.session.scalars(asked))


def who_hears(school_ref: str, trust_ref: str) -> list[str]:
    """The office and the head; while that post is vacant, the DSL, then a deputy."""
    held = holders_of_each(school_ref, trust_ref, [*OFFICE, *HEAD_OR_NEXT])
    leads = next((held[role] for role in HEAD_OR_NEXT if held[role]), [])
    office = [ref for role in OFFICE for ref in held[role]]
    return list(dict.fromkeys([*office, *leads]))
