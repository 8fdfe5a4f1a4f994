"""Numbers of agreements for those who govern: of whole schools, never of a person."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select

from safeguard.agreements.models import Agreement, AgreementLink, AgreementTemplate
from safeguard.agreements.states import ENDED, OPEN, AgreementState, TemplateState
from school.foundation import clock
from school.foundation.questions import question
from school.gate import counted


@question
def _of_school() -> Any:
    return (
        select(Agreement.person_ref, Agreement.kind, Agreement.state)
        .where(
            Agreement.school_ref == bindparam("school"),
            Agreement.state.not_in([each.value for each in ENDED]),
        )
        .order_by(Agreement.issued_at, Agreement.ref)
    )


@counted
def count_by_kind_of(school_ref: str) -> Counter[tuple[str, bool]]:
    """Of each kind, how many people's latest agreement is complete, and how many are
    not. What was withdrawn or has expired is not counted.
    """
    latest = {
        (row.person_ref, row.kind): row.state == AgreementState.COMPLETE
        for row in _of_school(school=school_ref)
    }
    return Counter((kind, complete) for (_person, kind), complete in latest.items())


@dataclass(frozen=True)
class Ending:
    """What ends with the version that is in force: agreements that are not complete,
    and letters and links by which somebody could still sign.
    """

    unsigned: int
    letters: int


@question
def _unsigned() -> Any:
    return (
        select(func.count())
        .select_from(Agreement)
        .join(AgreementTemplate, AgreementTemplate.ref == Agreement.template_ref)
        .where(
            *_of_the_version_in_force(),
            Agreement.state.in_(sorted(each.value for each in OPEN)),
        )
    )


@question
def _open_letters() -> Any:
    return (
        select(func.count())
        .select_from(AgreementLink)
        .join(Agreement, Agreement.ref == AgreementLink.agreement_ref)
        .join(AgreementTemplate, AgreementTemplate.ref == Agreement.template_ref)
        .where(
            *_of_the_version_in_force(),
            Agreement.state.not_in(sorted(each.value for each in ENDED)),
            AgreementLink.used_at.is_(None),
            AgreementLink.revoked_at.is_(None),
            AgreementLink.expires_at > bindparam("now"),
        )
    )


def _of_the_version_in_force() -> tuple[Any, ...]:
    return (
        AgreementTemplate.school_ref == bindparam("school"),
        AgreementTemplate.kind == bindparam("kind"),
        AgreementTemplate.state == TemplateState.LIVE.value,
    )


@counted
def count_ending_with(school_ref: str, kind: str) -> Ending:
    """What a new version in force would end in a school, of one kind of text."""
    asked = {"school": school_ref, "kind": kind}
    unsigned = _unsigned.first(**asked)
    letters = _open_letters.first(**asked, now=clock.now())
    return Ending(unsigned[0] if unsigned else 0, letters[0] if letters else 0)
