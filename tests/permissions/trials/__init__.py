"""How each act of the matrix is tried: on which record, made how, with which words."""

from tests.permissions.trials.acting import VOIDING
from tests.permissions.trials.agreements import AGREEMENTS
from tests.permissions.trials.audits import AUDITS, PLANS_SELF_AUDITS
from tests.permissions.trials.between_children import (
    LEADS_BETWEEN_CHILDREN,
    READS_BETWEEN_CHILDREN,
)
from tests.permissions.trials.breaches import LEADS_BREACHES, READS_BREACHES
from tests.permissions.trials.campaigns import CAMPAIGNS
from tests.permissions.trials.casework import CASEWORK
from tests.permissions.trials.custody import CUSTODY
from tests.permissions.trials.examinations import EXAMINATIONS
from tests.permissions.trials.files import FILES
from tests.permissions.trials.hand_in import HAND_IN
from tests.permissions.trials.images import LEADS_IMAGES, READS_IMAGES
from tests.permissions.trials.later import COMES_LATER, OUTSIDE_THE_MATRIX
from tests.permissions.trials.own import OWN
from tests.permissions.trials.people import PEOPLE
from tests.permissions.trials.reports import REPORTS
from tests.permissions.trials.searches import READS_SEARCHES, SEARCHES
from tests.permissions.trials.training import TRAINING
from tests.permissions.trials.trial import Trial, Try
from tests.permissions.trials.vault import VAULT

TRIALS = {
    **OWN,
    **CASEWORK,
    **VOIDING,
    **VAULT,
    **PEOPLE,
    **REPORTS,
    **FILES,
    **CUSTODY,
    **SEARCHES,
    **EXAMINATIONS,
    **HAND_IN,
    **AUDITS,
    **AGREEMENTS,
    **TRAINING,
}
TRIALS["run_agreement_campaign"] += CAMPAIGNS
# What whoever leads a case does between its children stands in the rows of a case.
TRIALS["triage_decide_close"] += LEADS_BETWEEN_CHILDREN + LEADS_IMAGES + LEADS_BREACHES
TRIALS["read_case_child_protection"] += (
    READS_BETWEEN_CHILDREN + READS_IMAGES + READS_SEARCHES + READS_BREACHES
)
# A plan for a gap is a plan of training.
TRIALS["plan_training"] += PLANS_SELF_AUDITS

__all__ = ["COMES_LATER", "OUTSIDE_THE_MATRIX", "TRIALS", "Trial", "Try"]
