"""Pages of the trail: one's own acts, the school's, counts, and the proof."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, request, url_for

from school.foundation import clock
from school.foundation.actor import Actor
from school.foundation.permits import NOT_THIS_ROLE
from school.gate import decide
from school.identity.commands.pacing import keep_pace
from school.identity.states import PROOFS
from school.inspection.forms import VerifyTrailForm
from school.inspection.permissions import Act
from school.inspection.queries.reading import (
    DAYS_OF_ONES_OWN,
    Part,
    count_school_trail,
    read_own_trail,
    read_school_trail,
    read_technical_trail,
)
from school.inspection.queries.verifying import last_verification, verify_trail
from school.web.acting import current_actor
from school.web.catalogue import lazy_gettext as _l
from school.web.pages import render, render_again

bp = Blueprint("inspection", __name__, url_prefix="/trail")

PAGES = (
    (Act.READ_OWN_TRAIL, "inspection.own_trail", _l("Your acts")),
    (Act.READ_SCHOOL_TRAIL, "inspection.school_trail", _l("The school’s acts")),
    (Act.READ_TECHNICAL_TRAIL, "inspection.technical_trail", _l("Accounts, settings")),
    (Act.COUNT_SCHOOL_TRAIL, "inspection.trail_counts", _l("Numbers")),
    (Act.VERIFY_TRAIL, "inspection.verify_trail", _l("Proof")),
)


@bp.get("/own")
def own_trail() -> str:
    """What I did, and who did something to my account."""
    actor = current_actor()
    found = read_own_trail(actor, _day(), _part())
    return render(
        "inspection/own_trail.html",
        trail=found.acts,
        by_others=found.by_others,
        **_ways(actor, found.acts, DAYS_OF_ONES_OWN),
    )


@bp.get("/school")
def school_trail() -> str:
    """One day of the school, in words."""
    actor = current_actor()
    trail = read_school_trail(actor, _day(), _part())
    return render("inspection/school_trail.html", trail=trail, **_ways(actor, trail))


@bp.get("/technical")
def technical_trail() -> str:
    """One day of accounts, sign-ins and settings."""
    actor = current_actor()
    trail = read_technical_trail(actor, _day(), _part())
    return render("inspection/technical_trail.html", trail=trail, **_ways(actor, trail))


@bp.get("/counts")
def trail_counts() -> str:
    """How often each act was done in a week."""
    actor = current_actor()
    last = _day()
    week = Part(last - timedelta(days=DAYS_OF_ONES_OWN - 1), last, [], 1, 1)
    return render(
        "inspection/trail_counts.html",
        trail=week,
        counts=count_school_trail(actor, last),
        **_ways(actor, week, DAYS_OF_ONES_OWN),
    )


@bp.route("/verify", methods=["GET", "POST"], endpoint="verify_trail")
def verify() -> Any:
    """Have the record prove itself, and see what it proved to be."""
    actor = current_actor()
    form = VerifyTrailForm()
    if form.validate_on_submit():
        keep_pace(actor, PROOFS)
        verify_trail(actor)
        return redirect(url_for("inspection.verify_trail"), 303)
    page = render_again if form.errors else render
    return page(
        "inspection/verify_trail.html",
        form=form,
        verification=last_verification(actor),
        pages=_pages(actor),
    )


# Long before any entry, and far enough from the first day a calendar knows.
FIRST_DAY = date(2000, 1, 1)


def _day() -> date:
    """The day asked for; today when it is none, or yet to come."""
    try:
        asked = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return clock.today()
    return max(FIRST_DAY, min(asked, clock.today()))


def _part() -> int | None:
    return request.args.get("part", type=int)


def _ways(actor: Actor, trail: Part, step: int = 1) -> dict[str, Any]:
    """The ways to earlier and later entries: within the days, then to other days."""
    here = request.endpoint or ""
    before, after = trail.last - timedelta(days=step), trail.last + timedelta(days=step)
    earlier: dict[str, Any] = {"on": before.isoformat()}
    later: dict[str, Any] | None = None
    if trail.last < clock.today():
        later = {"on": after.isoformat()}
    if trail.part > 1:
        earlier = {"on": trail.last.isoformat(), "part": trail.part - 1}
    if trail.part < trail.parts:
        later = {"on": trail.last.isoformat(), "part": trail.part + 1}
    return {
        "older_href": url_for(here, **earlier),
        "newer_href": url_for(here, **later) if later else None,
        "pages": _pages(actor),
    }


def _pages(actor: Actor) -> list[dict[str, Any]]:
    """The pages of the trail that are open to this actor, if need be elevated."""
    return [
        {
            "text": str(text),
            "href": url_for(endpoint),
            "current": request.endpoint == endpoint,
        }
        for act, endpoint, text in PAGES
        if decide(act, actor) != NOT_THIS_ROLE
    ]
