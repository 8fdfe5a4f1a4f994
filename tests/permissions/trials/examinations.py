"""Who begins to examine, and which two people decide about what was found and erase."""

from collections.abc import Callable

from safeguard.examinations.commands import beginning, deciding, erasing
from safeguard.examinations.permissions import Act
from safeguard.examinations.states import Move
from school.foundation.actor import Actor
from tests.examinations import told
from tests.permissions.trials.trial import Trial, Try

# One signature of two, after a fresh second factor; the other side's is another trial.
SCHOOL = {"with_executive_head": "elevated", "with_dsl_or_head": "elevated"}
BY_EXECUTIVE = {"with_executive_head": "elevated", "with_dsl_or_head": "no"}
BY_SCHOOL = {"with_executive_head": "no", "with_dsl_or_head": "elevated"}
SIGNED = deciding.Signature("signed")


def _at(trial: Trial, *moves: Move) -> str:
    name = " ".join(("examination", *moves))
    return str(trial.spare(name, lambda: told.begun(trial.world, *moves)))


def _reasoned(trial: Trial) -> str:
    """The head took a phone, and there is a good reason; nobody is on the list."""
    search = told.phone_taken(trial.world, by="head")
    head = trial.world.acting("head")
    return beginning.record_good_reason(head, search, told.reason())


def _proposed(trial: Trial, by: str, come: tuple[Move, ...], about: str) -> str:
    def make() -> str:
        ref = told.begun(trial.world, *come)
        doing = {
            "response": deciding.propose_response,
            "erasing": deciding.propose_erasing,
        }
        return doing[about](told.who(trial.world, by), ref, told.proposal(about))

    return str(trial.spare(f"{about} by {by}", make))


def _sign(by: str, about: str) -> Callable[[Trial, Actor], str]:
    come = (
        told.TO_FOUND if about == "response" else (*told.TO_DECIDED, Move.EVIDENCE_NO)
    )
    doing = {
        "response": deciding.answer_response,
        "erasing": deciding.answer_erasing,
    }
    return lambda t, a: doing[about](a, _proposed(t, by, come, about), SIGNED)


EXAMINATIONS = {
    "examine_device_data": [
        Try(
            Act.AUTHORISE_EXAMINATION,
            lambda t, a: beginning.authorise_examination(
                a, t.spare("reasoned", lambda: _reasoned(t)), beginning.Starting()
            ),
        ),
    ],
    "erase_device_data": [
        # Decision 22: the response to what was found is decided by the same two.
        Try(
            Act.PROPOSE_RESPONSE,
            lambda t, a: deciding.propose_response(
                a, _at(t, *told.TO_FOUND), told.proposal()
            ),
            SCHOOL,
        ),
        Try(Act.ANSWER_RESPONSE, _sign("dsl", "response"), BY_SCHOOL),
        Try(Act.ANSWER_RESPONSE, _sign("executive_head", "response"), BY_EXECUTIVE),
        Try(
            Act.ANSWER_EVIDENCE,
            lambda t, a: erasing.answer_evidence(
                a, _at(t, *told.TO_FOUND), erasing.CouldBe("no", told.WHY)
            ),
            SCHOOL,
        ),
        Try(
            Act.PROPOSE_ERASING,
            lambda t, a: deciding.propose_erasing(
                a,
                _at(t, *told.TO_DECIDED, Move.EVIDENCE_NO),
                told.proposal("erasing"),
            ),
            SCHOOL,
        ),
        Try(Act.ANSWER_ERASING, _sign("dsl", "erasing"), BY_SCHOOL),
        Try(Act.ANSWER_ERASING, _sign("executive_head", "erasing"), BY_EXECUTIVE),
        Try(
            Act.ERASE_DATA,
            lambda t, a: erasing.erase_data(
                a, _at(t, *told.TO_AGREED), told.erased(t.world)
            ),
            SCHOOL,
        ),
    ],
}
