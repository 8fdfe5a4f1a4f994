"""Marking one's own notice as read."""

from sqlalchemy import select

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.gate import upkeep
from school.notices import Notice, NoticeReading


@upkeep("notice.read")
def read_notice(actor: Actor, ref: str) -> str | None:
    """Mark one's own notice as read, and those before it that lead to the same page;
    say where it leads. None for any other.
    """
    asked = select(Notice).where(
        Notice.ref == ref, Notice.person_ref == actor.person_ref
    )
    notice = db.session.scalar(asked)
    if notice is None:
        return None
    same = select(Notice.ref).where(
        Notice.person_ref == actor.person_ref,
        Notice.kind == notice.kind,
        Notice.path == notice.path,
        Notice.made_at <= notice.made_at,
        Notice.ref.not_in(select(NoticeReading.notice_ref)),
    )
    for each in db.session.scalars(same).all():
        db.session.add(NoticeReading(notice_ref=each, read_at=clock.now()))
    return notice.path
