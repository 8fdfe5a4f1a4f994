"""The acts of a cyber-bullying process: those who lead the case do them (§2.2)."""

from enum import StrEnum

from safeguard.cases.permissions.acts import leads_case, reads_case, reads_lists
from school.foundation.permits import Rule


class Act(StrEnum):
    """What can happen to a process, as the trail names it."""

    READ_BULLYING = "bullying.read"
    READ_PATTERNS = "bullying_patterns.read"
    READ_REVIEWS_DUE = "bullying_reviews.read"
    OPEN_BULLYING = "bullying.opened"
    PLACE_CHILDREN = "bullying.children_placed"
    ASSESS_BULLYING = "bullying.assessed"
    CONTAIN_BULLYING = "bullying.contained"
    INVESTIGATE_BULLYING = "bullying.investigated"
    AGREE_PLAN = "bullying.plan_agreed"
    REVIEW_BULLYING = "bullying.reviewed"
    RELINK_BULLYING = "bullying.relinked"
    CLOSE_BULLYING = "bullying.closed"


RULES: dict[Act, Rule] = {
    Act.READ_BULLYING: reads_case,
    Act.READ_PATTERNS: reads_lists,
    Act.READ_REVIEWS_DUE: reads_lists,
    Act.OPEN_BULLYING: leads_case,
    Act.PLACE_CHILDREN: leads_case,
    Act.ASSESS_BULLYING: leads_case,
    Act.CONTAIN_BULLYING: leads_case,
    Act.INVESTIGATE_BULLYING: leads_case,
    Act.AGREE_PLAN: leads_case,
    Act.REVIEW_BULLYING: leads_case,
    Act.RELINK_BULLYING: leads_case,
    Act.CLOSE_BULLYING: leads_case,
}
WORDINGS: dict[Act, str] = {
    Act.READ_BULLYING: "read about cyber-bullying in a case",
    Act.READ_PATTERNS: "looked at the patterns of cyber-bullying",
    Act.READ_REVIEWS_DUE: "looked at which reviews of cyber-bullying are due",
    Act.OPEN_BULLYING: "began to treat a case as cyber-bullying",
    Act.PLACE_CHILDREN: "said who was harmed and who is said to have done it",
    Act.ASSESS_BULLYING: "tested whether it is cyber-bullying",
    Act.CONTAIN_BULLYING: "recorded steps to contain cyber-bullying",
    Act.INVESTIGATE_BULLYING: "began to look into cyber-bullying",
    Act.AGREE_PLAN: "agreed a support plan for both sides",
    Act.REVIEW_BULLYING: "recorded whether the bullying has stopped",
    Act.RELINK_BULLYING: "linked cyber-bullying to an earlier process on the same pair",
    Act.CLOSE_BULLYING: "closed a cyber-bullying process",
}
