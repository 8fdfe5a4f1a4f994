"""The states of examining a device, of erasing from it and of the response (§2.3).

One standing holds all three, so that what one forbids another is read off one table.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where an examination stands."""

    NOT_REQUESTED = "not_requested"
    GOOD_REASON_RECORDED = "good_reason_recorded"
    AUTHORISED = "authorised"
    EXAMINED = "examined"
    HALTED = "halted_suspected_intimate_image"
    DECLINED = "declined"
    NOTHING_FOUND = "nothing_found"
    MATERIAL_FOUND = "material_found"
    RESPONSE_DECIDED = "response_decided"


class Evidence(StrEnum):
    """What was answered to: could it be evidence of an offence?"""

    NOT_ASKED = "not_asked"
    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


class Erase(StrEnum):
    """Where erasing stands. Closed is for good: the device goes to the police."""

    NOT_CONSIDERED = "not_considered"
    OPEN = "open"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ERASED = "erased"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen."""

    RECORD_GOOD_REASON = "record_good_reason"
    AUTHORISE = "authorise"
    DECLINE = "decline"
    RECORD = "record"
    RECORD_DONE = "record_done"
    FIND_NOTHING = "find_nothing"
    FIND_MATERIAL = "find_material"
    FIND_FOR_POLICE = "find_for_police"
    SUSPECT_IMAGE = "suspect_image"
    PROPOSE_RESPONSE = "propose_response"
    SIGN_RESPONSE = "sign_response"
    DECLINE_RESPONSE = "decline_response"
    EVIDENCE_NO = "evidence_no"
    EVIDENCE_YES = "evidence_yes"
    EVIDENCE_UNSURE = "evidence_unsure"
    PROPOSE_ERASE = "propose_erase"
    SIGN_ERASE = "sign_erase"
    DECLINE_ERASE = "decline_erase"
    ERASE = "erase"


@dataclass(frozen=True)
class Standing:
    """Where one examination stands, with its response and with erasing."""

    examination: State = State.NOT_REQUESTED
    response_waits: bool = False
    evidence: Evidence = Evidence.NOT_ASKED
    erase: Erase = Erase.NOT_CONSIDERED


# Still to be done: a search does not close over it.
OPEN = frozenset(
    {
        State.GOOD_REASON_RECORDED,
        State.AUTHORISED,
        State.EXAMINED,
        State.MATERIAL_FOUND,
    }
)
FOUND = frozenset({State.MATERIAL_FOUND, State.RESPONSE_DECIDED})
BEFORE = frozenset({State.GOOD_REASON_RECORDED, State.AUTHORISED})
# Asked and answered no, and nothing erased yet: the answer may still turn.
MAY_TURN = frozenset(
    {Erase.NOT_CONSIDERED, Erase.OPEN, Erase.PROPOSED, Erase.AGREED},
)
UNDER_WAY = frozenset({Erase.PROPOSED, Erase.AGREED})


def is_open(at: Standing) -> bool:
    """Whether something is still to be done or signed here."""
    return at.examination in OPEN or at.erase in UNDER_WAY


def under_stop(at: Standing) -> Standing:
    """How it stands where a stop reaches it from elsewhere: halted, as if from here."""
    begun = at.examination not in {State.NOT_REQUESTED, State.HALTED}
    return _halted(at) if begun else at


def after(at: Standing, move: Move, *, stopped: bool = False) -> Standing | None:
    """Where the move leads from there; None where it cannot be made. `stopped`: an
    image is suspected on something that this belongs to.
    """
    if stopped:
        # Nobody looks any more; what was done all the same is told, and is halted.
        tells = at.examination is State.NOT_REQUESTED and move is Move.RECORD_DONE
        return _halted(at) if tells else None
    step = STEPS[move]
    return step.then(at) if step.fits(at) else None


class _Step(NamedTuple):
    fits: Callable[[Standing], bool]
    then: Callable[[Standing], Standing]


def _examination(start: frozenset[State], end: State) -> _Step:
    return _Step(lambda at: at.examination in start, lambda at: _at(at, end))


def _at(at: Standing, end: State) -> Standing:
    return replace(at, examination=end)


def _closed(at: Standing, answer: Evidence) -> Standing:
    """Evidence of an offence, or perhaps: nothing is erased from then on."""
    return replace(at, evidence=answer, erase=Erase.CLOSED)


def _halted(at: Standing) -> Standing:
    """Whatever waited ends. What was erased before anybody suspected stays told."""
    halted = replace(at, examination=State.HALTED, response_waits=False)
    return halted if at.erase is Erase.ERASED else _closed(halted, Evidence.YES)


def _evidence(answer: Evidence) -> _Step:
    return _Step(
        lambda at: at.examination in FOUND and at.erase in MAY_TURN,
        lambda at: _closed(at, answer),
    )


def _erase(start: Erase, end: Erase) -> _Step:
    # Policy 6.3: first the safeguarding response, then whether anything is erased.
    return _Step(
        lambda at: at.examination is State.RESPONSE_DECIDED and at.erase is start,
        lambda at: replace(at, erase=end),
    )


def _response(*, waits: bool, then: Callable[[Standing], Standing]) -> _Step:
    return _Step(
        lambda at: (
            at.examination is State.MATERIAL_FOUND and at.response_waits is waits
        ),
        then,
    )


_NEW = frozenset({State.NOT_REQUESTED})
_EXAMINED = frozenset({State.EXAMINED})
STEPS: dict[Move, _Step] = {
    Move.RECORD_GOOD_REASON: _examination(_NEW, State.GOOD_REASON_RECORDED),
    Move.AUTHORISE: _examination(
        frozenset({State.GOOD_REASON_RECORDED}), State.AUTHORISED
    ),
    Move.DECLINE: _examination(BEFORE, State.DECLINED),
    # Without authority too: what was done is recorded, as a deviation (decision 20).
    Move.RECORD: _examination(BEFORE, State.EXAMINED),
    Move.RECORD_DONE: _examination(_NEW, State.EXAMINED),
    Move.FIND_NOTHING: _examination(_EXAMINED, State.NOTHING_FOUND),
    Move.FIND_MATERIAL: _examination(_EXAMINED, State.MATERIAL_FOUND),
    Move.FIND_FOR_POLICE: _Step(
        lambda at: at.examination is State.EXAMINED,
        lambda at: _closed(_at(at, State.MATERIAL_FOUND), Evidence.YES),
    ),
    Move.SUSPECT_IMAGE: _Step(
        # Before anybody asked to look it is the search that is stopped.
        lambda at: at.examination not in {State.NOT_REQUESTED, State.HALTED},
        _halted,
    ),
    Move.PROPOSE_RESPONSE: _response(
        waits=False, then=lambda at: replace(at, response_waits=True)
    ),
    Move.SIGN_RESPONSE: _response(
        waits=True,
        then=lambda at: replace(
            at, examination=State.RESPONSE_DECIDED, response_waits=False
        ),
    ),
    Move.DECLINE_RESPONSE: _response(
        waits=True, then=lambda at: replace(at, response_waits=False)
    ),
    Move.EVIDENCE_NO: _Step(
        lambda at: at.examination in FOUND and at.evidence is Evidence.NOT_ASKED,
        lambda at: replace(at, evidence=Evidence.NO, erase=Erase.OPEN),
    ),
    Move.EVIDENCE_YES: _evidence(Evidence.YES),
    Move.EVIDENCE_UNSURE: _evidence(Evidence.UNSURE),
    Move.PROPOSE_ERASE: _erase(Erase.OPEN, Erase.PROPOSED),
    Move.SIGN_ERASE: _erase(Erase.PROPOSED, Erase.AGREED),
    Move.DECLINE_ERASE: _erase(Erase.PROPOSED, Erase.OPEN),
    Move.ERASE: _erase(Erase.AGREED, Erase.ERASED),
}
