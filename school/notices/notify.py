"""Telling a person that something waits. Two wordings for every level (decision 36)."""

from school.foundation import clock
from school.foundation.additions import add_new
from school.foundation.references import new_ref
from school.notices.models import Notice, OutboxMail

WAITS = "waits"
NOW = "now"


def notify(person_ref: str, school_ref: str, kind: str, path: str) -> None:
    """Leave a notice and a mail, inside an act. `path` holds references only."""
    made_at = clock.now()
    notice = Notice(
        ref=new_ref(),
        school_ref=school_ref,
        person_ref=person_ref,
        kind=kind,
        path=path,
        made_at=made_at,
    )
    mail = OutboxMail(
        ref=new_ref(),
        school_ref=school_ref,
        person_ref=person_ref,
        kind=kind,
        made_at=made_at,
    )
    add_new(notice, mail)
