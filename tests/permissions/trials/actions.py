"""Actions of a case, and handing work over."""

from safeguard.actions.commands.acting import (
    Ending,
    NewAction,
    cancel_action,
    set_action,
)
from safeguard.actions.commands.work import (
    CasePassing,
    Handover,
    hand_over_case,
    hand_over_work,
)
from safeguard.actions.permissions import Act
from safeguard.actions.queries.lines import read_actions_due
from safeguard.actions.queries.work import read_work
from school.foundation.actor import Actor
from school.foundation.references import new_ref
from tests.actions.tasked import DONE, WHAT, task
from tests.permissions.trials.trial import Trial, Try


def _action(trial: Trial) -> str:
    """An action that a volunteer has."""
    make = lambda: task(trial.world, trial.case(), "volunteer")  # noqa: E731
    return str(trial.spare("action", make))


def _hand_over_case(trial: Trial, actor: Actor) -> str:
    ruth, tom = trial.world["dsl"], trial.world["deputy_dsl"]
    return hand_over_case(actor, trial.case(), CasePassing(ruth, tom, new_ref(), ""))


def _hand_over_work(trial: Trial, actor: Actor) -> str:
    return hand_over_work(actor, Handover(trial.world["deputy_dsl"], (trial.case(),)))


ACTIONS: list[Try] = [
    Try(
        Act.SET_ACTION,
        lambda t, a: set_action(
            a, t.case(), NewAction(WHAT, t.world["tutor"], "action_next_day")
        ),
    ),
    Try(
        Act.CANCEL_ACTION,
        lambda t, a: cancel_action(a, _action(t), Ending(DONE)),
    ),
    Try(Act.READ_ACTIONS_DUE, lambda t, a: read_actions_due(a)),
    Try(Act.READ_WORK, lambda t, a: read_work(a)),
    Try(Act.HAND_OVER_CASE, _hand_over_case),
    Try(Act.HAND_OVER_WORK, _hand_over_work),
]
