"""What waits for somebody: their unread notices, one for each page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from safeguard.cases.models import Concern
from school import wall
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.references import heard
from school.gate import counted
from school.identity.queries.people import org_name
from school.notices import NOW, Notice, NoticeReading

NOTICES_LOOKED_AT = 200
A_CONCERN = "/concerns/"


@dataclass(frozen=True)
class Waiting:
    """A notice that has not been read: that something waits, never what. Of several
    that lead to one page the newest stands for all; `times`: how many there are.
    """

    ref: str
    urgent: bool
    made_at: datetime
    path: str
    times: int = 1


@counted
def waiting_notices(actor: Actor) -> list[Waiting]:
    """The actor's unread notices, newest first, one a page. Those now behind the wall
    are gone, and those of a concern that somebody has opened since: it waits for nobody
    any more.
    """
    asked = (
        select(Notice)
        .where(
            Notice.person_ref == actor.person_ref,
            Notice.ref.not_in(select(NoticeReading.notice_ref)),
        )
        .order_by(Notice.made_at.desc())
        .limit(NOTICES_LOOKED_AT)
    )
    rows = list(db.session.scalars(asked))
    opened = _opened_since(rows)
    walled = _past_the_wall(actor, {row.path for row in rows})
    found: dict[tuple[str, str], list[Notice]] = {}
    for row in rows:
        if row.ref not in opened and row.path not in walled:
            found.setdefault((row.kind, row.path), []).append(row)
    return [
        Waiting(each[0].ref, kind == NOW, each[0].made_at, path, len(each))
        for (kind, path), each in found.items()
    ]


@counted
def school_of_notice(actor: Actor, ref: str) -> str:
    """The name of the school to which one's own notice belongs, where it is another
    than the one in which the actor acts now: its page is not to be found from here.
    """
    asked = select(Notice.school_ref).where(
        Notice.ref == ref, Notice.person_ref == actor.person_ref
    )
    school_ref = db.session.scalar(asked)
    if school_ref in {None, actor.school_ref, actor.trust_ref}:
        return ""
    return org_name(school_ref)


def _opened_since(notices: list[Notice]) -> set[str]:
    """Of these notices, those that call to a concern which was opened after them."""
    called = {
        notice.ref: heard(notice.path.removeprefix(A_CONCERN))
        for notice in notices
        if notice.path.startswith(A_CONCERN)
    }
    asked = select(Concern.ref, Concern.acknowledged_at).where(
        Concern.ref.in_(sorted({ref for ref in called.values() if ref}))
    )
    rows = db.session.execute(asked) if called else ()
    opened = {row.ref: row.acknowledged_at for row in rows}
    return {
        notice.ref
        for notice in notices
        if (at := opened.get(called.get(notice.ref) or "")) and notice.made_at <= at
    }


def _past_the_wall(actor: Actor, paths: set[str]) -> set[str]:
    """Of these addresses, those that name a record behind the wall."""
    named = {
        path: {each for part in path.split("/") if (each := heard(part))}
        for path in paths
    }
    everywhere = set().union(*named.values())
    if not everywhere:
        return set()
    hidden = wall.hidden_from(actor.person_ref).subquery()
    asked = select(hidden.c.record_ref).where(
        hidden.c.record_ref.in_(sorted(everywhere))
    )
    walled = set(db.session.scalars(asked))
    return {path for path, refs in named.items() if refs & walled}
