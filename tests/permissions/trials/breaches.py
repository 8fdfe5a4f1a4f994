"""Clauses that a case cites: whoever leads the case cites them."""

from safeguard.breaches.commands import TakenBack, cite_clause, withdraw_citation
from safeguard.breaches.permissions import Act
from safeguard.breaches.queries import read_breaches, read_held
from school.foundation import clock
from school.foundation.actor import Actor
from tests.breaches import told
from tests.permissions.trials.trial import WHY, Trial, Try


def _agreed(trial: Trial) -> str:
    make = lambda: told.case_with_agreement(trial.world)  # noqa: E731
    return str(trial.spare("case with agreement", make))


def _cite(trial: Trial, actor: Actor) -> str:
    return cite_clause(actor, _agreed(trial), told.citation(trial.world))


def _look_up(trial: Trial, actor: Actor) -> object:
    return read_held(actor, _agreed(trial), trial.world["ellis"], clock.today())


def _take_back(trial: Trial, actor: Actor) -> str:
    case = str(trial.spare("clause cited", lambda: told.cited(trial.world)))
    back = TakenBack(told.breaches(case)[0].ref, WHY)
    return withdraw_citation(actor, case, back)


LEADS_BREACHES = [
    Try(Act.READ_HELD, _look_up),
    Try(Act.CITE_CLAUSE, _cite),
    Try(Act.WITHDRAW_CITATION, _take_back),
]
READS_BREACHES = [
    Try(Act.READ_BREACHES, lambda t, a: read_breaches(a, _agreed(t))),
]
