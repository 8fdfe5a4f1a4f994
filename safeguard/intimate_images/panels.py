"""What a case, the queue and home show of an intimate image: clocks, never a word."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from safeguard.cases.queries.reading import CaseRead
from safeguard.cases.states import CaseState
from safeguard.cases.views.moments import by_when, since_when
from safeguard.cases.views.queue_rows import names_of
from safeguard.cases.views.slots import Link, Running
from safeguard.guidance import agencies
from safeguard.intimate_images.forms.words import OWED, SHAPES, state_word
from safeguard.intimate_images.permissions import Act
from safeguard.intimate_images.permissions.signing import SECOND
from safeguard.intimate_images.queries.owed import (
    Brief,
    brief_of,
    count_images_due,
    read_images_due,
)
from safeguard.intimate_images.queries.signing import own_signatures_owed
from safeguard.intimate_images.states import State
from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import empty_panel, panel

UNBEGUN = frozenset({State.REPORTED, State.REVIEW_OWED, State.MORE_INFO})


def acts_of_case(case: CaseRead) -> list[Link]:
    """The way to it, where an image is suspected."""
    if not _concerned(case):
        return []
    return [Link(_("Intimate image"), _page(case.reference))]


def clocks_of_case(case: CaseRead) -> list[Running]:
    """What is owed next; and when an open question is asked again."""
    brief = _brief(case)
    if brief is None:
        return []
    found = [] if brief.due_at is None else [Running(brief.due_at, OWED[brief.state])]
    if brief.unknown_by_at is not None and brief.state != State.MORE_INFO:
        found.append(Running(brief.unknown_by_at, OWED[State.MORE_INFO]))
    return found


def beside_case(case: CaseRead) -> Markup | str:
    """Where it stands."""
    brief = _brief(case)
    if brief is None:
        return ""
    return panel(
        "intimate_images/panels/beside_case.html",
        case_ref=case.reference,
        word=state_word(brief.state, owed=bool(brief.owed)),
        kind=SHAPES[brief.state],
    )


def alerts_of_case(case: CaseRead) -> Markup | str:
    """A referral that must be made, a first review that is owed, a clock run out."""
    brief = None if case.state == CaseState.CLOSED else _brief(case)
    if brief is None or brief.state == State.CLOSED:
        return ""
    late = brief.next_at is not None and brief.next_at < clock.now()
    if not brief.owed and not late and brief.state not in UNBEGUN:
        return ""
    return panel(
        "intimate_images/panels/alerts_of_case.html",
        case_ref=case.reference,
        owed=[_(agencies.named(code).short) for code in brief.owed],
        what=_what(brief),
        since=since_when(brief.next_at) if brief.next_at and late else None,
        until=by_when(brief.next_at) if brief.next_at and not late else None,
    )


def beside_queue(actor: Actor) -> Markup | str:
    """What is owed by now or within a week, begun or not."""
    if not isinstance(decide(Act.READ_IMAGES_DUE, actor), Permit):
        return ""
    # No entry for an empty list: there is nothing of any record in it.
    if not count_images_due(actor):
        return empty_panel("intimate_images/panels/beside_queue.html", "items")
    items = [
        {
            "href": _page(each.case_ref),
            "title": names_of(each.children),
            "text": _("A referral is to be made")
            if each.brief.owed
            else _what(each.brief),
            **(_due(each.brief)),
        }
        for each in read_images_due(actor)
    ]
    return panel("intimate_images/panels/beside_queue.html", items=items)


def on_home(actor: Actor) -> Markup | str:
    """What waits for one's signature, by its clock alone: a corridor has eyes."""
    if not actor.has(*SECOND):
        return ""
    waiting = own_signatures_owed(actor)
    if not waiting:
        return ""
    items = [
        {
            "href": url_for("intimate_images.answer_managing", case_ref=each.case_ref),
            "title": _("Something to sign"),
            **_shape(each.due_at),
        }
        for each in waiting
    ]
    return panel("intimate_images/panels/on_home.html", items=items)


def _what(brief: Brief) -> Any:
    asks_again = (
        brief.unknown_by_at is not None and brief.next_at == brief.unknown_by_at
    )
    return OWED[State.MORE_INFO if asks_again else brief.state]


def _due(brief: Brief) -> dict[str, Any]:
    return _shape(brief.next_at)


def _shape(at: Any) -> dict[str, Any]:
    if at is None:
        return {}
    late = at < clock.now()
    return {
        "kind": "overdue" if late else "clock",
        "word": _("Overdue") if late else _("Later"),
        "more": since_when(at) if late else by_when(at),
    }


def _brief(case: CaseRead) -> Brief | None:
    return brief_of(case.reference) if _concerned(case) else None


def _concerned(case: CaseRead) -> bool:
    reads = isinstance(decide(Act.READ_IMAGE, current_actor(), case), Permit)
    return case.intimate_image and reads


def _page(case_ref: str) -> str:
    return url_for("intimate_images.image", case_ref=case_ref)
