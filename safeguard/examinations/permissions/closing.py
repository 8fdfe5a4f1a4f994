"""What neither a search nor its case closes over: an unsettled examination."""

from safeguard.cases.permissions.closing import OpenMatter
from safeguard.examinations.permissions.standing import (
    examinations_of,
    has_open_examination,
    has_unanswered,
)
from safeguard.searches.permissions.closing import OpenInSearch, searches_in
from school.web.catalogue import lazy_gettext as _l


def _open_in_case(case_ref: str) -> bool:
    return any(has_open_examination(ref) for ref in searches_in(case_ref))


def _deviates(search_ref: str) -> bool:
    return any(has_unanswered(each.ref) for each in examinations_of(search_ref))


EXAMINATION_SETTLED = OpenInSearch(
    "examination_open",
    has_open_examination,
    _l("An examination is open, its response is not decided, or an erasing waits."),
    "searches.search",
)
DEVIATIONS_ANSWERED = OpenInSearch(
    "examination_deviations",
    _deviates,
    _l("An examination departed from the policy, and the head has not answered."),
    "searches.search",
)
MATTERS = (EXAMINATION_SETTLED, DEVIATIONS_ANSWERED)
EXAMINATIONS_SETTLED = OpenMatter(
    "examinations_settled",
    _open_in_case,
    _l("Examination of a device: an outcome, or the response of two people"),
    "searches.case_searches",
)
