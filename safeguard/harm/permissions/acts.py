"""The acts on sexual harm between children: those who lead the case do them (§2.7)."""

from enum import StrEnum

from safeguard.cases.permissions.acts import leads_case, reads_case, reads_lists
from school.foundation.permits import Rule


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_HARM = "harm.read"
    READ_PATTERNS = "harm_patterns.read"
    READ_REVIEWS_DUE = "harm_reviews.read"
    OPEN_HARM = "harm.opened"
    ASSESS_HARM = "harm.assessed"
    REVIEW_HARM = "harm.reviewed"


RULES: dict[Act, Rule] = {
    Act.READ_HARM: reads_case,
    Act.READ_PATTERNS: reads_lists,
    Act.READ_REVIEWS_DUE: reads_lists,
    Act.OPEN_HARM: leads_case,
    Act.ASSESS_HARM: leads_case,
    Act.REVIEW_HARM: leads_case,
}
WORDINGS: dict[Act, str] = {
    Act.READ_HARM: "read about sexual harm between children in a case",
    Act.READ_PATTERNS: "looked at where and when children harm one another",
    Act.READ_REVIEWS_DUE: "looked at which safety plans are to be reviewed",
    Act.OPEN_HARM: "began to treat a case as sexual harm between children",
    Act.ASSESS_HARM: "assessed the risk and needs of both children",
    Act.REVIEW_HARM: "reviewed how the children are kept safe",
}
