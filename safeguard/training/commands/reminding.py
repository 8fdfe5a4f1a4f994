"""Reminding people of their training: a notice a person, whatever there is to do."""

from safeguard.training.models import TrainingReminder
from safeguard.training.permissions import Act
from safeguard.training.permissions.reminders import to_remind
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.additions import add_new
from school.foundation.database import db
from school.foundation.references import new_ref
from school.gate import command, note
from school.notices import WAITS, notify
from school.trail.append import take_turn


@command(Act.REMIND_OF_TRAINING)
def remind_of_training(actor: Actor) -> str:
    """Tell everybody with something due within 60 days, expiring or overdue that
    something waits; once for each course and status. What waits stands on their own
    page: no course and no name is in the notice.
    """
    take_turn(db.session.connection(), f"training of {actor.trust_ref}")
    found = to_remind(actor.school_ref, actor.trust_ref)
    add_new(
        *(
            TrainingReminder(
                ref=new_ref(),
                school_ref=actor.school_ref,
                person_ref=each.person_ref,
                course=each.course,
                status=each.status.value,
                last_on=each.last_on,
                sent_at=clock.now(),
            )
            for each in found
        )
    )
    people = dict.fromkeys(each.person_ref for each in found)
    for person_ref in people:
        notify(person_ref, actor.school_ref, WAITS, "/training/mine")
    note(people=len(people), courses=len(found))
    return actor.school_ref
