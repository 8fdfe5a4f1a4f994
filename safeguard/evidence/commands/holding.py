"""Bundles of records and their stop: plain functions, called inside an act.

What they change is part of that act's entry. A record becomes a holder when it first
needs to: with its first file, its first stop, or its first link to a holder. Its kin
become holders with it, in the same bundle. So whatever is no holder is linked to no
stop either.
"""

from sqlalchemy import select, text

from safeguard.evidence.models import FileHolder
from safeguard.evidence.permissions.holders import Kin, kin_of
from safeguard.evidence.permissions.standing import is_any_holder
from school.foundation import clock
from school.foundation.database import db
from school.foundation.errors import Hidden
from school.foundation.references import new_ref


def hold(holder_ref: str, school_ref: str) -> None:
    """Make a record a holder, with a bundle of its own and its kin's. Twice is once."""
    take_turn()
    _held(holder_ref, school_ref)


def link(one: str, other: str) -> None:
    """Let two records stand in one bundle from now on; a stop on either holds for all.

    Each must be a holder or of a kind that is registered; else raises Hidden.
    """
    take_turn()
    _join(_held(one), _held(other))


def link_where_held(one: str, other: str) -> None:
    """The same, where either is a holder: without one there is nothing to hand on."""
    if is_any_holder([one, other]):
        link(one, other)


def stop(holder_ref: str, why: str) -> bool:
    """Stop a record and its whole bundle, for good. `why`: a code for the first reason.
    Makes it a holder where it is none, with its kin. True when nothing stood there yet.
    """
    take_turn()
    holder = _held(holder_ref)
    if holder.stopped_at is not None:
        return False
    for each in _bundle(holder.bundle_ref):
        each.stopped_at, each.stopped_why = clock.now(), why
    db.session.flush()
    return True


def take_turn() -> None:
    """Until this act commits, no other act changes a bundle, sets a stop or makes a
    file known. SQLite's writers stand in line anyway; on PostgreSQL all wait for one
    lock, since the bundles of two records could be joined while either is asked.
    """
    # Whatever the act holds already comes first, so that nobody waits in a circle.
    db.session.flush()
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        asked = text("SELECT pg_advisory_xact_lock(hashtextextended('evidence', 0))")
        connection.execute(asked)


def _held(ref: str, school_ref: str | None = None) -> FileHolder:
    there = db.session.get(FileHolder, ref)
    if there is not None:
        return there
    kin = kin_of(ref)
    if kin is None and school_ref is None:
        raise Hidden("no record of a kind that holds files")
    kin = kin or Kin(str(school_ref))
    holder = FileHolder(ref=ref, school_ref=kin.school_ref, bundle_ref=new_ref())
    db.session.add(holder)
    db.session.flush()
    for each in kin.refs:
        _join(holder, _held(each))
    return holder


def _join(one: FileHolder, other: FileHolder) -> None:
    if one.bundle_ref == other.bundle_ref:
        return
    together = [*_bundle(one.bundle_ref), *_bundle(other.bundle_ref)]
    stopped = next((each for each in together if each.stopped_at is not None), None)
    bundle_ref = one.bundle_ref
    for each in together:
        each.bundle_ref = bundle_ref
        if stopped is not None and each.stopped_at is None:
            each.stopped_at = clock.now()
            each.stopped_why = stopped.stopped_why
    db.session.flush()


def _bundle(bundle_ref: str) -> list[FileHolder]:
    asked = select(FileHolder).where(FileHolder.bundle_ref == bundle_ref)
    return list(db.session.scalars(asked.order_by(FileHolder.ref)))
