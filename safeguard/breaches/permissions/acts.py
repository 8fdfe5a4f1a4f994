"""The acts on clauses that a case cites: those who lead the case do them (§2.9)."""

from enum import StrEnum

from safeguard.cases.permissions.acts import leads_case, reads_case
from school.foundation.permits import Rule


class Act(StrEnum):
    """What can happen, as the trail names it."""

    READ_BREACHES = "clause_breaches.read"
    READ_HELD = "agreement_held.read"
    CITE_CLAUSE = "clause_breach.cited"
    WITHDRAW_CITATION = "clause_breach.withdrawn"


RULES: dict[Act, Rule] = {
    Act.READ_BREACHES: reads_case,
    Act.READ_HELD: leads_case,
    Act.CITE_CLAUSE: leads_case,
    Act.WITHDRAW_CITATION: leads_case,
}
WORDINGS: dict[Act, str] = {
    Act.READ_BREACHES: "read which clauses a case cites",
    Act.READ_HELD: "looked up which agreement held for a pupil of a case on a day",
    Act.CITE_CLAUSE: "cited a clause of a pupil’s agreement in a case",
    Act.WITHDRAW_CITATION: "took back that a case cites a clause",
}
