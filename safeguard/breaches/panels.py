"""What a case shows of the clauses that it cites."""

from flask import url_for
from markupsafe import Markup

from safeguard.breaches.permissions import Act
from safeguard.breaches.queries import cited_in
from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.views.slots import Link
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import panel


def acts_of_case(case: CaseRead) -> list[Link]:
    """The way to it, for those who may read the case."""
    href = url_for("breaches.breaches", case_ref=case.reference)
    return [Link(_("Agreement: clauses cited"), href)] if _reads(case) else []


def beside_case(case: CaseRead) -> Markup | str:
    """The clauses that stand; nothing where none does."""
    cited = cited_in(case.reference) if _reads(case) else []
    if not cited:
        return ""
    return panel(
        "breaches/panels/beside_case.html", case_ref=case.reference, cited=cited
    )


def _reads(case: CaseRead) -> bool:
    return isinstance(decide(Act.READ_BREACHES, current_actor(), case), Permit)
