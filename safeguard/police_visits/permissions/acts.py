"""The acts on a visit of the police: the DSL, deputies, the head, the head above."""

from enum import StrEnum

from safeguard.cases.permissions.acts import reads_case
from school.foundation.actor import Role
from school.foundation.permits import Rule, elevated, granted


class Act(StrEnum):
    """What can happen to a visit, as the trail names it."""

    CONSIDER_VISIT = "police_visit.considered"
    WEIGH_VISIT = "police_visit.weighed"
    DECIDE_AGAINST_VISIT = "police_visit.decided_against"
    CALL_POLICE = "police_visit.called"
    RECORD_VISIT = "police_visit.recorded"
    RECORD_ATTENDANCE = "police_visit.attended"
    RECORD_ADULT = "police_visit.adult_recorded"
    RECORD_PARENTS = "police_visit.parents_recorded"
    RECORD_OUTCOME = "police_visit.outcome_recorded"
    PLAN_AFTERCARE = "police_visit.aftercare_planned"
    ADD_TO_VISIT = "police_visit.added_to"
    CLOSE_VISIT = "police_visit.closed"
    READ_VISIT = "police_visit.read"
    PREPARE_VISIT = "police_visit.prepared"
    READ_VISITS = "police_visits.read"
    READ_VISITS_OF_CASE = "police_visits_of_case.read"
    PRINT_VISIT = "police_visit.printed"


# The head is told of what was amiss; the executive head where the head took part.
LEADS = (
    *(Role.DSL, Role.ACTING_DSL, Role.DEPUTY_DSL),
    *(Role.HEAD, Role.EXECUTIVE_HEAD),
)
# Who answers for what was not as it must be (§2.3: it goes to the head).
HEADS = (Role.HEAD, Role.EXECUTIVE_HEAD)
leads: Rule = granted(dict.fromkeys(LEADS, elevated))

RULES: dict[Act, Rule] = {
    **dict.fromkeys(Act, leads),
    Act.READ_VISITS_OF_CASE: reads_case,
}
WORDINGS: dict[Act, str] = {
    Act.CONSIDER_VISIT: "weighed in writing whether to call the police",
    Act.WEIGH_VISIT: "added to what is weighed before the police are called",
    Act.DECIDE_AGAINST_VISIT: "decided not to call the police",
    Act.CALL_POLICE: "recorded that the police were called",
    Act.RECORD_VISIT: "recorded that the police had come",
    Act.RECORD_ATTENDANCE: "recorded that the police came",
    Act.RECORD_ADULT: "recorded who stands by a pupil before the police",
    Act.RECORD_PARENTS: "recorded what parents know of the police’s visit",
    Act.RECORD_OUTCOME: "recorded what the police did",
    Act.PLAN_AFTERCARE: "planned the care of a pupil after the police",
    Act.ADD_TO_VISIT: "added to a visit of the police",
    Act.CLOSE_VISIT: "closed a visit of the police",
    Act.READ_VISIT: "read a visit of the police",
    Act.PREPARE_VISIT: "opened the page to begin a visit of the police",
    Act.READ_VISITS: "looked at the visits of the police",
    Act.READ_VISITS_OF_CASE: "looked at the visits of the police in a case",
    Act.PRINT_VISIT: "laid a visit of the police out for printing",
}
