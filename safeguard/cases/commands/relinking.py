"""Putting right whom a concern is about: old and new stay, with the reason (R0.2)."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from safeguard.cases.commands.chronicle import changed, worded, write_entry
from safeguard.cases.models import (
    CaseFile,
    ChildChange,
    Concern,
    ConcernChild,
)
from safeguard.cases.permissions.acts import Act
from safeguard.cases.permissions.closing import concerns_in
from safeguard.cases.permissions.naming import pupils_here
from safeguard.cases.permissions.seeing import concern_visible
from safeguard.cases.states import ConcernState, EntryKind
from safeguard.guidance import answers
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Invalid, Stale
from school.foundation.references import new_ref, spoken
from school.foundation.sealing import seal, unseal
from school.gate import command, note, touch
from school.identity.models import Person
from school.identity.queries.people import names_of
from school.web.catalogue import gettext as _

LEAST_WORDS = 10
# A child whose name nobody knew when the concern was raised.
UNNAMED = "unnamed"


@dataclass(frozen=True)
class Relinking:
    """Which child goes (None: nobody), which comes (None: nobody), and why."""

    reason: str = field(repr=False)
    before: str | None = None
    after_ref: str | None = None
    part: str = "harmed"
    version: int | None = None


@command(Act.RELINK_CONCERN, of=concern_visible)
def relink_concern(actor: Actor, concern: Concern, new: Relinking) -> str:
    """Replace, add or take away a child of the concern. The words stay as they were.

    The wall learns of the child who comes, in all that is linked; it forgets nobody,
    since the words may still speak of them. Raises Invalid, and Stale when the
    concern is void or was changed meanwhile.
    """
    _still_as_seen(concern, new)
    reason = worded("reason", new.reason, LEAST_WORDS)
    going = _going(concern, new)
    _coming(actor, concern, new)
    row = ChildChange(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        before_ref=going.person_ref if going else None,
        before_part=going.part if going else None,
        after_ref=new.after_ref,
        after_part=new.part if new.after_ref else None,
        by_ref=actor.person_ref,
        changed_at=clock.now(),
    )
    seal(row, "before_words", unseal(going, "described") if going else None)
    seal(row, "reason", reason)
    db.session.add(row)
    _replace(concern, going, new)
    # The link changed, not the row: whoever acts next must see it all the same.
    flag_modified(concern, "state")
    _leave_in_case(actor, concern, row, reason)
    note(part_before=row.before_part, part_after=row.after_part)
    return concern.ref


def _still_as_seen(concern: Concern, new: Relinking) -> None:
    if concern.state == ConcernState.VOID:
        raise Stale("the concern is void")
    if new.version is not None and new.version != concern.version:
        raise Stale("the concern was changed meanwhile")


def _going(concern: Concern, new: Relinking) -> ConcernChild | None:
    if new.before is None:
        return None
    rows = _children(concern)
    wanted = None if new.before == UNNAMED else new.before
    found = next((row for row in rows if row.person_ref == wanted), None)
    if found is None:
        raise Invalid({"before": _("Choose one of the children of this concern.")})
    if len(rows) == 1 and new.after_ref is None:
        raise Invalid(
            {
                "found": _(
                    "A concern is about somebody. Say who it is instead, or propose "
                    "that it was entered in error."
                )
            }
        )
    return found


def _coming(actor: Actor, concern: Concern, new: Relinking) -> None:
    if new.after_ref is None:
        if new.before is None:
            raise Invalid({"found": _("Find the child whom it is about.")})
        return
    here = pupils_here(actor).where(Person.ref == new.after_ref)
    if db.session.scalar(here) is None:
        raise Invalid({"found": _("Choose a child of this school.")})
    if new.after_ref in {row.person_ref for row in _children(concern)}:
        raise Invalid({"found": _("The concern is about this child already.")})
    if new.part not in {each.code for each in answers.parts.offered(clock.today())}:
        raise Invalid({"part": _("Choose the part of this child.")})


def _children(concern: Concern) -> list[ConcernChild]:
    asked = select(ConcernChild).where(ConcernChild.concern_ref == concern.ref)
    return list(db.session.scalars(asked.order_by(ConcernChild.ref)))


def _replace(concern: Concern, going: ConcernChild | None, new: Relinking) -> None:
    if going is not None and going.person_ref is None and new.after_ref is not None:
        # The row stays, so that marks on the child's body map go with the name.
        going.person_ref, going.part = new.after_ref, new.part
        seal(going, "described", None)
    else:
        if going is not None:
            db.session.delete(going)
        if new.after_ref is not None:
            _add(concern, new.after_ref, new.part)
    if new.after_ref is not None:
        _wall_off(concern, new.after_ref)


def _add(concern: Concern, person_ref: str, part: str) -> None:
    row = ConcernChild(
        ref=new_ref(),
        school_ref=concern.school_ref,
        key_ref=concern.key_ref,
        concern_ref=concern.ref,
        person_ref=person_ref,
        part=part,
    )
    db.session.add(row)


def _wall_off(concern: Concern, person_ref: str) -> None:
    linked = [concern.ref]
    if concern.case_ref:
        linked += [concern.case_ref]
        linked += [each.ref for each in concerns_in(concern.case_ref)]
    for record_ref in dict.fromkeys(linked):
        wall.write_about(record_ref, person_ref)


def _leave_in_case(
    actor: Actor, concern: Concern, row: ChildChange, reason: str
) -> None:
    case = db.session.get(CaseFile, concern.case_ref) if concern.case_ref else None
    if case is None:
        return
    names = names_of(ref for ref in (row.before_ref, row.after_ref) if ref)
    unnamed = _("somebody without a name") if row.before_part else _("nobody")
    said = _(
        "Concern %(reference)s. Before: %(before)s. Now: %(after)s.",
        reference=spoken(concern.ref),
        before=names.get(row.before_ref or "", unnamed),
        after=names.get(row.after_ref or "", _("nobody in their place")),
    )
    text = f"{said}\n{reason}"
    write_entry(
        actor, case, EntryKind.MOVED, text, code="child", concern_ref=concern.ref
    )
    changed(case, None)
    touch(case.ref)
