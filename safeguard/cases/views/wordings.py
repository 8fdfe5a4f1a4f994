"""A concern's standing as its reporter reads it, and what a notice leads to: words."""

from collections.abc import Mapping
from typing import Any

from safeguard.cases.queries.own import Standing
from school.web.catalogue import lazy_gettext as _l

STANDINGS = {
    Standing.SENT: ("clock", _l("Sent")),
    Standing.OPENED: ("info", _l("Opened")),
    Standing.WORKED_ON: ("info", _l("Being worked on")),
    Standing.WITH_AGENCY: ("waiting", _l("With another agency")),
    Standing.CLOSED: ("done", _l("Closed")),
    Standing.IN_ERROR: ("planned", _l("Entered in error")),
}
# The page to which notices lead, by the first part of its address: what any colleague's
# menu shows too. Whatever is not here is an item and no more, such as what comes about
# an adult: accounts, roles and absences go without a name too, or a line that has none
# would tell by that alone that it is about an adult.
NOTICE_PAGES: Mapping[str, Any] = {
    "concerns": _l("Concerns"),
    "incoming": _l("Sent by another school"),
    "cases": _l("Cases"),
    "actions": _l("Actions"),
    "searches": _l("Searches"),
    "examinations": _l("Examinations"),
    "custody": _l("Items taken from pupils"),
    "phones": _l("Phones"),
    "force": _l("Use of force"),
    "police": _l("Police in school"),
    "devices": _l("Work devices"),
    "cover": _l("Cover"),
    "complaints": _l("Complaints"),
    "training": _l("Training"),
    "self-audits": _l("Self-audits"),
    "agreements": _l("Agreements"),
}
ABOUT_AN_ADULT = "/concerns/adult"
