"""Cases whose process is to begin, and processes of which somebody is reminded."""

from dataclasses import dataclass

from sqlalchemy import select

from safeguard.cases.models import CaseFile
from safeguard.cases.states import OPEN_CASES
from safeguard.intimate_images.models import ImageProcess
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
