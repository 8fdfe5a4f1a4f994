"""One yes-or-no question, asked afresh each time, and the same answer as SQL."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    bindparam,
    literal,
    or_,
    select,
    union_all,
)

from school.foundation import clock
from school.foundation.additions import add_new
from school.foundation.database import db
from school.foundation.questions import one_of, question
from school.foundation.references import new_ref
from school.wall.models import WallAbout, WallBar


def write_about(record_ref: str, person_ref: str) -> None:
    """Say, inside an act, that a record concerns a person. Saying it twice is once."""
    said = select(WallAbout).where(
        WallAbout.record_ref == record_ref, WallAbout.person_ref == person_ref
    )
    if db.session.scalar(said) is None:
        write_about_new(record_ref, [person_ref])


def write_about_new(record_ref: str, person_refs: Iterable[str]) -> None:
    """Say, inside the act that makes a record, whom it concerns: nothing is said of it
    yet, so nothing is looked for.
    """
    add_new(
        *(
            WallAbout(
                ref=new_ref(),
                record_ref=record_ref,
                person_ref=person_ref,
                recorded_at=clock.now(),
            )
            for person_ref in dict.fromkeys(person_refs)
        )
    )


def whom_it_concerns(record_ref: str) -> list[str]:
    """Whom a record concerns, so that what is made of it concerns the same people."""
    said = select(WallAbout.person_ref).where(WallAbout.record_ref == record_ref)
    return list(db.session.scalars(said.order_by(WallAbout.person_ref)))


def bar(person_ref: str, about_person_ref: str, why: str) -> None:
    """Bar a person, inside an act, from every record that concerns another.

    `why` is a code: kin, conflict, declared.
    """
    standing = select(WallBar).where(
        WallBar.person_ref == person_ref,
        WallBar.about_person_ref == about_person_ref,
        WallBar.why == why,
        WallBar.lifted_at.is_(None),
    )
    if db.session.scalar(standing) is None:
        db.session.add(
            WallBar(
                ref=new_ref(),
                person_ref=person_ref,
                about_person_ref=about_person_ref,
                why=why,
                recorded_at=clock.now(),
            )
        )


def lift_bar(person_ref: str, about_person_ref: str, why: str) -> None:
    """End a bar, inside an act. What it hid is seen again from the next request on."""
    standing = select(WallBar).where(
        WallBar.person_ref == person_ref,
        WallBar.about_person_ref == about_person_ref,
        WallBar.why == why,
        WallBar.lifted_at.is_(None),
    )
    for each in db.session.scalars(standing):
        each.lifted_at = clock.now()


def hidden_from(person_ref: str) -> Select[str]:
    """The references of all records this person must never see, as a subquery.

    Used by every `visible_to`, so that lists, counts, finding and look-ups agree.
    """
    return _hidden_from(person_ref)


# The words of the question alone are kept; the database answers it each time.
@lru_cache(maxsize=256)
def _hidden_from(person_ref: Any) -> Select[str]:
    barred_from = select(WallBar.about_person_ref).where(
        WallBar.person_ref == person_ref, WallBar.lifted_at.is_(None)
    )
    # One list of people, and not "or": PostgreSQL would read the whole wall.
    oneself = (
        select(person_ref)
        if isinstance(person_ref, BindParameter)
        else select(literal(person_ref))
    )
    return select(WallAbout.record_ref).where(
        WallAbout.person_ref.in_(union_all(barred_from, oneself))
    )


def hides(record_ref: Any, person_ref: Any) -> ColumnElement[bool]:
    """Whether the wall stands between the record and the person of one row, where
    both are columns of what is asked for: of each case, for whoever leads it.
    """
    barred = select(WallBar.ref).where(
        WallBar.person_ref == person_ref,
        WallBar.about_person_ref == WallAbout.person_ref,
        WallBar.lifted_at.is_(None),
    )
    # Said outright: by itself it would only look one question out for its columns.
    is_barred = barred.correlate_except(WallBar).exists()
    of_them = or_(WallAbout.person_ref == person_ref, is_barred)
    about = select(WallAbout.ref).where(WallAbout.record_ref == record_ref, of_them)
    return about.correlate_except(WallAbout).exists()


def barred_from(person_ref: str) -> list[str]:
    """Of whom this person may read nothing (kin, conflict), at this moment."""
    asked = select(WallBar.about_person_ref).where(
        WallBar.person_ref == person_ref, WallBar.lifted_at.is_(None)
    )
    return list(db.session.scalars(asked))


@question
def _barred() -> Any:
    return select(WallBar.person_ref).where(
        one_of(WallBar.about_person_ref, "refs"), WallBar.lifted_at.is_(None)
    )


def those_barred_from(about_person_refs: Iterable[str]) -> set[str]:
    """Who may read nothing of at least one of these people, at this moment."""
    return {row.person_ref for row in _barred(refs=about_person_refs)}


def records_about(person_refs: Iterable[str]) -> Select[str]:
    """The references of the records that concern one of these, as a subquery.

    A walled vault writes marks instead of references of people, and asks by mark.
    """
    return select(WallAbout.record_ref).where(
        WallAbout.person_ref.in_(sorted(set(person_refs)))
    )


@question
def _between() -> Any:
    asked = _hidden_from(bindparam("person", type_=String()))
    return asked.where(WallAbout.record_ref == bindparam("record")).limit(1)


def stands_between(person_ref: str, record_ref: str) -> bool:
    """Whether the wall hides this record from this person, at this moment."""
    return _between.first(person=person_ref, record=record_ref) is not None


@question
def _pairs() -> Any:
    about = one_of(WallAbout.record_ref, "records")
    oneself = select(WallAbout.person_ref, WallAbout.record_ref).where(
        about, one_of(WallAbout.person_ref, "people")
    )
    barred = select(WallBar.person_ref, WallAbout.record_ref).join(
        WallAbout, WallAbout.person_ref == WallBar.about_person_ref
    )
    theirs = barred.where(
        about, one_of(WallBar.person_ref, "people"), WallBar.lifted_at.is_(None)
    )
    return oneself.union(theirs)


def walled_pairs(
    person_refs: Iterable[str], record_refs: Iterable[str]
) -> set[tuple[str, str]]:
    """Each of these people with each of these records that the wall hides from them:
    `stands_between`, asked once for all.
    """
    rows = _pairs(people=list(person_refs), records=list(record_refs))
    return {(row.person_ref, row.record_ref) for row in rows}


@question
def _before() -> Any:
    about = select(WallAbout.person_ref).where(
        WallAbout.record_ref == bindparam("record")
    )
    barred = select(WallBar.person_ref).where(
        WallBar.lifted_at.is_(None), WallBar.about_person_ref.in_(about)
    )
    return about.union(barred)


def those_kept_from(record_ref: str) -> set[str]:
    """Everybody from whom the wall hides this record, at this moment: whom it
    concerns, and who is barred from one of them.
    """
    return {row.person_ref for row in _before(record=record_ref)}
