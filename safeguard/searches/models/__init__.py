"""The tables of searching: who may, the searches, and what each step recorded."""

from safeguard.searches.models.authorities import (
    SearchAdviser,
    SearchAuthorisation,
    SearchRules,
)
from safeguard.searches.models.searches import (
    Search,
    SearchAdult,
    SearchDeviation,
    SearchDeviationAnswer,
    SearchNote,
)
from safeguard.searches.models.steps import (
    SearchAdvice,
    SearchCheck,
    SearchConduct,
    SearchCooperation,
    SearchExplanation,
    SearchFinding,
    SearchGrounds,
    SearchParents,
    SearchReview,
    SearchUrgency,
)

__all__ = [
    "Search",
    "SearchAdult",
    "SearchAdvice",
    "SearchAdviser",
    "SearchAuthorisation",
    "SearchCheck",
    "SearchConduct",
    "SearchCooperation",
    "SearchDeviation",
    "SearchDeviationAnswer",
    "SearchExplanation",
    "SearchFinding",
    "SearchGrounds",
    "SearchNote",
    "SearchParents",
    "SearchReview",
    "SearchRules",
    "SearchUrgency",
]
