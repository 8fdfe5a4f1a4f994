"""Phones that nobody collected: office and head are told, once a day."""

from safeguard.hand_in.models import PhoneReminder
from safeguard.hand_in.permissions import Act
from safeguard.hand_in.permissions.reminders import left_now, reminded_today, who_hears
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import new_ref
from school.gate import command, note
from school.notices import WAITS, notify
from school.trail.append import take_turn


@command(Act.REMIND_OF_PHONES)
def remind_of_phones(actor: Actor) -> str:
    """Tell office and head that phones were left, after the end of a school day (clock
    `phones_left`). Nobody's name and no number is in the notice.
    """
    take_turn(db.session.connection(), f"phones {actor.school_ref}")
    left = left_now(actor.school_ref)
    told = 0
    if left:
        before = reminded_today(actor.school_ref)
        for person_ref in who_hears(actor.school_ref, actor.trust_ref):
            if person_ref in before:
                continue
            db.session.add(
                PhoneReminder(
                    ref=new_ref(),
                    school_ref=actor.school_ref,
                    day=clock.today(),
                    person_ref=person_ref,
                    sent_at=clock.now(),
                )
            )
            notify(person_ref, actor.school_ref, WAITS, "/phones")
            told += 1
    note(told=told, left=left)
    return actor.school_ref
