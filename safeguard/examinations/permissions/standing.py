"""What the rows say: where an examination stands, what waits, what is still open."""

from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, or_, select

from safeguard.custody.models import CustodyItem
from safeguard.evidence.permissions.standing import is_stopped
from safeguard.examinations.models import (
    DeviationAnswer,
    Erasure,
    EvidenceAnswer,
    Examination,
    ExaminationAccount,
    ExaminationDeviation,
    ExaminationFinding,
    ExaminationHalt,
    ExaminationProposal,
)
from safeguard.examinations.states import (
    OPEN,
    UNDER_WAY,
    Erase,
    Evidence,
    Standing,
    State,
    under_stop,
)
from safeguard.guidance import custody
from school.foundation.database import db
from school.foundation.questions import question

RESPONSE, ERASING = "response", "erasing"
T = TypeVar("T")


def standing_of(row: Examination) -> Standing:
    """Where it stands now; a stop on whatever it belongs to halts it as well."""
    at = standing_in(row)
    return under_stop(at) if is_stopped(row.ref) else at


def standing_in(read: Any) -> Standing:
    """The same from the codes of a row, or of what was read of one."""
    return Standing(
        State(read.state),
        bool(read.response_waits),
        Evidence(read.evidence),
        Erase(read.erase),
    )


@question
def _open_in_search() -> Any:
    unsettled = or_(
        Examination.state.in_(sorted(OPEN)), Examination.erase.in_(sorted(UNDER_WAY))
    )
    return select(Examination.ref).where(
        Examination.search_ref == bindparam("search"), unsettled
    )


def has_open_examination(search_ref: str) -> bool:
    """Whether an examination of this search is under way, a response undecided, or an
    erasing proposed and not done: the search does not close over it.
    """
    found = [row.ref for row in _open_in_search(search=search_ref)]
    return any(not is_stopped(ref) for ref in found)


def examinations_of(search_ref: str) -> list[Examination]:
    """The examinations of a search, the first one first."""
    asked = select(Examination).where(Examination.search_ref == search_ref)
    return list(db.session.scalars(asked.order_by(Examination.opened_at)))


def items_kept(search_ref: str) -> list[str]:
    """The devices that were taken in a search, the first one first."""
    devices = sorted(each.code for each in custody.kinds if each.device)
    asked = select(CustodyItem.ref).where(
        CustodyItem.origin_ref == search_ref, CustodyItem.kind.in_(devices)
    )
    return list(db.session.scalars(asked.order_by(CustodyItem.recorded_at)))


def waiting(examination_ref: str, about: str) -> ExaminationProposal | None:
    """The proposal that waits for a second person, if there is one."""
    asked = select(ExaminationProposal).where(
        ExaminationProposal.examination_ref == examination_ref,
        ExaminationProposal.about == about,
        ExaminationProposal.answer.is_(None),
    )
    return db.session.scalar(asked)


def last_signed(examination_ref: str, about: str) -> ExaminationProposal | None:
    """What two people have decided, the newest."""
    asked = select(ExaminationProposal).where(
        ExaminationProposal.examination_ref == examination_ref,
        ExaminationProposal.about == about,
        ExaminationProposal.answer == "signed",
    )
    return db.session.scalar(asked.order_by(ExaminationProposal.number.desc()).limit(1))


def has_unanswered(examination_ref: str) -> bool:
    """Whether a deviation stands here to which the head has not said anything yet."""
    return _unanswered.first(examination=examination_ref) is not None


@question
def _unanswered() -> Any:
    answered = select(DeviationAnswer.ref).where(
        DeviationAnswer.examination_ref == ExaminationDeviation.examination_ref,
        DeviationAnswer.answered_at >= ExaminationDeviation.recorded_at,
    )
    return select(ExaminationDeviation.ref).where(
        ExaminationDeviation.examination_ref == bindparam("examination"),
        ~answered.exists(),
    )


def _of(model: type[T], examination_ref: str) -> Select[T]:
    of: Any = model
    return select(model).where(of.examination_ref == examination_ref)


def _one(model: type[T], examination_ref: str) -> T | None:
    return db.session.scalar(_of(model, examination_ref))


def account_of(examination_ref: str) -> ExaminationAccount | None:
    """How it was examined, once it was."""
    return _one(ExaminationAccount, examination_ref)


def finding_of(examination_ref: str) -> ExaminationFinding | None:
    """What came of it, once that is recorded."""
    return _one(ExaminationFinding, examination_ref)


def halt_of(examination_ref: str) -> ExaminationHalt | None:
    """The suspicion that halted it."""
    return _one(ExaminationHalt, examination_ref)


def erasure_of(examination_ref: str) -> Erasure | None:
    """What was erased, once it was."""
    return _one(Erasure, examination_ref)


def deviations_of(examination_ref: str) -> list[ExaminationDeviation]:
    """Departures from the policy, in the order in which they were recorded."""
    asked = _of(ExaminationDeviation, examination_ref)
    return list(db.session.scalars(asked.order_by(ExaminationDeviation.recorded_at)))


def evidence_answers_of(examination_ref: str) -> list[EvidenceAnswer]:
    """The answers to whether it could be evidence, the newest first."""
    asked = _of(EvidenceAnswer, examination_ref)
    return list(db.session.scalars(asked.order_by(EvidenceAnswer.recorded_at.desc())))


def proposals_of(examination_ref: str) -> list[ExaminationProposal]:
    """Every proposal, the newest first."""
    asked = _of(ExaminationProposal, examination_ref)
    return list(db.session.scalars(asked.order_by(ExaminationProposal.number.desc())))


def departures() -> Select[Any]:
    """The searches of examinations that departed from the policy, a row for each."""
    return select(Examination.search_ref).join(
        ExaminationDeviation, ExaminationDeviation.examination_ref == Examination.ref
    )


def deviation_answers_of(examination_ref: str) -> list[DeviationAnswer]:
    """What the head said to deviations, the first answer first."""
    asked = _of(DeviationAnswer, examination_ref)
    return list(db.session.scalars(asked.order_by(DeviationAnswer.answered_at)))
