"""Cases whose process is to begin, and processes of which somebody is reminded."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from safeguard.cases.models import CaseFile
from safeguard.cases.states import OPEN_CASES
from safeguard.intimate_images.models import ImageProcess
from safeguard.intimate_images.permissions.standing import is_run_out
from safeguard.intimate_images.states import State
from school.foundation import clock
from school.foundation.database import db
from school.gate import counted


@dataclass(frozen=True)
class Ticking:
    """A case that a clock has come to, and the school whose it is."""

    case_ref: str
    school_ref: str


@counted
def to_begin() -> list[Ticking]:
    """Open cases of every school in which an image is suspected and nothing begun."""
    begun = select(ImageProcess.case_ref)
    asked = select(CaseFile.ref, CaseFile.school_ref).where(
        CaseFile.intimate_image.is_(True),
        CaseFile.state.in_(sorted(OPEN_CASES)),
        CaseFile.ref.not_in(begun),
    )
    return [Ticking(row.ref, row.school_ref) for row in db.session.execute(asked)]


@counted
def to_remind_of() -> list[Ticking]:
    """Open cases of every school with a clock that ran out and nobody was told of."""
    now = clock.now()
    asked = (
        select(ImageProcess)
        .join(CaseFile, CaseFile.ref == ImageProcess.case_ref)
        .where(
            CaseFile.state.in_(sorted(OPEN_CASES)),
            ImageProcess.state != State.CLOSED,
            or_(ImageProcess.due_at < now, ImageProcess.unknown_by_at < now),
        )
        .order_by(ImageProcess.ref)
    )
    rows = (row for row in db.session.scalars(asked) if is_run_out(row))
    return [Ticking(row.case_ref, row.school_ref) for row in rows]
