"""Home: raise a concern, what I raised, my drafts, what waits for me."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, request, url_for

from safeguard.cases.commands import noticing
from safeguard.cases.permissions import Act
from safeguard.cases.queries import own, waiting
from safeguard.cases.queries.listing import Incidents, count_technical
from safeguard.cases.views.blueprint import bp
from safeguard.cases.views.slots import HOME_ITEMS, HOME_SECTIONS
from safeguard.cases.views.wordings import (
    ABOUT_AN_ADULT,
    NOTICE_PAGES,
    STANDINGS,
)
from school.foundation.actor import Actor, Role
from school.foundation.errors import Hidden
from school.foundation.permits import Permit
from school.gate import decide
from school.web.acting import current_actor
from school.web.catalogue import gettext as _
from school.web.pages import render

SEE_OTHER = 303


@dataclass(frozen=True)
class HomeItem:
    """One line of "What you raised". Other features' items have the same shape."""

    reference: str
    raised_at: datetime
    kind: str
    word: Any
    url: str
    # That there is an answer, never its words: they may hold a name.
    answered_at: datetime | None = None


@dataclass(frozen=True)
class WaitingLine:
    """Notices that lead to pages of one kind, the newest first."""

    urgent: bool
    page: Any
    within: tuple[waiting.Waiting, ...]


@bp.get("/")
def home() -> str:
    """The first page after signing in; no child's name stands on it."""
    actor = current_actor()
    raises = isinstance(decide(Act.RAISE_CONCERN, actor), Permit)
    items = _items(actor) if raises else []
    shown = None if "all" in request.args else own.NEWEST
    return render(
        "cases/home.html",
        raises=raises,
        items=items[:shown],
        more=shown is not None and len(items) > shown,
        drafts=own.own_drafts(actor) if raises else [],
        notices=_waiting(waiting.waiting_notices(actor)),
        unopened=own.count_unopened(actor),
        incidents=_incidents(actor),
        technical_href=_address("cases.technical_queue"),
        adult_href=_address("allegations.raise_adult_concern"),
        queue_href=_address("cases.queue"),
        sections=HOME_SECTIONS.ask(actor),
    )


@bp.post("/notices/<ref:notice_ref>/read")
def read_notice(notice_ref: str) -> Any:
    """Follow a notice: it is read from now on."""
    actor = current_actor()
    school = waiting.school_of_notice(actor, notice_ref)
    if school:
        # Unread still: nobody would find it again.
        flash(
            _("That item belongs to %(name)s. Turn to that school first.", name=school),
            "warning",
        )
        return redirect(url_for("identity.account"), SEE_OTHER)
    path = noticing.read_notice(actor, notice_ref)
    if path is None:
        raise Hidden("no such notice")
    return redirect(path, SEE_OTHER)


def _waiting(notices: list[waiting.Waiting]) -> list[WaitingLine]:
    """One line for each kind of page, the urgent ones apart and on top; then by the
    newest. None is lost: each stands within its line.
    """
    lines: dict[tuple[bool, str], list[waiting.Waiting]] = {}
    for each in notices:
        lines.setdefault((each.urgent, _page_of(each.path)), []).append(each)
    found = [
        WaitingLine(urgent, NOTICE_PAGES.get(page, ""), tuple(within))
        for (urgent, page), within in lines.items()
    ]
    return sorted(found, key=lambda line: not line.urgent)


def _page_of(path: str) -> str:
    page = path.split("/")[1] if path.startswith("/") else ""
    walled = path.startswith(ABOUT_AN_ADULT)
    return page if page in NOTICE_PAGES and not walled else ""


def _incidents(actor: Actor) -> int | None:
    """How many technical incidents wait for whoever takes them on; None for others."""
    if not actor.has(Role.DIGITAL_SAFETY):
        return None
    return count_technical(actor)[Incidents.UNOPENED]


def _items(actor: Actor) -> list[Any]:
    """One more than is shown, so that the page knows whether there are more."""
    newest = None if "all" in request.args else own.NEWEST + 1
    items: list[Any] = [_item(each) for each in own.read_own_concerns(actor, newest)]
    for others in HOME_ITEMS.ask(actor):
        items += others
    return sorted(items, key=lambda item: item.raised_at, reverse=True)


def _item(mine: own.Own) -> HomeItem:
    kind, word = STANDINGS[mine.standing]
    return HomeItem(
        reference=mine.reference,
        raised_at=mine.raised_at,
        kind=kind,
        word=word,
        url=url_for("cases.own_concern", concern_ref=mine.reference),
        answered_at=mine.answered_at,
    )


def _address(endpoint: str) -> str | None:
    """The address of a page, where the product has it."""
    return url_for(endpoint) if endpoint in current_app.view_functions else None
