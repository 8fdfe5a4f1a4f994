"""A concern's standing as its reporter reads it: shape and words."""

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
