"""Searches and examinations as what is complained of: who acted in them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from safeguard.complaints.permissions.subjects import Subject, SubjectKind
from safeguard.examinations.models import (
    Erasure,
    Examination,
    ExaminationAccount,
    ExaminationProposal,
)
from safeguard.searches.models import Search, SearchAdvice, SearchConduct
from school.foundation.database import db
from school.foundation.sealing import unseal
from school.web.catalogue import lazy_gettext as _l


def _search(ref: str) -> Subject | None:
    row = db.session.get(Search, ref)
    if row is None:
        return None
    examinations = _rows(Examination, Examination.search_ref, ref)
    return Subject(
        ref=row.ref,
        school_ref=row.school_ref,
        acted=_people(_who_searched(row)),
        pupil_ref=row.pupil_ref,
        related=tuple(each.ref for each in examinations),
    )


def _examination(ref: str) -> Subject | None:
    row = db.session.get(Examination, ref)
    search = db.session.get(Search, row.search_ref) if row else None
    if row is None or search is None:
        return None
    return Subject(
        ref=row.ref,
        school_ref=row.school_ref,
        # Whoever searched handles no complaint about what followed either.
        acted=_people([*_who_searched(search), *_who_examined(row)]),
        pupil_ref=search.pupil_ref,
        related=(search.ref,),
    )


def _who_searched(search: Search) -> Iterable[str | None]:
    """Whoever searched, saw it, recorded it, or advised that it be done."""
    yield from (search.searcher_ref, search.witness_ref, search.recorded_by)
    for row in _rows(SearchConduct, SearchConduct.search_ref, search.ref):
        yield from (row.searcher_ref, row.witness_ref)
    for row in _rows(SearchAdvice, SearchAdvice.search_ref, search.ref):
        yield row.by_ref


def _who_examined(row: Examination) -> Iterable[str | None]:
    """Whoever examined, was present, decided about what was found, erased or saw it."""
    yield from (row.opened_by, row.examiner_ref)
    for account in _rows(
        ExaminationAccount, ExaminationAccount.examination_ref, row.ref
    ):
        yield account.examiner_ref
        yield from (unseal(account, "present") or "").split()
    for proposal in _rows(
        ExaminationProposal, ExaminationProposal.examination_ref, row.ref
    ):
        yield from (proposal.proposed_by, proposal.answered_by)
    for erased in _rows(Erasure, Erasure.examination_ref, row.ref):
        yield from (erased.erased_by, erased.witness_ref)


def _rows(model: Any, column: Any, ref: str) -> list[Any]:
    return list(db.session.scalars(select(model).where(column == ref)))


def _people(refs: Iterable[str | None]) -> frozenset[str]:
    return frozenset(ref for ref in refs if ref)


SEARCH = SubjectKind(
    "search", _l("The search"), _search, "searches.search", "search_ref"
)
EXAMINATION = SubjectKind(
    "examination",
    _l("The examination"),
    _examination,
    "examinations.examination",
    "examination_ref",
)
SUBJECTS = (SEARCH, EXAMINATION)
