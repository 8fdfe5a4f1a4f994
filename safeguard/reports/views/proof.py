"""One line about the record: it holds or it does not, and when that was asked."""

from dataclasses import dataclass

from safeguard.reports.queries import Report
from school.inspection.queries.verifying import Verification
from school.web.catalogue import gettext as _
from school.web.catalogue import ngettext
from school.web.pages import shown_at


@dataclass(frozen=True)
class Proof:
    """The line: green or red, in bold words and then in more."""

    kind: str
    word: str
    more: str


def proof_of(report: Report, last: Verification | None) -> Proof:
    """Green only where the report’s own beginnings hold and the whole record was
    proven in the last 35 days.
    """
    if not report.holds:
        more = _("This report no longer agrees with the records it was made from.")
        return Proof("overdue", _("The record does not hold."), f"{more} {_tell()}")
    if last is None:
        more = _("Nobody has had it prove itself in the last 35 days. Do so now.")
        return Proof("overdue", _("The record has not been proven."), more)
    when = shown_at(last.at)
    if not last.holds:
        more = _("It was asked on %(when)s.", when=when)
        return Proof("overdue", _("The record does not hold."), f"{more} {_tell()}")
    size = sum(log.size for log in last.logs)
    more = ngettext(
        "%(size)s entry was checked on %(when)s. None was changed or removed.",
        "All %(size)s entries were checked on %(when)s. None was changed or removed.",
        size,
        size=f"{size:,}",
        when=when,
    )
    return Proof("done", _("The record is intact."), more)


def _tell() -> str:
    return _("Tell the head of school and the trust now, in person.")
