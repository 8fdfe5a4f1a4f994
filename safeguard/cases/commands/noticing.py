"""Marking one's own notice as read."""

from sqlalchemy import select

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import upkeep
from school.notices import Notice, NoticeReading


@upkeep("notice.read")
def read_notice(actor: Actor, ref: str) -> str | None:
    """Mark one's own notice as read and say where it leads; None for any other."""
    asked = select(Notice).where(
        Notice.ref == ref, Notice.person_ref == actor.person_ref
    )
    notice = db.session.scalar(asked)
    if notice is None:
        return None
    if db.session.get(NoticeReading, notice.ref) is None:
        db.session.add(NoticeReading(notice_ref=notice.ref, read_at=clock.now()))
    return notice.path
