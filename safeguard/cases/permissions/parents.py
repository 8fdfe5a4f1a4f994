"""Which adults a case's children have, who must not be told, and who asks to wait."""

from dataclasses import dataclass

from sqlalchemy import select

from safeguard.cases.models import CaseFile, Concern, ConcernChild
from safeguard.cases.states import ConcernState
from safeguard.referrals.models import Referral
from school import wall
from school.foundation.database import db
from school.identity.models import Relationship
from school.identity.permissions.known import adults_of

# Why care is due with an adult: the last only warns, the others forbid.
NO_CONTACT, CONCERNED, COURT_ORDER = "no_contact", "concerned", "court_order"
FORBIDS = frozenset({NO_CONTACT, CONCERNED})


@dataclass(frozen=True)
class AdultOf:
    """An adult of one or more of a case's children; `warnings` are codes."""

    person_ref: str
    # The child and what the adult is to it.
    children: tuple[tuple[str, str], ...]
    warnings: frozenset[str]

    @property
    def must_not_be_told(self) -> bool:
        """Whether the school is not to turn to this adult at all."""
        return bool(self.warnings & FORBIDS)


def pupils_of(case_ref: str) -> list[str]:
    """The children of a case whose names are known, those harmed first."""
    asked = (
        select(ConcernChild)
        .join(Concern, Concern.ref == ConcernChild.concern_ref)
        .where(Concern.case_ref == case_ref, Concern.state != ConcernState.VOID)
        .where(ConcernChild.person_ref.is_not(None))
        .order_by(ConcernChild.part != "harmed", ConcernChild.ref)
    )
    refs = (row.person_ref for row in db.session.scalars(asked))
    return list(dict.fromkeys(ref for ref in refs if ref))


def adults_in(case: CaseFile) -> list[AdultOf]:
    """The adults of the case's children, by child and priority, each once."""
    concerned = set(wall.whom_it_concerns(case.ref))
    rows = [
        row
        for pupil in pupils_of(case.ref)
        for row in adults_of(case.school_ref, pupil)
    ]
    return [
        AdultOf(
            ref,
            tuple((row.pupil_ref, row.kind) for row in rows if row.adult_ref == ref),
            _warnings([row for row in rows if row.adult_ref == ref], concerned),
        )
        for ref in dict.fromkeys(row.adult_ref for row in rows)
    ]


def holding_agencies(case_ref: str) -> list[str]:
    """The agencies that have asked to wait with telling parents, by their codes."""
    asked = select(Referral.agency).where(
        Referral.case_ref == case_ref, Referral.on_hold.is_(True)
    )
    return sorted(set(db.session.scalars(asked)))


def _warnings(rows: list[Relationship], concerned: set[str]) -> frozenset[str]:
    said = {
        NO_CONTACT: any(row.do_not_contact for row in rows),
        CONCERNED: any(row.adult_ref in concerned for row in rows),
        COURT_ORDER: any(row.court_order for row in rows),
    }
    return frozenset(code for code, is_so in said.items() if is_so)
