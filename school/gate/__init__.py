"""The one door: decide, do, record and commit, in one transaction.

Three words open it. `@command` for whatever changes a record, `@disclosure` for
whatever is read of one, `@upkeep` for a closed list of house-keeping. Authors of
features never write trail entries, so they cannot forget one.
"""

from school.foundation.form_ids import FormId
from school.gate.conduct import about, note, touch
from school.gate.doors import command, counted, disclosure, upkeep
from school.gate.registry import UPKEEP, decide, is_list, register, registered
from school.gate.submissions import Submission
from school.gate.versions import insist_on_version

__all__ = [
    "UPKEEP",
    "FormId",
    "Submission",
    "about",
    "command",
    "counted",
    "decide",
    "disclosure",
    "insist_on_version",
    "is_list",
    "note",
    "register",
    "registered",
    "touch",
    "upkeep",
]
