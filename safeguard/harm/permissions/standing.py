"""What the rows say: one answer for acts, pages, and the closing of a case."""

from typing import Any

from sqlalchemy import bindparam, select

from safeguard.cases.permissions.closing import OpenMatter
from safeguard.harm.models import HarmAssessment, HarmProcess, HarmReview
from safeguard.harm.states import State
from school.foundation.database import db
from school.foundation.questions import question
from school.web.catalogue import lazy_gettext as _l


@question
def _there() -> Any:
    return select(HarmProcess.ref).where(HarmProcess.case_ref == bindparam("case"))


def process_of(case_ref: str) -> HarmProcess | None:
    """The process of a case, if there is one. Most cases have none."""
    if _there.first(case=case_ref) is None:
        return None
    asked = select(HarmProcess).where(HarmProcess.case_ref == case_ref)
    return db.session.scalar(asked)


def assessments_of(process_ref: str) -> list[HarmAssessment]:
    """Every version, the newest first: that one stands."""
    asked = select(HarmAssessment).where(HarmAssessment.process_ref == process_ref)
    return list(db.session.scalars(asked.order_by(HarmAssessment.number.desc())))


def reviews_of(process_ref: str) -> list[HarmReview]:
    """Every review, the newest first."""
    asked = select(HarmReview).where(HarmReview.process_ref == process_ref)
    return list(db.session.scalars(asked.order_by(HarmReview.number.desc())))


def _still_owed(case_ref: str) -> bool:
    process = process_of(case_ref)
    return process is not None and process.state != State.ENDED


REVIEW_OWED = OpenMatter(
    "harm_review",
    _still_owed,
    _l("Sexual harm between children: a review that says it is no longer needed"),
    "harm.harm",
)
