"""What can happen on a child's page: needs and links, each a version that stays."""

from dataclasses import dataclass, field
from datetime import date

from safeguard.cases.permissions.naming import pupils_here
from safeguard.children.models import ChildLink, ChildNeed
from safeguard.children.permissions import (
    Act,
    KnownChild,
    child_visible,
    links_of,
    needs_of,
)
from safeguard.children.states import newest
from safeguard.guidance import children as guidance
from safeguard.guidance.shelf import Entry, Shelf
from school import wall
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.database import db
from school.foundation.errors import Hidden, Invalid, Stale
from school.foundation.references import new_ref
from school.foundation.sealing import seal
from school.gate import command, note, touch
from school.identity.models import Person
from school.web.catalogue import gettext as _


@dataclass(frozen=True)
class Said:
    """What is said of a need: since when, until when, in words, and who told us."""

    from_on: date | None
    told_by: str
    until_on: date | None = None
    details: str = field(default="", repr=False)
    told_words: str = field(default="", repr=False)
    in_error: bool = False


@dataclass(frozen=True)
class Linked:
    """Another child, how the two belong together, and why it matters."""

    other_ref: str
    kind: str
    reason: str = field(default="", repr=False)


@command(Act.RECORD_NEED, of=child_visible)
def record_need(actor: Actor, child: KnownChild, kind: str, said: Said) -> str:
    """Record a need, plan or worker of a child (§2.1). Raises Invalid."""
    _must_be_offered(guidance.needs, "kind", kind, _("Choose what it is."))
    row = _version(actor, child, kind, said)
    note(kind=kind, told_by=said.told_by)
    return row.need_ref


@command(Act.CHANGE_NEED, of=child_visible)
def change_need(
    actor: Actor, child: KnownChild, need_ref: str, seen: str, said: Said
) -> str:
    """Write a new version: it ended, changed, or was never so. The earlier ones stay,
    so what was known on a day can always be shown. Raises Hidden for a need that is
    not this child's, Stale when `seen` is not the newest version, and Invalid.
    """
    rows = needs_of(child.school_ref, [child.ref])
    latest = newest(rows).get(need_ref)
    if latest is None:
        raise Hidden("not found")
    if latest.ref != seen:
        raise Stale("the need was changed meanwhile")
    _version(actor, child, latest.kind, said, need_ref)
    touch(need_ref)
    note(kind=latest.kind, told_by=said.told_by, in_error=said.in_error)
    return need_ref


@command(Act.LINK_CHILD, of=child_visible)
def link_child(actor: Actor, child: KnownChild, linked: Linked) -> str:
    """Link two children of the school, in both directions. Raises Invalid."""
    _must_be_offered(
        guidance.links, "kind", linked.kind, _("Choose how they belong together.")
    )
    other = _pupil(actor, linked.other_ref)
    if other is None or other == child.ref:
        raise Invalid({"other_ref": _("Choose another child of this school.")})
    for each in links_of(child.school_ref, child.ref):
        if other in {each.one_ref, each.other_ref} and each.kind == linked.kind:
            raise Invalid({"other_ref": _("These two are linked like this already.")})
    row = _link(actor, child, new_ref(), other, linked.kind, linked.reason)
    touch(other)
    note(kind=linked.kind)
    return row.link_ref


@command(Act.UNLINK_CHILD, of=child_visible)
def unlink_child(actor: Actor, child: KnownChild, link_ref: str, reason: str) -> str:
    """End a link; that it stood stays on record. Raises Hidden for a link that the
    actor does not see here.
    """
    standing = {each.link_ref: each for each in links_of(child.school_ref, child.ref)}
    row = standing.get(link_ref)
    if row is None:
        raise Hidden("not found")
    other = row.other_ref if row.one_ref == child.ref else row.one_ref
    if other in wall.barred_from(actor.person_ref):
        raise Hidden("not found")
    _link(actor, child, link_ref, other, row.kind, reason, ended=True)
    touch(link_ref, other)
    note(kind=row.kind)
    return link_ref


def _version(
    actor: Actor, child: KnownChild, kind: str, said: Said, need_ref: str | None = None
) -> ChildNeed:
    _must_be_offered(
        guidance.told_by, "told_by", said.told_by, _("Choose who told the school.")
    )
    ref = new_ref()
    row = ChildNeed(
        ref=ref,
        school_ref=child.school_ref,
        person_ref=child.ref,
        need_ref=need_ref or ref,
        kind=kind,
        from_on=_since(said),
        until_on=said.until_on,
        in_error=said.in_error,
        told_by=said.told_by,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "details", said.details)
    seal(row, "told_words", said.told_words)
    db.session.add(row)
    return row


def _since(said: Said) -> date:
    if said.from_on is None:
        raise Invalid({"from_on": _("Give the day since when; the month is enough.")})
    if said.from_on > clock.today():
        raise Invalid({"from_on": _("This is in the future. Check the day.")})
    if said.until_on is not None and said.until_on < said.from_on:
        raise Invalid({"until_on": _("It ends before it begins. Check both days.")})
    return said.from_on


def _link(  # noqa: PLR0913, PLR0917 - a link has two ends
    actor: Actor,
    child: KnownChild,
    link_ref: str,
    other_ref: str,
    kind: str,
    reason: str,
    *,
    ended: bool = False,
) -> ChildLink:
    row = ChildLink(
        ref=new_ref(),
        school_ref=child.school_ref,
        link_ref=link_ref,
        one_ref=child.ref,
        other_ref=other_ref,
        kind=kind,
        ended=ended,
        by_ref=actor.person_ref,
        recorded_at=clock.now(),
    )
    seal(row, "reason", reason)
    db.session.add(row)
    return row


def _pupil(actor: Actor, ref: str) -> str | None:
    """A pupil of the school, of whom nothing keeps the actor."""
    if ref in wall.barred_from(actor.person_ref):
        return None
    return db.session.scalar(
        pupils_here(actor).where(Person.ref == ref).with_only_columns(Person.ref)
    )


def _must_be_offered(shelf: Shelf[Entry], name: str, code: str, problem: str) -> None:
    if code not in {each.code for each in shelf.offered(clock.today())}:
        raise Invalid({name: problem})
