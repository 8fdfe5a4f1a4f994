"""Pages and forms of examinations."""

from typing import Any

from safeguard.examinations.states import Move
from tests.examinations import told
from tests.house.round.filling import ref
from tests.house.round.walking import Fields, House, Values, Walk
from tests.house.round.who import DSL, HEAD, NO_RECORD, WORDS

NO = {"suspected": "no"}
SEARCHER: dict[str, Any] = {"who": "searcher"}
EXECUTIVE: dict[str, Any] = {"who": "executive_head", "reason": "going round the house"}
READ: dict[str, Any] = {"leaves": "examination.read"}
DONE: dict[str, Any] = {
    "areas": ["chat"],
    "opening": "pupil_opened",
    "copied": "nothing",
    "others": "The pupil",
}


def taken(house: House) -> dict[str, str]:
    """A phone was taken in a search."""
    make = lambda: told.phone_taken(house.world)  # noqa: E731
    return {"search_ref": house.spare("phone taken", make)}


def at(*moves: Move) -> Values:
    """An examination that has come so far."""

    def values(house: House) -> dict[str, str]:
        name = " ".join(("examination", *moves))
        made = house.spare(name, lambda: told.begun(house.world, *moves))
        return {"examination_ref": made}

    return values


REASONED = at(Move.RECORD_GOOD_REASON)
AUTHORISED = at(Move.RECORD_GOOD_REASON, Move.AUTHORISE)
EXAMINED = at(*told.TO_FOUND[:-1])
FOUND = at(*told.TO_FOUND)
PROPOSED = at(*told.TO_FOUND, Move.PROPOSE_RESPONSE)
OPEN = at(*told.TO_DECIDED, Move.EVIDENCE_NO)
ERASING = at(*told.TO_AGREED[:-1])
AGREED = at(*told.TO_AGREED)
HALTED = at(*told.HALTED)
DEVIATED = at(Move.RECORD_GOOD_REASON, Move.RECORD)


def written(**fields: Any) -> Fields:
    """What is typed beside the first question."""
    return lambda house: {
        **NO,
        **{
            name: value(house) if callable(value) else value
            for name, value in fields.items()
        },
    }


_PLACES: dict[str, tuple[dict[str, Any], Values]] = {
    "authorise_examination": (SEARCHER, REASONED),
    "decline_examination": (SEARCHER, REASONED),
    "record_examination": (SEARCHER, AUTHORISED),
    "record_finding": (SEARCHER, EXAMINED),
    "propose_response": (DSL, FOUND),
    "answer_response": (EXECUTIVE, PROPOSED),
    "answer_evidence": (DSL, FOUND),
    "propose_erasing": (DSL, OPEN),
    "answer_erasing": (EXECUTIVE, ERASING),
    "erase_data": (DSL, AGREED),
    "add_deviation": (SEARCHER, HALTED),
    "answer_deviations": (HEAD, DEVIATED),
}
LOOKS_AT_EXAMINATIONS: dict[str, Walk] = {
    "examinations.examination": Walk(**SEARCHER, at=REASONED, **READ),
    "examinations.halt_examination": Walk(**SEARCHER, at=REASONED, why_none=NO_RECORD),
    "examinations.record_good_reason": Walk(**SEARCHER, at=taken, why_none=NO_RECORD),
    "examinations.record_done_examination": Walk(
        **SEARCHER, at=taken, why_none=NO_RECORD
    ),
    **{
        f"examinations.{name}": Walk(**who, at=where, **READ)
        for name, (who, where) in _PLACES.items()
    },
}
_FILLED: dict[str, tuple[Fields, str]] = {
    "authorise_examination": (written(), "examination.authorised"),
    "decline_examination": (written(why="pupil_refused"), "examination.declined"),
    "record_examination": (written(**DONE), "examination.recorded"),
    "record_finding": (written(found="nothing"), "finding.recorded"),
    "propose_response": (
        written(codes=["safeguard"], reason=WORDS),
        "response.proposed",
    ),
    "answer_response": (written(answer="signed"), "response.answered"),
    "answer_evidence": (written(answer="unsure", reason=WORDS), "evidence.answered"),
    "propose_erasing": (written(codes=["harm"], reason=WORDS), "erasing.proposed"),
    "answer_erasing": (written(answer="signed"), "erasing.answered"),
    "erase_data": (
        written(areas=["chat"], **{"witnesses-0-ref": ref("teacher")}),
        "data.erased",
    ),
    "add_deviation": (
        lambda house: {"code": "looked_on", "words": WORDS},
        "examination.deviation_added",
    ),
    "answer_deviations": (
        lambda house: {"words": WORDS},
        "examination.deviations_answered",
    ),
}
TO_EXAMINATIONS: dict[str, Walk] = {
    "examinations.record_good_reason": Walk(
        **SEARCHER,
        at=taken,
        fields=written(reasons=["harm"], facts=told.FACTS),
        leaves="good_reason.recorded",
    ),
    "examinations.record_done_examination": Walk(
        **SEARCHER,
        at=taken,
        fields=written(**DONE),
        leaves="examination.recorded_after",
    ),
    "examinations.halt_examination": Walk(
        **SEARCHER, at=REASONED, leaves="examination.halted"
    ),
    **{
        f"examinations.{name}": Walk(
            **_PLACES[name][0],
            at=_PLACES[name][1],
            fields=fields,
            leaves=leaves,
        )
        for name, (fields, leaves) in _FILLED.items()
    },
}
