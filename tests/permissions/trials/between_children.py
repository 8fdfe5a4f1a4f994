"""Cyber-bullying and sexual harm between children: what whoever leads a case may do."""

from datetime import timedelta

from safeguard.bullying.commands import ending, establishing
from safeguard.bullying.permissions import Act as Bullying
from safeguard.bullying.queries import patterns, reading
from safeguard.cases.commands.acknowledging import acknowledge_concern
from safeguard.cases.commands.deciding import Joining, join_case
from safeguard.harm import commands as harm_acts
from safeguard.harm import queries as harm_reading
from safeguard.harm.permissions import Act as Harm
from school.foundation import clock
from school.foundation.actor import Actor
from tests.bullying import told as bullying
from tests.cases import worked
from tests.harm import told as harm
from tests.permissions.trials.trial import WHY, Trial, Try


def _pair(trial: Trial) -> str:
    return str(trial.spare("pair", lambda: bullying.pair_case(trial.world)))


def _begun(trial: Trial) -> str:
    return str(trial.spare("begun", lambda: bullying.begun(trial.world)))


def _found(trial: Trial) -> str:
    return str(trial.spare("found", lambda: bullying.found_bullying(trial.world)))


def _planned(trial: Trial) -> str:
    return str(trial.spare("planned", lambda: bullying.planned(trial.world)))


def _ended(trial: Trial) -> str:
    return str(trial.spare("ended", lambda: bullying.ended(trial.world)))


def _owed(trial: Trial) -> str:
    return str(trial.spare("owed", lambda: bullying.owed(trial.world)))


def _relink(trial: Trial, actor: Actor) -> str:
    def make() -> tuple[str, str]:
        case = bullying.resolved(trial.world)
        with clock.moved_on(timedelta(minutes=1)):
            concern = bullying.concern_on(trial.world)
        acknowledge_concern(worked.dsl(trial.world), concern)
        join_case(worked.dsl(trial.world), concern, Joining(case))
        return case, bullying.process(case).ref

    case, process = trial.spare("again", make)
    return establishing.relink_bullying(
        actor, case, establishing.Relinking(process, WHY)
    )


def _contain(trial: Trial, actor: Actor) -> str:
    step = establishing.Step("parents", "not_needed", None, WHY)
    return establishing.contain_bullying(
        actor, _found(trial), establishing.Containment((step,))
    )


def _review(trial: Trial, actor: Actor) -> str:
    said = ending.Review(trial.world["ellis"], "yes", bullying.ON_SCREEN)
    return ending.review_bullying(actor, _owed(trial), said)


READS_BETWEEN_CHILDREN = [
    Try(Bullying.READ_BULLYING, lambda t, a: reading.read_bullying(a, _planned(t))),
    Try(Bullying.READ_PATTERNS, lambda t, a: patterns.read_patterns(a)),
    Try(Bullying.READ_REVIEWS_DUE, lambda t, a: patterns.read_reviews_due(a)),
    Try(Harm.READ_HARM, lambda t, a: harm_reading.read_harm(a, _pair(t))),
    Try(Harm.READ_PATTERNS, lambda t, a: harm_reading.read_patterns(a)),
    Try(Harm.READ_REVIEWS_DUE, lambda t, a: harm_reading.read_reviews_due(a)),
]
LEADS_BETWEEN_CHILDREN = [
    Try(
        Bullying.OPEN_BULLYING,
        lambda t, a: establishing.open_bullying(a, _pair(t), bullying.places(t.world)),
    ),
    Try(
        Bullying.PLACE_CHILDREN,
        lambda t, a: establishing.place_children(
            a, _begun(t), bullying.places(t.world)
        ),
    ),
    Try(
        Bullying.ASSESS_BULLYING,
        lambda t, a: establishing.assess_bullying(a, _begun(t), bullying.answered()),
    ),
    Try(Bullying.CONTAIN_BULLYING, _contain),
    Try(
        Bullying.INVESTIGATE_BULLYING,
        lambda t, a: establishing.investigate_bullying(
            a, _found(t), establishing.Looking(WHY)
        ),
    ),
    Try(
        Bullying.AGREE_PLAN,
        lambda t, a: ending.agree_bullying_plan(a, _found(t), bullying.plan()),
    ),
    Try(Bullying.REVIEW_BULLYING, _review),
    Try(Bullying.RELINK_BULLYING, _relink),
    Try(
        Bullying.CLOSE_BULLYING,
        lambda t, a: ending.close_bullying(a, _ended(t), ending.Ending(WHY)),
    ),
    Try(Harm.OPEN_HARM, lambda t, a: harm_acts.open_harm(a, _pair(t), harm.harm())),
    Try(
        Harm.ASSESS_HARM,
        lambda t, a: harm_acts.assess_harm(
            a, t.spare("harm", lambda: harm.begun(t.world)), harm.assessment()
        ),
    ),
    Try(
        Harm.REVIEW_HARM,
        lambda t, a: harm_acts.review_harm(
            a, t.spare("assessed", lambda: harm.assessed(t.world)), harm.review()
        ),
    ),
]
