"""What stands on a case's page of its children: needs as they were, ways to more."""

from collections.abc import Iterable

from flask import render_template, url_for
from markupsafe import Markup

from safeguard.cases.queries.people_in import Child
from safeguard.cases.queries.reading import CaseRead, ConcernRead
from safeguard.cases.states import ConcernState
from safeguard.cases.views.leading import leads
from safeguard.cases.views.slots import Link
from safeguard.children.panels.wordings import need_of
from safeguard.children.permissions import Act
from safeguard.children.queries.profile import needs_now_and_then, where_now
from school.foundation.actor import Actor
from school.foundation.permits import Refusal
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import panel


def child_page(child_ref: str) -> str:
    """Where a child's page is; "" for whoever has no business there."""
    if not _reads(current_actor()):
        return ""
    return url_for("children.child", child_ref=child_ref)


def case_acts(case: CaseRead) -> list[Link]:
    """A case can be taken away as a PDF by whoever reads it."""
    href = url_for("children.download_case", case_ref=case.reference)
    return [Link(_("Take it away as a PDF"), href)]


def needs_of_case(case: CaseRead) -> Markup | str:
    """What holds for each child, and what held when the case was opened: plans and a
    social worker often come later. Read with the case.
    """
    actor = current_actor()
    known = {each.person_ref: each.name for each in case.children if each.person_ref}
    if not known or not _reads(actor):
        return ""
    found = needs_now_and_then(actor.school_ref, list(known), case.opened_at)
    children = [
        {
            "ref": ref,
            "name": name,
            "now": [need_of(each) for each in found[ref][0]],
            "then": [need_of(each) for each in found[ref][1]],
            "same": found[ref][0] == found[ref][1],
        }
        for ref, name in known.items()
    ]
    return Markup(  # noqa: S704 - a template of ours, which escapes
        render_template("children/panels/needs.html", children=children, case=case)
    )


def left_of_case(case: CaseRead) -> Markup | str:
    """A child of the case has left the school: its file must follow."""
    return _left(case.children)


def left_of_concern(concern: ConcernRead) -> Markup | str:
    """The same of a concern, with the way to send it while it is in no case."""
    href = ""
    if concern.state == ConcernState.ACKNOWLEDGED and leads(concern):
        href = url_for("cases.send_concern", concern_ref=concern.reference)
    return _left(concern.children, href)


def _left(children: Iterable[Child], send_href: str = "") -> Markup | str:
    actor = current_actor()
    known = [each for each in children if each.person_ref]
    if not known or not _reads(actor):
        return ""
    left = where_now(actor, [each.person_ref for each in known if each.person_ref])
    gone = [
        (each.name, left[each.person_ref])
        for each in known
        if each.person_ref and each.person_ref in left
    ]
    if not gone:
        return ""
    return panel("children/panels/left.html", gone=gone, send_href=send_href)


def _reads(actor: Actor) -> bool:
    return not isinstance(decide(Act.READ_CHILD, actor), Refusal)
