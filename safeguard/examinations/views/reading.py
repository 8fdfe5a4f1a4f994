"""The page of an examination: what stands, the one next step, and what never is."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from safeguard.examinations.forms.words import (
    ERASES,
    EVIDENCE,
    FOUND,
    SHAPES,
    STATES,
)
from safeguard.examinations.permissions import Act
from safeguard.examinations.permissions.standing import (
    ERASING,
    RESPONSE,
    standing_in,
)
from safeguard.examinations.queries.reading import ExaminationRead, read_examination
from safeguard.examinations.states import Move, State, after
from safeguard.examinations.views.blueprint import bp
from safeguard.guidance import examinations as lists
from safeguard.searches.permissions.reviewing import LEADS
from school.foundation.permits import Permit
from school.foundation.role_names import ROLE_NAMES
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render


@dataclass(frozen=True)
class Way:
    """A way on from here."""

    href: str
    text: Any


# In the order in which they are the next right step; the first possible one is shown.
_NEXT: tuple[tuple[Move, Act, str, Any], ...] = (
    (Move.AUTHORISE, Act.AUTHORISE_EXAMINATION, "authorise_examination",
     _l("Begin to examine")),
    (Move.RECORD, Act.RECORD_EXAMINATION, "record_examination",
     _l("Record what was examined")),
    (Move.FIND_NOTHING, Act.RECORD_FINDING, "record_finding",
     _l("Record what was found")),
    (Move.SIGN_RESPONSE, Act.ANSWER_RESPONSE, "answer_response",
     _l("Sign or decline the response")),
    (Move.PROPOSE_RESPONSE, Act.PROPOSE_RESPONSE, "propose_response",
     _l("Propose the response")),
    (Move.SIGN_ERASE, Act.ANSWER_ERASING, "answer_erasing",
     _l("Sign or decline erasing")),
    (Move.ERASE, Act.ERASE_DATA, "erase_data", _l("Record that it was erased")),
    (Move.EVIDENCE_NO, Act.ANSWER_EVIDENCE, "answer_evidence",
     _l("Could it be evidence?")),
    (Move.PROPOSE_ERASE, Act.PROPOSE_ERASING, "propose_erasing",
     _l("Propose erasing, by way of exception")),
    (Move.EVIDENCE_YES, Act.ANSWER_EVIDENCE, "answer_evidence",
     _l("It could be evidence after all")),
    (Move.DECLINE, Act.DECLINE_EXAMINATION, "decline_examination",
     _l("It is not examined")),
)  # fmt: skip
_SUBJECT = {Act.ANSWER_RESPONSE: RESPONSE, Act.ANSWER_ERASING: ERASING}


@bp.get("/examinations/<reference:examination_ref>")
def examination(examination_ref: str) -> str:
    """One examination, whole."""
    read = read_examination(current_actor(), examination_ref)
    ways = list(_ways(read))
    return render(
        "examinations/examination.html",
        examination=read,
        first=ways[0] if ways else None,
        others=ways[1:],
        halted=read.state == State.HALTED,
        case_href=url_for("cases.case", case_ref=read.case_ref)
        if read.case_ref and current_actor().has(*LEADS)
        else None,
        may_answer=_may(Act.ANSWER_DEVIATIONS, read) and read.unanswered,
        lists=lists,
        states=STATES,
        shapes=SHAPES,
        erases=ERASES,
        evidence=EVIDENCE,
        found=FOUND,
        office=lambda role: _(ROLE_NAMES[role]),
    )


def _ways(read: ExaminationRead) -> Any:
    """What can be done next here, by whoever reads."""
    standing, seen = standing_in(read), set()
    for move, act, tail, text in _NEXT:
        if tail in seen or after(standing, move) is None:
            continue
        subject = read.waits(_SUBJECT[act]) if act in _SUBJECT else read
        if not _may(act, subject):
            continue
        seen.add(tail)
        href = url_for(f"examinations.{tail}", examination_ref=read.reference)
        yield Way(href, text)


def _may(act: Act, subject: Any) -> bool:
    return isinstance(decide(act, current_actor(), subject), Permit)
