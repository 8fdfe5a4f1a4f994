"""Concerns and cases as records that hold files, and what a stop on one holds for."""

from typing import Any

from sqlalchemy import bindparam, or_, select

from safeguard.cases.models import CaseFile, Concern, ConcernTransfer
from safeguard.cases.permissions.acts import attaches_files, views_files
from safeguard.cases.permissions.seeing import case_visible, concern_visible
from safeguard.evidence.permissions.holders import HolderKind, Kin
from school.foundation.questions import question

SUSPECTED = "intimate_image"


@question
def _concern() -> Any:
    asked = select(Concern.school_ref, Concern.case_ref)
    return asked.where(Concern.ref == bindparam("ref"))


@question
def _transfers() -> Any:
    asked = select(ConcernTransfer.concern_ref, ConcernTransfer.arrived_ref)
    return asked.where(
        ConcernTransfer.arrived_ref.is_not(None),
        or_(
            ConcernTransfer.concern_ref == bindparam("ref"),
            ConcernTransfer.arrived_ref == bindparam("ref"),
        ),
    )


@question
def _case() -> Any:
    return select(CaseFile.school_ref).where(CaseFile.ref == bindparam("ref"))


@question
def _concerns_of() -> Any:
    return select(Concern.ref).where(Concern.case_ref == bindparam("ref"))


def _kin_of_concern(ref: str) -> Kin | None:
    """Its case, and what was made of it in another school or what it was made of."""
    row = _concern.first(ref=ref)
    if row is None:
        return None
    sent = {each for pair in _transfers(ref=ref) for each in pair} - {ref}
    case = (row.case_ref,) if row.case_ref else ()
    return Kin(row.school_ref, (*case, *sorted(sent)))


def _kin_of_case(ref: str) -> Kin | None:
    """All its concerns, the voided too: their words may still speak of it."""
    row = _case.first(ref=ref)
    if row is None:
        return None
    return Kin(row.school_ref, tuple(each.ref for each in _concerns_of(ref=ref)))


CONCERN = HolderKind(
    code="concern",
    kin=_kin_of_concern,
    visible=concern_visible,
    attaches=attaches_files,
    views=views_files,
    page="cases.concern",
    argument="concern_ref",
    bundled=True,
)
CASE = HolderKind(
    code="case",
    kin=_kin_of_case,
    visible=case_visible,
    attaches=attaches_files,
    views=views_files,
    page="cases.case",
    argument="case_ref",
    bundled=True,
)
HOLDERS = (CONCERN, CASE)
