"""Which concerns and cases a person may see, as SQL: lists and look-ups share it."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, or_, select

from safeguard.cases.models import CaseFile, Concern
from safeguard.cases.states import ConcernState
from school import wall
from school.foundation.actor import Actor, Role
from school.foundation.database import db
from school.foundation.off_index import off_index
from school.foundation.questions import every, question

# Matrix rows read_case_*: the levels a role reaches without a share by name.
LEVELS: dict[Role, frozenset[str]] = {
    Role.DSL: frozenset({"C2", "C3", "C4"}),
    Role.ACTING_DSL: frozenset({"C2", "C3"}),
    Role.DEPUTY_DSL: frozenset({"C2", "C3"}),
    Role.HEAD: frozenset({"C2", "C3"}),
}
_FOUND_LEVELS = sorted(frozenset().union(*LEVELS.values()))
# They see the technical side of a technical incident, never the pupil's story.
TECHNICAL = frozenset({Role.DIGITAL_SAFETY, Role.ICT})


def levels_of(actor: Actor) -> frozenset[str]:
    """The levels of records that the actor's roles reach."""
    reached = [levels for role, levels in LEVELS.items() if role in actor.roles]
    return frozenset().union(*reached)


# The words of the question alone are kept; the database answers it each time.
@lru_cache(maxsize=128)
def concerns_visible_to(actor: Actor, *, of_few: bool = False) -> ColumnElement[bool]:
    """Concerns of the school at the actor's levels, and never past the wall: neither
    the concern's own nor that of the case it belongs to.

    `of_few`: the question names few concerns by itself. The database must begin with
    those, and not walk through all that the school ever had.
    """
    return and_(_visible(actor, Concern, of_few=of_few), _past_no_wall(actor))


@lru_cache(maxsize=128)
def cases_visible_to(actor: Actor, *, of_few: bool = False) -> ColumnElement[bool]:
    """Cases of the school at the actor's levels, and never past the wall."""
    return _visible(actor, CaseFile, of_few=of_few)


def _visible(
    actor: Actor, model: type[Concern] | type[CaseFile], *, of_few: bool
) -> ColumnElement[bool]:
    levels = levels_of(actor)
    if not levels:
        return false()
    school = off_index(model.school_ref) if of_few else model.school_ref
    return and_(
        school == actor.school_ref,
        model.level.in_(sorted(levels)),
        model.ref.not_in(wall.hidden_from(actor.person_ref)),
    )


def _past_no_wall(actor: Actor) -> ColumnElement[bool]:
    hidden = wall.hidden_from(actor.person_ref)
    return or_(Concern.case_ref.is_(None), Concern.case_ref.not_in(hidden))


def concerns_to_find(school_ref: Any) -> ColumnElement[bool]:
    """Concerns that somebody who finds in the school may come to see. Whether this
    reader may is asked for each finding: here stands no wall.
    """
    return and_(
        Concern.school_ref == school_ref,
        Concern.level.in_(_FOUND_LEVELS),
        Concern.state != ConcernState.VOID,
    )


def cases_to_find(school_ref: Any) -> ColumnElement[bool]:
    """Cases that somebody who finds in the school may come to see; likewise."""
    return and_(CaseFile.school_ref == school_ref, CaseFile.level.in_(_FOUND_LEVELS))


def technical_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Technical incidents (C2) of the school, for those who keep the network safe."""
    if actor.roles.isdisjoint(TECHNICAL):
        return false()
    return and_(
        Concern.school_ref == actor.school_ref,
        Concern.technical.is_(True),
        Concern.level == "C2",
        Concern.ref.not_in(wall.hidden_from(actor.person_ref)),
        _past_no_wall(actor),
    )


def own_visible_to(actor: Actor) -> ColumnElement[bool]:
    """What the actor raised or typed; also the receipt of a concern now walled."""
    return and_(
        Concern.school_ref == actor.school_ref,
        or_(
            Concern.reporter_ref == actor.person_ref,
            Concern.typist_ref == actor.person_ref,
        ),
    )


@lru_cache(maxsize=128)
def _concern_seen_by(actor: Actor) -> Select[Concern]:
    this = Concern.ref == bindparam("ref")
    return select(Concern).where(this, concerns_visible_to(actor))


@lru_cache(maxsize=128)
def _case_seen_by(actor: Actor) -> Select[CaseFile]:
    this = CaseFile.ref == bindparam("ref")
    return select(CaseFile).where(this, cases_visible_to(actor))


def concern_visible(actor: Actor, ref: str) -> Concern | None:
    """The concern, if the actor may see that it exists."""
    return db.session.scalar(_concern_seen_by(actor), {"ref": ref})


def acknowledgeable(actor: Actor, ref: str) -> Concern | None:
    """A concern to acknowledge: one seen whole, or a technical one."""
    seen = or_(concerns_visible_to(actor), technical_visible_to(actor))
    return db.session.scalar(select(Concern).where(Concern.ref == ref, seen))


def technical_visible(actor: Actor, ref: str) -> Concern | None:
    """The technical incident, if it is the actor's to look after."""
    asked = select(Concern).where(Concern.ref == ref, technical_visible_to(actor))
    return db.session.scalar(asked)


def own_visible(actor: Actor, ref: str) -> Concern | None:
    """The concern, if the actor raised or typed it."""
    asked = select(Concern).where(Concern.ref == ref, own_visible_to(actor))
    return db.session.scalar(asked)


def case_visible(actor: Actor, ref: str) -> CaseFile | None:
    """The case, if the actor may see that it exists."""
    return db.session.scalar(_case_seen_by(actor), {"ref": ref})


@question
def _case_read_by(actor: Actor) -> Any:
    this = CaseFile.ref == bindparam("ref")
    return every(CaseFile).where(this, cases_visible_to(actor))


def case_readable(actor: Actor, ref: str) -> Any:
    """The same as a plain row, to be read and not to be changed."""
    return _case_read_by.first(actor, ref=ref)


def record_visible(actor: Actor, ref: str) -> Concern | CaseFile | None:
    """The concern or the case with this reference, if the actor may see it."""
    return concern_visible(actor, ref) or case_visible(actor, ref)


def case_for_referral(actor: Actor, ref: str) -> CaseFile | None:
    """The case to refer: the executive head may refer one without reading it."""
    if not actor.has(Role.EXECUTIVE_HEAD):
        return case_visible(actor, ref)
    asked = select(CaseFile).where(
        CaseFile.ref == ref,
        CaseFile.school_ref == actor.school_ref,
        CaseFile.ref.not_in(wall.hidden_from(actor.person_ref)),
    )
    return db.session.scalar(asked)


def unopened_here(actor: Actor, ref: str) -> Concern | None:
    """A concern of the school that nobody has opened: for the clocks, which read
    nothing of it.
    """
    asked = select(Concern).where(
        Concern.ref == ref,
        Concern.school_ref == actor.school_ref,
        Concern.state == ConcernState.SUBMITTED,
    )
    return db.session.scalar(asked)
