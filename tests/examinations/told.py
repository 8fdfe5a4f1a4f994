"""Examinations as the tests tell them: a phone was taken, somebody wants to look."""

from typing import Any

from safeguard.custody.commands.seizing import NewItem, seize
from safeguard.examinations.commands import (
    beginning,
    deciding,
    erasing,
    examining,
    halting,
)
from safeguard.examinations.models import Examination
from safeguard.examinations.permissions.standing import standing_of
from safeguard.examinations.states import Evidence, Move, Standing
from safeguard.searches.models import Search
from school.foundation.actor import Actor
from school.foundation.database import db
from tests.factories.world import World
from tests.searches import told as searches

FACTS = "Two pupils showed me messages at 1:30pm that had come from this phone."
WHY = "Both families were asked, and nobody is at risk from what was found."
WORDS = "The head has spoken with both of us, and it will be done otherwise."


def on_the_list(world: World, name: str = "searcher") -> None:
    """The head has put somebody on the list, for data too; saying it twice is once."""
    searches.authorised(world, name)


def phone_taken(world: World, by: str = "searcher", pupil: str = "ellis") -> str:
    """A search has begun in which a phone was taken. Gives the search."""
    if by != "head":
        on_the_list(world, by)
    search = searches.started(world, pupil=pupil, by=by, device=True)
    seize(world.acting(by), phone(world, search, pupil))
    return search


def phone(world: World, search: str, pupil: str = "ellis") -> NewItem:
    """A phone, taken in that search."""
    return NewItem(
        kind="phone",
        description="A black phone in a grey case",
        condition="The glass is cracked at the lower left corner",
        pupil_ref=world[pupil],
        origin_ref=search,
    )


def reason(**changes: Any) -> beginning.GoodReason:
    """A good reason that holds."""
    said: dict[str, Any] = {"reasons": ("harm",), "facts": FACTS}
    return beginning.GoodReason(**{**said, **changes})


def account(world: World, examiner: str = "searcher", **changes: Any) -> Any:
    """Examined as it should be, with the deputy beside."""
    said: dict[str, Any] = {
        "areas": ("chat",),
        "opening": "pupil_opened",
        "copied": "nothing",
        "examiner_ref": world[examiner],
        "present": (world["deputy_dsl"],),
    }
    return examining.Account(**{**said, **changes})


def proposal(about: str = "response", **changes: Any) -> deciding.Proposal:
    """What is proposed, and why."""
    codes = ("safeguard",) if about == "response" else ("harm",)
    return deciding.Proposal(**{"codes": codes, "reason": WHY, **changes})


def erased(world: World, **changes: Any) -> erasing.Erased:
    """Erased by the deputy, with a teacher as the witness."""
    said: dict[str, Any] = {
        "areas": ("chat",),
        "erased_by": world["deputy_dsl"],
        "witness_ref": world["teacher"],
    }
    return erasing.Erased(**{**said, **changes})


def who(world: World, name: str) -> Actor:
    """Somebody who has opened what they may open."""
    return world.acting(name, reason="To decide about what was found")


def make(world: World, ref: str, move: Move) -> str:
    """One move, by whoever makes it in this school. Gives the examination."""
    doing = _MOVES[move]
    return str(doing(world, ref))


def begun(world: World, *moves: Move) -> str:
    """An examination that has come so far, from the first move on."""
    ref = phone_taken(world)
    for move in moves:
        ref = make(world, ref, move)
    return ref


# Somebody wanted to look, and then suspected.
HALTED = (Move.RECORD_GOOD_REASON, Move.SUSPECT_IMAGE)
# The way on which something is erased, as far as it goes.
TO_FOUND = (Move.RECORD_GOOD_REASON, Move.AUTHORISE, Move.RECORD, Move.FIND_MATERIAL)
TO_DECIDED = (*TO_FOUND, Move.PROPOSE_RESPONSE, Move.SIGN_RESPONSE)
TO_AGREED = (*TO_DECIDED, Move.EVIDENCE_NO, Move.PROPOSE_ERASE, Move.SIGN_ERASE)


def row(ref: str) -> Examination:
    """As it stands in the database now."""
    db.session.expire_all()
    found = db.session.get(Examination, ref)
    assert found
    return found


def stands(ref: str) -> Standing:
    """Where it stands now; a search in which nobody asked to look, at the beginning."""
    db.session.expire_all()
    if db.session.get(Search, ref) is not None:
        return Standing()
    return standing_of(row(ref))


def _found(found: str, *kinds: str) -> Any:
    new = examining.Finding(found, kinds, "Two younger pupils were named in it.")
    return lambda world, ref: examining.record_finding(
        world.acting("searcher"), ref, new
    )


def _evidence(answer: Evidence) -> Any:
    return lambda world, ref: erasing.answer_evidence(
        who(world, "dsl"), ref, erasing.CouldBe(answer, WHY)
    )


_MOVES: dict[Move, Any] = {
    Move.RECORD_GOOD_REASON: lambda w, ref: beginning.record_good_reason(
        w.acting("searcher"), ref, reason()
    ),
    Move.AUTHORISE: lambda w, ref: beginning.authorise_examination(
        w.acting("searcher"), ref, beginning.Starting()
    ),
    Move.DECLINE: lambda w, ref: beginning.decline_examination(
        w.acting("searcher"), ref, beginning.Declining("pupil_refused")
    ),
    Move.RECORD: lambda w, ref: examining.record_examination(
        w.acting("searcher"), ref, account(w)
    ),
    Move.RECORD_DONE: lambda w, ref: examining.record_done_examination(
        w.acting("searcher"), ref, examining.DoneBefore(account(w), reason())
    ),
    Move.FIND_NOTHING: _found("nothing"),
    Move.FIND_MATERIAL: _found("material", "bullying"),
    Move.FIND_FOR_POLICE: _found("material", "extreme_pornography"),
    Move.SUSPECT_IMAGE: lambda w, ref: halting.halt_examination(
        w.acting("searcher"), ref, halting.Halt("nobody")
    ),
    Move.PROPOSE_RESPONSE: lambda w, ref: deciding.propose_response(
        who(w, "dsl"), ref, proposal()
    ),
    Move.SIGN_RESPONSE: lambda w, ref: deciding.answer_response(
        who(w, "executive_head"), ref, deciding.Signature("signed")
    ),
    Move.DECLINE_RESPONSE: lambda w, ref: deciding.answer_response(
        who(w, "executive_head"), ref, deciding.Signature("declined", WHY)
    ),
    Move.EVIDENCE_NO: _evidence(Evidence.NO),
    Move.EVIDENCE_YES: _evidence(Evidence.YES),
    Move.EVIDENCE_UNSURE: _evidence(Evidence.UNSURE),
    Move.PROPOSE_ERASE: lambda w, ref: deciding.propose_erasing(
        who(w, "dsl"), ref, proposal("erasing")
    ),
    Move.SIGN_ERASE: lambda w, ref: deciding.answer_erasing(
        who(w, "executive_head"), ref, deciding.Signature("signed")
    ),
    Move.DECLINE_ERASE: lambda w, ref: deciding.answer_erasing(
        who(w, "executive_head"), ref, deciding.Signature("declined", WHY)
    ),
    Move.ERASE: lambda w, ref: erasing.erase_data(who(w, "dsl"), ref, erased(w)),
}
